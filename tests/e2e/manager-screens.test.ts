import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELDS } from '../../shared/catalog/fields.ts';
import {
  UI_PATHS,
  type BulkApproveAnswer,
  type PartnerAnswer,
  type QueueAnswer,
  type SettingsAnswer,
} from '../../shared/views/ui-api.ts';
import { openWorld, shown, type World } from './world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const companyId = (domain: string) =>
  world.standIn.portal.objects('companies').find('domain', domain)?.id ?? expect.fail(domain);
const settings = () => world.manager.call<SettingsAnswer>('GET', UI_PATHS.settings);

describe('partners', () => {
  it('an approver makes a company a partner from its card, and it gets its own links', async () => {
    const id = companyId('deere.com');
    const before = await world.manager.look('0-2', id);
    expect(before).toMatchObject({ ok: true, view: { state: 'none', program: { status: null } } });
    const made = await world.manager.call<PartnerAnswer>('POST', UI_PATHS.partner, {
      requestId: 'partner-1',
      companyId: id,
      status: 'active',
      tier: 'certified_reseller',
      locale: 'en',
    });
    expect(made).toMatchObject({ ok: true, message: 'John Deere is in the program.' });
    const company = world.standIn.portal.objects('companies').get(id);
    expect([shown(company, 'programStatus'), shown(company, 'programTier'), shown(company, 'programCode')]).toEqual([
      'active',
      'certified_reseller',
      'JOHNDEERE',
    ]);
    const { formUrl } = world.flow.links;
    const links = await world.manager.look('0-2', id);
    expect(links).toMatchObject({
      ok: true,
      view: { program: { formUrl: formUrl(world.programId, shown(company, 'partnerId')) } },
    });
    expect(await world.rep.look('0-2', id)).toMatchObject({
      ok: true,
      view: { program: { formUrl: null, statusUrl: null } },
    });
    const { statusUrl } = world.flow.links;
    expect(await fetch(statusUrl(world.programId, shown(company, 'partnerId'))).then((page) => page.text())).toContain(
      'You have not registered a company yet',
    );
    expect(await world.manager.look('0-2', id)).toMatchObject({
      ok: true,
      view: { program: { status: 'active', code: 'JOHNDEERE' } },
    });
  });

  it('CSV: good lines are taken, bad lines say what to correct, a repeat makes nobody twice', async () => {
    const csv =
      'Name;Domain;Tier\nDemo Partner East (demo data);east.demo-partner.example;referral\n;x.example;referral\nDemo Partner West (demo data);west.demo-partner.example;platinum\n';
    const send = (requestId: string) =>
      world.manager.call<PartnerAnswer>('POST', UI_PATHS.partner, { requestId, csv, locale: 'en' });
    const first = await send('partner-csv-1');
    expect(first).toMatchObject({ ok: true, message: '1 of 3 partners were taken.' });
    expect(first.ok && first.results.map(({ line, ok, message }) => [line, ok, message])).toEqual([
      [2, true, 'Demo Partner East (demo data) is in the program.'],
      [3, false, 'The name is missing.'],
      [4, false, 'Unknown tier. Use one of: referral, solution_advisor, certified_reseller.'],
    ]);
    world.clock.advance(10_000);
    await send('partner-csv-2');
    const named = world.standIn.portal
      .objects('companies')
      .list()
      .filter(({ properties }) => properties['name']?.includes('East'));
    expect(named).toHaveLength(1);
  });

  it('a paused partner can register no more, and learns why; terms typed into HubSpot’s fields are set back', async () => {
    const companies = world.standIn.portal.objects('companies');
    const north = companies.find('name', 'Demo Partner North (demo data)') ?? expect.fail('no partner');
    await world.settle();
    await world.operator.update('companies', north.id, {
      properties: { [FIELDS.programStatus.hubspot]: 'ended' },
      as: world.rep.user.userId,
    });
    await world.settle();
    expect(shown(companies.get(north.id), 'programStatus')).toBe('active');
    await world.manager.call<PartnerAnswer>('POST', UI_PATHS.partner, {
      requestId: 'pause-0001',
      companyId: north.id,
      status: 'paused',
      tier: 'referral',
      locale: 'en',
    });
    const partnerId = shown(companies.get(north.id), 'partnerId');
    const { formUrl, statusUrl } = world.flow.links;
    const { receipt } = await world.register(formUrl(world.programId, partnerId), {
      company: 'IKEA',
      website: 'ikea.com',
      email: 'it@ikea.com',
    });
    await world.settle();
    expect(shown(world.dealOf(receipt.reference), 'rejectionReason')).toBe('partner_not_active');
    expect(await fetch(statusUrl(world.programId, partnerId)).then((page) => page.text())).toContain(
      'Your partnership is not active',
    );
  });
});

