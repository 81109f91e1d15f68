import { z } from 'zod';
import type { CrmRecord, ObjectType } from '../entities.ts';
import { OBJECT_TYPES, objectTypeOf } from '../entities.ts';
import { notFound, validationError } from '../errors.ts';
import type { ObjectAnswer } from '../formatters.ts';
import { toAssociationResults, toHistory, toObject, toPage } from '../formatters.ts';
import type { ApiCall, HttpServer } from '../http.ts';
import { created, noContent, ok } from '../http.ts';
import { readsObjects, typeIn, writesObjects } from '../scopes.ts';
import { valuesOf } from '../store/record-values.ts';
import { DEFAULT_READ } from '../store/standard-properties.ts';
import { idsFrom, listParam, numberParam } from './params.ts';

export const OBJECTS = '/crm/objects/2026-09/:type';

/** Values travel as text; numbers and booleans are taken as their text, anything else is not valid input. */
export const propertiesInput = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value)),
);

const associationsInput = z.array(
  z.object({
    to: z.object({ id: z.union([z.string(), z.number()]).transform(String) }),
    types: z.array(
      z.object({ associationCategory: z.literal('HUBSPOT_DEFINED'), associationTypeId: z.number().int() }),
    ),
  }),
);

export const createInput = z.object({ properties: propertiesInput, associations: associationsInput.optional() });
export type CreateInput = z.infer<typeof createInput>;

/** Create, read, change, archive and merge single records. */
export function serveObjects(http: HttpServer): void {
  http.api('post', OBJECTS, writesObjects, (call) =>
    created(toWritten(call, createObject(call, call.body(createInput)))),
  );
  http.api('get', OBJECTS, readsObjects, (call) => {
    const archived = call.query.get('archived') === 'true';
    const records = call.portal.records.list(typeIn(call), archived);
    const page = toPage(records, numberParam(call, 'after', 0), numberParam(call, 'limit', 10, 100));
    return ok({ ...page, results: page.results.map((record) => toRead(call, record)) });
  });
  http.api('post', `${OBJECTS}/merge`, writesObjects, (call) => {
    const { primaryObjectId, objectIdToMerge } = call.body(mergeInput);
    const merged = call.portal.records.merge(typeIn(call), primaryObjectId, objectIdToMerge, call.actor);
    return ok(toWritten(call, merged));
  });
  http.api('post', `${OBJECTS}/gdpr-delete`, writesObjects, (call) => {
    const { objectId, idProperty } = call.body(z.object({ objectId: z.string(), idProperty: z.string().optional() }));
    if (typeIn(call) !== 'contacts') throw validationError('Only contacts can be deleted for privacy.');
    const id = call.portal.records.idByUnique('contacts', idProperty ?? 'hs_object_id', objectId);
    if (id === undefined) throw notFound();
    call.portal.records.purge({ id }, call.actor);
    return noContent;
  });
  http.api('get', `${OBJECTS}/:id`, readsObjects, (call) => {
    const record = call.portal.records.find(refIn(call), call.query.get('archived') === 'true');
    if (record === undefined) throw notFound();
    return ok(toRead(call, record));
  });
  http.api('patch', `${OBJECTS}/:id`, writesObjects, (call) => {
    const { properties } = call.body(z.object({ properties: propertiesInput }));
    return ok(toWritten(call, call.portal.records.update(refIn(call), properties, call.actor)));
  });
  http.api('delete', `${OBJECTS}/:id`, writesObjects, (call) => {
    call.portal.records.archive({ type: typeIn(call), id: call.param('id') }, call.actor);
    return noContent;
  });
}

const mergeInput = z.object({ primaryObjectId: z.string(), objectIdToMerge: z.string() });

/** Creates with associations, all or nothing: the other ends are checked before anything is written. */
export function createObject(call: ApiCall, input: CreateInput): CrmRecord {
  const { portal, actor } = call;
  const type = typeIn(call);
  const links = (input.associations ?? []).map(({ to, types }) => {
    const typeIds = types.map((each) => each.associationTypeId);
    const toType = idsFrom(typeIds, type);
    const ref = { type: toType, id: to.id };
    if (portal.records.find(ref) === undefined) {
      throw validationError(`${toType} ${to.id} does not exist and cannot be associated.`, {
        subCategory: 'crm.associations.INVALID_OBJECT_IDS',
      });
    }
    return { ref, typeIds };
  });
  const record = portal.records.create(type, input.properties, actor);
  for (const { ref, typeIds } of links) portal.associations.associate(record, ref, typeIds, actor);
  return record;
}

/** The record named in the path, by id or by `idProperty`. */
function refIn(call: ApiCall): { type: ObjectType; id: string } {
  const type = typeIn(call);
  const id = call.portal.records.idByUnique(type, call.query.get('idProperty') ?? 'hs_object_id', call.param('id'));
  if (id === undefined) throw notFound();
  return { type, id };
}

export const existsIn = (call: ApiCall, type: ObjectType) => (name: string) =>
  call.portal.properties.get(type, name) !== undefined;

/** A read answers what was asked for: properties, their history, associations. */
function toRead(call: ApiCall, record: CrmRecord): ObjectAnswer {
  const exists = existsIn(call, record.type);
  const histories = listParam(call, 'propertiesWithHistory')?.filter(exists);
  const names = listParam(call, 'properties') ?? (histories && []);
  const wantedTypes = listParam(call, 'associations')?.map((name) => [name, objectTypeOf(name)] as const);
  const stranger = wantedTypes?.find(([, type]) => type === undefined)?.[0];
  if (stranger !== undefined) throw validationError(`Unable to infer object type from: ${stranger}`);
  const answer = toObject(record, valuesOf(record), names && [...names, ...(histories ?? [])], exists);
  return {
    ...answer,
    ...(histories && {
      propertiesWithHistory: Object.fromEntries(
        histories.map((name) => [name, toHistory(record.history.get(name) ?? [])]),
      ),
    }),
    ...(wantedTypes && {
      associations: associationsOf(
        call,
        record,
        wantedTypes.flatMap(([, type]) => type ?? []),
      ),
    }),
  };
}

function associationsOf(call: ApiCall, record: CrmRecord, types: readonly ObjectType[]) {
  return Object.fromEntries(
    OBJECT_TYPES.filter((type) => types.includes(type)).flatMap((type) => {
      const associated = call.portal.associations.list(record, type);
      return associated.length === 0 ? [] : [[type, toAssociationResults(associated)]];
    }),
  );
}

/** A write answers the defaults and whatever is set. */
export function toWritten(call: ApiCall, record: CrmRecord): ObjectAnswer {
  const values = valuesOf(record);
  const names = [...values.keys(), ...DEFAULT_READ[record.type].filter((name) => values.has(name))];
  return toObject(record, values, names, existsIn(call, record.type));
}
