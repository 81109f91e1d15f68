import type { FieldDefinition, ObjectDefinition, Row, Value } from '../entities.ts';
import { noSuchColumn, notReadWrite, refuse, saveRefused } from '../errors.ts';
import type { Actor, Core } from './core.ts';
import { isSameKey } from './tables.ts';
import { toStored } from './values.ts';

/** Field values as they came from outside; names in any case. */
export type Input = Readonly<Record<string, unknown>>;

/** The values of a request under the fields' real names: visible, writable and of the right type, or refused. */
export function prepare(
  core: Core,
  object: ObjectDefinition,
  input: Input,
  mode: 'insert' | 'update',
  actor: Actor,
): Row {
  const values: Record<string, Value> = {};
  const closed: string[] = [];
  for (const [given, value] of Object.entries(input)) {
    if (given === 'attributes') continue;
    const field = core.schema.field(object.name, given);
    if (field === undefined && isParentReference(value)) {
      const [lookup, id] = resolveParent(core, object, given, value, actor);
      values[lookup.name] = id;
      continue;
    }
    if (field === undefined || !actor.access.canSee(object.name, field)) throw noSuchColumn(given, object.name);
    if (field.name === 'Id' && mode === 'insert') {
      throw saveRefused('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
    }
    if (field.name === 'Id')
      throw refuse(400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
    const isOpen =
      (mode === 'insert' ? field.createable : field.updateable) && actor.access.canWrite(object.name, field);
    if (isOpen) values[field.name] = toStored(field, value);
    else closed.push(field.name);
  }
  if (closed.length > 0) throw notReadWrite(closed);
  return values;
}

/** Lookups must point at a record of the right object that is there. */
export function checkLookups(core: Core, object: ObjectDefinition, values: Row): void {
  for (const [name, id] of Object.entries(values)) {
    const field = core.schema.field(object.name, name);
    if (field?.type !== 'reference' || typeof id !== 'string') continue;
    const target = core.schema.objectOfId(id);
    if (target === undefined || !field.referenceTo.includes(target.name)) {
      throw saveRefused('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [field.name]);
    }
    if (core.tables.live(target.name, id) === undefined) {
      throw saveRefused('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    }
  }
}

/** `"Account": { "X__c": "…" }` in place of an id. */
type ParentReference = Readonly<Record<string, unknown>>;
const isParentReference = (value: unknown): value is ParentReference =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function resolveParent(
  core: Core,
  object: ObjectDefinition,
  relationship: string,
  reference: ParentReference,
  actor: Actor,
): readonly [FieldDefinition, string] {
  const lookup = core.schema.relationship(object.name, relationship);
  const target = lookup?.referenceTo[0];
  const [[given, value] = ['', undefined]] = Object.entries(reference).filter(([name]) => name !== 'attributes');
  if (lookup === undefined || target === undefined) throw noSuchColumn(relationship, object.name);
  if (!actor.access.canWrite(object.name, lookup)) throw notReadWrite([lookup.name]);
  const field = core.schema.field(target, given);
  if (field === undefined || !(field.externalId || field.name === 'Id')) {
    throw refuse(
      400,
      'INVALID_FIELD',
      `Foreign key external ID: ${given} not found for field ${given} in entity ${target}`,
    );
  }
  const key = toStored(field, value);
  const hits = core.tables
    .all(target)
    .filter((row) => row['IsDeleted'] !== true && isSameKey(row[field.name], key, field));
  const id = hits[0]?.['Id'];
  if (typeof id === 'string' && hits.length === 1) return [lookup, id];
  throw saveRefused(
    'INVALID_FIELD',
    `Foreign key external ID: ${String(key)} not found for field ${field.name} in entity ${target}`,
  );
}