describe('the queue and the bulk action', () => {
  it('show what waits, count it, approve many at once, and tell each result', async () => {
    const [partner] = await world.partners(1);
    const domains = ['philips.com', 'ferrovial.com', 'caterpillar.com'];
    for (const domain of domains)
      await world.register(partner?.formUrl ?? '', { company: domain, website: domain, email: `it@${domain}` });
    await world.settle();
    const queue = await world.manager.call<QueueAnswer>('GET', UI_PATHS.queue);
    expect(queue.ok && queue.items.map(({ domain }) => domain)).toEqual(domains);
    expect(queue).toMatchObject({ ok: true, counts: { waiting: 3 }, viewerIsApprover: true, after: null });
    const asRep = await world.rep.call<QueueAnswer>('GET', UI_PATHS.queue);
    expect(asRep.ok && asRep.items.every(({ actions }) => actions.length === 0)).toBe(true);

    const dealIds = queue.ok ? queue.items.map(({ dealId }) => dealId) : [];
    const bulk = await world.manager.call<BulkApproveAnswer>('POST', UI_PATHS.bulkApprove, {
      requestId: 'bulk-0001',
      dealIds: [...dealIds, '999'],
      locale: 'en',
    });
    expect(bulk.ok && bulk.results.map(({ ok }) => ok)).toEqual([true, true, true, false]);
    await world.settle();
    const locked = await world.manager.call<QueueAnswer>('GET', `${UI_PATHS.queue}?filter=locked`);
    expect(locked.ok && locked.items.map(({ domain }) => domain).sort()).toEqual([...domains].sort());
  });
});

describe('the settings', () => {
  it('show connection, users, pipelines, form and partners', async () => {
    const answer = await settings();
    expect(answer).toMatchObject({
      ok: true,
      settings: {
        connection: { status: 'connected', accountId: '4242', waitingWrites: 0 },
        approvers: [{ userId: '701' }],
      },
    });
    expect(
      answer.ok && [answer.settings.users.length, answer.settings.pipelines.length > 1, answer.settings.form !== null],
    ).toEqual([4, true, true]);
  });

  it('refuse what is wrong, field by field, and what somebody else changed meanwhile', async () => {
    const current = await settings();
    if (!current.ok) expect.fail('no settings');
    const { version, ...policy } = current.settings.policy;
    const save = (change: object) =>
      world.manager.call<SettingsAnswer>('POST', UI_PATHS.settings, {
        requestId: 'settings-1',
        locale: 'en',
        policy,
        policyVersion: version,
        approverIds: ['701'],
        ...change,
      });

    expect(await save({ policy: { ...policy, lockDays: 30, zone: 'Mars/Base' } })).toMatchObject({
      ok: false,
      code: 'invalid',
      fields: { lockDays: 'Protect for 90 days at least', zone: 'Use a time zone name such as Europe/Berlin' },
    });
    expect(await save({ approverIds: [] })).toMatchObject({ ok: false, code: 'last_approver' });
    expect(await save({ policy: { ...policy, lockDays: 120 }, approverIds: ['701', '702'] })).toMatchObject({
      ok: true,
      settings: { policy: { lockDays: 120, version: version + 1 } },
    });
    expect(await save({ policy: { ...policy, lockDays: 180 } })).toMatchObject({ ok: false, code: 'stale' });
    expect(await world.rep.call<QueueAnswer>('GET', UI_PATHS.queue)).toMatchObject({
      ok: true,
      viewerIsApprover: true,
    });
  });
});

