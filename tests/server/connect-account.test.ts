import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectAccount } from '../../server/connect-account.ts';
import { showEverything } from '../../server/flow/show-everything.ts';
import { saveCursor } from '../../server/store/crm-cursors.ts';
import { openDatabase, type Database } from '../../server/store/database.ts';
import { findFlaggedDeal, flagDeal } from '../../server/store/flagged-deals.ts';
import { markDisconnected, programOfAccount } from '../../server/store/installations.ts';
import { partnerRecordsOf, savePartnerRecord } from '../../server/store/partner-records.ts';
import { companyOf } from '../../server/store/prospect-records.ts';
import { findByRecord, findRecord } from '../../server/store/registration-records.ts';
import { createSecretBox } from '../../server/store/secret-box.ts';
import type { Crm } from '../../shared/values/ids.ts';
import { after, NORTH, START } from '../builders/registration.ts';
import { twoCrmFlow, type TwoCrmFlow } from '../builders/two-crm-flow.ts';
import { emptyTables, OURS } from '../contract/empty-tables.ts';

const box = createSecretBox(['a key of at least thirty-two characters']);
const KEY = 'dom:siemens.com';
const STREAM = 'reconciled';

let database: Database;
let world: TwoCrmFlow;
let id: string;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
});
afterAll(() => database.close());

const connect = (crm: Crm, accountId: string, days: number) =>
  database.transaction((tx) =>
    connectAccount(tx, box, {
      crm,
      accountId,
      accountName: accountId,
      linkedTo: OURS,
      firstApproverId: null,
      tokens: { refreshToken: 'refresh', access: null },
      scopes: [],
      installedBy: 'admin@vendor.example',
      connectedAt: after(days),
      flow: 'web_server',
      instanceUrl: null,
    }),
  );
const inCrm = (crm: Crm) => findRecord(database.db, OURS, crm, id);

/** A held prospect that an org and a portal show, with a partner's company and a competing deal in each. */
beforeEach(async () => {
  await emptyTables(database);
  world = twoCrmFlow(database);
  await world.enrol();
  await connect('hubspot', '42', 0);
  await connect('salesforce', 'org A', 0);
  id = await world.submit(NORTH, { source: 'salesforce_lead', contactId: '00Q1' });
  await world.approve(id);
  await world.show();
  await database.transaction(async (tx) => {
    for (const crm of ['hubspot', 'salesforce'] as const) {
      await savePartnerRecord(tx, OURS, NORTH.partnerId, { crm, companyId: 'P', channelManagerId: '005' });
      await flagDeal(tx, OURS, { crm, dealId: 'd1', prospectKey: KEY, registrationId: id, flaggedAt: START });
      await saveCursor(tx, { programId: OURS, crm, stream: STREAM }, START, START);
    }
  });
  await markDisconnected(database.db, 'salesforce', 'org A', 'The app was removed.');
});

describe('a program that is connected to another org', () => {
  it('forgets every record of the former one, where the same ids are somebody else’s', async () => {
    await connect('salesforce', 'org B', 1);
    expect(await inCrm('salesforce')).toMatchObject({ recordId: null, dealId: null, contactId: null, shownVersion: 0 });
    expect(await findByRecord(database.db, OURS, 'salesforce', `sf:${id}`)).toBeNull();
    expect(await companyOf(database.db, OURS, 'salesforce', KEY)).toBeNull();
    expect(await findFlaggedDeal(database.db, OURS, 'salesforce', 'd1')).toBeNull();
    expect((await partnerRecordsOf(database.db, OURS, NORTH.partnerId)).map(({ crm }) => crm)).toEqual(['hubspot']);
  });

  it('shows the lock there, on records of its own', async () => {
    await connect('salesforce', 'org B', 1);
    await showEverything(world.flow, OURS, 'salesforce');
    await world.show('salesforce');
    const write = world.salesforce.writes.at(-1);
    expect(write).toMatchObject({
      companyId: null,
      registrations: [{ recordId: null, contactId: null, dealId: null }],
    });
    expect(write?.company.lockStatus).toBe('active');
  });

  it('keeps what the portal shows', async () => {
    await connect('salesforce', 'org B', 1);
    expect(await inCrm('hubspot')).toMatchObject({ recordId: `hs:${id}` });
    expect(await companyOf(database.db, OURS, 'hubspot', KEY)).toBe(`hs:${KEY}`);
    expect(await findFlaggedDeal(database.db, OURS, 'hubspot', 'd1')).not.toBeNull();
  });

  it('passes over what the former one still sends', async () => {
    expect(await programOfAccount(database.db, 'salesforce', 'org A')).toBe(OURS);
    await connect('salesforce', 'org B', 1);
    expect(await programOfAccount(database.db, 'salesforce', 'org A')).toBeNull();
    expect(await programOfAccount(database.db, 'salesforce', 'org B')).toBe(OURS);
  });
});

it('the same org connected again keeps its records', async () => {
  await connect('salesforce', 'org A', 1);
  expect(await inCrm('salesforce')).toMatchObject({ recordId: `sf:${id}`, contactId: '00Q1' });
  expect(await companyOf(database.db, OURS, 'salesforce', KEY)).toBe(`sf:${KEY}`);
});
