import { createPublicKey, verify } from 'node:crypto';
import { FIELDS, type FieldCode } from '../../../shared/catalog/fields.ts';
import { UI_PATHS, type SettingsAnswer } from '../../../shared/views/ui-api.ts';
import { receiptText } from '../../flow/receipts.ts';
import { DEMO_PARTNERS } from '../../sandbox/demo/companies.ts';
import type { Operator, SandboxState } from '../../sandbox/demo/operator.ts';
import type { RecordView } from '../../sandbox/hubspot/crm-screen.ts';
import { createCrmUser, registerAsPartner, type CrmUser } from './people.ts';
import type { Teller } from './told.ts';

export interface StoryWorld {
  readonly teller: Teller;
  readonly operator: Operator;
  readonly sandbox: SandboxState;
  readonly appOrigin: string;
  /** Everything that is on its way arrives and is worked off. */
  readonly settle: () => Promise<void>;
  readonly sweep: () => Promise<number>;
  readonly passDays: (days: number) => Promise<void>;
}

/** From the partner's form to day 91. Each chapter states what must be true and prints what was seen. */
export async function tellStory(world: StoryWorld): Promise<void> {
  const cast = await castOf(world);
  const siemens = await registerAndReserve(world, cast);
  await approve(world, cast, siemens);
  const direct = await compete(world, cast);
  await refuseSecondPartner(world, cast, siemens);
  const bosch = await extendOne(world, cast, siemens);
  await freeOnDay91(world, cast, bosch);
  await tidyUp(world, siemens, direct);
}

type Cast = Awaited<ReturnType<typeof castOf>>;
type Registered = Awaited<ReturnType<typeof registerAsPartner>>;

async function castOf({ operator, sandbox, appOrigin }: StoryWorld) {
  const user = (role: string): CrmUser => {
    const found = sandbox.users.find(({ name }) => name.startsWith(role));
    if (found === undefined) throw new Error(`The sandbox has no ${role}.`);
    return createCrmUser(appOrigin, sandbox, operator, found);
  };
  const manager = user('Channel Manager');
  const settings = await manager.call<SettingsAnswer>('GET', UI_PATHS.settings);
  const partner = (index: number) => {
    const name = DEMO_PARTNERS[index]?.name ?? '';
    const known = settings.ok ? settings.settings.partners.find((one) => one.name === name) : undefined;
    return { name, form: known?.formUrl ?? '', status: known?.statusUrl ?? '' };
  };
  return {
    manager,
    rep: user('Sales Rep One'),
    north: partner(0),
    south: partner(1),
    coast: partner(2),
  };
}

async function registerAndReserve(world: StoryWorld, { north }: Cast): Promise<Registered> {
  const { teller, appOrigin, settle, operator } = world;
  teller.step('1. A partner fills in the HubSpot-hosted form and gets a receipt at once');
  const company = { company: 'Siemens AG', website: 'https://www.Siemens.com/global', country: 'Germany' };
  const first = await registerAsPartner(north.form, { ...company, email: 'procurement@siemens.com', amount: '48,000' });
  const { reference, registeredAt, signature } = first.receipt;
  teller.data('receipt', first.receipt);
  const pem = await (await fetch(`${appOrigin}/partner/receipt-key.pem`)).text();
  const signed = Buffer.from(receiptText(reference, registeredAt));
  const isGenuine = verify(null, signed, createPublicKey(pem), Buffer.from(signature, 'base64url'));
  teller.claim('the receipt shows a reference', first.html.includes(reference));
  teller.claim('its signature is genuine', isGenuine);

  teller.step('2. The company is reserved from the first second (soft lock)');
  await settle();
  const deal = await dealOf(world, first);
  const isOutside = deal.properties['pipeline'] !== 'default' && !deal.properties['amount'];
  teller.data('deal', {
    pipeline: deal.properties['pipeline'],
    lock: shown(deal, 'lockStatus'),
    until: shown(deal, 'lockEndsAt'),
  });
  teller.claim(
    'the deal shows the reservation and the partner',
    shown(deal, 'lockStatus') === 'pending' && shown(deal, 'partnerName') === north.name,
  );
  teller.claim('it waits outside the sales pipeline and carries no amount', isOutside, deal.properties);
  teller.claim(
    'the company shows the partner',
    shown(await companyAt(operator, 'siemens.com'), 'partnerName') === north.name,
  );
  return first;
}

