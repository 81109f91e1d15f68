import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ReceivedHint } from '../../../server/inbound/hint.ts';
import { hintsFromSalesforce } from '../../../server/inbound/from-salesforce.ts';
import type { Wait } from '../../../server/flow/ports.ts';
import { CHANNELS, startChangeFeed } from '../../../server/salesforce/change-feed.ts';
import { createRecord } from '../../../server/sandbox/salesforce/org/saving.ts';
import type { OrgUser } from '../../../server/sandbox/salesforce/org/users.ts';
import type { SalesforceOptions } from '../../../server/sandbox/salesforce/start-stand-in.ts';
import { findCursor } from '../../../server/store/crm-cursors.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { emptyTables, OURS } from '../../contract/empty-tables.ts';
import { configFor, connectInBrowser, NOW_MS, openOrg, quietLog, replicaOf, type Flow } from './connected-org.ts';

let database: Database;
beforeAll(async () => (database = await openDatabase({ kind: 'memory' })));
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

const ACCOUNTS = '/data/AccountChangeEvent';
const CONNECTED_AT = new Date(NOW_MS).toISOString();
const HOUR_MS = 3_600_000;

/** Retries come at once; heartbeats stay as slow as they are. */
const wait: Wait = (ms) => {
  let cut = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms >= 20_000 ? ms : Math.min(ms, 20));
    cut = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { over, cut: () => cut() };
};

async function listening(flow: Flow = 'web_server', options: SalesforceOptions = {}) {
  const standIn = await openOrg(options);
  const replica = replicaOf(database, standIn, configFor(standIn, flow, OURS));
  const { org } = standIn;
  const consented = () => connectInBrowser(replica, org.integrationUser.id);
  const connected = await (flow === 'web_server' ? consented() : replica.connect.connectConfigured());
  const programId = connected?.ok ? connected.programId : '';
  const start = (holder = 'replica one', on: Database = database) => {
    const feed = startChangeFeed({
      ...replica.clients.tokensOf(org.id),
      ...{ database: on, programId, orgId: org.id, connectedAt: CONNECTED_AT, holder, wait, log: quietLog },
      ourUserId: flow === 'web_server' ? null : org.integrationUser.id,
      nowMs: () => standIn.clock.now(),
      random: () => 0,
      wake: () => undefined,
    });
    onTestFinished(() => feed.stop());
    return feed;
  };
  const isOpen = (feed: ReturnType<typeof start>) =>
    CHANNELS.every((channel) => feed.state().channels[channel] === 'open');
  const addAccount = (name: string, by: OrgUser = org.administrator) =>
    createRecord(org.core, 'Account', { Name: name }, org.actor(by.id));
  const bodies = async () => {
    const rows = await database.db.selectFrom('inbox').select(['body', 'account_id']).orderBy('id').execute();
    return rows.map(({ body, account_id: accountId }) => ({ body, accountId }));
  };
  const hints = async (): Promise<readonly ReceivedHint[]> =>
    (await bodies()).flatMap(({ body, accountId }) => hintsFromSalesforce(body, accountId).hints);
  const companies = async () => (await hints()).flatMap(({ hint }) => (hint.kind === 'company' ? [hint.id] : []));
  const losses = async () => (await hints()).flatMap(({ hint }) => (hint.kind === 'changes_lost' ? [hint.since] : []));
  const cursorOf = (channel: string) => findCursor(database.db, { programId, crm: 'salesforce', stream: channel });
  return { standIn, replica, start, isOpen, addAccount, bodies, hints, companies, losses, cursorOf, programId };
}

/** Tries until it holds: for what comes over the network by itself. */
async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    if (await holds()) return;
    await pause(20);
  }
  throw new Error(`It never happened: ${what}`);
}

