import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database, type Db, type Tx } from '../../server/store/database.ts';
import { append } from '../../server/store/event-store.ts';
import { findHandled, rememberHandled } from '../../server/store/handled-commands.ts';
import { withRefreshLock } from '../../server/store/installations.ts';
import { addToOutbox, claimOutbox } from '../../server/store/outbox.ts';
import { savePartnerRecord } from '../../server/store/partner-records.ts';
import { savePartner } from '../../server/store/partners.ts';
import { AlreadyTaken, VersionConflict } from '../../server/store/version-conflict.ts';
import { partner, START } from '../builders/registration.ts';
import { databaseBattery } from './database-battery.ts';
import { emptyTables, OURS, SUBMITTED } from './database-fixtures.ts';
import { hasPostgres, startPostgres, type TestPostgres } from './postgres.ts';

describe.skipIf(!hasPostgres())('PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  const open = () => openDatabase({ kind: 'postgres', url: server.url });

  databaseBattery('by URL', open);

  describe('replicas', () => {
    beforeEach(async () => {
      const replica = await open();
      await emptyTables(replica);
      await replica.close();
    });

    it('may start at the same moment on an empty database', async () => {
      const empty = await startPostgres();
      try {
        const replicas = await Promise.all(
          Array.from({ length: 4 }, () => openDatabase({ kind: 'postgres', url: empty.url })),
        );
        await Promise.all(replicas.map((replica) => replica.close()));
      } finally {
        await empty.stop();
      }
    });

    it.each([
      ['adding events', (tx: Tx, who: string) => append(tx, OURS, 'dom:race.com', 0, SUBMITTED, who)],
      ['handling a command', (tx: Tx) => rememberHandled(tx, OURS, 'c-race', {}, START)],
      [
        'taking a partner’s code',
        (tx: Tx, who: string) =>
          savePartner(tx, OURS, { ...partner(who), code: 'RACE', domain: null, createdAt: START }),
      ],
      [
        'taking a partner’s company',
        (tx: Tx, who: string) =>
          savePartnerRecord(tx, OURS, who, { crm: 'salesforce', companyId: '001R', channelManagerId: null }),
      ],
    ])('that meet in the middle of %s have one winner; the loser learns it in our words', async (_what, write) => {
      const replica = await open();
      const outcomes = await meet(replica, write);
      expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
      const [, second] = outcomes;
      if (second.status === 'rejected') {
        expect(second.reason).toSatisfy((why) => why instanceof VersionConflict || why instanceof AlreadyTaken);
      }
      await replica.close();
    });

    it('survive a server that ends their connections, idle and busy', async () => {
      const replica = await open();
      const endAll = () =>
        sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'partnerlock'
            and pid <> pg_backend_pid()`.execute(admin.db);
      const admin = await open();
      const busy = replica.transaction(async (tx) => {
        await rememberHandled(tx, OURS, 'c-lost', {}, START);
        await endAll();
        await pause(50);
        await findHandled(tx, OURS, 'c-lost');
      });
      await expect(busy).rejects.toThrow();
      const held = replica.exclusive('refresh', async () => {
        await endAll();
        await pause(50);
        return 'went on';
      });
      expect(await held).toBe('went on');
      await expect.poll(() => findHandled(replica.db, OURS, 'c-lost')).toBeNull();
      await Promise.all([replica.close(), admin.close()]);
    });

    it('that work on the same queue do not wait for each other', async () => {
      const replica = await open();
      const subjects = ['s1', 's2', 's3'];
      const items = subjects.map((subject) => ({ topic: 't', subject }));
      await replica.transaction((tx) => addToOutbox(tx, OURS, items, START));
      const claim = (db: Db, limit: number) => claimOutbox({ db }, ['t'], START, { limit, leaseMs: 1_000 });
      const claimed = Promise.withResolvers<string[]>();
      const commit = Promise.withResolvers<void>();
      const slow = replica.transaction(async (tx) => {
        claimed.resolve((await claim(tx, 2)).map(({ subject }) => subject));
        await commit.promise;
      });
      expect(await claimed.promise).toEqual(['s1', 's2']);
      expect((await claim(replica.db, 10)).map(({ subject }) => subject)).toEqual(['s3']);
      commit.resolve();
      await slow;
      await replica.close();
    });

    it('refresh one account’s tokens one at a time', async () => {
      const replicas = await Promise.all([open(), open()]);
      let inside = 0;
      let most = 0;
      const refresh = async (): Promise<void> => {
        most = Math.max(most, ++inside);
        await replicas[0]?.db.selectFrom('installations').selectAll().execute();
        inside -= 1;
      };
      const all = replicas.flatMap((replica) =>
        Array.from({ length: 10 }, () => withRefreshLock(replica, 'hubspot', '42', refresh)),
      );
      await Promise.all(all);
      expect(most).toBe(1);
      await Promise.all(replicas.map((replica) => replica.close()));
    });

    it('refresh many accounts at once without running out of connections', async () => {
      const replica = await open();
      const accounts = Array.from({ length: 30 }, (_, index) => `${index}`);
      const read = () => replica.transaction((tx) => tx.selectFrom('installations').selectAll().execute());
      const done = await Promise.all(accounts.map((account) => withRefreshLock(replica, 'hubspot', account, read)));
      expect(done).toHaveLength(30);
      await replica.close();
    });
  });
});

/** Lets a second transaction begin its write after the first one wrote and before it commits. */
async function meet(replica: Database, write: (tx: Tx, who: string) => Promise<unknown>) {
  const wrote = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const first = replica.transaction(async (tx) => {
    await write(tx, 'first');
    wrote.resolve();
    await commit.promise;
  });
  await Promise.race([wrote.promise, first]);
  const second = replica.transaction((tx) => write(tx, 'second'));
  const both = Promise.allSettled([first, second] as const);
  while (!(await isSomebodyBlocked(replica))) await pause(10);
  commit.resolve();
  return both;
}

async function isSomebodyBlocked({ db }: Database): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_locks join pg_stat_activity using (pid)
    where not granted and datname = current_database()`.execute(db);
  return rows.length > 0;
}
