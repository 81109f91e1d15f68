import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queue } from '../../server/store/registration-lists.ts';
import { consentTo } from '../../server/sandbox/demo/consent.ts';
import { CrmRefused } from '../../shared/crm/crm-port.ts';
import { UI_PATHS, type SettingsAnswer } from '../../shared/views/ui-api.ts';
import { openWorld, shown, type World } from './world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const tokenCalls = () => world.standIn.requests.filter(({ path }) => path.endsWith('/token')).length;

describe('installing the app', () => {
  it('again keeps program, policy and form, and creates nothing twice', async () => {
    const before = world.standIn.requests.length;
    await consentTo(`${world.server.origin}/hubspot/oauth/install`, { portalId: '4242', userId: '701' });
    const writes = world.standIn.requests
      .slice(before)
      .filter(({ method, path }) => method !== 'GET' && !path.includes('/oauth/') && !path.endsWith('/search'));
    expect(writes).toEqual([]);
    const answer = await world.manager.call<SettingsAnswer>('GET', UI_PATHS.settings);
    expect(answer).toMatchObject({ ok: true, settings: { connection: { status: 'connected' } } });
  });

  it.each([
    { case: 'a state that nobody gave out', query: 'code=abc&state=guessed', says: 'This consent is not known' },
    { case: 'consent refused at HubSpot', query: 'error=access_denied&state=x', says: 'HubSpot sent no code' },
  ])('$case: says so and connects nothing', async ({ query, says }) => {
    const response = await fetch(`${world.server.origin}/hubspot/oauth/callback?${query}`);
    expect([response.status, (await response.text()).includes(says)]).toEqual([400, true]);
  });

  it('a state works once', async () => {
    const out = await fetch(`${world.server.origin}/hubspot/oauth/install`, { redirect: 'manual' });
    const state = new URL(out.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const back = () =>
      fetch(
        `${world.server.origin}/hubspot/oauth/callback?${new URLSearchParams({ code: 'never-issued', state }).toString()}`,
      ).then((response) => response.text());
    expect(await back()).toContain('not connected');
    expect(await back()).toContain('was used before');
  });
});

describe('tokens', () => {
  it('end after half an hour and are renewed once, however many calls wait for them', async () => {
    world.clock.advance(31 * 60_000);
    const before = tokenCalls();
    const crm = await world.flow.crmOf(world.programId, 'hubspot');
    await Promise.all(Array.from({ length: 10 }, () => crm.listChanges('2026-11-22T00:00:00.000Z')));
    expect(tokenCalls() - before).toBe(1);
  });

  it('revoked at HubSpot: the portal is shown as disconnected, nothing loops, and what waits is not lost', async () => {
    const [partner] = await world.partners(1);
    const { receipt } = await world.register(partner?.formUrl ?? '', {
      company: 'Bosch',
      website: 'bosch.com',
      email: 'it@bosch.com',
    });
    await world.settle();
    const deal = world.dealOf(receipt.reference);
    world.standIn.faults.add({
      match: { path: /\/oauth\/2026-09\/token$/ },
      times: 1_000,
      answer: {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'refresh token is invalid, expired or revoked' },
      },
    });
    world.clock.advance(31 * 60_000);
    await world.manager.decide({
      registrationId: shown(deal, 'registrationId'),
      action: 'approve',
      requestId: 'approve-away',
      objectTypeId: '0-3',
      objectId: deal.id,
    });
    await world.server.worker.settle();
    await expect(world.flow.crmOf(world.programId, 'hubspot')).rejects.toThrow(CrmRefused);
    const refusals = tokenCalls();
    await world.server.worker.settle();
    expect(tokenCalls()).toBe(refusals);
    const answer = await world.manager.call<SettingsAnswer>('GET', UI_PATHS.settings);
    expect(answer).toMatchObject({
      ok: true,
      settings: {
        connection: {
          status: 'disconnected',
          waitingWrites: 1,
          lastProblem: expect.stringContaining('Install the app again') as unknown,
        },
      },
    });
  });

  it('connected again, what waited is written', async () => {
    world.standIn.faults.clear();
    await consentTo(`${world.server.origin}/hubspot/oauth/install`, { portalId: '4242', userId: '701' });
    world.clock.advance(20 * 60_000);
    await world.server.worker.settle();
    const deal = world.deals().find((one) => shown(one, 'prospectKey') === 'dom:bosch.com');
    expect(shown(deal, 'lockStatus')).toBe('active');
  });
});

describe('health', () => {
  it('tells whether the process lives and can work', async () => {
    const ask = (path: string) =>
      fetch(world.server.origin + path).then(async (answer) => [answer.status, await answer.json()] as const);
    expect(await ask('/healthz')).toEqual([200, { status: 'ok' }]);
    expect(await ask('/readyz')).toEqual([
      200,
      {
        status: 'ready',
        checks: [
          { check: 'database', ok: true, detail: 'pglite' },
          { check: 'inbox', ok: true, detail: '0 waiting, 0 given up' },
        ],
      },
    ]);
    expect(await ask('/nothing-here')).toMatchObject([404, { type: 'urn:partnerlock:problem:not_found' }]);
  });
});

describe('two portals on one server', () => {
  it('see nothing of each other', async () => {
    world.standIn.addPortal('5151', 'Second demo portal (not HubSpot)');
    await consentTo(`${world.server.origin}/hubspot/oauth/install`, { portalId: '5151', userId: '701' });
    const [partner] = await world.partners(1);
    const other = world.flow.links.formUrl('prg_5151', partner?.partnerId ?? '');
    expect(new URL(other).searchParams.get('token')).not.toBe(
      new URL(partner?.formUrl ?? '').searchParams.get('token'),
    );
    const stolen = new URL(partner?.statusUrl ?? '');
    stolen.searchParams.set('program', 'prg_5151');
    expect((await fetch(stolen)).status).toBe(404);
    const page = await queue(world.database.db, 'prg_5151', {
      filter: 'all',
      now: world.flow.now(),
      after: null,
      limit: 50,
    });
    expect(page.rows).toEqual([]);
  });
});
