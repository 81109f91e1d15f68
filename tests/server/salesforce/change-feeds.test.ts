import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Wait } from '../../../server/flow/ports.ts';
import { startChangeFeeds } from '../../../server/salesforce/change-feeds.ts';
import { startSigningIn } from '../../../server/salesforce/keep-signed-in.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { findInstallation, markDisconnected } from '../../../server/store/installations.ts';
import { emptyTables, OURS } from '../../contract/empty-tables.ts';
import { configFor, connectInBrowser, openOrg, quietLog, replicaOf } from './connected-org.ts';

let database: Database;
beforeAll(async () => (database = await openDatabase({ kind: 'memory' })));
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

/** Waits that would be long pass in a moment; heartbeats stay as slow as they are. */
const wait: Wait = (ms) => {
  let cut = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms === 20_000 ? ms : Math.min(ms, 20));
    cut = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { over, cut: () => cut() };
};

async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    if (await holds()) return;
    await pause(20);
  }
  throw new Error(`It never happened: ${what}`);
}

describe('the feeds of all orgs', () => {
  it('begin when an org is connected, end when it is disconnected, and follow a new connection', async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    const feeds = startChangeFeeds({ ...replica, wait, holder: 'one', wake: () => undefined });
    onTestFinished(() => feeds.stop());
    expect(feeds.states()).toEqual([]);
    await connectInBrowser(replica, standIn.org.integrationUser.id);
    feeds.look();
    await eventually(() => typeof feeds.states()[0]?.openSince === 'string', 'it listens');
    expect(feeds.states()[0]).toMatchObject({ orgId: standIn.org.id, reading: 'here' });
    await markDisconnected(database.db, 'salesforce', standIn.org.id, 'The administrator ended it.');
    await eventually(() => feeds.states().length === 0, 'it ends');
    expect(standIn.cometd.clientCount).toBe(0);
    standIn.clock.advance(1_000);
    await connectInBrowser(replica, standIn.org.integrationUser.id);
    await eventually(() => typeof feeds.states()[0]?.openSince === 'string', 'it listens again');
    await feeds.stop();
    expect(standIn.cometd.clientCount).toBe(0);
  });
});

describe('a server that signs in by itself', () => {
  const started = async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'client_credentials', OURS));
    const stored = () => findInstallation(database.db, replica.box, 'salesforce', standIn.org.id);
    const start = () => {
      const { connectConfigured } = replica.connect;
      const signingIn = startSigningIn({ database, log: quietLog, wait, connectConfigured });
      onTestFinished(() => signingIn.stop());
      return signingIn;
    };
    return { standIn, start, stored, replica };
  };

  it('connects its org at the start, and again when it was let in again', async () => {
    const { standIn, start, stored } = await started();
    start();
    await eventually(async () => (await stored())?.status === 'connected', 'it is connected');
    await markDisconnected(database.db, 'salesforce', standIn.org.id, 'The user was deactivated.');
    await eventually(async () => (await stored())?.status === 'connected', 'it is connected again');
  });

  it('goes on trying while Salesforce is away', async () => {
    const { standIn, start, stored } = await started();
    standIn.faults.add({ match: { path: /oauth2\/token/ }, times: 3, answer: { status: 503 } });
    start();
    await eventually(async () => (await stored())?.status === 'connected', 'it is connected after all');
    expect(standIn.faults.left).toBe(0);
  });

  it('leaves an org alone that is connected', async () => {
    const { standIn, start, stored } = await started();
    const signingIn = start();
    await eventually(async () => (await stored())?.status === 'connected', 'it is connected');
    await pause(200);
    await signingIn.stop();
    expect(standIn.requests.filter(({ path }) => path === '/services/oauth2/token')).toHaveLength(1);
  });
});
