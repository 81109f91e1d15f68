import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import type { Row } from '../../sandbox/salesforce/entities.ts';
import { registerAtLeadForm } from './lead-form.ts';
import { idOf, orgOf, reads, type StoryOrg } from './org.ts';
import type { Registered } from './receipt.ts';
import {
  compete,
  extendOne,
  freeOnDay91,
  mergeAccounts,
  refuseSecondPartner,
  tidyUp,
  trySteal,
} from './salesforce-protection.ts';
import { isGenuine, partnersOf, refusalOf, type StoryWorld } from './world.ts';

/** From the partner's form to day 91, inside Salesforce. Each chapter states what must be true and prints what was seen. */
export async function tellSalesforceStory(world: StoryWorld): Promise<void> {
  const org = orgOf(world);
  const siemens = await registerAndReserve(world, org);
  const bosch = await registerAtSite(world, org);
  await decide(world, org, { siemens, bosch });
  await convert(world, org, siemens);
  const direct = await compete(world, org, siemens);
  await trySteal(world, org);
  await refuseSecondPartner(world, org, siemens);
  await extendOne(world, org, siemens);
  await mergeAccounts(world, org, siemens);
  await freeOnDay91(world, org, { bosch, siemens });
  await tidyUp(world, org, { siemens, direct });
}

async function registerAndReserve(world: StoryWorld, org: StoryOrg): Promise<Registered> {
  const { teller, settle, operator } = world;
  const { north } = partnersOf(world);
  teller.step('1. A partner fills in the lead form, which goes to Web-to-Lead, and gets a receipt at once');
  const first = await registerAtLeadForm(north.formUrl, {
    company: 'Siemens AG',
    website: 'https://www.siemens.com/global',
    country: 'Germany',
    contact: 'Head of procurement',
    email: 'procurement@siemens.com',
    amount: '48,000',
  });
  teller.data('receipt', first.receipt);
  teller.claim('its signature is genuine', await isGenuine(world, first.receipt));
  const leads = await operator.salesforce.webToLead();
  teller.claim('Salesforce took the lead', leads.at(-1)?.leadId !== undefined, leads);

  teller.step('2. The company is reserved from the first second: lead, account and registration show it');
  await settle();
  const [lead, account] = [await org.lead(first), await org.account('siemens.com')];
  const registration = await org.registration(first);
  teller.data('registration', lockOf(registration));
  teller.claim('the lead shows the reservation', reads('Lead', lead, 'lockStatus') === 'pending', lead);
  teller.claim(
    'the account that the org had already shows the partner',
    reads('Account', account, 'partnerName') === north.name && reads('Account', account, 'isLocked') === true,
    account,
  );
  const holds = reads(REGISTRATION_OBJECT, registration, 'isLocked') === true;
  teller.claim('the registration holds the unique key', holds, registration);
  const opportunities = await operator.salesforce.list('Opportunity', { field: 'AccountId', value: idOf(account) });
  teller.claim('there is no opportunity before the decision', opportunities.length === 0, opportunities);
  return first;
}

async function registerAtSite({ teller, settle }: StoryWorld, org: StoryOrg): Promise<Row> {
  teller.step('3. A partner’s user registers on the partner site');
  const created = await org.registerAtSite({
    prospectName: 'Bosch',
    prospectWebsite: 'https://www.bosch.com',
    prospectCountry: 'DE',
    contactName: 'Head of logistics',
    contactEmail: 'office@bosch.com',
    consent: true,
    submissionNonce: 'c0a80101-0000-4000-8000-000000000001',
  });
  await settle();
  const registration = await org.get(REGISTRATION_OBJECT, idOf(created));
  teller.data('registration', lockOf(registration));
  teller.claim(
    'the very record that the user made is the registration now',
    reads(REGISTRATION_OBJECT, registration, 'lockStatus') === 'pending',
    registration,
  );
  teller.claim(
    'the user’s account says which partner it is',
    String(reads(REGISTRATION_OBJECT, registration, 'partnerName')).startsWith(
      org.partnerUser.name.split(' User')[0] ?? '?',
    ),
    registration,
  );
  return registration;
}

async function decide(
  { teller, settle }: StoryWorld,
  org: StoryOrg,
  { siemens, bosch }: { readonly siemens: Registered; readonly bosch: Row },
): Promise<void> {
  teller.step('4. The channel manager decides by writing into the record; nobody else can');
  const waiting = await org.registration(siemens);
  const asRep = await refusalOf(org.decide(waiting, org.rep, { decision: 'approve' }));
  const asAdministrator = await refusalOf(org.decide(waiting, org.administrator, { decision: 'approve' }));
  teller.data('administrator', asAdministrator ?? 'was let through');
  teller.claim('a sales rep has no right to', asRep !== null, asRep);
  teller.claim('a rule stops the administrator', Boolean(asAdministrator?.includes('Only channel managers decide')));
  await org.decide(waiting, org.manager, { decision: 'approve' });
  await org.decide(bosch, org.manager, { decision: 'approve' });
  await settle();

  teller.step('5. Account, lead and registration are protected');
  const [lead, account] = [await org.lead(siemens), await org.account('siemens.com')];
  const registration = await org.registration(siemens);
  teller.data('registration', lockOf(registration));
  teller.data('answer', reads(REGISTRATION_OBJECT, registration, 'decisionAnswer'));
  const statuses = [
    reads('Account', account, 'lockStatus'),
    reads('Lead', lead, 'lockStatus'),
    reads(REGISTRATION_OBJECT, registration, 'lockStatus'),
  ];
  teller.claim(
    'all three say so',
    statuses.every((status) => status === 'active'),
    statuses,
  );
  const isAnswered =
    reads(REGISTRATION_OBJECT, registration, 'decision') === null &&
    reads(REGISTRATION_OBJECT, registration, 'decisionAnswer') !== null;
  teller.claim('the decision is answered and cleared', isAnswered, registration);
}

async function convert({ teller, settle, operator }: StoryWorld, org: StoryOrg, siemens: Registered): Promise<void> {
  teller.step('6. The rep converts the lead: the lock follows it to the opportunity');
  const [lead, account] = [await org.lead(siemens), await org.account('siemens.com')];
  const { opportunityId } = await operator.salesforce.convertLead({
    leadId: idOf(lead),
    as: org.rep.userId,
    accountId: idOf(account),
    opportunityName: 'Siemens – from the partner',
  });
  await settle();
  const opportunity = await org.get('Opportunity', opportunityId ?? '');
  const registration = await org.registration(siemens);
  teller.data('opportunity', { name: opportunity['Name'], lock: reads('Opportunity', opportunity, 'lockStatus') });
  teller.claim(
    'the opportunity carries the registration and its lock',
    reads('Opportunity', opportunity, 'lockStatus') === 'active' &&
      reads('Opportunity', opportunity, 'registrationId') ===
        reads(REGISTRATION_OBJECT, registration, 'registrationId'),
    opportunity,
  );
  teller.claim(
    'it does not count as competing',
    reads('Opportunity', opportunity, 'isCompeting') === false,
    opportunity,
  );
  teller.claim(
    'the registration points to it',
    reads(REGISTRATION_OBJECT, registration, 'opportunity') === opportunityId,
    registration,
  );
}

const lockOf = (registration: Row) => ({
  number: registration['Name'],
  lock: reads(REGISTRATION_OBJECT, registration, 'lockStatus'),
  until: reads(REGISTRATION_OBJECT, registration, 'lockEndsAt'),
  daysLeft: reads(REGISTRATION_OBJECT, registration, 'daysLeft'),
});