describe('the partner’s own pages', () => {
  it('speak Spanish to who asks for it, take an answer, and let go only after a second click', async () => {
    const partner = (await world.partners(2))[1] ?? expect.fail('no partner');
    const { receipt } = await world.register(partner.formUrl, {
      company: 'Maersk',
      website: 'maersk.com',
      email: 'it@maersk.com',
    });
    await world.settle();
    const deal = world.dealOf(receipt.reference);
    expect(shown(deal, 'verdictReasons')).toBe('open_direct_deal');
    const registrationId = shown(deal, 'registrationId');
    const base = { registrationId, objectTypeId: '0-3', objectId: deal.id } as const;
    expect(
      await world.manager.decide({ ...base, action: 'ask', text: 'Who decides <there>?', requestId: 'ask-00001' }),
    ).toMatchObject({ ok: true });

    const page = await fetch(`${partner.statusUrl}&lang=es`).then((response) => response.text());
    expect(page).toContain('Información solicitada');
    expect(page).toContain('Who decides &lt;there>?');
    const credentials = new URL(partner.statusUrl).searchParams;
    const post = (path: string, values: Record<string, string>) =>
      fetch(world.server.origin + path, {
        method: 'POST',
        body: new URLSearchParams({
          program: credentials.get('program') ?? '',
          token: credentials.get('token') ?? '',
          reference: receipt.reference,
          request: 'request-of-this-page-1',
          ...values,
        }),
      }).then((response) => response.text());
    expect(await post('/partner/status/answer', { answer: 'The head of logistics' })).toContain(
      'Your answer was sent.',
    );
    expect(await world.manager.look('0-3', deal.id)).toMatchObject({
      ok: true,
      view: { conversation: [{ who: 'manager' }, { who: 'partner', text: 'The head of logistics' }] },
    });

    const asked = await fetch(`${partner.statusUrl}&confirm=${receipt.reference}`).then((response) => response.text());
    expect(asked).toContain('Withdraw Maersk? Its protection ends at once');
    expect(await post('/partner/status/withdraw', {})).toContain('The registration was withdrawn.');
    expect(await post('/partner/status/withdraw', {})).toContain('The registration was withdrawn.');
    const later = { request: 'request-of-another-page' };
    expect(await post('/partner/status/withdraw', later)).toContain('This was not possible any more.');
    await world.settle();
    expect(shown(world.dealOf(receipt.reference), 'registrationStatus')).toBe('withdrawn');
  });

  it('a stranger’s partner cannot answer for another, and the waiting page promises nothing that is not there', async () => {
    const [first, second] = await world.partners(2);
    const { receipt } = await world.register(first?.formUrl ?? '', {
      company: 'Rolls-Royce',
      website: 'rolls-royce.com',
      email: 'it@rolls-royce.com',
    });
    const credentials = new URL(second?.statusUrl ?? '').searchParams;
    const body = new URLSearchParams({
      program: credentials.get('program') ?? '',
      token: credentials.get('token') ?? '',
      reference: receipt.reference,
      request: 'request-of-this-page-2',
    });
    const answer = await fetch(`${world.server.origin}/partner/status/withdraw`, { method: 'POST', body }).then(
      (response) => response.text(),
    );
    expect(answer).toContain('This was not possible any more.');

    const visit = await fetch(first?.formUrl ?? '', { redirect: 'manual' });
    const cookie = visit.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const waiting = await fetch(`${world.server.origin}/partner/receipt`, { headers: { cookie } }).then((response) =>
      response.text(),
    );
    expect(waiting).toContain('Your registration is on its way');
    expect(waiting).not.toContain('PL-');
    const nothing = await fetch(`${world.server.origin}/partner/receipt`);
    expect([nothing.status, (await nothing.text()).includes('Open the form with your own link first')]).toEqual([
      404,
      true,
    ]);
  });
});
