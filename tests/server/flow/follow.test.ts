import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { follow } from '../../../server/flow/follow.ts';
import type { Hint } from '../../../server/inbound/hint.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { findFlaggedDeal } from '../../../server/store/flagged-deals.ts';
import { savePartnerRecord } from '../../../server/store/partner-records.ts';
import { findPartner, listPartners } from '../../../server/store/partners.ts';
import { companyOf } from '../../../server/store/prospect-records.ts';
import { findByContact, findRecord } from '../../../server/store/registration-records.ts';
import type { CrmRecord } from '../../../shared/crm/crm-port.ts';
import type { Crm } from '../../../shared/values/ids.ts';
import { after, NORTH, SOUTH } from '../../builders/registration.ts';
import { record } from '../../builders/spoken-crm.ts';
import { twoCrmFlow, type TwoCrmFlow } from '../../builders/two-crm-flow.ts';
import { emptyTables, OURS } from '../../contract/empty-tables.ts';

const SIEMENS = { id: 'acc', name: 'Siemens', domain: 'siemens.com' };
const SHOWN_AGAIN = (crm: Crm) => [`show_prospect:${crm} dom:siemens.com`];

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

const hint = (crm: Crm, of: Hint) => follow(world.flow, OURS, crm, of);
const inCrm = (crm: Crm, id: string) => findRecord(database.db, OURS, crm, id);
/** North holds the prospect, and both CRMs show it. */
async function held(change: Parameters<TwoCrmFlow['submit']>[1] = {}): Promise<string> {
  const registrationId = await world.submit(NORTH, change);
  await world.approve(registrationId);
  await world.show();
  return registrationId;
}
/** What a CRM would read of the record that shows the registration, unless somebody changed it. */
const asWritten = (crm: Crm, id: string, change: Partial<CrmRecord> = {}) => {
  const written = world[crm].writes.at(-1)?.registrations[0]?.fields ?? {};
  return record('deal', id, { fields: written, ...change });
};

describe('a deal that shows a registration', () => {
  it('as we wrote it causes nothing, in either CRM', async () => {
    const id = await held();
    world.hubspot.holds(asWritten('hubspot', `hs:${id}`));
    world.salesforce.holds(asWritten('salesforce', `sf:${id}`));
    await hint('hubspot', { kind: 'deal', id: `hs:${id}` });
    await hint('salesforce', { kind: 'deal', id: `sf:${id}` });
    expect(await world.waiting()).toEqual([]);
  });

  it('that somebody edited is shown again in that CRM only', async () => {
    const id = await held();
    world.salesforce.holds(record('deal', `sf:${id}`, { fields: { lockEndsAt: after(900) } }));
    await hint('salesforce', { kind: 'deal', id: `sf:${id}` });
    expect(await world.waiting()).toEqual(SHOWN_AGAIN('salesforce'));
    expect(await inCrm('salesforce', id)).toMatchObject({ shownVersion: 0 });
  });

  it('that is not up to date yet is left to the write that waits already', async () => {
    const id = await held();
    await world.submit(SOUTH, { submittedAt: after(1) });
    world.hubspot.holds(record('deal', `hs:${id}`, { fields: { lockEndsAt: after(900) } }));
    await hint('hubspot', { kind: 'deal', id: `hs:${id}` });
    expect(world.warnings).toEqual([]);
  });

  it('that somebody deleted is made again while it holds, and only then', async () => {
    const id = await held();
    const refused = await world.submit(SOUTH, { submittedAt: after(1) });
    await world.show();
    await hint('salesforce', { kind: 'deal', id: `sf:${refused}` });
    expect(await inCrm('salesforce', refused)).toMatchObject({ recordId: null, dealId: null });
    expect(await world.waiting()).toEqual([]);
    await hint('salesforce', { kind: 'deal', id: `sf:${id}` });
    expect(await world.waiting()).toEqual(SHOWN_AGAIN('salesforce'));
    await world.show();
    expect(world.salesforce.writes.at(-1)?.registrations.map(({ recordId }) => recordId)).toEqual([null, null]);
  });
});

