import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser } from '../../server/sandbox/demo/browser.ts';
import { FIELDS, type FieldCode } from '../../shared/catalog/fields.ts';
import { json } from '../../server/store/storable.ts';
import { openWorld, shown, type World } from './world.ts';

let world: World;
let formUrl: string;
beforeAll(async () => {
  world = await openWorld();
  formUrl = (await world.partners(1))[0]?.formUrl ?? '';
});
afterAll(() => world.close());

const companyAt = (domain: string) =>
  world.standIn.portal.objects('companies').find('domain', domain) ?? expect.fail(domain);
const dealWithId = (id: string) => world.deals().find((deal) => deal.id === id);
const type = (object: 'deals' | 'companies', id: string, values: Partial<Record<FieldCode, string>>) =>
  world.operator.update(object, id, {
    as: world.rep.user.userId,
    properties: Object.fromEntries(
      Object.entries(values).map(([code, value]) => [FIELDS[code as FieldCode].hubspot, value]),
    ),
  });

async function protect(domain: string) {
  const { receipt } = await world.register(formUrl, { company: domain, website: domain, email: `it@${domain}` });
  await world.settle();
  const deal = world.dealOf(receipt.reference);
  const registrationId = shown(deal, 'registrationId');
  await world.manager.decide({
    registrationId,
    action: 'approve',
    requestId: `approve-${domain}`,
    objectTypeId: '0-3',
    objectId: deal.id,
  });
  await world.settle();
  return { deal: dealWithId(deal.id) ?? expect.fail('no deal'), registrationId, reference: receipt.reference };
}

describe('what a rep types into our fields', () => {
  it.each([
    { case: 'the partner', values: { partnerName: 'Nobody', attribution: 'direct' } },
    { case: 'the end of the protection', values: { lockEndsAt: '2026-11-23T00:00:00.000Z' } },
    { case: 'the key', values: { lockKey: '' } },
    { case: 'the id that names the registration', values: { registrationId: '' } },
  ] as const)(
    '$case, on a registration’s deal, is set back, and no second deal appears',
    async ({ case: name, values }) => {
      const domain = {
        'the partner': 'siemens.com',
        'the end of the protection': 'bosch.com',
        'the key': 'philips.com',
        'the id that names the registration': 'danone.com',
      }[name];
      const { deal } = await protect(domain);
      await type('deals', deal.id, values);
      world.clock.advance(5_000);
      await world.reconcile();
      await world.settle();
      const now = dealWithId(deal.id);
      for (const code of Object.keys(values) as FieldCode[]) expect(shown(now, code), code).toBe(shown(deal, code));
      expect(world.deals().filter((one) => shown(one, 'prospectKey') === `dom:${domain}`)).toHaveLength(1);
      expect(shown(now, 'channelConflict')).toBe('none');
    },
  );

  it('on the company is set back', async () => {
    await protect('ikea.com');
    const before = companyAt('ikea.com');
    await type('companies', before.id, { partnerName: 'Nobody', lockStatus: 'none' });
    await world.settle();
    world.clock.advance(5_000);
    await world.reconcile();
    await world.settle();
    expect([shown(companyAt('ikea.com'), 'lockStatus'), shown(companyAt('ikea.com'), 'partnerName')]).toEqual([
      'active',
      shown(before, 'partnerName'),
    ]);
  });

  it('into a direct deal hides nothing: what is ours our own table says', async () => {
    await protect('nestle.com');
    const properties = {
      dealname: 'Hidden',
      pipeline: 'default',
      dealstage: 'appointmentscheduled',
      [FIELDS.registrationId.hubspot]: 'x',
    };
    const hidden = await world.operator.create('deals', {
      properties,
      as: world.rep.user.userId,
      companyId: companyAt('nestle.com').id,
    });
    await world.settle();
    expect(shown(dealWithId(hidden.id), 'channelConflict')).toBe('partner_vs_direct');
    expect(await world.rep.look('0-3', hidden.id)).toMatchObject({ ok: true, view: { state: 'conflict' } });
  });
});

describe('a deal that somebody deletes', () => {
  it('is made again while it holds the company', async () => {
    const { deal, registrationId } = await protect('unilever.com');
    world.standIn.portal.objects('deals').archive(deal.id, world.rep.user.userId);
    await world.settle();
    const again = world.deals().filter((one) => shown(one, 'registrationId') === registrationId);
    expect(again.map((one) => shown(one, 'lockStatus'))).toEqual(['active']);
  });
});

