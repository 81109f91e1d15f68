import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trouble } from '../../server/sandbox/hubspot/webhook-sender.ts';
import { FIELDS } from '../../shared/catalog/fields.ts';
import { readSettings } from '../../server/flow/program-settings.ts';
import { openWorld, shown, type World } from './world.ts';

let world: World;
let partners: Awaited<ReturnType<World['partners']>>;
beforeAll(async () => {
  world = await openWorld();
  partners = await world.partners(3);
});
afterAll(() => world.close());

/**
 * Three partners bring one company, a second apart, and a rep opens a deal on it. What every record shows at the end,
 * without what differs by nature: ids, references and times.
 */
async function tell(domain: string, trouble: Trouble, deliver: () => Promise<void>) {
  world.standIn.webhooks.trouble = trouble;
  for (const [index, { formUrl }] of partners.entries()) {
    world.clock.advance(1_000);
    const sent = await world.submitAndLeave(formUrl, {
      email: `contact${index}@${domain}`,
      stagingCompany: domain,
      stagingWebsite: `www.${domain}`,
    });
    expect(sent.status).toBe(200);
  }
  const company = world.standIn.portal.objects('companies').find('domain', domain);
  await deliver();
  const direct = await world.operator.create('deals', {
    properties: { dealname: 'Direct', pipeline: 'default', dealstage: 'appointmentscheduled' },
    as: world.rep.user.userId,
    companyId: company?.id ?? '',
  });
  await deliver();
  world.standIn.webhooks.trouble = {};

  const deals = world.deals().filter((deal) => shown(deal, 'prospectKey') === `dom:${domain}` && deal.id !== direct.id);
  return {
    registrations: deals
      .map((deal) => [
        shown(deal, 'partnerName'),
        shown(deal, 'registrationStatus'),
        shown(deal, 'lockStatus'),
        shown(deal, 'rejectionReason'),
        shown(deal, 'channelConflict'),
      ])
      .sort(),
    direct: shown(
      world.deals().find(({ id }) => id === direct.id),
      'channelConflict',
    ),
    company: [shown(world.standIn.portal.objects('companies').find('domain', domain), 'partnerName')],
  };
}

const EXPECTED = {
  registrations: [
    ['Demo Partner 01 (demo data)', 'submitted', 'pending', '', 'partner_vs_direct'],
    ['Demo Partner 02 (demo data)', 'rejected', 'none', 'prospect_reserved', 'none'],
    ['Demo Partner 03 (demo data)', 'rejected', 'none', 'prospect_reserved', 'none'],
  ],
  direct: 'partner_vs_direct',
  company: ['Demo Partner 01 (demo data)'],
};

describe('however webhooks are delivered, the end is the same', () => {
  it('in order, once', async () => {
    expect(await tell('heineken.com', {}, () => world.settle())).toEqual(EXPECTED);
  });

  it('every one twice', async () => {
    expect(await tell('danone.com', { duplicate: true }, () => world.settle())).toEqual(EXPECTED);
  });

  it('in any order', async () => {
    expect(await tell('michelin.com', { reorder: true }, () => world.settle())).toEqual(EXPECTED);
  });

  it('late: the receiver is away, HubSpot tries again after minutes', async () => {
    const { webhooks } = world.standIn;
    const target = webhooks.target;
    const ended = await tell('unilever.com', {}, async () => {
      webhooks.target = 'http://127.0.0.1:9';
      await webhooks.flush();
      webhooks.target = target;
      world.clock.advance(5 * 60_000);
      await world.settle();
    });
    expect(ended).toEqual(EXPECTED);
  });

  it('not at all: the reconcile finds them', async () => {
    const ended = await tell('nestle.com', { loseNext: 1_000 }, async () => {
      await world.settle();
      world.clock.advance(5_000);
      await world.reconcile();
      await world.settle();
    });
    expect(ended).toEqual(EXPECTED);
  });
});

describe('a form that was opened without a partner’s link', () => {
  it('is found by the reconcile, gives nobody protection, and its record says why', async () => {
    const { form } = await readSettings(world.database.db, world.programId);
    const named = {
      prm_reg_company: 'IKEA',
      prm_reg_website: 'ikea.com',
      prm_reg_status: 'new',
      prm_reg_consent: 'true',
      prm_reg_submitted_by: 'someone@partner.example',
      email: 'it@ikea.com',
    };
    const body = JSON.stringify({
      fields: Object.entries(named).map(([name, value]) => ({ objectTypeId: '0-1', name, value })),
    });
    const sent = await fetch(`${world.standIn.baseUrl}/submissions/v3/integration/submit/4242/${form?.id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(sent.status).toBe(200);
    world.clock.advance(5_000);
    await world.reconcile();
    await world.settle();
    const deals = world.deals().filter((deal) => shown(deal, 'prospectKey') === 'dom:ikea.com');
    expect(deals.map((deal) => [shown(deal, 'rejectionReason'), shown(deal, 'lockKey')])).toEqual([
      ['partner_unknown', ''],
    ]);
    await world.reconcile();
    await world.settle();
    expect(world.deals().filter((deal) => shown(deal, 'prospectKey') === 'dom:ikea.com')).toHaveLength(1);
  });
});

describe('what is edited or moved in the CRM', () => {
  it('a lock taken by hand is put right again', async () => {
    const deal = world
      .deals()
      .find((one) => shown(one, 'prospectKey') === 'dom:heineken.com' && shown(one, 'lockKey') !== '');
    const { id } = deal ?? expect.fail('no holder');
    await world.operator.update('deals', id, {
      properties: { [FIELDS.lockEndsAt.hubspot]: '2026-11-23T00:00:00.000Z', [FIELDS.partnerId.hubspot]: 'par_mine' },
      as: world.rep.user.userId,
    });
    await world.settle();
    const after = world.deals().find((one) => one.id === id);
    expect([shown(after, 'lockEndsAt'), shown(after, 'partnerId')]).toEqual([
      shown(deal, 'lockEndsAt'),
      shown(deal, 'partnerId'),
    ]);
  });

  it('a merged company keeps its lock: the record that is left shows it', async () => {
    const companies = world.standIn.portal.objects('companies');
    const held = companies.find('domain', 'danone.com') ?? expect.fail('no company');
    const twin = companies.create({ name: 'Danone S.A.' }, world.rep.user.userId);
    companies.merge(twin.id, held.id, world.rep.user.userId);
    await world.settle();
    expect(shown(companies.get(twin.id), 'partnerName')).toBe('Demo Partner 01 (demo data)');
    const card = await world.rep.look('0-2', twin.id);
    expect(card).toMatchObject({ ok: true, view: { state: 'conflict', partnerName: 'Demo Partner 01 (demo data)' } });
  });
});
