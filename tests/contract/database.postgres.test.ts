import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/store/database.ts';
import { withRefreshLock } from '../../server/store/installations.ts';
import { databaseBattery } from './database-battery.ts';
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
