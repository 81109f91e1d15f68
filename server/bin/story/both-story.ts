import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import type { RecordView } from '../../sandbox/hubspot/crm-screen.ts';
import type { Row } from '../../sandbox/salesforce/entities.ts';
import { registerAtLeadForm } from './lead-form.ts';
import { idOf, orgOf, reads, type StoryOrg } from './org.ts';
import { registerAsPartner } from './people.ts';
import { portalOf, shown, type StoryPortal } from './portal.ts';
import type { Registered } from './receipt.ts';
import { DAY_MS, partnersOf, statusPage, type StoryWorld } from './world.ts';

type Place = StoryWorld & { readonly org: StoryOrg; readonly portal: StoryPortal };

/** One lock over two CRMs: what is registered, decided or done in one holds in the other. */
export async function tellStoryAcrossBoth(world: StoryWorld): Promise<void> {
  const place = { ...world, org: orgOf(world), portal: portalOf(world) };
  const siemens = await registerInHubSpot(place);
  await decideInSalesforce(place, siemens);
  await competeInSalesforce(place, siemens);
  const heineken = await registerInSalesforce(place);
  await refuseSecondPartner(place);
  await comeToRest(place, heineken);
  await loseSalesforce(place);
  await freeOnDay91(place, siemens);
}

async function registerInHubSpot(place: Place): Promise<Registered> {
  const { teller, settle, org, portal } = place;
  const { north } = partnersOf(place);
  teller.step('1. A partner registers at the HubSpot-hosted form; both CRMs show it');
  const accounts = await org.countAccounts();
  const siemens = await registerAsPartner(north.formUrl, {
    company: 'Siemens AG',
    website: 'https://www.Siemens.com/global',
    country: 'Germany',
    email: 'procurement@siemens.com',
    amount: '48,000',
  });
  await settle();
  const [deal, account] = [await portal.dealOf(siemens), await org.account('siemens.com')];
  const registration = await org.registration(siemens);
  teller.data('HubSpot deal', { lock: shown(deal, 'lockStatus'), until: shown(deal, 'lockEndsAt') });
  teller.data('Salesforce account', {
    lock: reads('Account', account, 'lockStatus'),
    holder: reads('Account', account, 'partnerName'),
  });
  teller.claim('the HubSpot deal is reserved', shown(deal, 'lockStatus') === 'pending', deal);
  teller.claim(
    'the Salesforce account was found by its website and shows the partner',
    reads('Account', account, 'partnerName') === north.name && (await org.countAccounts()) === accounts,
    account,
  );
  teller.claim(
    'the registration record in Salesforce carries the same reference and key',
    reads(REGISTRATION_OBJECT, registration, 'isLocked') === true && isSameLock(deal, registration),
    registration,
  );
  return siemens;
}

async function decideInSalesforce({ teller, settle, org, portal }: Place, siemens: Registered): Promise<void> {
  teller.step('2. A channel manager approves in Salesforce; the HubSpot deal moves to sales');
  await org.decide(await org.registration(siemens), org.manager, { decision: 'approve' });
  await settle();
  const [deal, registration] = [await portal.dealOf(siemens), await org.registration(siemens)];
  teller.data('HubSpot deal', { stage: deal.properties['dealstage'], lock: shown(deal, 'lockStatus') });
  teller.claim(
    'the HubSpot deal is protected and in the stage of the policy',
    shown(deal, 'lockStatus') === 'active' && deal.properties['dealstage'] === 'qualifiedtobuy',
    deal,
  );
  teller.claim('both CRMs show the same end', isSameLock(deal, registration), registration);
  teller.claim(
    'the decision in Salesforce is answered',
    reads(REGISTRATION_OBJECT, registration, 'decision') === null &&
      reads(REGISTRATION_OBJECT, registration, 'decisionAnswer') !== null,
    registration,
  );
}

