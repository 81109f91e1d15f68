import type { FieldDefinition, ObjectDefinition, Row, Value } from '../entities.ts';
import type { ApiError } from '../errors.ts';
import { duplicateValue, noAccess, refuse, SalesforceError, saveRefused, unableToLockRow } from '../errors.ts';
import { evaluateDefault, evaluateRule } from '../formulas/engine.ts';
import type { Actor, Core } from './core.ts';
import { withDerived } from './derived.ts';
import type { Input } from './prepare.ts';
import { checkLookups, prepare } from './prepare.ts';
import { isSameKey } from './tables.ts';

/** Saves a new record and gives its id. Refusals come in the platform's order: values, required, rules, unique keys. */
export function createRecord(core: Core, objectName: string, input: Input, actor: Actor): string {
  const object = core.objectFor(objectName, actor.access);
  if (!actor.access.mayCreate(object.name)) throw noAccess();
  return insertRow(core, object, prepare(core, object, input, 'insert', actor), actor);
}

export interface SaveOptions {
  /** Lead conversion skips rules unless the org asks for them. */
  readonly skipRules?: boolean;
}

/** The part of a save that holds for the platform's own writes as well. */
export function insertRow(
  core: Core,
  object: ObjectDefinition,
  values: Row,
  actor: Actor,
  options: SaveOptions = {},
): string {
  return core.transaction(actor.user.id, () => {
    const id = core.newId(object.keyPrefix);
    const stamp = core.stamp();
    const given = { ...defaults(core, object, values, actor), ...values };
    const row = withDerived(
      object.name,
      {
        ...given,
        ...(core.schema.field(object.name, 'OwnerId') === undefined
          ? {}
          : { OwnerId: given['OwnerId'] ?? actor.user.id }),
        Id: id,
        IsDeleted: false,
        CreatedDate: stamp,
        CreatedById: actor.user.id,
        LastModifiedDate: stamp,
        LastModifiedById: actor.user.id,
        SystemModstamp: stamp,
      },
      new Set(Object.keys(values)),
    );
    const numbered = withAutoNumbers(object, row, id);
    checkRequired(numbered, object.fields);
    checkLookups(core, object, numbered);
    if (options.skipRules !== true) runRules(core, object, null, numbered, actor);
    checkUnique(core, object, numbered, id);
    core.tables.put(object.name, numbered);
    const changedFields = Object.keys(numbered).filter((name) => numbered[name] !== null);
    core.changed({ object: object.name, kind: 'CREATE', id, changedFields, row: numbered });
    return id;
  });
}

export function updateRecord(core: Core, objectName: string, id: string, input: Input, actor: Actor): void {
  const object = core.objectFor(objectName, actor.access);
  core.rowFor(object.name, id);
  if (!actor.access.mayEdit(object.name)) throw noAccess();
  updateRow(core, object, id, prepare(core, object, input, 'update', actor), actor);
}

