import { UI_PATHS, type SettingsAnswer } from '../../../shared/views/ui-api.ts';
import { DEMO_PARTNERS } from '../../sandbox/demo/companies.ts';
import type { RecordView } from '../../sandbox/hubspot/crm-screen.ts';
import { registerAsPartner } from './people.ts';
import { portalOf, shown } from './portal.ts';
import { withoutSelf, type Registered } from './receipt.ts';
import { DAY_MS, isGenuine, type StoryWorld } from './world.ts';

/** From the partner's form to day 91. Each chapter states what must be true and prints what was seen. */
export async function tellHubSpotStory(world: StoryWorld): Promise<void> {
  const cast = await castOf(world);
  const siemens = await registerAndReserve(world, cast);
  await approve(world, cast, siemens);
  const direct = await compete(world, cast);
  await refuseSecondPartner(world, cast, siemens);
  const bosch = await extendOne(world, cast, siemens);
  await freeOnDay91(world, cast, bosch);
  await tidyUp(world, cast, siemens, direct);
}

type Cast = Awaited<ReturnType<typeof castOf>>;

/** The partners' links come from where a channel manager finds them: the app's settings page. */
async function castOf(world: StoryWorld) {
  const portal = portalOf(world);
  const settings = await portal.manager.call<SettingsAnswer>('GET', UI_PATHS.settings);
  const partner = (index: number) => {
    const name = DEMO_PARTNERS[index]?.name ?? '';
    const known = settings.ok ? settings.settings.partners.find((one) => one.name === name) : undefined;
    return { name, form: known?.formUrl ?? '', status: known?.statusUrl ?? '' };
  };
  return { ...portal, north: partner(0), south: partner(1), coast: partner(2) };
}

async function registerAndReserve(world: StoryWorld, cast: Cast): Promise<Registered> {
  const { teller, settle } = world;
  const { north, dealOf, companyAt } = cast;
  teller.step('1. A partner fills in the HubSpot-hosted form and gets a receipt at once');
  const company = { company: 'Siemens AG', website: 'https://www.Siemens.com/global', country: 'Germany' };
  const first = await registerAsPartner(north.form, { ...company, email: 'procurement@siemens.com', amount: '48,000' });
  teller.data('receipt', first.receipt);
  teller.claim('the receipt shows a reference', first.html.includes(first.receipt.reference));
  teller.claim('its signature is genuine', await isGenuine(world, first.receipt));

  teller.step('2. The company is reserved from the first second (soft lock)');
  await settle();
  const deal = await dealOf(first);
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
  teller.claim('the company shows the partner', shown(await companyAt('siemens.com'), 'partnerName') === north.name);
  return first;
}

async function approve(world: StoryWorld, cast: Cast, siemens: Registered): Promise<void> {
  const { teller, settle } = world;
  const { manager, rep, decideOn, dealOf, companyAt } = cast;
  teller.step('3. The channel manager approves in the card');
  const queue = await manager.queue();
  const waiting = await dealOf(siemens);
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
  const deal = await dealOf(siemens);
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
  teller.claim('the company mirrors the lock', shown(await companyAt('siemens.com'), 'lockStatus') === 'active');
}

async function compete({ teller, settle }: StoryWorld, cast: Cast): Promise<RecordView> {
  const { rep, north, createDirectDeal, dealWithId } = cast;
  teller.step('5. A sales rep opens a deal of their own on the same company');
  const direct = await createDirectDeal('siemens.com', 'Siemens – direct');
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
    shown(await dealWithId(direct.id), 'channelConflict') === 'partner_vs_direct',
  );
  return direct;
}

async function refuseSecondPartner(world: StoryWorld, cast: Cast, siemens: Registered): Promise<void> {
  const { teller, settle } = world;
  const { south, north, dealOf } = cast;
  teller.step('6. A second partner brings the same company');
  const second = await registerAsPartner(south.form, {
    company: 'SIEMENS',
    website: 'siemens.com',
    email: 'it@siemens.com',
  });
  await settle();
  const refused = await dealOf(second);
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

async function extendOne(world: StoryWorld, cast: Cast, siemens: Registered): Promise<Registered> {
  const { teller, settle } = world;
  const { manager, north, decideOn, dealOf } = cast;
  teller.step('7. The manager extends the protection by 30 days; a second company is protected without extension');
  const deal = await dealOf(siemens);
  const wish = { action: 'extend', days: 30, requestId: 'story-extend-1' } as const;
  const extended = await decideOn(manager, deal, wish);
  const again = await decideOn(manager, deal, wish);
  const bosch = await registerAsPartner(north.form, {
    company: 'Bosch',
    website: 'www.bosch.com',
    email: 'office@bosch.com',
  });
  await settle();
  await decideOn(manager, await dealOf(bosch), { action: 'approve', requestId: 'story-approve-2' });
  await settle();
  const [before, after] = [shown(deal, 'lockEndsAt'), shown(await dealOf(siemens), 'lockEndsAt')];
  const movedDays = (Date.parse(after) - Date.parse(before)) / 86_400_000;
  teller.data('protected until', { before, after });
  teller.claim(
    'the end moved by 30 days, and once only, although HubSpot sent the click twice',
    extended.ok && again.ok && movedDays === 30,
    { extended, again, movedDays },
  );
  return bosch;
}

async function freeOnDay91(world: StoryWorld, cast: Cast, bosch: Registered): Promise<void> {
  const { teller, settle } = world;
  const { rep, coast, dealOf } = cast;
  teller.step('8. Day 91: free again, without any sweep having run');
  await world.pass(91 * DAY_MS);
  const stale = await dealOf(bosch);
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
  teller.claim('another partner may register the company now', shown(await dealOf(third), 'lockStatus') === 'pending');
  teller.claim(
    'the extended one is still protected',
    shown(await dealOf(tooEarly), 'rejectionReason') === 'prospect_locked',
  );
}

async function tidyUp(world: StoryWorld, cast: Cast, siemens: Registered, direct: RecordView): Promise<void> {
  const { teller, settle } = world;
  const { dealOf, dealWithId } = cast;
  teller.step('9. The sweep tidies up');
  await world.pass(30 * DAY_MS);
  const swept = await world.sweep();
  await settle();
  const deal = await dealOf(siemens);
  const isTidy =
    shown(deal, 'lockStatus') === 'expired' &&
    shown(deal, 'lockKey') === '' &&
    shown(deal, 'registrationStatus') === 'expired';
  teller.data('holds written down', swept);
  teller.claim('the ended lock is written down and its key is free', isTidy, deal.properties);
  teller.claim(
    'the direct deal is no longer flagged',
    shown(await dealWithId(direct.id), 'channelConflict') === 'none',
  );
}
