import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enrolCompany } from '../../../server/flow/enrol-partners.ts';
import { follow } from '../../../server/flow/follow.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { savePartnerRecord } from '../../../server/store/partner-records.ts';
import { findPartner } from '../../../server/store/partners.ts';
import { findRecord } from '../../../server/store/registration-records.ts';
import type { Hint } from '../../../server/inbound/hint.ts';
import { NORTH } from '../../builders/registration.ts';
import { record } from '../../builders/spoken-crm.ts';
import { twoCrmFlow, type TwoCrmFlow } from '../../builders/two-crm-flow.ts';
import { emptyTables, OURS } from '../../contract/empty-tables.ts';

let database: Database;
let world: TwoCrmFlow;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
});
beforeEach(async () => {
  await emptyTables(database);
  world = twoCrmFlow(database);
  await world.enrol();
});
afterAll(() => database.close());

const hint = (of: Hint) => follow(world.flow, OURS, 'salesforce', of);

/** The next reading of a record is answered from now, but arrives only when the returned function is called. */
function nextReadingIsSlow() {
  const { port } = world.salesforce;
  const readRecord = port.readRecord.bind(port);
  const read = Promise.withResolvers<void>();
  const arrival = Promise.withResolvers<void>();
  port.readRecord = async (ref) => {
    port.readRecord = readRecord;
    const found = await readRecord(ref);
    read.resolve();
    await arrival.promise;
    return found;
  };
  return { isRead: read.promise, arrive: arrival.resolve };
}

describe('a decision read by two at once', () => {
  const decision = {
    action: 'extend',
    reason: null,
    note: '',
    days: 10,
    by: { userId: '005', email: 'manager@vendor.example' },
  } as const;

  it('is carried out once, also when one of them hears only after it was answered and cleared', async () => {
    const id = await world.submit();
    await world.approve(id);
    await world.show();
    const of = { kind: 'registration', id: `sf:${id}` } as const;
    world.salesforce.holds(record('registration', `sf:${id}`, { decision }));
    const slow = nextReadingIsSlow();
    const late = hint(of);
    await slow.isRead;

    await hint(of);
    await world.show();
    world.salesforce.holds(record('registration', `sf:${id}`));
    slow.arrive();
    await late;
    expect((await world.registration(id))?.summary.lock?.extensionCount).toBe(1);
    expect(await findRecord(database.db, OURS, 'salesforce', id)).toMatchObject({ decision: null, decisionSeq: 1 });
  });
});

describe('a partner’s terms in Salesforce', () => {
  const inHubSpot = { companyId: 'H', locale: 'en' } as const;
  beforeEach(async () => {
    for (const [crm, companyId] of [
      ['hubspot', 'H'],
      ['salesforce', 'S'],
    ] as const) {
      const link = { crm, companyId, channelManagerId: null };
      await database.transaction((tx) => savePartnerRecord(tx, OURS, NORTH.partnerId, link));
      const fields = { programStatus: NORTH.status, programTier: NORTH.tier };
      world[crm].holds(record('company', companyId, { name: NORTH.name, fields }));
    }
  });

  it('do not take back what was decided in HubSpot and has not come through yet', async () => {
    await enrolCompany(world.flow, OURS, 'hubspot', { ...inHubSpot, status: 'paused', tier: NORTH.tier });
    await hint({ kind: 'company', id: 'S' });
    expect(await findPartner(database.db, OURS, NORTH.partnerId)).toMatchObject({ status: 'paused' });
    await world.show();
    expect(world.salesforce.partnerWrites.at(-1)).toMatchObject({ companyId: 'S', status: 'paused' });
  });

  it('count again once nothing is on its way', async () => {
    await enrolCompany(world.flow, OURS, 'hubspot', { ...inHubSpot, status: 'paused', tier: NORTH.tier });
    await world.show();
    await hint({ kind: 'company', id: 'S' });
    expect(await findPartner(database.db, OURS, NORTH.partnerId)).toMatchObject({ status: NORTH.status });
  });
});