async function approve(world: StoryWorld, { manager, rep }: Cast, siemens: Registered): Promise<void> {
  const { teller, settle, operator } = world;
  teller.step('3. The channel manager approves in the card');
  const queue = await manager.queue();
  const waiting = await dealOf(world, siemens);
  const approved = await decideOn(manager, waiting, { action: 'approve', requestId: 'story-approve-1' });
  const asRep = await decideOn(rep, waiting, { action: 'release', requestId: 'story-release-1' });
  teller.data('card', approved.message);
  teller.claim(
    'the queue shows the registration',
    queue.ok && queue.items.some((item) => item.reference === siemens.receipt.reference),
  );
  teller.claim('the approval is confirmed', approved.ok, approved);
  teller.claim('a sales rep may not decide', !asRep.ok && asRep.code === 'not_approver', asRep);

  teller.step('4. Deal, company and lock fields are written');
  await settle();
  const deal = await dealOf(world, siemens);
  teller.data('lock', {
    key: shown(deal, 'lockKey'),
    status: shown(deal, 'lockStatus'),
    until: shown(deal, 'lockEndsAt'),
  });
  teller.claim(
    'the deal is protected and moved to the stage of the policy',
    shown(deal, 'lockStatus') === 'active' && deal.properties['dealstage'] === 'qualifiedtobuy',
    deal.properties,
  );
  teller.claim('the deal now carries the amount', Number(deal.properties['amount']) === 48_000, deal.properties);
  teller.claim(
    'the company mirrors the lock',
    shown(await companyAt(operator, 'siemens.com'), 'lockStatus') === 'active',
  );
}

async function compete(world: StoryWorld, { rep, north }: Cast): Promise<RecordView> {
  const { teller, settle, operator } = world;
  teller.step('5. A sales rep opens a deal of their own on the same company');
  const { userId, ownerId } = rep.user;
  const company = await companyAt(operator, 'siemens.com');
  const properties = {
    dealname: 'Siemens – direct',
    pipeline: 'default',
    dealstage: 'appointmentscheduled',
    hubspot_owner_id: ownerId,
  };
  const direct = await operator.create('deals', { properties, as: userId, companyId: company?.id ?? '' });
  await settle();
  const card = await rep.look('0-3', direct.id);
  const isFlagged = card.ok && card.view.state === 'conflict' && card.view.partnerName === north.name;
  teller.data(
    'card',
    card.ok && {
      state: card.view.state,
      holder: card.view.partnerName,
      daysLeft: card.view.daysLeft,
      next: card.view.next,
    },
  );
  teller.claim('the card on the direct deal flags the conflict and names the holder', isFlagged, card);
  teller.claim(
    'the direct deal carries the flag in its own fields',
    shown(await dealWithId(world, direct.id), 'channelConflict') === 'partner_vs_direct',
  );
  return direct;
}

async function refuseSecondPartner(world: StoryWorld, { south, north }: Cast, siemens: Registered): Promise<void> {
  const { teller, settle } = world;
  teller.step('6. A second partner brings the same company');
  const second = await registerAsPartner(south.form, {
    company: 'SIEMENS',
    website: 'siemens.com',
    email: 'it@siemens.com',
  });
  await settle();
  const refused = await dealOf(world, second);
  const page = await (await fetch(south.status)).text();
  const why = shown(refused, 'verdictText');
  teller.data('record inside the CRM', { status: shown(refused, 'registrationStatus'), why });
  teller.claim('the receipt is the same for every outcome', withoutSelf(siemens) === withoutSelf(second));
  teller.claim(
    'the partner’s page gives a neutral answer and names no rival',
    page.includes('cannot be registered at the moment') && !page.includes(north.name),
  );
  teller.claim(
    'the record inside the CRM says exactly why',
    shown(refused, 'rejectionReason') === 'prospect_locked' && why.includes(north.name),
    why,
  );
}