describe('the change feed', () => {
  it('begins with new events and has what happened since the connection read again', async () => {
    const { start, isOpen, addAccount, companies, losses, cursorOf } = await listening();
    addAccount('Before the feed');
    const feed = start();
    await eventually(() => isOpen(feed), 'all channels open');
    await eventually(async () => (await losses()).length === CHANNELS.length, 'losses noted');
    expect(new Set(await losses())).toEqual(new Set([CONNECTED_AT]));
    const id = addAccount('Siemens');
    await eventually(async () => (await companies()).length > 0, 'the event');
    expect(await companies()).toEqual([id]);
    expect(Number((await cursorOf(ACCOUNTS))?.cursor)).toBeGreaterThan(0);
    expect(feed.state()).toMatchObject({ reading: 'here', problem: null, lastEventAt: CONNECTED_AT });
  });

  it('stores what to read again and no value of a record', async () => {
    const { start, isOpen, addAccount, companies, bodies } = await listening();
    const feed = start();
    await eventually(() => isOpen(feed), 'all channels open');
    addAccount('A name that is nobody’s business');
    await eventually(async () => (await companies()).length > 0, 'the event');
    expect(JSON.stringify(await bodies())).not.toContain('nobody’s business');
  });

  it('brings registrations, leads, accounts and opportunities; nothing twice', async () => {
    const { standIn, start, isOpen, hints } = await listening('web_server');
    const feed = start();
    await eventually(() => isOpen(feed), 'all channels open');
    standIn.events.trouble = { duplicate: true };
    const actor = standIn.org.actor(standIn.org.administrator.id);
    const { core } = standIn.org;
    const account = createRecord(core, 'Account', { Name: 'Siemens' }, actor);
    const lead = createRecord(core, 'Lead', { LastName: 'Demo', Company: 'Siemens' }, actor);
    const deal = { Name: 'Siemens – demo', StageName: 'Prospecting', CloseDate: '2027-01-31', AccountId: account };
    const opportunity = createRecord(core, 'Opportunity', deal, actor);
    await eventually(async () => (await hints()).some(({ hint }) => hint.kind === 'deal'), 'the opportunity');
    await eventually(async () => (await hints()).some(({ hint }) => hint.kind === 'lead'), 'the lead');
    const records = (await hints()).filter(({ hint }) => hint.kind !== 'changes_lost');
    expect(new Set(records.map(({ hint }) => JSON.stringify(hint)))).toEqual(
      new Set(
        [
          { kind: 'company', id: account },
          { kind: 'lead', id: lead },
          { kind: 'deal', id: opportunity },
        ].map((hint) => JSON.stringify(hint)),
      ),
    );
    expect(records.map(({ eventKey }) => eventKey).sort()).toEqual(
      [...new Set(records.map(({ eventKey }) => eventKey))].sort(),
    );
  });

  it('reads on after a stop where it stopped', async () => {
    const { start, isOpen, addAccount, companies, losses } = await listening();
    const first = start();
    await eventually(() => isOpen(first), 'all channels open');
    const seen = addAccount('Seen');
    await eventually(async () => (await companies()).length === 1, 'the first event');
    await first.stop();
    const missed = [addAccount('Missed 1'), addAccount('Missed 2')];
    const second = start('replica two');
    await eventually(async () => (await companies()).length === 3, 'what was missed');
    expect(await companies()).toEqual([seen, ...missed]);
    await eventually(() => isOpen(second), 'all channels open');
    // Accounts had a place to go on from; the others began anew, and say so.
    expect(await losses()).toHaveLength(2 * CHANNELS.length - 1);
  });

  it('goes on by itself when the line breaks, and when Salesforce forgot the client', async () => {
    const { standIn, start, isOpen, addAccount, companies } = await listening();
    const feed = start();
    await eventually(() => isOpen(feed), 'all channels open');
    const ids = [addAccount('One')];
    await eventually(async () => (await companies()).length === 1, 'the first event');
    standIn.dropConnections();
    ids.push(addAccount('Two'));
    await eventually(async () => (await companies()).length === 2, 'after a broken line');
    standIn.cometd.forgetClients();
    ids.push(addAccount('Three'));
    await eventually(async () => (await companies()).length === 3, 'after an unknown client');
    expect(await companies()).toEqual(ids);
  });

  it('signs in again when the session ended', async () => {
    const { standIn, start, isOpen, addAccount, companies } = await listening();
    const feed = start();
    await eventually(() => isOpen(feed), 'all channels open');
    const before = addAccount('Before');
    await eventually(async () => (await companies()).length === 1, 'the first event');
    standIn.sessions.expireAll();
    // A connect that is being held is answered once more; only the next one is refused.
    const after = addAccount('After');
    const tokenCalls = () => standIn.requests.filter(({ path }) => path === '/services/oauth2/token').length;
    await eventually(() => tokenCalls() === 2, 'another sign-in');
    const last = addAccount('Last');
    await eventually(async () => (await companies()).length === 3, 'the last event');
    expect(await companies()).toEqual([before, after, last]);
    expect(tokenCalls()).toBe(2);
  });

  it('loses nothing when an event cannot be stored, and moves past none', async () => {
    const { start, isOpen, addAccount, companies, cursorOf } = await listening();
    let isBroken = false;
    const breaking: Database = {
      ...database,
      transaction: (run) => (isBroken ? Promise.reject(new Error('the database is away')) : database.transaction(run)),
    };
    const feed = start('replica one', breaking);
    await eventually(() => isOpen(feed), 'all channels open');
    const ids = [addAccount('One')];
    await eventually(async () => (await companies()).length === 1, 'the first event');
    const place = await cursorOf(ACCOUNTS);
    isBroken = true;
    ids.push(addAccount('Two'));
    await eventually(() => feed.state().problem?.includes('could not be stored') === true, 'the failure');
    ids.push(addAccount('Three'));
    expect(await cursorOf(ACCOUNTS)).toEqual(place);
    isBroken = false;
    await eventually(async () => (await companies()).length >= 3, 'everything after all');
    expect(await companies()).toEqual(ids);
  });

  it('begins anew when its place is no longer kept, and has the time between read again', async () => {
    const { standIn, start, isOpen, addAccount, companies, hints } = await listening();
    const first = start();
    await eventually(() => isOpen(first), 'all channels open');
    addAccount('Seen');
    await eventually(async () => (await companies()).length === 1, 'the first event');
    await first.stop();
    addAccount('Never delivered');
    standIn.clock.advance(100 * HOUR_MS);
    const second = start();
    const lostAccounts = async () =>
      (await hints()).flatMap(({ eventKey, hint }) =>
        eventKey.startsWith(`lost|${ACCOUNTS}`) && hint.kind === 'changes_lost' ? [hint.since] : [],
      );
    await eventually(async () => (await lostAccounts()).length === 2, 'the loss');
    // Once at the beginning, once now: since the event that was stored last, four days ago.
    expect(await lostAccounts()).toEqual([CONNECTED_AT, CONNECTED_AT]);
    const id = addAccount('New');
    await eventually(async () => (await companies()).length === 2, 'a new event');
    expect((await companies()).at(-1)).toBe(id);
    expect(second.state().reading).toBe('here');
  });

  it('has records read again that Salesforce could not describe, and everything after an overflow', async () => {
    const { standIn, start, isOpen, companies, losses } = await listening();
    const feed = start();
    await eventually(() => isOpen(feed), 'all channels open');
    standIn.clock.advance(HOUR_MS);
    standIn.events.gap('Account', 'GAP_UPDATE', ['001000000000001AAA']);
    standIn.events.overflow('Account');
    await eventually(async () => (await companies()).length === 1, 'the gap');
    await eventually(async () => (await losses()).length === CHANNELS.length + 1, 'the overflow');
    expect(await companies()).toEqual(['001000000000001AAA']);
    expect((await losses()).at(-1)).toBe(new Date(standIn.clock.now() - 15 * 60_000).toISOString());
  });

  it('passes over its own commits, when its user is nobody else’s', async () => {
    const { standIn, start, isOpen, addAccount, companies } = await listening('jwt_bearer');
    const feed = start();
    await eventually(() => isOpen(feed), 'all channels open');
    addAccount('Ours', standIn.org.integrationUser);
    const theirs = addAccount('Theirs');
    await eventually(async () => (await companies()).length > 0, 'the event');
    expect(await companies()).toEqual([theirs]);
  });

  it('is read by one replica, and by the next when that one ends or dies', async () => {
    const { standIn, start, isOpen, addAccount, companies } = await listening();
    const first = start('replica one');
    await eventually(() => isOpen(first), 'all channels open');
    const second = start('replica two');
    await eventually(() => second.state().reading === 'elsewhere', 'the second waits');
    expect(standIn.cometd.clientCount).toBe(1);
    await first.stop();
    await second.stop();
    const third = start('replica three');
    await eventually(() => isOpen(third), 'all channels open');
    // It dies without a word: its lease runs out.
    standIn.clock.advance(60_000);
    const fourth = start('replica four');
    await eventually(() => isOpen(fourth), 'another takes over');
    const id = addAccount('Seen by two');
    await eventually(async () => (await companies()).length > 0, 'the event');
    expect(new Set(await companies())).toEqual(new Set([id]));
  });

  it('reads what it may and says loudly what it may not', async () => {
    const { start, replica, standIn } = await listening();
    expect(await connectInBrowser(replica, standIn.org.salesRep.id)).toMatchObject({ ok: true });
    const feed = start();
    await eventually(() => feed.state().problem !== null, 'the refusal');
    expect(Object.values(feed.state().channels).join()).toContain('denied_by_security_policy');
    expect(feed.state().openSince).toBeNull();
  });

  it('goes on when Salesforce was away for a while', async () => {
    const { standIn, start, isOpen, addAccount, companies } = await listening();
    standIn.faults.add({ match: { path: /cometd/ }, times: 3, answer: 'drop' });
    const feed = start();
    await eventually(() => isOpen(feed), 'all channels open');
    const id = addAccount('After');
    await eventually(async () => (await companies()).length > 0, 'the event');
    expect(await companies()).toEqual([id]);
    expect(standIn.faults.left).toBe(0);
  });
});
