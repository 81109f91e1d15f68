import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Flow } from '../../../server/flow/ports.ts';
import { startWorker, type Worker } from '../../../server/flow/worker.ts';
import type { ReadHints } from '../../../server/flow/unpack-inbox.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { createInboxWriter } from '../../../server/store/inbox-writer.ts';
import { createSecretBox } from '../../../server/store/secret-box.ts';
import { saveInstallation } from '../../../server/store/installations.ts';
import { CRMS, type Crm } from '../../../shared/values/ids.ts';
import { factsFor, SOUTH, START } from '../../builders/registration.ts';
import { record } from '../../builders/spoken-crm.ts';
import { twoCrmFlow, type TwoCrmFlow } from '../../builders/two-crm-flow.ts';
import { emptyTables, OURS } from '../../contract/empty-tables.ts';

const DEAL_CHANGED: ReadHints = (body, accountId) => ({
  hints: [{ accountId, eventKey: body, occurredAt: START, hint: { kind: 'deal', id: body } }],
  unreadable: 0,
});

let database: Database;
let world: TwoCrmFlow;
let worker: Worker | null = null;
/** Ends whatever silence a test asked for, or the worker would wait for it for ever. */
let silences: (() => void)[] = [];
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
});
beforeEach(async () => {
  await emptyTables(database);
  world = twoCrmFlow(database);
  await world.enrol();
  await world.enrol(SOUTH);
  for (const crm of ['hubspot', 'salesforce'] as const) {
    await database.transaction((tx) =>
      saveInstallation(tx, createSecretBox(['a key of at least thirty-two characters']), {
        crm,
        accountId: crm,
        programId: OURS,
        scopes: [],
        installedBy: 'admin@vendor.example',
        connectedAt: START,
        flow: 'web_server',
        instanceUrl: null,
        tokens: { refreshToken: 'r', access: null },
      }),
    );
  }
});
afterEach(async () => {
  for (const speak of silences) speak();
  silences = [];
  await worker?.stop();
  worker = null;
});
afterAll(() => database.close());

/** The worker rests until somebody wakes it: whatever a test sees happen, happened without waiting for a timer. */
function start(isWorking = true, flow: Flow = world.flow, rests: () => void = () => undefined): Worker {
  worker = startWorker(flow, {
    readers: { hubspot: DEAL_CHANGED, salesforce: DEAL_CHANGED },
    idleMs: 0,
    sweepEveryMs: Infinity,
    reconcileEveryMs: Infinity,
    isWorking,
    wait: () => {
      rests();
      const { promise: over, resolve: cut } = Promise.withResolvers<void>();
      return { over, cut };
    },
  });
  return worker;
}
const falls = (crm: Crm): void => void silences.push(world[crm].fallsSilent());
const deliver = async (source: Crm, dealId: string): Promise<void> => {
  const delivery = { source, accountId: source, body: dealId, headers: {}, receivedAt: START };
  await createInboxWriter(database).receive(delivery);
};
const written = (crm: Crm) => world[crm].writes.map(({ prospect }) => prospect.key);
/** Another company; no CRM is asked about it, because one of them does not answer. */
const submitAcme = (): Promise<string> =>
  world.submit(
    SOUTH,
    { prospect: { key: 'dom:acme.com', name: 'Acme', website: null, domain: 'acme.com', country: null } },
    factsFor(SOUTH),
  );

