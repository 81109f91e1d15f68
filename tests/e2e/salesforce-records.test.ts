import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELDS } from '../../shared/catalog/fields.ts';
import { SALESFORCE_FIELDS } from '../../shared/catalog/salesforce-fields.ts';
import { listPartners } from '../../server/store/partners.ts';
import { inOrg, ofRegistration, openBothWorld, type BothWorld } from './both-world.ts';

let world: BothWorld;
let north: Awaited<ReturnType<BothWorld['partners']>>[number];
beforeAll(async () => {
  world = await openBothWorld();
  [north] = (await world.partners(1)) as [typeof north];
});
afterAll(() => world.close());

const one = (object: string, id: unknown) => world.records(object).find((row) => row['Id'] === id);
const registrationOf = (reference: string) =>
  world.records('Partner_Registration__c').find((row) => inOrg(row, 'registrationReference') === reference);

/** Registered by Web-to-Lead and approved: its lead, its registration record, our row. */
async function protectByLead(company: string, domain: string) {
  const nonce = await world.submitLead(north.formUrl, { company, email: `it@${domain}`, URL: domain });
  await world.settle();
  const row = await world.registrationOf(nonce);
  world.decide(registrationOf(row.reference)?.['Id'], 'approve');
  await world.settle();
  const lead = world.records('Lead').find((each) => inOrg(each, 'registrationReference') === row.reference);
  return { ...row, leadId: String(lead?.['Id']) };
}

/** An account without a partner, as a rep makes one. */
const account = (Name: string, Website: string | null = null) =>
  world.as('Sales Rep One').create('Account', { Name, ...(Website && { Website }) });

describe('a lead that a rep converts', () => {
  it('takes the lock along to its account and opportunity, which does not compete with its own partner', async () => {
    const { reference, leadId } = await protectByLead('Airbus', 'airbus.com');
    const { accountId, opportunityId } = world.as('Sales Rep One').convertLead({ leadId, opportunityName: 'Airbus' });
    await world.settle();
    const record = registrationOf(reference);
    expect(ofRegistration(record, 'opportunity')).toBe(opportunityId);
    expect(ofRegistration(record, 'prospectAccount')).toBe(accountId);
    const opportunity = one('Opportunity', opportunityId);
    expect([inOrg(opportunity, 'lockStatus'), inOrg(opportunity, 'registrationReference')]).toEqual([
      'active',
      reference,
    ]);
    expect(opportunity?.['Partner_Is_Competing__c']).toBe(false);
    expect(inOrg(opportunity, 'channelConflict')).toBe('none');
    expect(inOrg(one('Account', accountId), 'partnerName')).toBe(north.name);
    // The lock is the registration's still: no second opportunity is made for it.
    expect(world.records('Opportunity').filter((row) => row['AccountId'] === accountId)).toHaveLength(1);
  });

  it('takes the lock over from the account that showed the company before', async () => {
    const { reference, leadId } = await protectByLead('Nokia', 'nokia.com');
    // Registered once more, through HubSpot: refused, but its record needs the company, so an account is made.
    await world.register(north.formUrl, { company: 'Nokia', website: 'nokia.com', email: 'buyer@nokia.com' });
    await world.settle();
    const before = world.records('Account').find((row) => inOrg(row, 'prospectKey') === 'dom:nokia.com');
    expect(inOrg(before, 'registrationReference')).toBe(reference);
    const existing = account('Nokia Oyj');
    world.as('Sales Rep One').convertLead({ leadId, accountId: existing, opportunityName: 'Nokia' });
    await world.settle();
    expect(ofRegistration(registrationOf(reference), 'prospectAccount')).toBe(existing);
    expect(inOrg(one('Account', existing), 'registrationReference')).toBe(reference);
    expect(inOrg(one('Account', before?.['Id']), 'registrationReference')).toBeNull();
    const holders = world
      .records('Partner_Registration__c')
      .filter((row) => inOrg(row, 'prospectKey') === 'dom:nokia.com');
    expect(holders.filter((row) => inOrg(row, 'lockKey') !== null)).toHaveLength(1);
  });
});

describe('accounts that are merged', () => {
  it('keep the lock when the protected one is merged away', async () => {
    const { receipt } = await world.register(north.formUrl, {
      company: 'Ericsson',
      website: 'ericsson.com',
      email: 'it@ericsson.com',
    });
    await world.settle();
    const loser = String(ofRegistration(registrationOf(receipt.reference), 'prospectAccount'));
    const master = account('Telefonaktiebolaget LM Ericsson');
    world.as('Sales Rep One').merge('Account', { masterId: master, duplicateIds: [loser] });
    await world.settle();
    expect(one('Account', loser)).toBeUndefined();
    expect(inOrg(one('Account', master), 'registrationReference')).toBe(receipt.reference);
    expect(ofRegistration(registrationOf(receipt.reference), 'prospectAccount')).toBe(master);
    const opportunityId = world.as('Sales Rep One').create('Opportunity', {
      Name: 'Ericsson – direct',
      AccountId: master,
      StageName: 'Qualification',
      CloseDate: '2027-03-31',
    });
    await world.settle();
    expect(inOrg(one('Opportunity', opportunityId), 'channelConflict')).toBe('partner_vs_direct');
  });
});