async function extendOne(world: StoryWorld, { manager, north }: Cast, siemens: Registered): Promise<Registered> {
  const { teller, settle } = world;
  teller.step('7. The manager extends the protection by 30 days; a second company is protected without extension');
  const deal = await dealOf(world, siemens);
  const wish = { action: 'extend', days: 30, requestId: 'story-extend-1' } as const;
  const extended = await decideOn(manager, deal, wish);
  const again = await decideOn(manager, deal, wish);
  const bosch = await registerAsPartner(north.form, {
    company: 'Bosch',
    website: 'www.bosch.com',
    email: 'office@bosch.com',
  });
  await settle();
  await decideOn(manager, await dealOf(world, bosch), { action: 'approve', requestId: 'story-approve-2' });
  await settle();
  const [before, after] = [shown(deal, 'lockEndsAt'), shown(await dealOf(world, siemens), 'lockEndsAt')];
  const movedDays = (Date.parse(after) - Date.parse(before)) / 86_400_000;
  teller.data('protected until', { before, after });
  teller.claim(
    'the end moved by 30 days, and once only, although HubSpot sent the click twice',
    extended.ok && again.ok && movedDays === 30,
    { extended, again, movedDays },
  );
  return bosch;
}

async function freeOnDay91(world: StoryWorld, { rep, coast }: Cast, bosch: Registered): Promise<void> {
  const { teller, settle } = world;
  teller.step('8. Day 91: free again, without any sweep having run');
  await world.passDays(91);
  const stale = await dealOf(world, bosch);
  const card = await rep.look('0-3', stale.id);
  teller.data('field against card', { field: shown(stale, 'lockStatus'), card: card.ok && card.view.state });
  teller.claim('no sweep has touched the record', shown(stale, 'lockStatus') === 'active');
  teller.claim('the card shows the end all the same', card.ok && card.view.state === 'expired');
  const third = await registerAsPartner(coast.form, {
    company: 'Robert Bosch GmbH',
    website: 'bosch.com',
    email: 'purchasing@bosch.com',
  });
  const tooEarly = await registerAsPartner(coast.form, {
    company: 'Siemens',
    website: 'siemens.com',
    email: 'cio@siemens.com',
  });
  await settle();
  teller.claim(
    'another partner may register the company now',
    shown(await dealOf(world, third), 'lockStatus') === 'pending',
  );
  teller.claim(
    'the extended one is still protected',
    shown(await dealOf(world, tooEarly), 'rejectionReason') === 'prospect_locked',
  );
}

async function tidyUp(world: StoryWorld, siemens: Registered, direct: RecordView): Promise<void> {
  const { teller, settle } = world;
  teller.step('9. The sweep tidies up');
  await world.passDays(30);
  const swept = await world.sweep();
  await settle();
  const deal = await dealOf(world, siemens);
  const isTidy =
    shown(deal, 'lockStatus') === 'expired' &&
    shown(deal, 'lockKey') === '' &&
    shown(deal, 'registrationStatus') === 'expired';
  teller.data('holds written down', swept);
  teller.claim('the ended lock is written down and its key is free', isTidy, deal.properties);
  teller.claim(
    'the direct deal is no longer flagged',
    shown(await dealWithId(world, direct.id), 'channelConflict') === 'none',
  );
}

/** What a record shows of one of our fields, by its catalog code. */
const shown = (record: RecordView | undefined, code: FieldCode): string =>
  record?.properties[FIELDS[code].hubspot] ?? '';

/** The registration's own deal; a competing deal shows the same reference, and no registration id. */
async function dealOf({ operator }: StoryWorld, { receipt }: Registered): Promise<RecordView> {
  const shownOn = { property: FIELDS.registrationReference.hubspot, value: receipt.reference };
  const deal = (await operator.list('deals', shownOn)).find((one) => shown(one, 'registrationId') !== '');
  if (deal === undefined) throw new Error(`No deal in the CRM shows ${receipt.reference}.`);
  return deal;
}

const dealWithId = async ({ operator }: StoryWorld, id: string) =>
  (await operator.list('deals')).find((deal) => deal.id === id);

const companyAt = async (operator: Operator, domain: string) =>
  (await operator.list('companies', { property: 'domain', value: domain }))[0];

type Wish = { readonly action: 'approve' | 'extend' | 'release'; readonly requestId: string; readonly days?: number };

const decideOn = (user: CrmUser, deal: RecordView, wish: Wish) =>
  user.decide({ ...wish, registrationId: shown(deal, 'registrationId'), objectTypeId: '0-3', objectId: deal.id });

/** A receipt page without its reference, time and signature, and without the partner's own links. */
const withoutSelf = ({ html, receipt }: Registered): string =>
  html
    .replaceAll(receipt.reference, '…')
    .replaceAll(receipt.signature, '…')
    .replaceAll(receipt.registeredAt, '…')
    .replace(/<time[^>]*>[^<]*<\/time>/, '…')
    .replace(/token=[\w.%-]+/g, '…');