async function competeInSalesforce({ teller, settle, org, portal }: Place, siemens: Registered): Promise<void> {
  teller.step('3. A rep opens an opportunity in Salesforce, although the partner registered in HubSpot');
  const account = await org.account('siemens.com');
  const id = await org.createOpportunity(idOf(account), 'Siemens – direct');
  await settle();
  const opportunity = await org.get('Opportunity', id);
  teller.data('opportunity', reads('Opportunity', opportunity, 'conflictText'));
  teller.claim(
    'it is flagged in Salesforce',
    reads('Opportunity', opportunity, 'channelConflict') === 'partner_vs_direct' &&
      reads('Opportunity', opportunity, 'isCompeting') === true,
    opportunity,
  );
  const deal = await portal.dealOf(siemens);
  teller.data('HubSpot deal', shown(deal, 'conflictText'));
  teller.claim('the HubSpot deal tells of it', shown(deal, 'channelConflict') === 'partner_vs_direct', deal);
}

async function registerInSalesforce({ teller, settle, org, portal }: Place): Promise<Row> {
  teller.step(
    '4. The other way round: registered on the Salesforce partner site, approved in HubSpot, flagged in HubSpot',
  );
  const created = await org.registerAtSite({
    prospectName: 'Heineken',
    prospectWebsite: 'https://www.heineken.com',
    prospectCountry: 'NL',
    contactName: 'Head of logistics',
    contactEmail: 'office@heineken.com',
    consent: true,
    submissionNonce: 'c0a80101-0000-4000-8000-000000000002',
  });
  await settle();
  const registration = await org.get(REGISTRATION_OBJECT, idOf(created));
  const reference = String(reads(REGISTRATION_OBJECT, registration, 'registrationReference'));
  const heineken = { status: 200, html: '', receipt: { reference, registeredAt: '', signature: '' } };
  const answer = await portal.decideOn(portal.manager, await portal.dealOf(heineken), {
    action: 'approve',
    requestId: 'both-approve-heineken',
  });
  const direct = await portal.createDirectDeal('heineken.com', 'Heineken – direct');
  await settle();
  const [deal, decided] = [await portal.dealOf(heineken), await org.get(REGISTRATION_OBJECT, idOf(created))];
  teller.data('Salesforce registration', {
    number: decided['Name'],
    status: reads(REGISTRATION_OBJECT, decided, 'registrationStatus'),
  });
  teller.claim('the card in HubSpot confirms the approval', answer.ok, answer);
  teller.claim(
    'the Salesforce registration is protected, with the same end',
    reads(REGISTRATION_OBJECT, decided, 'lockStatus') === 'active' && isSameLock(deal, decided),
    decided,
  );
  const flagged = await portal.dealWithId(direct.id);
  teller.data('HubSpot deal of the rep', shown(flagged, 'conflictText'));
  teller.claim('the rep’s HubSpot deal is flagged', shown(flagged, 'channelConflict') === 'partner_vs_direct', flagged);
  return decided;
}

async function refuseSecondPartner(place: Place): Promise<void> {
  const { teller, settle, org, portal } = place;
  const { north, south } = partnersOf(place);
  teller.step('5. A second partner brings the company through Salesforce');
  const second = await registerAtLeadForm(south.formUrl, {
    company: 'SIEMENS',
    website: 'siemens.com',
    contact: 'IT lead',
    email: 'it@siemens.com',
  });
  await settle();
  const refused = await org.registration(second);
  const page = await statusPage(south);
  teller.data('record inside Salesforce', reads(REGISTRATION_OBJECT, refused, 'verdictText'));
  teller.claim(
    'it is refused because of a lock that was taken in HubSpot',
    reads(REGISTRATION_OBJECT, refused, 'rejectionReason') === 'prospect_locked' &&
      String(reads(REGISTRATION_OBJECT, refused, 'verdictText')).includes(north.name),
    refused,
  );
  teller.claim(
    'the partner’s page gives a neutral answer and names no rival',
    page.includes('cannot be registered at the moment') && !page.includes(north.name),
  );
  const deal = await portal.dealOf(second);
  teller.claim('HubSpot keeps the refusal too', shown(deal, 'rejectionReason') === 'prospect_locked', deal);
}

