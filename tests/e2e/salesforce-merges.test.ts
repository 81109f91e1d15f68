import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partnerRecordsOf } from '../../server/store/partner-records.ts';
import { inOrg, ofRegistration, openBothWorld, type BothWorld } from './both-world.ts';

let world: BothWorld;
let north: Awaited<ReturnType<BothWorld['partners']>>[number];
let south: typeof north;
beforeAll(async () => {
  world = await openBothWorld();
  [north, south] = (await world.partners(2)) as [typeof north, typeof north];
});
afterAll(() => world.close());

const one = (object: string, id: unknown) => world.records(object).find((row) => row['Id'] === id);
const recordOf = (reference: string) =>
  world.records('Partner_Registration__c').find((row) => inOrg(row, 'registrationReference') === reference);
const leadOf = (reference: string) =>
  String(world.records('Lead').find((row) => inOrg(row, 'registrationReference') === reference)?.['Id']);
const rep = () => world.as('Sales Rep One');

/** Registered through Web-to-Lead. */
async function byLead(partner: typeof north, company: string, domain: string) {
  const nonce = await world.submitLead(partner.formUrl, { company, email: `it@${domain}`, URL: domain });
  await world.settle();
  return (await world.registrationOf(nonce)).reference;
}

/** Registered through HubSpot's form, so that an account is made at once. */
async function byForm(partner: typeof north, company: string, domain: string) {
  const { receipt } = await world.register(partner.formUrl, { company, website: domain, email: `it@${domain}` });
  await world.settle();
  return receipt.reference;
}

async function approve(reference: string): Promise<void> {
  world.decide(recordOf(reference)?.['Id'], 'approve');
  await world.settle();
}

/** Nothing is written any more, however often what changed is read again. */
async function expectRest(): Promise<void> {
  await world.settle();
  await world.reconcile();
  await world.settle();
  await world.operator.writes();
  for (let round = 0; round < 3; round++) {
    world.clock.advance(60_000);
    await world.reconcile();
    await world.settle();
  }
  expect(await world.operator.writes()).toEqual({ hubspot: 0, salesforce: 0 });
}

describe('two prospects on one account', () => {
  it('both keep their locks; the account shows the one that was granted first, and the writes end', async () => {
    const [ericsson, cradlepoint] = [
      await byForm(north, 'Ericsson', 'ericsson.com'),
      await byForm(south, 'Cradlepoint', 'cradlepoint.com'),
    ];
    await approve(ericsson);
    await approve(cradlepoint);
    const [masterId, loserId] = [cradlepoint, ericsson].map((reference) =>
      String(ofRegistration(recordOf(reference), 'prospectAccount')),
    );
    rep().merge('Account', { masterId: masterId ?? '', duplicateIds: [loserId ?? ''] });
    await expectRest();
    expect(inOrg(one('Account', masterId), 'registrationReference')).toBe(ericsson);
    for (const reference of [ericsson, cradlepoint]) {
      expect(ofRegistration(recordOf(reference), 'prospectAccount')).toBe(masterId);
      expect(inOrg(recordOf(reference), 'lockStatus')).toBe('active');
    }

    world.decide(recordOf(ericsson)?.['Id'], 'release', {});
    await expectRest();
    expect(inOrg(one('Account', masterId), 'registrationReference')).toBe(cradlepoint);
    expect(one('Account', masterId)?.['Partner_Is_Locked__c']).toBe(true);
  });
});

describe('the lead of a refused registration', () => {
  it('merged into the holder’s does not hide the holder, and its conversion is the holder’s', async () => {
    const holder = await byLead(north, 'Nokia', 'nokia.com');
    await approve(holder);
    const refused = await byLead(south, 'Nokia', 'nokia.com');
    const leadId = leadOf(holder);
    rep().merge('Lead', { masterId: leadId, duplicateIds: [leadOf(refused)] });
    await expectRest();
    expect([inOrg(one('Lead', leadId), 'registrationReference'), inOrg(one('Lead', leadId), 'lockStatus')]).toEqual([
      holder,
      'active',
    ]);

    const { accountId, opportunityId } = rep().convertLead({ leadId, opportunityName: 'Nokia' });
    await expectRest();
    expect(inOrg(one('Opportunity', opportunityId), 'registrationReference')).toBe(holder);
    expect(one('Opportunity', opportunityId)?.['Partner_Is_Competing__c']).toBe(false);
    expect(inOrg(one('Account', accountId), 'registrationReference')).toBe(holder);
  });

  it('converted by a rep neither moves the lock away nor makes an opportunity that competes unseen', async () => {
    const holder = await byForm(north, 'Volvo', 'volvo.com');
    await approve(holder);
    const accountId = ofRegistration(recordOf(holder), 'prospectAccount');
    const refused = await byLead(south, 'Volvo', 'volvo.com');
    const side = rep().convertLead({ leadId: leadOf(refused), opportunityName: 'Volvo – direct' });
    await expectRest();
    expect(inOrg(one('Account', accountId), 'registrationReference')).toBe(holder);
    expect(ofRegistration(recordOf(holder), 'prospectAccount')).toBe(accountId);
    const opportunity = one('Opportunity', side.opportunityId);
    expect([inOrg(opportunity, 'registrationReference'), inOrg(opportunity, 'channelConflict')]).toEqual([
      holder,
      'partner_vs_direct',
    ]);
    expect(inOrg(recordOf(holder), 'conflictText')).toContain('Volvo – direct');
  });
});

describe('the account of a partner', () => {
  const companyOf = async (partner: typeof north) => {
    const records = await partnerRecordsOf(world.database.db, world.programId, partner.partnerId);
    return records.find(({ crm }) => crm === 'salesforce')?.companyId ?? null;
  };

  it('merged into another takes the partner along', async () => {
    const master = rep().create('Account', { Name: 'Demo Holding (demo data)' });
    world
      .as('Org Administrator')
      .merge('Account', { masterId: master, duplicateIds: [String(await companyOf(north))] });
    await expectRest();
    expect(await companyOf(north)).toBe(master);
    expect(one('Account', master)).toMatchObject({ Partner_Program_Status__c: 'active' });
  });

  it('merged into another partner’s leaves that one a partner, and the writes end', async () => {
    const [master, loser] = [await companyOf(north), await companyOf(south)];
    world.as('Org Administrator').merge('Account', { masterId: String(master), duplicateIds: [String(loser)] });
    await expectRest();
    expect(await companyOf(north)).toBe(master);
    expect(await companyOf(south)).toBeNull();
  });
});