describe('a CRM whose calls never return', () => {
  it('keeps nobody from being shown in the other one, also not what comes later', async () => {
    const running = start();
    await world.submit();
    falls('salesforce');
    running.wake();
    await expect.poll(() => world.salesforce.asked).toContain('write dom:siemens.com');
    await expect.poll(() => written('hubspot')).toEqual(['dom:siemens.com']);
    await submitAcme();
    running.wake();
    await expect.poll(() => written('hubspot')).toContain('dom:acme.com');
    expect(written('salesforce')).toEqual([]);
  });

  it('keeps nobody’s deliveries of the other one waiting, nor its own writes', async () => {
    const running = start();
    await world.submit();
    world.hubspot.holds(record('deal', 'h1'));
    await deliver('salesforce', 's1');
    falls('salesforce');
    running.wake();
    await expect.poll(() => world.salesforce.asked).toContain('deal s1');
    await deliver('hubspot', 'h1');
    running.wake();
    await expect.poll(() => world.hubspot.asked).toContain('deal h1');
    expect(world.salesforce.asked).toContain('write dom:siemens.com');
  });

  it('goes on by itself when it answers again: what was asked of it meanwhile is not forgotten', async () => {
    const running = start();
    await world.submit();
    falls('salesforce');
    running.wake();
    await expect.poll(() => world.salesforce.asked).toContain('write dom:siemens.com');
    await submitAcme();
    running.wake();
    await expect.poll(() => written('hubspot')).toContain('dom:acme.com');
    for (const speak of silences) speak();
    await expect.poll(() => written('salesforce').toSorted()).toEqual(['dom:acme.com', 'dom:siemens.com']);
    await expect.poll(() => world.waiting()).toEqual([]);
  });

  it('goes on with what was asked meanwhile, also when its own step failed', async () => {
    const warn = () => {
      throw new Error('the log cannot be written');
    };
    const running = start(true, { ...world.flow, log: { ...world.flow.log, warn } });
    // The first reading of what changed wakes everybody at its end: it must be over.
    const readings = () => CRMS.flatMap((crm) => world[crm].asked.filter((what) => what.startsWith('changes')));
    await expect.poll(readings).toHaveLength(4);
    await world.submit();
    falls('salesforce');
    running.wake();
    await expect.poll(() => world.salesforce.asked).toContain('write dom:siemens.com');
    await submitAcme();
    running.wake();
    await expect.poll(() => written('hubspot')).toContain('dom:acme.com');
    world.salesforce.goesAway('write dom:siemens.com');
    for (const speak of silences) speak();
    await expect.poll(() => written('salesforce')).toEqual(['dom:acme.com']);
  });

  it('is waited for when the worker stops, and nothing new is begun', async () => {
    const running = start();
    await world.submit();
    falls('salesforce');
    running.wake();
    await expect.poll(() => world.salesforce.asked).toContain('write dom:siemens.com');
    let isOver = false;
    const stopped = running.stop().then(() => {
      isOver = true;
    });
    await submitAcme();
    expect(isOver).toBe(false);
    for (const speak of silences) speak();
    await stopped;
    expect(written('salesforce')).toEqual(['dom:siemens.com']);
  });
});

it('rests when nothing is waiting, although it was woken in the middle of its work', async () => {
  let isResting = 0;
  const claims: string[] = [];
  const counting: Database = {
    ...database,
    get db() {
      claims.push('asked');
      return database.db;
    },
  };
  const running = start(true, { ...world.flow, database: counting }, () => (isResting += 1));
  await expect.poll(() => isResting).toBeGreaterThan(0);
  running.wake();
  running.wake();
  await expect.poll(() => isResting).toBeGreaterThan(1);
  const askedInTurns = async (count: number): Promise<number> => {
    const before = claims.length;
    for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
    return claims.length - before;
  };
  await expect.poll(() => askedInTurns(2_000), { timeout: 10_000 }).toBe(0);
});

describe('working until nothing is left', () => {
  it('shows both CRMs, and leaves what waits for one that is away for later', async () => {
    const resting = start(false);
    await world.submit();
    await deliver('hubspot', 'h1');
    world.salesforce.goesAway();
    await resting.settle();
    expect(written('hubspot')).toEqual(['dom:siemens.com']);
    expect(world.hubspot.asked).toContain('deal h1');
    expect(await world.waiting()).toEqual(['show_prospect:salesforce dom:siemens.com']);
    world.salesforce.comesBack();
    await resting.settle();
    expect(written('salesforce')).toEqual([]);
    world.passMs(5 * 60_000);
    await resting.settle();
    expect(written('salesforce')).toEqual(['dom:siemens.com']);
  });
});
