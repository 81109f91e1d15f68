import { z } from 'zod';
import type { ObjectDefinition, Row } from '../entities.ts';
import { refuse, SalesforceError } from '../errors.ts';
import type { Answer, ApiCall, ApiRouter } from '../http.ts';
import { created, ok } from '../http.ts';
import { to18 } from '../ids.ts';
import { createRecord, updateRecord } from '../org/saving.ts';
import { shown, uiTime } from './shown-value.ts';
import { checkUnmodified, record } from './sobjects.ts';

/** The User Interface API as Lightning components use it: a record with named fields, its change, an object's fields. */
export function serveUiApi(router: ApiRouter): void {
  router.on('GET', '/ui-api/records/:id', (call) =>
    withRecordErrors('retrieve', () => ok(recordOf(call, to18(call.param('id'))))),
  );
  router.on('GET', '/ui-api/records/batch/:ids', (call) => {
    const results = call
      .param('ids')
      .split(',')
      .map((id) => withRecordErrors('retrieve', () => ok(recordOf(call, to18(id)))))
      .map(({ status, json }) => ({ statusCode: status, result: json }));
    return ok({ hasErrors: results.some((each) => each.statusCode >= 400), results });
  });
  router.on('PATCH', '/ui-api/records/:id', (call) =>
    withRecordErrors('update', () => {
      const id = to18(call.param('id'));
      const { fields } = call.body(z.object({ fields: record }));
      const values = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'Id'));
      checkUnmodified(call, objectOf(call, id).name, id);
      updateRecord(call.org.core, objectOf(call, id).name, id, values, call.actor);
      return ok(recordOf(call, id, Object.keys(values)));
    }),
  );
  router.on('POST', '/ui-api/records', (call) =>
    withRecordErrors('create', () => {
      const { apiName, fields } = call.body(z.object({ apiName: z.string(), fields: record }));
      const id = createRecord(call.org.core, apiName, fields, call.actor);
      return created(recordOf(call, id, Object.keys(fields)));
    }),
  );
  router.on('GET', '/ui-api/object-info/:object', (call) => ok(objectInfo(call)));
  router.on('GET', '/ui-api/object-info/:object/picklist-values/:recordType/:field', (call) =>
    ok(picklistValues(call)),
  );
}