describe('leads that are merged', () => {
  it('keep the registration when its lead is merged into a rep’s', async () => {
    const { reference, leadId } = await protectByLead('Adyen', 'adyen.com');
    const rep = world.as('Sales Rep One');
    const master = rep.create('Lead', { LastName: 'Finance', Company: 'Adyen N.V.', Email: 'finance@adyen.com' });
    await world.settle();
    rep.merge('Lead', { masterId: master, duplicateIds: [leadId] });
    await world.settle();
    expect(inOrg(one('Lead', master), 'registrationReference')).toBe(reference);
    const { opportunityId } = rep.convertLead({ leadId: master, opportunityName: 'Adyen' });
    await world.settle();
    expect(ofRegistration(registrationOf(reference), 'opportunity')).toBe(opportunityId);
  });
});

describe('a partner’s own user in the partner site', () => {
  it('registers with a record of its own, and the CRM itself says for which partner', async () => {
    const user = world.as('Demo Partner North');
    const id = user.create('Partner_Registration__c', {
      [SALESFORCE_FIELDS.prospectName.salesforce]: 'Heineken',
      [SALESFORCE_FIELDS.prospectWebsite.salesforce]: 'heineken.com',
      [SALESFORCE_FIELDS.contactEmail.salesforce]: 'it@heineken.com',
      [SALESFORCE_FIELDS.consent.salesforce]: true,
      [SALESFORCE_FIELDS.submissionNonce.salesforce]: 'b3f1c2d4-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
    });
    await world.settle();
    const row = await world.registrationOf('b3f1c2d4-5a6b-4c7d-8e9f-0a1b2c3d4e5f');
    const partner = (await listPartners(world.database.db, world.programId)).find(
      ({ partnerId }) => partnerId === row.partnerId,
    );
    expect(partner?.name).toMatch(/^Demo Partner North/);
    expect([row.status, row.domain]).toEqual(['submitted', 'heineken.com']);
    // The outcome stands on that very record, not on a second one.
    const records = world
      .records('Partner_Registration__c')
      .filter((each) => inOrg(each, 'prospectKey') === 'dom:heineken.com');
    expect(records.map((each) => each['Id'])).toEqual([id]);
    expect(inOrg(records[0], 'lockStatus')).toBe('pending');
  });
});

describe('what a manager changes on a partner’s account', () => {
  it('counts, and HubSpot shows it', async () => {
    const id = account('Demo Partner Lake (demo data)', 'lake.example');
    world.as('Channel Manager').update('Account', id, {
      [FIELDS.programStatus.salesforce]: 'active',
      [FIELDS.programTier.salesforce]: 'solution_advisor',
    });
    await world.settle();
    const stored = async () =>
      (await listPartners(world.database.db, world.programId)).find(({ name }) => name.startsWith('Demo Partner Lake'));
    expect(await stored()).toMatchObject({ status: 'active', tier: 'solution_advisor' });
    const company = () => world.hubspot.portal.objects('companies').find('domain', 'lake.example');
    expect(company()?.properties[FIELDS.programTier.hubspot]).toBe('solution_advisor');
    expect(one('Account', id)?.[FIELDS.programCode.salesforce]).toBe((await stored())?.code);

    world.as('Channel Manager').update('Account', id, { [FIELDS.programStatus.salesforce]: 'paused' });
    await world.settle();
    expect(await stored()).toMatchObject({ status: 'paused' });
    expect(company()?.properties[FIELDS.programStatus.hubspot]).toBe('paused');
  });
});

describe('change events that never came', () => {
  it.each([
    ['lost on the way', () => void (world.salesforce.events.trouble = { loseNext: 50 })],
    ['only named as a gap', () => void (world.salesforce.events.trouble = { loseNext: 50 })],
  ])('%s are found again', async (how, trouble) => {
    trouble();
    const domain = how === 'lost on the way' ? 'carlsberg.com' : 'novonordisk.com';
    const nonce = await world.submitLead(north.formUrl, { company: domain, email: `it@${domain}`, URL: domain });
    await world.settle();
    world.salesforce.events.trouble = {};
    await expect(world.registrationOf(nonce)).rejects.toThrow(/No registration/);
    if (how === 'lost on the way') await world.reconcile();
    else world.salesforce.events.overflow('Lead');
    await world.settle();
    if (how !== 'lost on the way') {
      world.clock.advance(60_000);
      await world.reconcileWhenDue();
    }
    expect((await world.registrationOf(nonce)).status).toBe('submitted');
  });
});

describe('our records in the org', () => {
  it('are written again when somebody deletes them', async () => {
    const { receipt } = await world.register(north.formUrl, {
      company: 'Vestas',
      website: 'vestas.com',
      email: 'it@vestas.com',
    });
    await world.settle();
    world.as('Org Administrator').delete('Partner_Registration__c', String(registrationOf(receipt.reference)?.['Id']));
    expect(registrationOf(receipt.reference)).toBeUndefined();
    await world.settle();
    expect(inOrg(registrationOf(receipt.reference), 'lockStatus')).toBe('pending');
  });

  it('end with day 91: the formula fields say so before anything ran, and the key is free afterwards', async () => {
    const { reference, leadId } = await protectByLead('Lufthansa', 'lufthansa.com');
    expect(one('Lead', leadId)?.['Partner_Is_Locked__c']).toBe(true);
    await world.passDays(92);
    expect(one('Lead', leadId)?.['Partner_Is_Locked__c']).toBe(false);
    await world.sweep();
    await world.settle();
    expect([inOrg(registrationOf(reference), 'lockStatus'), inOrg(registrationOf(reference), 'lockKey')]).toEqual([
      'expired',
      null,
    ]);
  });
});
