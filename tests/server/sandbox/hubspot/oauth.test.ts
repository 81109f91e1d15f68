import { Client } from '@hubspot/api-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstalledApp } from './installed-app.ts';
import {
  ALL_SCOPES,
  challengeOf,
  consent,
  DEALS,
  installedApp,
  newDeal,
  postConsent,
  readReply,
  REDIRECT_URI,
  token,
  text,
} from './installed-app.ts';

let app: InstalledApp;

beforeEach(async () => {
  app = await installedApp();
});
afterEach(() => app.standIn.close());

const redeem = (code: string, more: Record<string, string> = {}) =>
  token(app.standIn, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, ...more });
const refresh = (refresh_token: string) => token(app.standIn, { grant_type: 'refresh_token', refresh_token });
const introspect = (value: string) => token(app.standIn, { token: value }, '/introspect');

describe('the consent page', () => {
  const authorize = (query: Record<string, string>) =>
    fetch(
      `${app.standIn.baseUrl}/oauth/authorize?${new URLSearchParams({
        client_id: app.standIn.app.clientId,
        redirect_uri: REDIRECT_URI,
        scope: ALL_SCOPES,
        state: 'st"ate',
        ...query,
      })}`,
    );

  it('names the app, the scopes and the account, and carries the state along', async () => {
    const response = await authorize({});
    const html = await response.text();
    expect(response.status).toBe(200);
    for (const text of ['PartnerLock', 'crm.objects.deals.write', '4242', 'Channel Manager (demo)', 'not HubSpot']) {
      expect(html).toContain(text);
    }
    expect(html).toContain('value="st&quot;ate"');
  });

  const wrong: [label: string, query: Record<string, string>][] = [
    ['another client', { client_id: 'other' }],
    ['a plain http address', { redirect_uri: 'http://partners.example.com/callback' }],
    ['no scopes', { scope: '' }],
    ['an unknown scope', { scope: 'oauth everything' }],
    ['a plain code challenge', { code_challenge: 'x', code_challenge_method: 'plain' }],
  ];
  it.each(wrong)('refuses %s in words, without redirecting', async (_label, query) => {
    const response = await authorize(query);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('complete the connection');
    expect((await postConsent(app.standIn, query)).status).toBe(400);
  });

  it('has no shortcut in the URL', async () => {
    expect((await authorize({ auto: '1', decision: 'connect' })).headers.get('location')).toBeNull();
  });

  it('sends code and state back, and a refusal as access_denied', async () => {
    const agreed = new URL((await postConsent(app.standIn, { state: 'abc' })).headers.get('location') ?? '');
    expect(agreed.origin + agreed.pathname).toBe(REDIRECT_URI);
    expect(agreed.searchParams.get('state')).toBe('abc');
    expect(agreed.searchParams.get('code')).toBeTruthy();
    const declined = await postConsent(app.standIn, { decision: 'cancel', state: 'abc' });
    expect(declined.headers.get('location')).toBe(`${REDIRECT_URI}?state=abc&error=access_denied`);
  });

  it('lets only a super admin install', async () => {
    const response = await postConsent(app.standIn, { userId: '702' });
    expect(response.status).toBe(403);
    expect(response.headers.get('location')).toBeNull();
  });
});

