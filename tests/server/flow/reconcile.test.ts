import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { follow } from '../../../server/flow/follow.ts';
import { isReconcileDue, reconcile } from '../../../server/flow/reconcile.ts';
import { reconciledIn } from '../../../server/flow/reconciled-stream.ts';
import { reconcileDue } from '../../../server/flow/worker.ts';
import { findCursor } from '../../../server/store/crm-cursors.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { createProgram } from '../../../server/store/programs.ts';
import type { Crm } from '../../../shared/values/ids.ts';
import { after, START } from '../../builders/registration.ts';
import { record } from '../../builders/spoken-crm.ts';
import { twoCrmFlow, type TwoCrmFlow } from '../../builders/two-crm-flow.ts';
import { emptyTables, OURS, THEIRS } from '../../contract/empty-tables.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const minutes = (count: number): string => after(0, count * MINUTE);

let database: Database;
let world: TwoCrmFlow;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
});
beforeEach(async () => {
  await emptyTables(database);
  world = twoCrmFlow(database);
});
afterAll(() => database.close());

const cursor = (crm: Crm) => findCursor(database.db, reconciledIn(OURS, crm));
const read = (crm: Crm) => reconcile(world.flow, OURS, crm);
const isDue = (crm: Crm, everyMs = HOUR) => isReconcileDue(world.flow, OURS, crm, everyMs);
const lost = (since: string, crm: Crm = 'salesforce') => follow(world.flow, OURS, crm, { kind: 'changes_lost', since });

describe('reading again what changed', () => {
  it('begins a day back, then goes on from the last reading, a little earlier, in each CRM by itself', async () => {
    expect(await read('salesforce')).toBe(true);
    world.passMs(HOUR);
    await read('salesforce');
    await read('hubspot');
    expect(world.salesforce.asked).toEqual([
      `changes since ${after(-1, -10 * MINUTE)}`,
      `changes since ${minutes(-10)}`,
    ]);
    expect(world.hubspot.asked).toEqual([`changes since ${after(-1, HOUR - 10 * MINUTE)}`]);
    expect(await cursor('salesforce')).toEqual({ cursor: minutes(60), savedAt: minutes(60) });
  });

  it('is noted as of its beginning: what changed meanwhile is read the next time', async () => {
    const speak = world.salesforce.fallsSilent();
    const reading = read('salesforce');
    await expect.poll(() => world.salesforce.asked).toHaveLength(1);
    world.passMs(20 * MINUTE);
    speak();
    expect(await reading).toBe(true);
    expect(await cursor('salesforce')).toEqual({ cursor: START, savedAt: minutes(20) });
  });

  it('acts on what it finds as if the change had just come, and one bad record holds nobody back', async () => {
    await world.enrol();
    const registrationId = await world.submit();
    await world.approve(registrationId);
    await world.show();
    const dealId = `sf:${registrationId}`;
    world.salesforce.changed({ object: 'registration', id: 'broken' }, { object: 'deal', id: dealId });
    world.salesforce.holds(record('deal', dealId, { fields: { lockKey: 'typed over' } }));
    world.salesforce.stages({
      record: { object: 'registration', id: 'broken' },
      nonce: 'n',
      submittedAt: 'not a moment',
      contactEmail: null,
      values: {},
      partnerCompanyId: null,
    });
    expect(await read('salesforce')).toBe(true);
    expect(world.warnings).toContain('a record could not be read or acted on');
    expect(await world.waiting()).toEqual(['show_prospect:salesforce dom:siemens.com']);
    expect(await cursor('salesforce')).toMatchObject({ cursor: START });
  });
});

describe('a CRM that is away', () => {
  it('is asked again from the same place, after a minute and not every second', async () => {
    await read('salesforce');
    world.passMs(HOUR);
    world.salesforce.goesAway();
    expect(await isDue('salesforce')).toBe(true);
    expect(await read('salesforce')).toBe(false);
    expect(await cursor('salesforce')).toEqual({ cursor: START, savedAt: minutes(60) });
    expect(await isDue('salesforce')).toBe(false);
    world.passMs(MINUTE - 1);
    expect(await isDue('salesforce')).toBe(false);
    world.passMs(1);
    expect(await isDue('salesforce')).toBe(true);
    world.salesforce.comesBack();
    await read('salesforce');
    expect(world.salesforce.asked.at(-1)).toBe(`changes since ${minutes(-10)}`);
  });

  it('that was never read is not asked every second either', async () => {
    world.salesforce.goesAway();
    await read('salesforce');
    expect(await isDue('salesforce')).toBe(false);
    expect(await isDue('hubspot')).toBe(true);
  });

  it('in the middle of the records is read again from the same place', async () => {
    await read('salesforce');
    world.passMs(HOUR);
    world.salesforce.changed({ object: 'deal', id: 'd1' });
    world.salesforce.goesAway('deal');
    expect(await read('salesforce')).toBe(false);
    expect(await cursor('salesforce')).toMatchObject({ cursor: START });
  });

  it('keeps nobody from reading the other one, nor another program', async () => {
    world.hubspot.goesAway();
    expect(await reconcileDue(world.flow, HOUR)).toBe(2);
    expect(world.salesforce.asked).toHaveLength(2);
    expect((await findCursor(database.db, reconciledIn(THEIRS, 'salesforce')))?.cursor).toBe(START);
    expect((await cursor('salesforce'))?.cursor).toBe(START);
    await database.transaction((tx) =>
      createProgram(tx, { programId: 'pro_new', name: 'New', settings: {}, createdAt: START }),
    );
    expect(await reconcileDue(world.flow, HOUR)).toBe(1);
  });
});

describe('a CRM that says it lost changes', () => {
  beforeEach(async () => {
    await read('salesforce');
    await read('hubspot');
    world.passMs(30 * MINUTE);
  });

  it('is read again from then, at once, and the other one when it is its time', async () => {
    expect(await isDue('salesforce')).toBe(false);
    await lost(minutes(-120));
    expect([await isDue('salesforce'), await isDue('hubspot')]).toEqual([true, false]);
    await read('salesforce');
    expect(world.salesforce.asked.at(-1)).toBe(`changes since ${minutes(-130)}`);
  });

  it('while it is being read is read from then the next time', async () => {
    const speak = world.salesforce.fallsSilent();
    const reading = read('salesforce');
    await expect.poll(() => world.salesforce.asked).toHaveLength(2);
    await lost(minutes(-120));
    speak();
    expect(await reading).toBe(true);
    expect(await cursor('salesforce')).toMatchObject({ cursor: minutes(-120) });
    await read('salesforce');
    expect(await cursor('salesforce')).toMatchObject({ cursor: minutes(30) });
  });

  it('while a reading fails is read from then, too', async () => {
    const speak = world.salesforce.fallsSilent();
    const reading = read('salesforce');
    await expect.poll(() => world.salesforce.asked).toHaveLength(2);
    await lost(minutes(-120));
    world.salesforce.goesAway();
    speak();
    expect(await reading).toBe(false);
    expect(await cursor('salesforce')).toMatchObject({ cursor: minutes(-120) });
  });
});