export function updateRow(
  core: Core,
  object: ObjectDefinition,
  id: string,
  values: Row,
  actor: Actor,
  options: SaveOptions = {},
): void {
  const before = core.rowFor(object.name, id);
  takeRow(core, id);
  if (object.name === 'Lead' && before['IsConverted'] === true) {
    throw saveRefused('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  }
  core.transaction(actor.user.id, () => {
    const stamp = core.stamp();
    const modified = { LastModifiedDate: stamp, LastModifiedById: actor.user.id, SystemModstamp: stamp };
    const row = withDerived(object.name, { ...before, ...values, ...modified }, new Set(Object.keys(values)));
    checkRequired(
      row,
      object.fields.filter((field) => field.name in values),
    );
    checkLookups(core, object, values);
    if (options.skipRules !== true) runRules(core, object, before, row, actor);
    checkUnique(core, object, row, id);
    core.tables.put(object.name, row);
    const changedFields = Object.keys(row).filter((name) => (row[name] ?? null) !== (before[name] ?? null));
    core.changed({ object: object.name, kind: 'UPDATE', id, changedFields, row });
  });
}

/** Somebody else's transaction may hold the row; each refused attempt uses one up. */
export function takeRow(core: Core, id: string): void {
  const left = core.lockedRows.get(id);
  if (left === undefined) return;
  if (left <= 1) core.lockedRows.delete(id);
  else core.lockedRows.set(id, left - 1);
  throw unableToLockRow(id);
}

export function checkUnique(core: Core, object: ObjectDefinition, row: Row, ownId: string): void {
  for (const field of object.fields) {
    const holder = field.unique ? core.tables.holderOf(object.name, field, row[field.name]) : undefined;
    if (holder !== undefined && holder !== ownId) throw duplicateValue(field.name, holder);
  }
}

function defaults(core: Core, object: ObjectDefinition, values: Row, actor: Actor): Row {
  const found: Record<string, Value> = {};
  for (const field of object.fields) {
    if (field.name in values || field.formula !== undefined) continue;
    if (field.defaultValue !== undefined) found[field.name] = defaultOf(core, object, field, actor);
    else if (field.type === 'boolean') found[field.name] = false;
    else if (field.picklist) found[field.name] = field.picklist.values.find((each) => each.isDefault)?.value ?? null;
  }
  return found;
}

const defaultOf = (core: Core, object: ObjectDefinition, field: FieldDefinition, actor: Actor): Value =>
  evaluateDefault(field, { ...core.formulaFacts(actor), object: object.name, after: {} });

/** `PR-{00000}` with the record's number; a name nobody gave is the id, as on the platform. */
function withAutoNumbers(object: ObjectDefinition, row: Row, id: string): Row {
  const number = Number(id.slice(5, 15));
  const numbers: Record<string, Value> = {};
  for (const { name, autoNumber } of object.fields) {
    const filled = (zeros: string) => String(number).padStart(zeros.length, '0');
    if (autoNumber !== undefined) numbers[name] = autoNumber.replace(/\{(0+)\}/, (_, zeros: string) => filled(zeros));
  }
  const name: Row = object.custom && (row['Name'] ?? null) === null ? { Name: id } : {};
  return { ...row, ...name, ...numbers };
}

function checkRequired(row: Row, fields: readonly FieldDefinition[]): void {
  const missing = fields
    .filter((field) => field.required && (row[field.name] ?? null) === null)
    .map((field) => field.name);
  if (missing.length > 0) {
    throw saveRefused('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  }
}

/** Every rule that refuses is reported, as the platform does. */
function runRules(core: Core, object: ObjectDefinition, before: Row | null, after: Row, actor: Actor): void {
  const context = { ...core.formulaFacts(actor), object: object.name, before, after };
  const errors = object.validationRules
    .filter((rule) => rule.active && evaluateRule(rule.formula, context))
    .map((rule): ApiError => ({
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: rule.errorMessage,
      fields: rule.errorDisplayField === undefined ? [] : [rule.errorDisplayField],
    }));
  if (errors.length > 0) throw new SalesforceError(400, errors);
}

export interface UpsertResult {
  readonly id: string;
  readonly created: boolean;
}

/** Creates or updates by an external id. Several records with the same id: 300 with their addresses. */
export function upsertRecord(
  core: Core,
  objectName: string,
  key: { readonly field: string; readonly value: unknown },
  input: Input,
  actor: Actor,
): UpsertResult {
  const object = core.objectFor(objectName, actor.access);
  const { field, value, hits } = findByKey(core, object, key, actor);
  const [hit, second] = hits;
  if (second !== undefined) throw new SalesforceError(300, [], { choices: { object: object.name, ids: hits } });
  if (hit !== undefined) {
    updateRecord(core, object.name, hit, input, actor);
    return { id: hit, created: false };
  }
  return { id: createRecord(core, object.name, { ...input, [field.name]: value }, actor), created: true };
}

/** The records an external id stands for; 404 when the field is none or hidden. */
export function findByKey(
  core: Core,
  object: ObjectDefinition,
  key: { readonly field: string; readonly value: unknown },
  actor: Actor,
): { readonly field: FieldDefinition; readonly value: Value; readonly hits: readonly string[] } {
  const field = core.schema.field(object.name, key.field);
  if (field === undefined || !field.externalId || !actor.access.canSee(object.name, field)) {
    throw refuse(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${key.field}`);
  }
  const value = storedKey(field, key.value);
  if (value === null) {
    throw saveRefused('MISSING_ARGUMENT', `${field.name} not specified`, []);
  }
  const hits = core.tables
    .all(object.name)
    .filter((row) => row['IsDeleted'] !== true && isSameKey(row[field.name], value, field))
    .map((row) => String(row['Id']));
  return { field, value, hits };
}

const storedKey = (field: FieldDefinition, value: unknown): Value =>
  field.type === 'double' || field.type === 'int'
    ? Number(value)
    : typeof value === 'string' && value !== ''
      ? value
      : null;
