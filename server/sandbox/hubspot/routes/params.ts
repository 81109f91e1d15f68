import type { ObjectType } from '../entities.ts';
import { validationError } from '../errors.ts';
import type { Call } from '../http.ts';
import { associationType } from '../store/association-types.ts';

/** `a,b` and repeated parameters are the same list; undefined when the parameter is absent. */
export function listParam(call: Call, name: string): readonly string[] | undefined {
  const values = call.query.getAll(name);
  if (values.length === 0) return undefined;
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

export function numberParam(call: Call, name: string, otherwise: number, max = Number.MAX_SAFE_INTEGER): number {
  const text = call.query.get(name);
  if (text === null) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max || (name === 'limit' && value < 1)) {
    throw validationError(`Invalid ${name} '${text}': it must be a number of at most ${max}.`);
  }
  return value;
}

/** The type of the other end, which an association's type id implies. */
export function idsFrom(typeIds: readonly number[], from: ObjectType): ObjectType {
  const types = typeIds.map(associationType);
  const to = types[0]?.to;
  if (to === undefined || types.some((type) => type?.from !== from || type.to !== to)) {
    throw validationError(`Association types ${typeIds.join(', ')} are not valid for ${from}.`, {
      subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
    });
  }
  return to;
}
