import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signatureHeaders } from '../../server/sandbox/hubspot/webhook-signature.ts';
import { loadStream } from '../../server/store/event-store.ts';
import { UI_PATHS } from '../../shared/views/ui-api.ts';
import { openWorld, shown, type World } from './world.ts';

let world: World;
let registrationId: string;
let dealId: string;
beforeAll(async () => {
  world = await openWorld();
  const [partner] = await world.partners(1);
  const { receipt } = await world.register(partner?.formUrl ?? '', {
    company: 'Siemens',
    website: 'siemens.com',
    email: 'it@siemens.com',
  });
  await world.settle();
  const deal = world.dealOf(receipt.reference);
  dealId = deal.id;
  registrationId = shown(deal, 'registrationId');
});
afterAll(() => world.close());

interface Call {
  readonly path: string;
  readonly body: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly secret?: string;
  readonly atMs?: number;
  readonly unsigned?: boolean;
  readonly sentBody?: string;
}

/** A signed call as HubSpot makes it, with one thing wrong. */
async function call({ path, body, query = claims('701'), secret, atMs, unsigned, sentBody }: Call) {
  const url = new URL(path, world.server.origin);
  for (const [name, value] of query) url.searchParams.append(name, value);
  const signed = {
    clientSecret: secret ?? world.sandbox.clientSecret,
    method: 'POST',
    uri: url.href,
    rawBody: body,
    timestampMs: atMs ?? world.clock.now(),
  };
  const headers = unsigned ? {} : signatureHeaders(signed);
  const response = await fetch(url, { method: 'POST', headers, body: sentBody ?? body });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    json: (await response.json().catch(() => null)) as { code?: string; ok?: boolean; type?: string } | null,
  };
}

const claims = (userId: string, portalId = '4242') =>
  [
    ['userId', userId],
    ['userEmail', 'someone@demo-vendor.example'],
    ['portalId', portalId],
    ['appId', '31415926'],
  ] as const;
const approval = (requestId: string) =>
  JSON.stringify({ requestId, registrationId, action: 'approve', objectTypeId: '0-3', objectId: dealId, locale: 'en' });
const decided = async () =>
  (await loadStream(world.database.db, world.programId, 'dom:siemens.com')).events.some(
    ({ type }) => type === 'RegistrationApproved',
  );

describe('a request that HubSpot did not make is refused before it is read', () => {
  const cases: { case: string; wrong: Partial<Call>; code: string }[] = [
    { case: 'unsigned', wrong: { unsigned: true }, code: 'signature_unsigned' },
    { case: 'signed with another secret', wrong: { secret: 'guessed' }, code: 'signature_mismatch' },
    {
      case: 'with another body than was signed',
      wrong: { sentBody: '{"action":"release"}' },
      code: 'signature_mismatch',
    },
    { case: 'older than five minutes', wrong: { atMs: -300_001 }, code: 'signature_stale' },
    { case: 'from the future', wrong: { atMs: 300_001 }, code: 'signature_stale' },
  ];
  it.each(cases)('$case', async ({ wrong, code }) => {
    const at = wrong.atMs === undefined ? {} : { atMs: world.clock.now() + wrong.atMs };
    for (const path of [UI_PATHS.decide, '/hubspot/webhooks']) {
      const answer = await call({ path, body: approval('request-1'), ...wrong, ...at });
      expect(answer).toMatchObject({
        status: 401,
        type: expect.stringContaining('application/problem+json') as unknown,
        json: { type: `urn:partnerlock:problem:${code}` },
      });
    }
    expect(await decided()).toBe(false);
  });

  it('body that is no JSON, unsigned: never parsed', async () => {
    expect(await call({ path: UI_PATHS.decide, body: '{"broken', unsigned: true })).toMatchObject({ status: 401 });
  });

  it('more than 1 MB', async () => {
    expect(await call({ path: UI_PATHS.decide, body: 'x'.repeat(1_100_000) })).toMatchObject({ status: 413 });
  });
});