describe('a deal or lead of the direct team', () => {
  it.each([
    { crm: 'hubspot', object: 'deal' },
    { crm: 'salesforce', object: 'deal' },
    { crm: 'salesforce', object: 'lead' },
  ] as const)('on a held company ($object in $crm) is flagged there and shown in both', async ({ crm, object }) => {
    const id = await held({ source: crm === 'hubspot' ? 'salesforce_lead' : 'hubspot_form' });
    world[crm].holds(record(object, '9', { company: { ...SIEMENS, id: null }, ownerName: 'Sales Rep One' }));
    await hint(crm, { kind: object, id: '9' });
    await hint(crm, { kind: object, id: '9' });
    const conflicts = (await world.registration(id))?.summary.conflicts;
    expect(conflicts).toMatchObject([{ kind: 'partner_vs_direct', crm, dealId: '9', ownerName: 'Sales Rep One' }]);
    expect(await findFlaggedDeal(database.db, OURS, crm, '9')).toMatchObject({ registrationId: id });
    expect(await world.waiting()).toEqual([...SHOWN_AGAIN('hubspot'), ...SHOWN_AGAIN('salesforce')]);
    await world.show();
    expect(world[crm].writes.at(-1)?.flaggedDeals.map(({ dealId }) => dealId)).toEqual(['9']);
    const other = crm === 'hubspot' ? 'salesforce' : 'hubspot';
    expect(world[other].writes.at(-1)?.flaggedDeals).toEqual([]);
  });

  it('with the same id in both CRMs is two deals', async () => {
    const id = await held();
    for (const crm of ['hubspot', 'salesforce'] as const) {
      world[crm].holds(record('deal', '9', { company: SIEMENS }));
      await hint(crm, { kind: 'deal', id: '9' });
    }
    const conflicts = (await world.registration(id))?.summary.conflicts ?? [];
    expect(conflicts.map((one) => one.kind === 'partner_vs_direct' && one.crm)).toEqual(['hubspot', 'salesforce']);
  });

  it.each([
    { case: 'is closed', change: { isOpen: false, company: SIEMENS } },
    { case: 'has no company', change: { company: null } },
    { case: 'is on another company', change: { company: { id: null, name: 'Acme', domain: 'acme.com' } } },
  ])('is nobody’s news when it $case', async ({ change }) => {
    const id = await held();
    world.salesforce.holds(record('deal', '9', change));
    await hint('salesforce', { kind: 'deal', id: '9' });
    expect((await world.registration(id))?.summary.conflicts).toEqual([]);
  });

  it('that is gone already is passed over', async () => {
    await held();
    await hint('salesforce', { kind: 'lead', id: 'gone' });
    await hint('hubspot', { kind: 'deal', id: 'gone' });
    expect(await world.waiting()).toEqual([]);
  });
});

describe('the lead that brought a registration', () => {
  const fromLead = () => held({ source: 'salesforce_lead', contactId: '00Q1' });
  const becameDeal = { companyId: '001Z', dealId: '006Z' };

  it('takes the lock along to what it becomes', async () => {
    const id = await fromLead();
    world.salesforce.holds(record('lead', '00Q1', { isOpen: false, converted: becameDeal }));
    await hint('salesforce', { kind: 'lead', id: '00Q1' });
    expect(await inCrm('salesforce', id)).toMatchObject({ dealId: '006Z', shownVersion: 0 });
    expect(await companyOf(database.db, OURS, 'salesforce', 'dom:siemens.com')).toBe('001Z');
    expect(await world.waiting()).toEqual(SHOWN_AGAIN('salesforce'));
  });

  it('is recognised from the deal that came of it, which does not compete with its own partner', async () => {
    const id = await fromLead();
    world.salesforce.holds(record('deal', '006Z', { convertedFrom: '00Q1', company: { ...SIEMENS, id: '001Z' } }));
    await hint('salesforce', { kind: 'deal', id: '006Z' });
    expect((await world.registration(id))?.summary.conflicts).toEqual([]);
    expect(await inCrm('salesforce', id)).toMatchObject({ dealId: '006Z' });
  });

  it('is followed into the one that a merge left', async () => {
    const id = await fromLead();
    world.salesforce.mergedInto({ object: 'lead', id: '00Q1' }, record('lead', '00Q2', { company: SIEMENS }));
    await hint('salesforce', { kind: 'lead', id: '00Q1' });
    const found = await findByContact(database.db, OURS, 'salesforce', '00Q2');
    expect(found?.registrationId).toBe(id);
    expect(await world.waiting()).toEqual(SHOWN_AGAIN('salesforce'));
    expect((await world.registration(id))?.summary.conflicts).toEqual([]);
  });
});

