import { z } from 'zod';
import type { Value } from '../entities.ts';
import { refuse, SalesforceError } from '../errors.ts';
import type { Answer, ApiCall, ApiRouter } from '../http.ts';
import { ok } from '../http.ts';
import { isIdShaped, to18 } from '../ids.ts';
import { deleteRecord } from '../org/deleting.ts';
import { createRecord, updateRecord, upsertRecord } from '../org/saving.ts';
import { attributesOf } from '../soql/run-query.ts';
import { record } from './sobjects.ts';

/** Up to two hundred records in one call; a refused row is data, not an HTTP error. */
export function serveCollections(router: ApiRouter): void {
  router.on('POST', '/composite/sobjects', (call) => writeAll(call, (each) => ({ id: create(call, each) })));
  router.on('PATCH', '/composite/sobjects', (call) => writeAll(call, (each) => ({ id: update(call, each) })));
  router.on('PATCH', '/composite/sobjects/:object/:field', (call) => writeAll(call, (each) => upsert(call, each)));
  router.on('DELETE', '/composite/sobjects', (call) => {
    const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
    const allOrNone = call.query.get('allOrNone') === 'true';
    return ok(saveRows(call, ids, allOrNone, (id) => ({ id: remove(call, id) })));
  });
  router.on('GET', '/composite/sobjects/:object', (call) => {
    const ids = (call.query.get('ids') ?? '').split(',');
    return readAll(call, ids, (call.query.get('fields') ?? '').split(','));
  });
  router.on('POST', '/composite/sobjects/:object', (call) => {
    const { ids, fields } = call.body(z.object({ ids: z.array(z.string()), fields: z.array(z.string()) }));
    return readAll(call, ids, fields);
  });
}

interface RowResult {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
  }[];
  readonly created?: boolean;
}

const RECORDS_MAX = 200;
const ROLLED_BACK = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

const body = z.object({ allOrNone: z.boolean().default(false), records: z.array(record) });

function writeAll(call: ApiCall, save: (each: z.infer<typeof record>) => { id: string; created?: boolean }): Answer {
  const { allOrNone, records } = call.body(body);
  return ok(saveRows(call, records, allOrNone, save));
}

/** One transaction for all rows; without `allOrNone` each row stands or falls alone inside it. */
function saveRows<T>(
  call: ApiCall,
  rows: readonly T[],
  allOrNone: boolean,
  save: (row: T) => { id: string; created?: boolean },
): RowResult[] {
  if (rows.length > RECORDS_MAX) {
    const message = 'record limit reached. cannot submit more than 200 records into this call';
    throw refuse(400, 'EXCEEDED_ID_LIMIT', message);
  }
  const { core } = call.org;
  const userId = call.actor.user.id;
  let results: RowResult[] = [];
  try {
    core.transaction(userId, () => {
      results = rows.map((row) => attempt(() => core.transaction(userId, () => save(row))));
      if (allOrNone && !results.every((each) => each.success)) throw new RollBack();
    });
    return results;
  } catch (error) {
    if (!(error instanceof RollBack)) throw error;
    return results.map((each) => (each.success ? { success: false, errors: [ROLLED_BACK] } : each));
  }
}

class RollBack extends Error {}

function attempt(save: () => { id: string; created?: boolean }): RowResult {
  try {
    const { id, created } = save();
    return { id, success: true, errors: [], ...(created === undefined ? {} : { created }) };
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    // In a collection a missing record is an invalid reference, not a missing page.
    const errors = error.errors.map(({ errorCode, message, fields = [] }) =>
      errorCode === 'NOT_FOUND'
        ? { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields }
        : { statusCode: errorCode, message, fields },
    );
    const several = { statusCode: 'DUPLICATE_EXTERNAL_ID', message: 'External ID is not unique', fields: [] };
    return { success: false, errors: error.status === 300 ? [several] : errors };
  }
}

const attributes = z.object({ type: z.string() });

function typeOf(each: z.infer<typeof record>): string {
  const found = attributes.safeParse(each['attributes']).data;
  if (found !== undefined) return found.type;
  throw refuse(400, 'INVALID_INPUT', 'Include an attributes.type value for each record.');
}

const create = (call: ApiCall, each: z.infer<typeof record>): string =>
  createRecord(call.org.core, typeOf(each), each, call.actor);

function update(call: ApiCall, each: z.infer<typeof record>): string {
  const entries = Object.entries(each);
  const given = entries.find(([name]) => name.toLowerCase() === 'id')?.[1];
  if (typeof given !== 'string') throw refuse(400, 'MISSING_ARGUMENT', 'Id not specified in an update call', ['Id']);
  if (!isIdShaped(given)) throw refuse(400, 'MALFORMED_ID', `Record ID: id value of incorrect type: ${given}`, ['Id']);
  const values = Object.fromEntries(entries.filter(([name]) => name.toLowerCase() !== 'id'));
  updateRecord(call.org.core, typeOf(each), to18(given), values, call.actor);
  return to18(given);
}

function upsert(call: ApiCall, each: z.infer<typeof record>) {
  const name = call.param('field').toLowerCase();
  const entries = Object.entries(each);
  const value = entries.find(([given]) => given.toLowerCase() === name)?.[1];
  const values = Object.fromEntries(entries.filter(([given]) => given.toLowerCase() !== name));
  return upsertRecord(call.org.core, call.param('object'), { field: call.param('field'), value }, values, call.actor);
}

function remove(call: ApiCall, id: string): string {
  const object = call.org.schema.objectOfId(id);
  if (object === undefined || !isIdShaped(id)) throw refuse(400, 'MALFORMED_ID', `malformed id ${id}`);
  deleteRecord(call.org.core, object.name, to18(id), call.actor);
  return to18(id);
}

/** Records in the order of the ids; null where there is none. */
function readAll(call: ApiCall, ids: readonly string[], names: readonly string[]): Answer {
  const { core } = call.org;
  const object = core.objectFor(call.param('object'), call.actor.access);
  const fields = names.map((name) => {
    const field = call.org.schema.field(object.name, name.trim());
    if (field !== undefined && call.actor.access.canSee(object.name, field)) return field;
    throw refuse(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
  });
  return ok(
    ids.map((id) => {
      const row = core.tables.live(object.name, to18(id));
      if (row === undefined) return null;
      const values = fields.map((field): [string, Value] => [
        field.name,
        core.valueOf(object.name, row, field, call.actor),
      ]);
      return { attributes: attributesOf(object.name, row), ...Object.fromEntries(values) };
    }),
  );
}