describe('who asks is taken from the signed query alone', () => {
  it.each([
    { case: 'a user added before HubSpot’s own', query: [['userId', '701'], ...claims('702')] },
    { case: 'a portal added before HubSpot’s own', query: [['portalId', '4242'], ...claims('701', '999')] },
    { case: 'no user at all', query: [['portalId', '4242']] },
  ] as const)('$case: refused', async ({ query }) => {
    expect(await call({ path: UI_PATHS.decide, body: approval('request-2'), query })).toMatchObject({ status: 403 });
    expect(await decided()).toBe(false);
  });

  it('a portal that has not installed the app', async () => {
    const answer = await call({ path: UI_PATHS.decide, body: approval('request-3'), query: claims('701', '999') });
    expect(answer).toMatchObject({ status: 200, json: { ok: false, code: 'not_installed' } });
  });

  it('a user who is no approver, whatever the body claims', async () => {
    const body = JSON.stringify({ ...(JSON.parse(approval('request-4')) as object), userId: '701', isApprover: true });
    expect(await call({ path: UI_PATHS.decide, body, query: claims('702') })).toMatchObject({
      json: { ok: false, code: 'not_approver' },
    });
    for (const path of [UI_PATHS.settings, UI_PATHS.bulkApprove, UI_PATHS.partner]) {
      expect(await call({ path, body: '{}', query: claims('702') })).toMatchObject({
        json: { ok: false, code: 'not_approver' },
      });
    }
    expect(await decided()).toBe(false);
  });

  it('a body of the wrong shape is told so', async () => {
    expect(await call({ path: UI_PATHS.decide, body: '{"action":"explode"}' })).toMatchObject({
      json: { ok: false, code: 'unreadable' },
    });
  });
});

describe('a genuine request', () => {
  it('works once; the same bytes again are refused', async () => {
    world.clock.advance(1_000);
    const genuine = { path: UI_PATHS.decide, body: approval('request-5') };
    expect(await call(genuine)).toMatchObject({ status: 200, json: { ok: true } });
    expect(await call(genuine)).toMatchObject({
      status: 401,
      json: { type: 'urn:partnerlock:problem:signature_replayed' },
    });
    expect(await decided()).toBe(true);
  });

  it('signed anew with the same request id, as HubSpot repeats it, changes nothing more', async () => {
    world.clock.advance(1_000);
    const before = await loadStream(world.database.db, world.programId, 'dom:siemens.com');
    expect(await call({ path: UI_PATHS.decide, body: approval('request-5') })).toMatchObject({
      status: 200,
      json: { ok: true },
    });
    const after = await loadStream(world.database.db, world.programId, 'dom:siemens.com');
    expect(after.version).toBe(before.version);
  });
});

describe('links that nobody signed', () => {
  it.each([
    {
      case: 'a form link with a forged token',
      path: (token: string) => `/partner/register?program=prg_4242&token=${token}x`,
    },
    {
      case: 'a form token used for the status page',
      path: (token: string) => `/partner/status?program=prg_4242&token=${token}`,
    },
    { case: 'a token of another program', path: (token: string) => `/partner/register?program=prg_1&token=${token}` },
    { case: 'no token', path: () => '/partner/status' },
  ])('$case: not valid', async ({ path }) => {
    const [partner] = await world.partners(1);
    const token = new URL(partner?.formUrl ?? '').searchParams.get('token') ?? '';
    const response = await fetch(world.server.origin + path(token), { redirect: 'manual' });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('This link is not valid');
  });

  it('a form sent with a forged partner token is taken, gives nobody protection, and says why inside the CRM', async () => {
    const [partner] = await world.partners(1);
    const forged = await world.submitAndLeave(partner?.formUrl ?? '', {
      email: 'x@bosch.com',
      stagingCompany: 'Bosch',
      stagingWebsite: 'bosch.com',
      stagingToken: 'par_other.AAAAAAAAAAAAAAAAAAAAAA',
    });
    expect(forged.status).toBe(200);
    await world.settle();
    const deal = world.deals().find((one) => shown(one, 'prospectKey') === 'dom:bosch.com');
    expect([shown(deal, 'registrationStatus'), shown(deal, 'rejectionReason'), shown(deal, 'lockKey')]).toEqual([
      'rejected',
      'partner_unknown',
      '',
    ]);
  });
});
