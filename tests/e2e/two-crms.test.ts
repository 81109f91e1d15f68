import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SALESFORCE_FIELDS } from '../../shared/catalog/salesforce-fields.ts';
import { inOrg, ofRegistration, openBothWorld, type BothWorld } from './both-world.ts';
import { shown } from './world.ts';

let world: BothWorld;
let north: Awaited<ReturnType<BothWorld['partners']>>[number];
let south: typeof north;
beforeAll(async () => {
  world = await openBothWorld();
  [north, south] = (await world.partners(2)) as [typeof north, typeof north];
});
afterAll(() => world.close());

const registrationIn = (reference: string) =>
  world.records('Partner_Registration__c').find((row) => inOrg(row, 'registrationReference') === reference);
const accountNamed = (name: string) => world.records('Account').find((row) => row['Name'] === name);
const dealIn = (reference: string) =>
  world.deals().find((deal) => shown(deal, 'registrationReference') === reference && shown(deal, 'registrationId'));
const companyAt = (domain: string) => world.hubspot.portal.objects('companies').find('domain', domain);

/** Registered through HubSpot's form and approved in the org. */
async function protectFromHubSpot(company: string, domain: string) {
  const { receipt } = await world.register(north.formUrl, { company, website: domain, email: `it@${domain}` });
  await world.settle();
  world.decide(registrationIn(receipt.reference)?.['Id'], 'approve');
  await world.settle();
  return receipt.reference;
}

/** Registered through Salesforce's Web-to-Lead and approved in HubSpot's card. */
async function protectFromSalesforce(company: string, domain: string) {
  const nonce = await world.submitLead(north.formUrl, { company, email: `it@${domain}`, URL: `https://${domain}` });
  await world.settle();
  const { reference, registrationId } = await world.registrationOf(nonce);
  const deal = dealIn(reference);
  const decided = { objectTypeId: '0-3', objectId: deal?.id ?? '', registrationId, requestId: `approve-${nonce}` };
  const answer = await world.manager.decide({ ...decided, action: 'approve' });
  await world.settle();
  expect(answer.ok).toBe(true);
  return { reference, registrationId };
}

describe('a lock taken in one CRM holds in the other', () => {
  it('registered in HubSpot, decided in Salesforce: both show the same holder', async () => {
    const reference = await protectFromHubSpot('Siemens AG', 'siemens.com');
    const record = registrationIn(reference);
    expect([inOrg(record, 'lockStatus'), inOrg(record, 'partnerName')]).toEqual(['active', north.name]);
    expect(ofRegistration(record, 'decision')).toBeNull();
    expect(ofRegistration(record, 'decisionAnswer')).toContain('Siemens');
    const account = world.records('Account').find((row) => row['Id'] === ofRegistration(record, 'prospectAccount'));
    expect([account?.['Name'], inOrg(account, 'lockStatus')]).toEqual(['Siemens', 'active']);
    const deal = dealIn(reference);
    expect([shown(deal, 'lockStatus'), deal?.properties['dealstage']]).toEqual(['active', 'qualifiedtobuy']);
    const ends = [shown(companyAt('siemens.com'), 'lockEndsAt'), String(inOrg(account, 'lockEndsAt'))].map(Date.parse);
    expect(ends[0]).toBe(ends[1]);
  });

  it('registered in Salesforce, decided in HubSpot: both show the same holder', async () => {
    const { reference } = await protectFromSalesforce('Bosch', 'bosch.com');
    expect(inOrg(registrationIn(reference), 'lockStatus')).toBe('active');
    expect(shown(dealIn(reference), 'lockStatus')).toBe('active');
    expect(shown(companyAt('bosch.com'), 'partnerName')).toBe(north.name);
    const lead = world.records('Lead').find((row) => row['Company'] === 'Bosch');
    expect([inOrg(lead, 'lockStatus'), inOrg(lead, 'stagingStatus')]).toEqual(['active', 'taken']);
  });

  it('a second partner through the other CRM is refused, and the holder’s record says who tried', async () => {
    const nonce = await world.submitLead(south.formUrl, { company: 'SIEMENS', email: 'buyer@siemens.com' });
    await world.settle();
    const row = await world.registrationOf(nonce);
    expect([row.status, row.summary.verdict.findings[0]?.code]).toEqual(['rejected', 'prospect_locked']);
    expect(inOrg(registrationIn(row.reference), 'rejectionReason')).toBe('prospect_locked');
    expect(shown(dealIn(row.reference), 'rejectionReason')).toBe('prospect_locked');
    const holder = world.records('Partner_Registration__c').find((one) => inOrg(one, 'lockKey') !== null);
    expect(inOrg(holder, 'channelConflict')).toBe('partner_vs_partner');
  });

  it('a company that is a customer in the other CRM is refused', async () => {
    const nonce = await world.submitLead(south.formUrl, { company: 'Iberdrola', email: 'compras@iberdrola.com' });
    await world.settle();
    expect((await world.registrationOf(nonce)).summary.verdict.findings.map(({ code }) => code)).toContain(
      'existing_customer',
    );
  });
});