function objectOf(call: ApiCall, id: string): ObjectDefinition {
  const object = call.org.schema.objectOfId(id);
  if (object === undefined || !call.actor.access.mayRead(object.name)) {
    throw refuse(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  return object;
}

/** `Lead.Name`, `Opportunity.Account.Name`; unknown names fail in `fields` and are left out in `optionalFields`. */
function recordOf(call: ApiCall, id: string, names?: readonly string[]): unknown {
  const object = objectOf(call, id);
  const row = call.org.core.rowFor(object.name, id);
  const split = (name: string) =>
    call.query
      .get(name)
      ?.split(',')
      .filter((each) => each !== '') ?? [];
  const asked = names ?? split('fields').map((name) => withoutObject(name, object.name));
  const optional = split('optionalFields').map((name) => withoutObject(name, object.name));
  if (names === undefined && asked.length + optional.length === 0) {
    throw refuse(400, 'INVALID_INPUT', 'Specify fields, optionalFields or layoutTypes.');
  }
  const fields: Record<string, unknown> = {};
  for (const name of asked) put(call, fields, object, row, name.split('.'), true);
  for (const name of optional) put(call, fields, object, row, name.split('.'), false);
  return envelope(object, row, fields);
}

function withoutObject(name: string, object: string): string {
  const [first = '', ...rest] = name.trim().split('.');
  if (first.toLowerCase() !== object.toLowerCase() || rest.length === 0) {
    throw refuse(400, 'INVALID_FIELD', `Invalid field: ${name}. Fields have the form ${object}.Name.`);
  }
  return rest.join('.');
}

const envelope = (object: ObjectDefinition, row: Row, fields: unknown) => ({
  apiName: object.name,
  id: row['Id'] ?? null,
  fields,
  childRelationships: {},
  recordTypeId: null,
  recordTypeInfo: null,
  eTag: String(row['SystemModstamp']),
  lastModifiedById: row['LastModifiedById'] ?? null,
  lastModifiedDate: uiTime(row['LastModifiedDate']),
  systemModstamp: uiTime(row['SystemModstamp']),
});

function put(
  call: ApiCall,
  into: Record<string, unknown>,
  object: ObjectDefinition,
  row: Row,
  path: readonly string[],
  isRequired: boolean,
): void {
  const [name = '', ...rest] = path;
  const { core, schema } = call.org;
  const relation = rest.length === 0 ? undefined : schema.relationship(object.name, name);
  const field = rest.length === 0 ? schema.field(object.name, name) : relation;
  if (field === undefined || !call.actor.access.canSee(object.name, field)) {
    if (!isRequired) return;
    throw refuse(400, 'INVALID_FIELD', `No such column '${name}' on entity '${object.name}'.`);
  }
  if (relation === undefined) {
    into[field.name] = shown(field, core.valueOf(object.name, row, field, call.actor));
    return;
  }
  const target = schema.object(relation.referenceTo[0] ?? '');
  const id = row[relation.name];
  const parent = target !== undefined && typeof id === 'string' ? core.tables.live(target.name, id) : undefined;
  const key = relation.relationshipName ?? name;
  if (target === undefined || parent === undefined) {
    into[key] = { displayValue: null, value: null };
    return;
  }
  const known = fieldsSchema.safeParse(into[key]).data?.value.fields ?? {};
  put(call, known, target, parent, rest, isRequired);
  into[key] = { displayValue: parent['Name'] ?? null, value: envelope(target, parent, known) };
}

const fieldsSchema = z.object({ value: z.object({ fields: z.record(z.string(), z.unknown()) }) });

function objectInfo(call: ApiCall): unknown {
  const object = call.org.core.objectFor(call.param('object'), call.actor.access);
  const { access } = call.actor;
  const fields = object.fields
    .filter((field) => access.canSee(object.name, field))
    .map((field): [string, unknown] => [
      field.name,
      {
        apiName: field.name,
        label: field.label,
        dataType: DATA_TYPES[field.type] ?? 'String',
        calculated: field.formula !== undefined,
        createable: field.createable && access.canWrite(object.name, field),
        updateable: field.updateable && access.canWrite(object.name, field),
        required: field.required,
        length: field.length ?? 0,
        reference: field.type === 'reference',
        referenceToInfos: field.referenceTo.map((apiName) => ({ apiName, nameFields: ['Name'] })),
        relationshipName: field.relationshipName ?? null,
      },
    ]);
  return {
    apiName: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    keyPrefix: object.keyPrefix,
    custom: object.custom,
    createable: access.mayCreate(object.name),
    updateable: access.mayEdit(object.name),
    deletable: access.mayDelete(object.name),
    queryable: true,
    defaultRecordTypeId: MASTER_RECORD_TYPE,
    nameFields: ['Name'],
    fields: Object.fromEntries(fields),
  };
}

const MASTER_RECORD_TYPE = '012000000000000AAA';

const DATA_TYPES: Readonly<Record<string, string>> = {
  id: 'Reference',
  reference: 'Reference',
  string: 'String',
  textarea: 'TextArea',
  email: 'Email',
  url: 'Url',
  phone: 'Phone',
  int: 'Int',
  double: 'Double',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
  boolean: 'Boolean',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
};

function picklistValues(call: ApiCall): unknown {
  const object = call.org.core.objectFor(call.param('object'), call.actor.access);
  const field = call.org.schema.field(object.name, call.param('field'));
  if (field?.picklist === undefined) throw refuse(404, 'NOT_FOUND', 'The requested resource does not exist');
  const values = field.picklist.values.filter((each) => each.active);
  const show = ({ value, label }: (typeof values)[number]) => ({ value, label, attributes: null, validFor: [] });
  const preset = values.find((each) => each.isDefault);
  return { controllerValues: {}, defaultValue: preset === undefined ? null : show(preset), values: values.map(show) };
}

/** The UI API puts what was wrong into `output`; the message on top is the same for everything. */
function withRecordErrors(verb: 'retrieve' | 'update' | 'create', work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SalesforceError) || error.errors.length === 0) throw error;
    const [first] = error.errors;
    if (error.status !== 400 || verb === 'retrieve') {
      return {
        status: error.status,
        json: [{ errorCode: first?.errorCode, message: first?.message, statusCode: error.status }],
      };
    }
    return { status: 400, json: recordError(verb, error) };
  }
}

function recordError(verb: 'update' | 'create', error: SalesforceError) {
  const fieldErrors: Record<string, unknown[]> = {};
  const errors: unknown[] = [];
  for (const { errorCode, message, fields = [] } of error.errors) {
    const [field] = fields;
    const entry = {
      errorCode,
      message,
      field: field ?? null,
      fieldLabel: null,
      constituentField: null,
      duplicateRecordError: null,
    };
    if (field === undefined) errors.push(entry);
    else fieldErrors[field] = [...(fieldErrors[field] ?? []), entry];
  }
  return {
    message: `An error occurred while trying to ${verb} the record. Please try again.`,
    statusCode: 400,
    errorCode: 'INVALID_INPUT',
    enhancedErrorType: 'RecordError',
    output: { errors, fieldErrors },
  };
}
