import { refuse } from '../errors.ts';
import type { Answer, ApiCall, ApiRouter } from '../http.ts';
import { ok } from '../http.ts';
import { TOOLING_OBJECTS } from '../org/access.ts';
import type { QueryRecord } from '../soql/run-query.ts';
import { runQuery } from '../soql/run-query.ts';

const BATCH = { min: 200, max: 2_000 };
const CURSORS_MAX = 10;

interface Cursor {
  readonly userId: string;
  readonly records: readonly QueryRecord[];
  readonly batchSize: number;
}

/** SOQL over HTTP, in pages of two thousand; the pages of one answer show the same moment. */
export function serveQueries(router: ApiRouter): void {
  const cursors = new Map<string, Cursor>();
  let opened = 0;
  const first = (call: ApiCall, includeDeleted: boolean): Answer => {
    const soql = call.query.get('q');
    if (soql === null || soql.trim() === '') throw refuse(400, 'MALFORMED_QUERY', 'A query string has to be specified');
    const result = runQuery({ core: call.org.core, actor: call.actor, includeDeleted }, soql);
    const batchSize = batchSizeOf(call);
    if (result.records.length <= batchSize)
      return ok({ totalSize: result.totalSize, done: true, records: result.records });
    const id = `0r8DM${String((opened += 1)).padStart(10, '0')}AAA`;
    const cursor = { userId: call.actor.user.id, records: result.records, batchSize };
    cursors.set(id, cursor);
    // The oldest answer can no longer be paged when too many are open.
    const [oldest] = cursors.keys();
    if (cursors.size > CURSORS_MAX && oldest !== undefined) cursors.delete(oldest);
    return page(call, id, cursor, 0);
  };
  router.on('GET', '/query', (call) => first(call, false));
  router.on('GET', '/queryAll', (call) => first(call, true));
  router.on('GET', '/tooling/query', (call) => {
    const access = { ...call.actor.access, mayRead: (object: string) => TOOLING_OBJECTS.includes(object) };
    return first({ ...call, actor: { ...call.actor, access } }, false);
  });
  router.on('GET', '/query/:locator', (call) => {
    const [id = '', offset] = call.param('locator').split('-');
    const cursor = cursors.get(id);
    if (cursor === undefined || cursor.userId !== call.actor.user.id) {
      throw refuse(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return page(call, id, cursor, Number(offset));
  });
}

function page(call: ApiCall, id: string, { records, batchSize }: Cursor, offset: number): Answer {
  const next = offset + batchSize;
  const done = next >= records.length;
  return ok({
    totalSize: records.length,
    done,
    ...(done ? {} : { nextRecordsUrl: `/services/data/v${call.version}/query/${id}-${next}` }),
    records: records.slice(offset, next),
  });
}

function batchSizeOf(call: ApiCall): number {
  const [, asked] = /batchSize=(\d+)/.exec(call.header('sforce-query-options') ?? '') ?? [];
  return asked === undefined ? BATCH.max : Math.min(Math.max(Number(asked), BATCH.min), BATCH.max);
}
