import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { createInboxWriter } from '../../../server/store/inbox-writer.ts';
import { START } from '../../builders/registration.ts';
import { emptyTables } from '../../contract/database-fixtures.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
});
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

const delivery = (body: string) => ({ source: 'hubspot', accountId: '42', body, headers: {}, receivedAt: START });

describe('the inbox writer', () => {
  it('commits what arrives together in few groups, and every delivery is stored when its promise resolves', async () => {
    const writer = createInboxWriter(database);
    const stored = async (body: string): Promise<void> => {
      await writer.receive(delivery(body));
      const row = await database.db.selectFrom('inbox').select('id').where('body', '=', body).executeTakeFirst();
      expect(row, body).toBeDefined();
    };
    await Promise.all(Array.from({ length: 300 }, (_, index) => stored(`body ${index}`)));
    const { groups } = await database.db
      .selectFrom('inbox')
      // xmin is the number of the transaction that wrote the row.
      .select((of) =>
        of.fn
          .count<number>(of.cast<string>(of.ref('xmin' as 'body'), 'text'))
          .distinct()
          .as('groups'),
      )
      .executeTakeFirstOrThrow();
    expect(groups).toBe(1);
  });

  it('goes on after a quiet time', async () => {
    const writer = createInboxWriter(database);
    await writer.receive(delivery('first'));
    await new Promise((resolve) => setImmediate(resolve));
    await writer.receive(delivery('second'));
    const rows = await database.db.selectFrom('inbox').select('body').orderBy('id').execute();
    expect(rows.map(({ body }) => body)).toEqual(['first', 'second']);
  });

  it('splits a flood, keeping its order', async () => {
    const writer = createInboxWriter(database);
    await Promise.all(Array.from({ length: 1_201 }, (_, index) => writer.receive(delivery(`${index}`))));
    const rows = await database.db.selectFrom('inbox').select('body').orderBy('id').execute();
    expect(rows.map(({ body }) => Number(body))).toEqual(Array.from({ length: 1_201 }, (_, index) => index));
  });

  it('says so when nothing can be stored', async () => {
    const closed = await openDatabase({ kind: 'memory' });
    await closed.close();
    await expect(createInboxWriter(closed).receive(delivery('x'))).rejects.toThrow('destroyed');
  });
});
