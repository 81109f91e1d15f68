import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import type { Row } from '../../sandbox/salesforce/entities.ts';
import { registerAtLeadForm } from './lead-form.ts';
import { idOf, named, reads, type StoryOrg } from './org.ts';
import { withoutSelf, type Registered } from './receipt.ts';
import { DAY_MS, partnersOf, refusalOf, statusPage, type StoryWorld } from './world.ts';

// What the protection means once it is given: the later chapters of the story in Salesforce.

export async function compete({ teller, settle }: StoryWorld, org: StoryOrg, siemens: Registered): Promise<string> {
  teller.step('7. The rep opens an opportunity of their own on the same account');
  const account = await org.account('siemens.com');
  const id = await org.createOpportunity(idOf(account), 'Siemens – direct');
  const atOnce = await org.get('Opportunity', id);
  const holder = reads('Opportunity', atOnce, 'accountHolder');
  teller.data('at once', { competing: reads('Opportunity', atOnce, 'isCompeting'), holder });
  teller.claim(
    'Salesforce itself marks it and names the holder, before PartnerLock has heard of it',
    reads('Opportunity', atOnce, 'isCompeting') === true && holder !== null,
    atOnce,
  );
  await settle();
  const flagged = await org.get('Opportunity', id);
  teller.data('a moment later', reads('Opportunity', flagged, 'conflictText'));
  teller.claim(
    'the conflict stands on the opportunity',
    reads('Opportunity', flagged, 'channelConflict') === 'partner_vs_direct',
    flagged,
  );
  const registration = await org.registration(siemens);
  teller.claim(
    'and on the registration',
    reads(REGISTRATION_OBJECT, registration, 'channelConflict') === 'partner_vs_direct',
    registration,
  );
  return id;
}

export async function trySteal({ teller, operator, withServerOff }: StoryWorld, org: StoryOrg): Promise<void> {
  teller.step('8. PartnerLock is switched off, and somebody tries to steal the company: Salesforce refuses by itself');
  const account = await org.account('siemens.com');
  const edit = (as: string, values: Parameters<typeof named>[1]) =>
    refusalOf(operator.salesforce.update('Account', idOf(account), { as, values: named('Account', values) }));
  const { userId } = org.administrator;
  const refused = await withServerOff(async () => ({
    rep: await edit(org.rep.userId, { partnerName: 'Direct sales' }),
    administrator: await edit(userId, { partnerName: 'Direct sales' }),
    byDate: await edit(userId, { lockEndsAt: null }),
  }));
  const after = await org.account('siemens.com');
  teller.data('administrator', refused.administrator ?? 'was let through');
  teller.claim('a rep has no right to the stamp', refused.rep !== null);
  teller.claim('a rule stops whoever has every right', isProtected(refused.administrator), refused);
  teller.claim('also the one who begins with the date', isProtected(refused.byDate), refused);
  teller.claim(
    'the account still names the holder',
    reads('Account', after, 'partnerName') === reads('Account', account, 'partnerName'),
  );
}

const isProtected = (refusal: string | null): boolean => refusal?.includes('protected for a partner') ?? false;

export async function refuseSecondPartner(world: StoryWorld, org: StoryOrg, siemens: Registered): Promise<void> {
  const { teller, settle } = world;
  const { north, south } = partnersOf(world);
  teller.step('9. A second partner brings the same company');
  const second = await registerAtLeadForm(south.formUrl, {
    company: 'SIEMENS',
    website: 'siemens.com',
    contact: 'IT lead',
    email: 'it@siemens.com',
  });
  await settle();
  const refused = await org.registration(second);
  const why = String(reads(REGISTRATION_OBJECT, refused, 'verdictText'));
  const page = await statusPage(south);
  teller.data('record inside the CRM', { status: reads(REGISTRATION_OBJECT, refused, 'registrationStatus'), why });
  teller.claim('the receipt is the same for every outcome', withoutSelf(siemens) === withoutSelf(second));
  teller.claim(
    'the partner’s page gives a neutral answer and names no rival',
    page.includes('cannot be registered at the moment') && !page.includes(north.name),
  );
  teller.claim(
    'the record inside the CRM says exactly why',
    reads(REGISTRATION_OBJECT, refused, 'rejectionReason') === 'prospect_locked' && why.includes(north.name),
    refused,
  );
}