describe('a rep’s own deal on a company that a partner holds', () => {
  it('in Salesforce is flagged there and on the HubSpot deal, although the partner registered in HubSpot', async () => {
    const reference = await protectFromHubSpot('Philips', 'philips.com');
    const accountId = ofRegistration(registrationIn(reference), 'prospectAccount');
    const rep = world.as('Sales Rep One');
    const opportunityId = rep.create('Opportunity', {
      Name: 'Philips – direct',
      AccountId: String(accountId),
      StageName: 'Qualification',
      CloseDate: '2027-03-31',
    });
    expect(rep.get('Opportunity', opportunityId)?.['Partner_Is_Competing__c']).toBe(true);
    await world.settle();
    const opportunity = world.records('Opportunity').find((row) => row['Id'] === opportunityId);
    expect(inOrg(opportunity, 'channelConflict')).toBe('partner_vs_direct');
    expect(inOrg(opportunity, 'conflictText')).toContain(north.name);
    expect(shown(dealIn(reference), 'channelConflict')).toBe('partner_vs_direct');
    expect(shown(dealIn(reference), 'conflictText')).toContain('Philips – direct (Salesforce)');
  });

  it('in HubSpot is flagged there and on the record in Salesforce, although the partner registered there', async () => {
    const { reference } = await protectFromSalesforce('SAP', 'sap.com');
    const companyId = companyAt('sap.com')?.id ?? '';
    const { hubspot } = await world.operator.state();
    const rep = hubspot?.users.find(({ name }) => name.startsWith('Sales Rep One'));
    const direct = await world.operator.hubspot.create('deals', {
      properties: { dealname: 'SAP – direct', pipeline: 'default', dealstage: 'appointmentscheduled' },
      as: rep?.userId ?? '',
      companyId,
    });
    await world.settle();
    const flagged = world.deals().find(({ id }) => id === direct.id);
    expect(shown(flagged, 'channelConflict')).toBe('partner_vs_direct');
    expect(inOrg(registrationIn(reference), 'conflictText')).toContain('SAP – direct (HubSpot)');
  });

  it('as a lead of the direct team in Salesforce is flagged too', async () => {
    const reference = await protectFromHubSpot('Maersk', 'maersk.com');
    const leadId = world.as('Sales Rep One').create('Lead', {
      LastName: 'Fleet manager',
      Company: 'A.P. Moller - Maersk',
      Email: 'fleet@maersk.com',
    });
    await world.settle();
    const lead = world.records('Lead').find((row) => row['Id'] === leadId);
    expect(inOrg(lead, 'channelConflict')).toBe('partner_vs_direct');
    // The rep's opportunity was there before the partner came, so it is flagged as well.
    const opportunity = world.records('Opportunity').find((row) => String(row['Name']).startsWith('Maersk'));
    expect(inOrg(opportunity, 'channelConflict')).toBe('partner_vs_direct');
    expect(inOrg(registrationIn(reference), 'conflictText')).toContain('Maersk');
  });
});

describe('writes between the CRMs', () => {
  it('end: what we wrote comes back as changes and causes nothing more', async () => {
    await world.settle();
    await world.operator.writes();
    await world.register(north.formUrl, { company: 'Volvo', website: 'volvo.com', email: 'it@volvo.com' });
    await world.settle();
    const first = await world.operator.writes();
    for (let round = 0; round < 5; round++) {
      await world.settle();
      await world.reconcile();
    }
    const later = await world.operator.writes();
    // The form itself is one of HubSpot's; the receipt page takes it, and each CRM is shown it once.
    expect(first.hubspot).toBeLessThanOrEqual(12);
    expect(first.salesforce).toBeLessThanOrEqual(6);
    expect(later).toEqual({ hubspot: 0, salesforce: 0 });
  });

  it('an extension decided in Salesforce happens once, however often its change is delivered', async () => {
    const reference = await protectFromHubSpot('Linde', 'linde.com');
    const before = String(inOrg(registrationIn(reference), 'lockEndsAt'));
    const days = { [SALESFORCE_FIELDS.decisionDays.salesforce]: 10 };
    world.decide(registrationIn(reference)?.['Id'], 'extend', days);
    await world.reconcile();
    await world.settle();
    await world.reconcile();
    const once = String(inOrg(registrationIn(reference), 'lockEndsAt'));
    expect((Date.parse(once) - Date.parse(before)) / 86_400_000).toBe(10);
    world.decide(registrationIn(reference)?.['Id'], 'extend', days);
    await world.settle();
    const twice = String(inOrg(registrationIn(reference), 'lockEndsAt'));
    expect((Date.parse(twice) - Date.parse(before)) / 86_400_000).toBe(20);
    expect(Date.parse(shown(dealIn(reference), 'lockEndsAt'))).toBe(Date.parse(twice));
  });

  it('a decision that is not possible any more is answered on the record', async () => {
    const reference = await protectFromHubSpot('Ahold', 'ahold.com');
    world.decide(registrationIn(reference)?.['Id'], 'approve');
    await world.settle();
    expect(ofRegistration(registrationIn(reference), 'decision')).toBeNull();
    expect(String(ofRegistration(registrationIn(reference), 'decisionAnswer'))).toMatch(/already|decided/i);
  });

  it('the account of a company without one is created, and an existing one is found by its website', () => {
    expect(accountNamed('Siemens')).toBeDefined();
    expect(world.records('Account').filter((row) => String(row['Name']).includes('Siemens'))).toHaveLength(1);
    expect(world.records('Account').filter((row) => row['Name'] === 'Linde')).toHaveLength(1);
  });
});
