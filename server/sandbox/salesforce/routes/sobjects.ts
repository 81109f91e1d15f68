import { z } from 'zod';
import type { FieldDefinition, Row, Value } from '../entities.ts';
import { noSuchColumn, refuse, SalesforceError } from '../errors.ts';
import type { Answer, ApiCall, ApiRouter } from '../http.ts';
import { created, noContent, ok } from '../http.ts';
import { isIdShaped, to18 } from '../ids.ts';
import { deleteRecord } from '../org/deleting.ts';
import { createRecord, findByKey, updateRecord, upsertRecord } from '../org/saving.ts';
import { attributesOf } from '../soql/run-query.ts';
import { parseDateTime } from '../times.ts';

export const record = z.record(z.string(), z.unknown());

/** Records one by one: create, read, change, delete, and the same by an external id. */
export function serveSObjects(router: ApiRouter): void {
  router.on('POST', '/sobjects/:object', (call) => {
    const id = createRecord(call.org.core, call.param('object'), call.body(record), call.actor);
    return created({ id, success: true, errors: [] });
  });
  router.on('GET', '/sobjects/:object/:id', (call) => readOne(call, idOf(call)));
  router.on('PATCH', '/sobjects/:object/:id', (call) => {
    const id = idOf(call);
    checkUnmodified(call, call.param('object'), id);
    updateRecord(call.org.core, call.param('object'), id, call.body(record), call.actor);
    return noContent;
  });
  router.on('DELETE', '/sobjects/:object/:id', (call) => {
    deleteRecord(call.org.core, call.param('object'), idOf(call), call.actor);
    return noContent;
  });
  router.on('GET', '/sobjects/:object/:field/:value', (call) => withChoices(call, () => readOne(call, byKey(call))));
  router.on('PATCH', '/sobjects/:object/:field/:value', (call) => withChoices(call, () => upsert(call)));
  router.on('DELETE', '/sobjects/:object/:field/:value', (call) =>
    withChoices(call, () => {
      deleteRecord(call.org.core, call.param('object'), byKey(call), call.actor);
      return noContent;
    }),
  );
}

function idOf(call: ApiCall): string {
  const id = call.param('id');
  if (!isIdShaped(id))
    throw refuse(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible: ' + id);
  return to18(id);
}

function byKey(call: ApiCall): string {
  const object = call.org.core.objectFor(call.param('object'), call.actor.access);
  const key = { field: call.param('field'), value: call.param('value') };
  const { hits } = findByKey(call.org.core, object, key, call.actor);
  const [id, second] = hits;
  if (id === undefined) throw refuse(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (second !== undefined) throw new SalesforceError(300, [], { choices: { object: object.name, ids: hits } });
  return id;
}

function upsert(call: ApiCall): Answer {
  const key = { field: call.param('field'), value: call.param('value') };
  const body = call.body(record);
  const twice = Object.keys(body).find((name) => name.toLowerCase() === key.field.toLowerCase());
  if (twice !== undefined) {
    throw refuse(400, 'INVALID_FIELD', `The ${twice} field should not be specified in the sobject data.`);
  }
  const result = upsertRecord(call.org.core, call.param('object'), key, body, call.actor);
  const json = { id: result.id, success: true, errors: [], created: result.created };
  return { status: result.created ? 201 : 200, json };
}

const choices = z.object({ choices: z.object({ object: z.string(), ids: z.array(z.string()) }) });

/** Several records share an external id that is not unique: their addresses, to choose from. */
function withChoices(call: ApiCall, work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    const found =
      error instanceof SalesforceError && error.status === 300 ? choices.safeParse(error.body).data : undefined;
    if (found === undefined) throw error;
    const { object, ids } = found.choices;
    return { status: 300, json: ids.map((id) => `/services/data/v${call.version}/sobjects/${object}/${id}`) };
  }
}

/** `?fields=Name,X__c`, or every field the user may see. */
function readOne(call: ApiCall, id: string): Answer {
  const { core } = call.org;
  const object = core.objectFor(call.param('object'), call.actor.access);
  const row = core.rowFor(object.name, id);
  const since = parseHttpDate(call.header('if-modified-since'));
  if (since !== undefined && modifiedAtMs(row) <= since) return { status: 304 };
  const asked = call.query
    .get('fields')
    ?.split(',')
    .filter((name) => name !== '');
  const visible = object.fields.filter((field) => call.actor.access.canSee(object.name, field));
  const fields = asked?.map((name) => fieldNamed(visible, name, object.name)) ?? visible;
  const entries = fields.map((field): [string, Value] => [
    field.name,
    core.valueOf(object.name, row, field, call.actor),
  ]);
  return ok({ attributes: attributesOf(object.name, row), ...Object.fromEntries(entries) });
}

function fieldNamed(fields: readonly FieldDefinition[], name: string, object: string): FieldDefinition {
  const field = fields.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
  if (field === undefined) throw noSuchColumn(name, object);
  return field;
}

/** A weak fence: seconds only, and nothing else on the platform looks at it. */
export function checkUnmodified(call: ApiCall, objectName: string, id: string): void {
  const since = parseHttpDate(call.header('if-unmodified-since'));
  if (since === undefined) return;
  const object = call.org.core.objectFor(objectName, call.actor.access);
  if (modifiedAtMs(call.org.core.rowFor(object.name, id)) > since) {
    throw refuse(412, 'PRECONDITION_FAILED', 'The record has been modified since the given date');
  }
}

const modifiedAtMs = (row: Row): number => parseDateTime(String(row['LastModifiedDate'])) ?? 0;

function parseHttpDate(text: string | undefined): number | undefined {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