/** Every write comes back as a change from the CRM that it was made in: it must end there. */
async function comeToRest({ teller, settle, pass, operator, org }: Place, registration: Row): Promise<void> {
  teller.step('6. The CRMs come to rest: no write answers a write');
  await operator.writes();
  await org.decide(registration, org.manager, { decision: 'extend', decisionDays: 30 });
  await settle();
  const extension = await operator.writes();
  await pass(10 * 60_000);
  await settle();
  await settle();
  const later = await operator.writes();
  const account = await org.account('michelin.com');
  await org.createOpportunity(idOf(account), 'Michelin – nothing to do with partners');
  await settle();
  const unrelated = await operator.writes();
  teller.data('writes that an extension takes', extension);
  teller.data('writes after that, however often everything is read again', later);
  // HubSpot: the deal, the company, the rep's deal. Salesforce: the registration, the records that show it.
  const isBounded = extension.hubspot === 3 && extension.salesforce === 2;
  teller.claim('each CRM is written once for an extension', isBounded, extension);
  teller.claim('nothing more is written', later.hubspot + later.salesforce === 0, later);
  teller.claim('what concerns no partner causes no write', unrelated.hubspot + unrelated.salesforce === 0, unrelated);
}

async function loseSalesforce(place: Place): Promise<void> {
  const { teller, settle, pass, away, operator, org, portal } = place;
  const { coast } = partnersOf(place);
  teller.step('7. Salesforce is away; registrations are decided meanwhile, and it catches up');
  await away(true);
  const danone = await registerAsPartner(coast.formUrl, {
    company: 'Danone',
    website: 'danone.com',
    country: 'France',
    email: 'achats@danone.com',
  });
  await settle();
  const waiting = await portal.dealOf(danone);
  teller.claim('the company is reserved', shown(waiting, 'lockStatus') === 'pending', waiting);
  const wish = { action: 'approve', requestId: 'both-approve-danone' } as const;
  const answer = await portal.decideOn(portal.manager, waiting, wish);
  await settle();
  teller.claim('HubSpot’s manager decides', answer.ok && shown(await portal.dealOf(danone), 'lockStatus') === 'active');
  const untouched = await org.account('danone.com');
  teller.claim('Salesforce knows nothing of it yet', reads('Account', untouched, 'lockStatus') === null, untouched);
  const id = await org.createOpportunity(idOf(untouched), 'Danone – direct');

  await away(false);
  await operator.writes();
  await pass(30 * 60_000);
  await settle();
  const [deal, registration] = [await portal.dealOf(danone), await org.registration(danone)];
  const account = await org.account('danone.com');
  teller.data('writes to catch up', await operator.writes());
  teller.data('Salesforce account', {
    lock: reads('Account', account, 'lockStatus'),
    holder: reads('Account', account, 'partnerName'),
  });
  teller.claim(
    'both end equal',
    reads('Account', account, 'lockStatus') === 'active' && isSameLock(deal, registration),
    registration,
  );
  const opportunity = await org.get('Opportunity', id);
  teller.claim(
    'what a rep did in Salesforce meanwhile is found and flagged',
    reads('Opportunity', opportunity, 'channelConflict') === 'partner_vs_direct',
    opportunity,
  );
}

async function freeOnDay91({ teller, pass, settle, sweep, org, portal }: Place, siemens: Registered): Promise<void> {
  teller.step('8. Day 91: free in both');
  await pass(91 * DAY_MS);
  const registration = await org.registration(siemens);
  const card = await portal.rep.look('0-3', (await portal.dealOf(siemens)).id);
  teller.claim('Salesforce’s computed field says so', reads(REGISTRATION_OBJECT, registration, 'isLocked') === false);
  teller.claim('the card in HubSpot says so', card.ok && card.view.state === 'expired', card);
  teller.data('holds written down', await sweep());
  await settle();
  const [deal, after] = [await portal.dealOf(siemens), await org.registration(siemens)];
  const statuses = [shown(deal, 'registrationStatus'), reads(REGISTRATION_OBJECT, after, 'registrationStatus')];
  teller.data('written down', statuses);
  teller.claim(
    'both write it down',
    statuses.every((status) => status === 'expired'),
    statuses,
  );
}

/** Whether both CRMs show one lock: same registration, same status, same end. Salesforce keeps whole seconds. */
function isSameLock(deal: RecordView, registration: Row): boolean {
  const second = (moment: unknown) => Math.floor(Date.parse(String(moment)) / 1_000);
  const same = ['registrationReference', 'registrationId', 'lockStatus', 'lockKey', 'partnerName'] as const;
  return (
    same.every((code) => shown(deal, code) === reads(REGISTRATION_OBJECT, registration, code)) &&
    second(shown(deal, 'lockEndsAt')) === second(reads(REGISTRATION_OBJECT, registration, 'lockEndsAt'))
  );
}