export async function extendOne({ teller, settle }: StoryWorld, org: StoryOrg, siemens: Registered): Promise<void> {
  teller.step('10. The manager extends the protection by 30 days');
  const before = await org.registration(siemens);
  await org.decide(before, org.manager, { decision: 'extend', decisionDays: 30 });
  await settle();
  const after = await org.registration(siemens);
  const ends = [before, after].map((row) => String(reads(REGISTRATION_OBJECT, row, 'lockEndsAt')));
  const [from = Number.NaN, to = Number.NaN] = ends.map((end) => Date.parse(end));
  teller.data('protected until', ends);
  teller.claim('the end moved by 30 days', (to - from) / DAY_MS === 30, ends);
}

export async function mergeAccounts(
  { teller, settle, operator }: StoryWorld,
  org: StoryOrg,
  siemens: Registered,
): Promise<void> {
  teller.step('11. Two accounts of the company are merged: the lock follows into the one that stays');
  const merged = await org.account('siemens.com');
  const masterId = await operator.salesforce.create('Account', {
    as: org.rep.userId,
    values: { Name: 'Siemens AG', Website: 'https://www.siemens.com/de' },
  });
  await operator.salesforce.mergeAccounts({ masterId, duplicateIds: [idOf(merged)], as: org.administrator.userId });
  await settle();
  const master = await org.get('Account', masterId);
  const registration = await org.registration(siemens);
  teller.data('account that stays', {
    holder: reads('Account', master, 'partnerName'),
    lock: reads('Account', master, 'lockStatus'),
  });
  teller.claim(
    'it is protected for the same partner',
    reads('Account', master, 'isLocked') === true &&
      reads('Account', master, 'partnerName') === reads('Account', merged, 'partnerName'),
    master,
  );
  teller.claim(
    'the registration points to it',
    reads(REGISTRATION_OBJECT, registration, 'prospectAccount') === masterId,
    registration,
  );
}

export async function freeOnDay91(
  world: StoryWorld,
  org: StoryOrg,
  { bosch, siemens }: { readonly bosch: Row; readonly siemens: Registered },
): Promise<void> {
  const { teller, settle } = world;
  const { coast } = partnersOf(world);
  teller.step('12. Day 91: free again, and Salesforce says so before any job has run');
  await world.pass(91 * DAY_MS);
  const account = await org.account('bosch.com');
  const registration = await org.get(REGISTRATION_OBJECT, idOf(bosch));
  const seen = {
    status: reads('Account', account, 'lockStatus'),
    isLocked: reads('Account', account, 'isLocked'),
    daysLeft: reads('Account', account, 'daysLeft'),
  };
  teller.data('account', seen);
  teller.claim('no job has touched the record', seen.status === 'active', seen);
  teller.claim('the computed fields say that nobody holds it', seen.isLocked === false && seen.daysLeft === null, seen);
  teller.claim('so they do on the registration', reads(REGISTRATION_OBJECT, registration, 'isLocked') === false);
  const extended = await org.registration(siemens);
  teller.claim('the extended one still holds', reads(REGISTRATION_OBJECT, extended, 'isLocked') === true, extended);

  const third = await registerAtLeadForm(coast.formUrl, {
    company: 'Robert Bosch GmbH',
    website: 'bosch.com',
    contact: 'Purchasing',
    email: 'purchasing@bosch.com',
  });
  await settle();
  const next = await org.registration(third);
  teller.claim('another partner may register it now', reads(REGISTRATION_OBJECT, next, 'isLocked') === true, next);
  const holder = reads('Account', await org.account('bosch.com'), 'partnerName');
  teller.claim('the account shows the new holder', holder === coast.name, holder);
}

export async function tidyUp(
  { teller, settle, pass, sweep }: StoryWorld,
  org: StoryOrg,
  { siemens, direct }: { readonly siemens: Registered; readonly direct: string },
): Promise<void> {
  teller.step('13. The sweep tidies up');
  await pass(30 * DAY_MS);
  teller.data('holds written down', await sweep());
  await settle();
  const registration = await org.registration(siemens);
  const isTidy =
    reads(REGISTRATION_OBJECT, registration, 'lockStatus') === 'expired' &&
    reads(REGISTRATION_OBJECT, registration, 'lockKey') === null &&
    reads(REGISTRATION_OBJECT, registration, 'registrationStatus') === 'expired';
  teller.claim('the ended lock is written down and its key is free', isTidy, registration);
  const opportunity = await org.get('Opportunity', direct);
  teller.claim(
    'the rep’s opportunity is no longer flagged',
    reads('Opportunity', opportunity, 'channelConflict') === 'none' &&
      reads('Opportunity', opportunity, 'isCompeting') === false,
    opportunity,
  );
}