describe('a company', () => {
  it('that another one was merged into takes its prospects along', async () => {
    await held();
    await hint('hubspot', { kind: 'company_merged', id: 'new', mergedIds: ['gone', 'hs:dom:siemens.com'] });
    expect(await companyOf(database.db, OURS, 'hubspot', 'dom:siemens.com')).toBe('new');
    expect(await companyOf(database.db, OURS, 'salesforce', 'dom:siemens.com')).toBe('sf:dom:siemens.com');
    expect(await world.waiting()).toEqual(SHOWN_AGAIN('hubspot'));
  });

  it('that reads as another one was merged away, though nobody said so', async () => {
    await held();
    world.salesforce.mergedInto({ object: 'company', id: 'sf:dom:siemens.com' }, record('company', 'sf:left'));
    await hint('salesforce', { kind: 'company', id: 'sf:dom:siemens.com' });
    expect(await companyOf(database.db, OURS, 'salesforce', 'dom:siemens.com')).toBe('sf:left');
  });

  it('whose fields somebody edited is shown again', async () => {
    await held();
    world.hubspot.holds(record('company', 'hs:dom:siemens.com', { fields: { partnerName: 'Nobody' } }));
    await hint('hubspot', { kind: 'company', id: 'hs:dom:siemens.com' });
    expect(await world.waiting()).toEqual(SHOWN_AGAIN('hubspot'));
  });

  it('that is nobody’s is not even read in HubSpot, where anybody may type terms into it', async () => {
    world.hubspot.holds(record('company', '5', { fields: { programStatus: 'active', programTier: 'referral' } }));
    await hint('hubspot', { kind: 'company', id: '5' });
    expect(world.hubspot.asked).toEqual([]);
    expect(await listPartners(database.db, OURS)).toHaveLength(2);
  });

  it('that an approver gave terms in Salesforce becomes a partner, and HubSpot is told', async () => {
    const fields = { programStatus: 'active', programTier: 'referral' } as const;
    world.salesforce.holds(record('company', '001P', { name: 'Demo Partner West', domain: 'west.example', fields }));
    await hint('salesforce', { kind: 'company', id: '001P' });
    const west = (await listPartners(database.db, OURS)).find(({ domain }) => domain === 'west.example');
    expect(west).toMatchObject({ name: 'Demo Partner West', status: 'active', tier: 'referral' });
    expect(await world.waiting()).toEqual([`show_partner:hubspot ${west?.partnerId}`]);
  });

  it.each([
    { crm: 'hubspot', status: 'active', toldAgain: 1 },
    { crm: 'salesforce', status: 'paused', toldAgain: 1 },
  ] as const)('of a partner whose terms were changed in $crm ends as $status', async ({ crm, status, toldAgain }) => {
    const link = { crm, companyId: 'P', channelManagerId: null };
    await database.transaction((tx) => savePartnerRecord(tx, OURS, NORTH.partnerId, link));
    const fields = { programStatus: 'paused', programTier: 'referral' } as const;
    world[crm].holds(record('company', 'P', { name: NORTH.name, ownerId: '31', fields }));
    await hint(crm, { kind: 'company', id: 'P' });
    expect(await findPartner(database.db, OURS, NORTH.partnerId)).toMatchObject({ status });
    expect(world[crm].partnerWrites).toMatchObject(Array(toldAgain).fill({ companyId: 'P', status }));
  });
});