describe('the code', () => {
  it('works once', async () => {
    const code = await consent(app.standIn);
    expect((await redeem(code)).status).toBe(200);
    expect(await redeem(code)).toMatchObject({
      status: 400,
      body: { status: 'BAD_AUTH_CODE', error: 'invalid_grant' },
    });
  });

  it('expires after a minute', async () => {
    const code = await consent(app.standIn);
    app.standIn.clock.advance(60_000);
    expect((await redeem(code)).body['error']).toBe('invalid_grant');
  });

  it('works only with the redirect_uri and the client it was given for', async () => {
    const other = { redirect_uri: 'https://elsewhere.example.com/' };
    expect((await redeem(await consent(app.standIn), other)).body['error']).toBe('invalid_grant');
    const secret = { client_secret: 'wrong' };
    expect((await redeem(await consent(app.standIn), secret)).body['error']).toBe('invalid_client');
    expect((await redeem(await consent(app.standIn), { client_id: 'wrong' })).body['error']).toBe('invalid_client');
  });

  it('demands the verifier of its PKCE challenge', async () => {
    const verifier = 'a-verifier-of-at-least-forty-three-characters-long';
    const pkce = { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' };
    expect((await redeem(await consent(app.standIn, pkce))).body['error']).toBe('invalid_grant');
    const wrong = { code_verifier: `${verifier}x` };
    expect((await redeem(await consent(app.standIn, pkce), wrong)).body['error']).toBe('invalid_grant');
    expect((await redeem(await consent(app.standIn, pkce), { code_verifier: verifier })).status).toBe(200);
  });

  it('is exchanged only in a form body', async () => {
    const response = await fetch(`${app.standIn.baseUrl}/oauth/2026-09/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(415);
    expect((await token(app.standIn, { grant_type: 'password' })).body['error']).toBe('unsupported_grant_type');
  });
});

describe('tokens', () => {
  it('live for thirty minutes by the clock, and a refresh brings a new one', async () => {
    app.standIn.clock.advance(30 * 60_000 - 1);
    expect((await app.call('GET', DEALS)).status).toBe(200);
    app.standIn.clock.advance(1);
    expect(await app.call('GET', DEALS)).toMatchObject({ status: 401, body: { category: 'EXPIRED_AUTHENTICATION' } });
    const fresh = await refresh(app.tokens.refresh_token);
    expect(fresh.body).toMatchObject({
      token_type: 'bearer',
      expires_in: 1800,
      refresh_token: app.tokens.refresh_token,
    });
    expect(fresh.body['access_token']).not.toBe(app.tokens.access_token);
    app.client.setAccessToken(text(fresh.body['access_token']));
    expect((await app.call('GET', DEALS)).status).toBe(200);
  });

  it('are refreshed through HubSpot’s client as a form', async () => {
    const response = await app.client.apiRequest({
      method: 'POST',
      path: '/oauth/2026-09/token',
      defaultJson: false,
      authType: 'none',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: app.standIn.app.clientId,
        client_secret: app.standIn.app.clientSecret,
        refresh_token: app.tokens.refresh_token,
      }),
    });
    expect((await readReply(response)).status).toBe(200);
  });

  it('are refused when made up', async () => {
    const stranger = new Client({ accessToken: 'made-up', basePath: app.standIn.baseUrl });
    const reply = await readReply(await stranger.apiRequest({ path: DEALS }));
    expect(reply).toMatchObject({ status: 401, body: { category: 'INVALID_AUTHENTICATION' } });
    expect((await refresh('made-up')).body).toMatchObject({ error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' });
  });

  it('tell what they stand for, to the app only', async () => {
    const access = await introspect(app.tokens.access_token);
    expect(access.body).toMatchObject({
      active: true,
      token_use: 'access_token',
      hub_id: 4242,
      user_id: 701,
      user: 'channel-manager@demo-vendor.example',
      app_id: 31415926,
      expires_in: 1800,
      scopes: ALL_SCOPES.split(' '),
    });
    expect((await introspect(app.tokens.refresh_token)).body).toMatchObject({
      active: true,
      token_use: 'refresh_token',
    });
    expect((await introspect('made-up')).body).toEqual({ active: false });
    const stranger = await token(
      app.standIn,
      { token: app.tokens.access_token, client_secret: 'wrong' },
      '/introspect',
    );
    expect(stranger.body['error']).toBe('invalid_client');
  });

  it('stop working when revoked', async () => {
    await token(app.standIn, { token: app.tokens.refresh_token }, '/revoke');
    expect((await app.call('GET', DEALS)).status).toBe(401);
    expect((await refresh(app.tokens.refresh_token)).body['error']).toBe('invalid_grant');
    expect((await introspect(app.tokens.access_token)).body).toEqual({ active: false });
  });

  it('stop working, all of them, when the app uninstalls itself', async () => {
    expect((await app.call('DELETE', '/appinstalls/2026-09/external-install')).status).toBe(204);
    expect((await app.call('GET', DEALS)).status).toBe(401);
    expect((await refresh(app.tokens.refresh_token)).body['error']).toBe('invalid_grant');
  });

  it('open one account only', async () => {
    const id = await newDeal(app);
    app.standIn.addPortal('4343', 'Another portal');
    const other = await redeem(await consent(app.standIn, { portalId: '4343' }));
    app.client.setAccessToken(text(other.body['access_token']));
    expect((await app.call('GET', `${DEALS}/${id}`)).status).toBe(404);
  });
});

describe('scopes', () => {
  const rows: [scope: string, method: string, path: string, body?: object][] = [
    ['crm.objects.deals.read', 'GET', DEALS],
    ['crm.objects.deals.write', 'POST', DEALS, { properties: {} }],
    ['crm.objects.companies.write', 'POST', '/crm/objects/2026-09/companies', { properties: {} }],
    ['crm.objects.contacts.read', 'GET', '/crm/objects/2026-09/contacts'],
    ['crm.schemas.deals.write', 'POST', '/crm/properties/2026-09/deals/groups', { name: 'a', label: 'A' }],
    ['crm.schemas.deals.write', 'POST', '/crm/pipelines/2026-09/deals', {}],
    ['crm.objects.owners.read', 'GET', '/crm/owners/2026-09'],
    ['forms', 'GET', '/marketing/v3/forms'],
    ['crm.objects.contacts.write', 'PUT', '/crm/objects/2026-09/deals/1/associations/default/contacts/2'],
  ];
  it.each(rows)('refuses a call that needs %s (%s %s)', async (scope, method, path, body) => {
    const without = ALL_SCOPES.split(' ')
      .filter((each) => each !== scope)
      .join(' ');
    const poor = await installedApp({}, without);
    const reply = await poor.call(method, path, body);
    expect(reply.status).toBe(403);
    expect(reply.body['category']).toBe('MISSING_SCOPES');
    expect(reply.body['errors']?.[0]?.['context']?.['requiredGranularScopes']).toContain(scope);
    await poor.standIn.close();
  });
});
