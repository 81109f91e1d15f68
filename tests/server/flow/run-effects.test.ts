import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runEffects } from '../../../server/flow/run-effects.ts';
import { showEverything } from '../../../server/flow/show-everything.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { outboxState } from '../../../server/store/outbox.ts';
import { partnerRecordsOf, savePartnerRecord } from '../../../server/store/partner-records.ts';
import { companyOf } from '../../../server/store/prospect-records.ts';
import { findRecord } from '../../../server/store/registration-records.ts';
import { CRMS, type Crm } from '../../../shared/values/ids.ts';
import { after, NORTH, SOUTH } from '../../builders/registration.ts';
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
  await world.enrol(SOUTH);
});
afterAll(() => database.close());

const inCrm = (crm: Crm, id: string) => findRecord(database.db, OURS, crm, id);
const lastWrite = (crm: Crm) => world[crm].writes.at(-1);

describe('what is shown', () => {
  it('is shown in each CRM, with that CRM’s own records, and remembered for it', async () => {
    for (const [crm, companyId] of [
      ['hubspot', '55'],
      ['salesforce', '001N'],
    ] as const) {
      const link = { crm, companyId, channelManagerId: `${crm} manager` };
      await database.transaction((tx) => savePartnerRecord(tx, OURS, NORTH.partnerId, link));
    }
    const id = await world.submit(NORTH, { source: 'hubspot_form', contactId: '5' });
    await world.show();
    expect(lastWrite('hubspot')?.registrations).toMatchObject([
      { recordId: null, contactId: '5', partnerCompanyId: '55', channelManagerId: 'hubspot manager' },
    ]);
    expect(lastWrite('salesforce')?.registrations).toMatchObject([
      { recordId: null, contactId: null, partnerCompanyId: '001N', channelManagerId: 'salesforce manager' },
    ]);
    expect([(await inCrm('hubspot', id))?.recordId, (await inCrm('salesforce', id))?.recordId]).toEqual([
      `hs:${id}`,
      `sf:${id}`,
    ]);
    for (const [crm, company] of [
      ['hubspot', 'hs:dom:siemens.com'],
      ['salesforce', 'sf:dom:siemens.com'],
    ] as const) {
      expect(await companyOf(database.db, OURS, crm, 'dom:siemens.com')).toBe(company);
    }
    await world.approve(id);
    await world.show();
    expect(lastWrite('salesforce')).toMatchObject({
      companyId: 'sf:dom:siemens.com',
      registrations: [{ recordId: `sf:${id}`, dealId: `sf:${id}` }],
    });
  });

  it('is only what that CRM does not show yet', async () => {
    const first = await world.submit();
    await world.show('hubspot');
    const second = await world.submit(SOUTH, { submittedAt: after(1) });
    await world.show();
    const shownIn = (crm: Crm) => lastWrite(crm)?.registrations.map(({ registrationId }) => registrationId);
    expect([shownIn('hubspot'), shownIn('salesforce')]).toEqual([
      [first, second],
      [first, second],
    ]);
    // The holder’s own second try is no conflict, so its first record stays as it is.
    const third = await world.submit(NORTH, { submittedAt: after(2) });
    await world.show();
    expect(shownIn('salesforce')).toEqual([third]);
  });

  it('says whether a missing company may be created', async () => {
    await world.submit();
    await world.show();
    expect(CRMS.map((crm) => lastWrite(crm)?.mayCreateCompany)).toEqual([true, true]);
  });
});

describe('a CRM that is away', () => {
  it('keeps nothing from the other, and shows the same truth once it is back', async () => {
    world.salesforce.goesAway();
    const id = await world.submit();
    await world.approve(id);
    await world.show('hubspot');
    expect(await runEffects(world.flow, 'salesforce')).toBe(1);
    expect(lastWrite('hubspot')?.registrations[0]?.fields).toMatchObject({ lockStatus: 'active' });
    expect(await runEffects(world.flow, 'salesforce')).toBe(0);
    expect(await outboxState(database.db, OURS)).toMatchObject({ waiting: 1, failed: 0 });
    world.salesforce.comesBack();
    world.passMs(5 * 60_000);
    await world.show('salesforce');
    const { stagingNonce: _here, ...truth } = lastWrite('hubspot')?.registrations[0]?.fields ?? {};
    expect(lastWrite('salesforce')?.registrations[0]?.fields).toMatchObject(truth);
    expect(await world.waiting()).toEqual([]);
  });
});

describe('a CRM that was just connected', () => {
  it('gets every partner and every prospect, and the other one nothing', async () => {
    const before = twoCrmFlow(database, ['hubspot']);
    for (let index = 0; index < 7; index++) {
      const domain = `company-${index}.example`;
      const prospect = { key: `dom:${domain}`, name: domain, website: null, domain, country: null };
      await before.submit(NORTH, { registrationId: `reg_${index}`, sourceId: `s${index}`, prospect });
    }
    await before.show();
    await showEverything(world.flow, OURS, 'salesforce');
    expect(await world.waiting()).toHaveLength(9);
    await world.show();
    expect(world.salesforce.writes.map(({ prospect }) => prospect.name).toSorted()).toEqual(
      Array.from({ length: 7 }, (_, index) => `company-${index}.example`),
    );
    expect(world.salesforce.partnerWrites.map(({ partnerId }) => partnerId).toSorted()).toEqual([
      NORTH.partnerId,
      SOUTH.partnerId,
    ]);
    expect([world.hubspot.writes, world.hubspot.partnerWrites]).toEqual([[], []]);
    expect(await partnerRecordsOf(database.db, OURS, NORTH.partnerId)).toEqual([
      { crm: 'salesforce', companyId: `sf:${NORTH.partnerId}`, channelManagerId: null },
    ]);
  });

  it('finds a partner’s company under its domain, so that none is made twice', async () => {
    await world.enrol(NORTH, 'north.example');
    const company = { id: '001N', name: 'North', domain: 'north.example', ownerName: null, isCustomer: false };
    world.salesforce.knows('dom:north.example', { company, deals: [] });
    await showEverything(world.flow, OURS, 'salesforce');
    await world.show('salesforce');
    const written = world.salesforce.partnerWrites.find(({ partnerId }) => partnerId === NORTH.partnerId);
    expect(written).toMatchObject({ companyId: '001N', code: 'NORTH', status: 'active' });
  });

  it('with nothing to show gets nothing', async () => {
    await emptyTables(database);
    await showEverything(world.flow, OURS, 'salesforce');
    expect(await world.waiting()).toEqual([]);
  });
});