describe('one bad record holds nobody else back', () => {
  it('a nonce that no database index would take is a submission without a name, and the next one is not kept waiting', async () => {
    const visit = await fetch(formUrl, { redirect: 'manual' });
    const token = new URL(visit.headers.get('location') ?? '').searchParams.get(FIELDS.stagingToken.hubspot) ?? '';
    await world.submitAndLeave(formUrl, {
      email: 'a@volvo.com',
      stagingCompany: 'Volvo',
      stagingWebsite: 'volvo.com',
      stagingNonce: 'n'.repeat(3_000),
      stagingToken: token,
    });
    await world.submitAndLeave(formUrl, {
      email: 'b@scania.com',
      stagingCompany: 'Scania',
      stagingWebsite: 'scania.com',
    });
    await world.settle();
    const held = world.deals().filter((one) => ['dom:volvo.com', 'dom:scania.com'].includes(shown(one, 'prospectKey')));
    expect(held.map((one) => shown(one, 'lockStatus'))).toEqual(['pending', 'pending']);
  });

  it('an event that nobody can read is passed over, and the delivery beside it is worked off', async () => {
    const receivedAt = world.flow.now();
    const write = (body: string) =>
      world.database.db
        .insertInto('inbox')
        .values({
          source: 'hubspot',
          account_id: '4242',
          body,
          headers: json({}),
          received_at: receivedAt,
          next_at: receivedAt,
        })
        .execute();
    await write(
      '[{"portalId":4242,"subscriptionType":"object.creation","objectTypeId":"0-3","objectId":1,"occurredAt":1e300}]',
    );
    await write('not json');
    await world.settle();
    const waiting = await world.database.db.selectFrom('inbox').select('id').where('status', '<>', 'done').execute();
    expect(waiting).toEqual([]);
  });
});

describe('one company written in two ways', () => {
  it('cannot be protected for two: the second says so, and its approval is refused while the first is protected', async () => {
    const { registrationId } = await protect('maersk.com');
    const second = (await world.partners(2))[1]?.formUrl ?? '';
    const byName = await world.register(second, { company: 'maersk.com', email: 'someone@gmail.com' });
    await world.settle();
    const deal = world.dealOf(byName.receipt.reference);
    expect(shown(deal, 'verdictReasons').split(';')).toEqual(
      expect.arrayContaining(['namesake_held', 'weak_identity']),
    );
    const wish = { registrationId: shown(deal, 'registrationId'), objectTypeId: '0-3', objectId: deal.id } as const;
    expect(await world.manager.decide({ ...wish, action: 'approve', requestId: 'namesake-1' })).toMatchObject({
      ok: false,
      code: 'namesake_held',
    });
    await world.manager.decide({ ...wish, registrationId, action: 'release', requestId: 'namesake-2' });
    expect(await world.manager.decide({ ...wish, action: 'approve', requestId: 'namesake-3' })).toMatchObject({
      ok: true,
    });
  });
});

describe('the same page sent twice', () => {
  it('is two registrations, and shows no receipt for what it does not belong to', async () => {
    const browser = createBrowser();
    const page = await browser.open(formUrl);
    const values = (company: string, email: string) => ({
      email,
      [FIELDS.stagingCompany.hubspot]: company,
      [FIELDS.stagingWebsite.hubspot]: `${company.toLowerCase()}.com`,
      [FIELDS.stagingSubmittedBy.hubspot]: 'registrations@demo-partner.example',
      [FIELDS.stagingConsent.hubspot]: 'true',
    });
    const first = await browser.submit(page, values('Adidas', 'it@adidas.com'));
    await world.settle();
    world.clock.advance(60_000);
    const sameContact = await browser.submit(page, values('Puma', 'it@adidas.com'));
    await world.settle();
    world.clock.advance(60_000);
    const otherContact = await browser.submit(page, values('Nike', 'it@nike.com'));
    await world.settle();
    expect(first.text).toContain('Registration received');
    for (const again of [sameContact, otherContact]) expect(again.text).toContain('Your receipt was shown');
    const keys = world.deals().map((deal) => shown(deal, 'prospectKey'));
    expect(keys).toEqual(expect.arrayContaining(['dom:adidas.com', 'dom:puma.com', 'dom:nike.com']));
  });

  it('a cookie that we did not seal is no visit', async () => {
    const forged = Buffer.from(
      JSON.stringify({ program: world.programId, nonce: 'x'.repeat(22), token: 't', looks: 0, isShown: false }),
    ).toString('base64url');
    const response = await fetch(`${world.server.origin}/partner/receipt`, {
      headers: { cookie: `partnerlock_form=${forged}.AAAA` },
    });
    expect(response.status).toBe(404);
  });
});
