import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HUBSPOT_FAULTS } from '../../../../server/sandbox/hubspot/faults.ts';
import type { InstalledApp } from './installed-app.ts';
import { COMPANIES, consent, DEALS, installedApp, newDeal, REDIRECT_URI, text, token } from './installed-app.ts';

let app: InstalledApp;

beforeEach(async () => {
  app = await installedApp();
});
afterEach(() => app.standIn.close());

describe('the limit of 110 calls in ten seconds', () => {
  it('counts down in headers, refuses the 111th call and says when to come back', async () => {
    const first = await app.call('GET', DEALS);
    expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('110');
    expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
    expect(first.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    app.standIn.clock.advance(2_000);
    const rest = await Promise.all(Array.from({ length: 110 }, () => app.call('GET', DEALS)));
    const refused = rest.filter((reply) => reply.status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.body).toMatchObject({ errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' });
    expect(refused[0]?.headers.get('retry-after')).toBe('8');
    app.standIn.clock.advance(7_999);
    expect((await app.call('GET', DEALS)).status).toBe(429);
    app.standIn.clock.advance(1);
    expect((await app.call('GET', DEALS)).status).toBe(200);
  });

  it('is each account’s own, and can be switched off for a test', async () => {
    app.standIn.addPortal('4343', 'Another portal');
    const code = await consent(app.standIn, { portalId: '4343' });
    const other = await token(app.standIn, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI });
    await app.call('GET', DEALS);
    app.client.setAccessToken(text(other.body['access_token']));
    expect((await app.call('GET', DEALS)).headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
    const free = await installedApp({ rateLimits: 'off' });
    const replies = await Promise.all(Array.from({ length: 120 }, () => free.call('GET', DEALS)));
    expect(replies.every((reply) => reply.status === 200)).toBe(true);
    await free.standIn.close();
  });
});

describe('faults', () => {
  const answers: [label: string, answer: (typeof HUBSPOT_FAULTS)[keyof typeof HUBSPOT_FAULTS], status: number][] = [
    ['locked', HUBSPOT_FAULTS.locked, 423],
    ['migration', HUBSPOT_FAULTS.migration, 477],
    ['the daily limit', HUBSPOT_FAULTS.dailyLimit, 429],
    ['an internal error', HUBSPOT_FAULTS.internalError, 500],
    ['a bad gateway', HUBSPOT_FAULTS.badGateway, 502],
  ];
  it.each(answers)('answer %s in place of the work, as often as planned', async (_label, answer, status) => {
    app.standIn.faults.add({ match: { method: 'POST', path: /deals$/ }, times: 2, answer });
    expect((await app.call('GET', DEALS)).status).toBe(200);
    expect((await app.call('POST', COMPANIES, { properties: {} })).status).toBe(201);
    expect((await app.call('POST', DEALS, { properties: {} })).status).toBe(status);
    expect((await app.call('POST', DEALS, { properties: {} })).status).toBe(status);
    expect(app.standIn.portal.objects('deals').list()).toEqual([]);
    expect((await app.call('POST', DEALS, { properties: {} })).status).toBe(201);
  });

  it('carry the headers HubSpot sends', async () => {
    app.standIn.faults.add({ times: 1, answer: HUBSPOT_FAULTS.migration });
    expect((await app.call('GET', DEALS)).headers.get('retry-after')).toBe('86400');
  });

  it('can break the connection before the work or after it', async () => {
    const id = await newDeal(app);
    const rename = (dealname: string) => app.call('PATCH', `${DEALS}/${id}`, { properties: { dealname } });
    const name = () => app.standIn.portal.objects('deals').get(id)?.properties['dealname'];
    app.standIn.faults.add({ match: { method: 'PATCH' }, times: 1, answer: 'drop' });
    await expect(rename('never')).rejects.toThrow(TypeError);
    expect(name()).toBe('A deal');
    app.standIn.faults.add({ match: { method: 'PATCH' }, times: 1, answer: 'dropAfter' });
    await expect(rename('done')).rejects.toThrow(TypeError);
    expect(name()).toBe('done');
    expect(app.standIn.requests.filter((each) => each.status === 0)).toHaveLength(2);
  });

  it('can be slow after the work, or before it', async () => {
    app.standIn.faults.add({ match: { method: 'POST' }, times: 1, answer: { delayMs: 60 } });
    const early = app.call('POST', DEALS, { properties: { dealname: 'early' } });
    await expect.poll(() => app.standIn.portal.objects('deals').list().length, { interval: 5 }).toBe(1);
    expect(app.standIn.requests.some((each) => each.method === 'POST' && each.path === DEALS)).toBe(false);
    expect((await early).status).toBe(201);
    app.standIn.faults.add({ match: { method: 'POST' }, times: 1, answer: { delayMs: 1, work: 'late' } });
    expect((await app.call('POST', DEALS, { properties: { dealname: 'late' } })).status).toBe(201);
  });
});

it('records what was asked, by whom, and with what outcome', async () => {
  await app.call('GET', `${DEALS}/1`);
  expect(app.standIn.requests.at(-1)).toEqual({ method: 'GET', path: `${DEALS}/1`, status: 404, portalId: '4242' });
});
