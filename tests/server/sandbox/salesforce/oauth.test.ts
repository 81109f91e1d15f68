import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import jsforce from 'jsforce';
import { describe, expect, it } from 'vitest';
import type { SalesforceStandIn } from '../../../../server/sandbox/salesforce/start-stand-in.ts';
import { API, demoOrg, NOW, readReply, refusal, savedId, text } from './demo-org.ts';

const REDIRECT_URI = 'https://partners.example.com/oauth/callback';
const HOUR_MS = 3_600_000;
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

const tokenCall = async (standIn: SalesforceStandIn, fields: Record<string, string>) =>
  readReply(
    await fetch(`${standIn.baseUrl}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: standIn.app.clientId,
        client_secret: standIn.app.clientSecret,
        ...fields,
      }),
    }),
  );

const agree = (standIn: SalesforceStandIn, fields: Record<string, string> = {}) =>
  fetch(`${standIn.baseUrl}/services/oauth2/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      response_type: 'code',
      client_id: standIn.app.clientId,
      redirect_uri: REDIRECT_URI,
      scope: 'api refresh_token',
      state: 's1',
      code_challenge: challengeOf('verifier'),
      code_challenge_method: 'S256',
      userId: standIn.org.channelManager.id,
      decision: 'allow',
      ...fields,
    }),
  });

async function codeFor(standIn: SalesforceStandIn, fields: Record<string, string> = {}): Promise<string> {
  const location = (await agree(standIn, fields)).headers.get('location');
  if (location === null) throw new Error('no redirect');
  return new URL(location).searchParams.get('code') ?? '';
}

describe('the web server flow', () => {
  it('runs through jsforce with PKCE, refreshes by itself and says who the user is', async () => {
    const { standIn } = await demoOrg();
    const { baseUrl: loginUrl, app } = standIn;
    const oauth2 = new jsforce.OAuth2({ loginUrl, ...app, redirectUri: REDIRECT_URI, useVerifier: true });
    const asked = new URL(oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state: 's1' }));
    const page = await (await fetch(asked)).text();
    expect(page).toContain('preview login and consent page (not Salesforce)');
    expect(page).toContain('<code>refresh_token</code>');
    const code = await codeFor(standIn, Object.fromEntries(asked.searchParams));
    const connection = new jsforce.Connection({ version: '67.0', oauth2 });
    const user = await connection.authorize(code);
    expect(user).toMatchObject({ id: standIn.org.channelManager.id, organizationId: standIn.org.id });
    expect((await connection.identity()).username).toBe('channel-manager@demo-vendor.example');
    standIn.clock.advance(2 * HOUR_MS);
    await savedId(connection.sobject('Account').create({ Name: 'after the session ended' }));
    const tokens = standIn.requests.filter((each) => each.path === '/services/oauth2/token');
    expect(tokens).toHaveLength(2);
  });

  it('carries the state back, and says when the user denies', async () => {
    const { standIn } = await demoOrg();
    const denied = new URL((await agree(standIn, { decision: 'deny' })).headers.get('location') ?? '');
    expect([denied.searchParams.get('error'), denied.searchParams.get('state')]).toEqual(['access_denied', 's1']);
  });

  it.each([
    ['an unknown app', { client_id: 'other' }, 'invalid_client_id'],
    ['a plain http address', { redirect_uri: 'http://partners.example.com/cb' }, 'redirect_uri_mismatch'],
    ['an unknown scope', { scope: 'everything' }, 'invalid_scope'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
  ])('shows a page instead of a redirect for %s', async (_label, fields, error) => {
    const { standIn } = await demoOrg();
    const reply = await agree(standIn, fields);
    expect([reply.status, reply.headers.get('location')]).toEqual([400, null]);
    expect(await reply.text()).toContain(error);
  });

  it('gives tokens for a code once, with the right verifier and address, in time', async () => {
    const { standIn } = await demoOrg();
    const redeem = (code: string, more: Record<string, string> = {}) =>
      tokenCall(standIn, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT_URI,
        code_verifier: 'verifier',
        ...more,
      });
    const code = await codeFor(standIn);
    expect((await redeem(code)).body).toMatchObject({
      token_type: 'Bearer',
      instance_url: standIn.baseUrl,
      id: `${standIn.baseUrl}/id/${standIn.org.id}/${standIn.org.channelManager.id}`,
      scope: 'api refresh_token',
      issued_at: String(Date.parse(NOW)),
    });
    expect((await redeem(code)).body).toEqual({
      error: 'invalid_grant',
      error_description: 'invalid authorization code',
    });
    expect((await redeem(await codeFor(standIn), { code_verifier: 'other' })).body).toMatchObject({
      error: 'invalid_grant',
      error_description: 'invalid code verifier',
    });
    expect((await redeem(await codeFor(standIn), { redirect_uri: 'https://other.example.com' })).body).toMatchObject({
      error: 'redirect_uri_mismatch',
    });
    expect((await redeem(await codeFor(standIn), { client_secret: 'wrong' })).body).toEqual({
      error: 'invalid_client',
      error_description: 'invalid client credentials',
    });
    const late = await codeFor(standIn);
    standIn.clock.advance(HOUR_MS);
    expect((await redeem(late)).body).toMatchObject({ error_description: 'expired authorization code' });
    const noRefresh = await redeem(await codeFor(standIn, { scope: 'api' }));
    expect(noRefresh.body['refresh_token']).toBeUndefined();
  });

  it('ends for good when the refresh token is revoked', async () => {
    const { standIn } = await demoOrg();
    const grant = { grant_type: 'authorization_code', redirect_uri: REDIRECT_URI, code_verifier: 'verifier' };
    const { body } = await tokenCall(standIn, { ...grant, code: await codeFor(standIn) });
    const refreshToken = text(body['refresh_token']);
    const revoke = () =>
      fetch(`${standIn.baseUrl}/services/oauth2/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ token: refreshToken }),
      });
    expect((await revoke()).status).toBe(200);
    expect((await revoke()).status).toBe(400);
    const refreshed = await tokenCall(standIn, { grant_type: 'refresh_token', refresh_token: refreshToken });
    expect(refreshed.body).toEqual({ error: 'invalid_grant', error_description: 'expired access/refresh token' });
    const headers = { authorization: `Bearer ${text(body['access_token'])}` };
    expect((await fetch(`${standIn.baseUrl}${API}/limits`, { headers })).status).toBe(401);
  });
});

describe('client credentials', () => {
  it('run as the integration user, without a refresh token', async () => {
    const { standIn } = await demoOrg();
    const { baseUrl, app } = standIn;
    const connection = new jsforce.Connection({
      version: '67.0',
      instanceUrl: baseUrl,
      oauth2: { loginUrl: baseUrl, ...app },
    });
    await connection.authorize({ grant_type: 'client_credentials' });
    expect((await connection.identity()).username).toBe('partner-integration@demo-vendor.example');
    expect(connection.refreshToken).toBeFalsy();
    standIn.clock.advance(2 * HOUR_MS);
    await expect(connection.query('SELECT Id FROM Lead')).rejects.toThrow('No refresh token found in the connection');
  });

  it('are taken from the header too, and refused when they are wrong', async () => {
    const { standIn } = await demoOrg();
    const ask = async (secret: string) =>
      readReply(
        await fetch(`${standIn.baseUrl}/services/oauth2/token`, {
          method: 'POST',
          headers: { authorization: `Basic ${Buffer.from(`${standIn.app.clientId}:${secret}`).toString('base64')}` },
          body: new URLSearchParams({ grant_type: 'client_credentials' }),
        }),
      );
    expect((await ask(standIn.app.clientSecret)).status).toBe(200);
    expect((await ask('wrong')).body).toMatchObject({ error: 'invalid_client' });
    expect((await tokenCall(standIn, { grant_type: 'password' })).body).toMatchObject({
      error: 'unsupported_grant_type',
    });
  });
});

describe('the JWT bearer flow', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwtPublicKeyPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const assertionOf = (claims: Record<string, unknown>, key = pair.privateKey, alg = 'RS256') => {
    const signed = `${encode({ alg })}.${encode(claims)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
  };
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const claimsFor = (standIn: SalesforceStandIn, more: Record<string, unknown> = {}) => ({
    iss: standIn.app.clientId,
    sub: standIn.org.integrationUser.username,
    aud: standIn.baseUrl,
    exp: Date.parse(NOW) / 1000 + 180,
    ...more,
  });

  it('logs the integration user in through jsforce', async () => {
    const { standIn } = await demoOrg({ jwtPublicKeyPem });
    const connection = new jsforce.Connection({ version: '67.0', loginUrl: standIn.baseUrl });
    await connection.authorize({ grant_type, assertion: assertionOf(claimsFor(standIn)) });
    expect((await connection.identity()).user_id).toBe(standIn.org.integrationUser.id);
  });

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  it.each<[string, (standIn: SalesforceStandIn) => string, string]>([
    ['another key', (s) => assertionOf(claimsFor(s), stranger.privateKey), 'invalid assertion'],
    ['another algorithm', (s) => assertionOf(claimsFor(s), pair.privateKey, 'none'), 'invalid assertion'],
    ['no text of that kind', () => 'abc', 'invalid assertion'],
    ['another audience', (s) => assertionOf(claimsFor(s, { aud: 'https://evil.example.com' })), 'audience is invalid'],
    [
      'an expired one',
      (s) => assertionOf(claimsFor(s, { exp: Date.parse(NOW) / 1000 - 1 })),
      'assertion has expired or is too long',
    ],
    [
      'one good for an hour',
      (s) => assertionOf(claimsFor(s, { exp: Date.parse(NOW) / 1000 + 3_600 })),
      'assertion has expired or is too long',
    ],
    [
      'a user nobody admitted',
      (s) => assertionOf(claimsFor(s, { sub: s.org.salesRep.username })),
      "user hasn't approved this consumer",
    ],
    [
      'a user that is none',
      (s) => assertionOf(claimsFor(s, { sub: 'nobody@example.com' })),
      "user hasn't approved this consumer",
    ],
  ])('refuses %s', async (_label, assertion, error_description) => {
    const { standIn } = await demoOrg({ jwtPublicKeyPem });
    const reply = await tokenCall(standIn, { grant_type, assertion: assertion(standIn) });
    expect([reply.status, reply.body]).toEqual([400, { error: 'invalid_grant', error_description }]);
  });

  it('is closed without a key', async () => {
    const { standIn } = await demoOrg();
    const reply = await tokenCall(standIn, { grant_type, assertion: assertionOf(claimsFor(standIn)) });
    expect(reply.body).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('a session', () => {
  it('ends two hours after its last use, by the clock', async () => {
    const { admin, standIn } = await demoOrg();
    standIn.clock.advance(1.5 * HOUR_MS);
    await admin.query('SELECT Id FROM Lead');
    standIn.clock.advance(1.5 * HOUR_MS);
    await admin.query('SELECT Id FROM Lead');
    standIn.clock.advance(2 * HOUR_MS);
    expect(await refusal(admin.query('SELECT Id FROM Lead'))).toMatchObject({
      errorCode: 'INVALID_SESSION_ID',
      message: 'Session expired or invalid',
    });
  });

  it('is needed everywhere', async () => {
    const { standIn } = await demoOrg();
    for (const path of [`${API}/limits`, `${API}/query?q=x`, '/id/00D/005']) {
      const reply = await fetch(`${standIn.baseUrl}${path}`);
      expect([reply.status, await reply.json()]).toEqual([
        401,
        [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
      ]);
    }
    const userInfo = await fetch(`${standIn.baseUrl}/services/oauth2/userinfo`);
    expect([userInfo.status, await userInfo.text()]).toEqual([403, 'Bad_OAuth_Token']);
    const headers = { authorization: `Bearer ${standIn.login(standIn.org.salesRep.id)}` };
    const known = await fetch(`${standIn.baseUrl}/services/oauth2/userinfo`, { headers });
    expect(await known.json()).toMatchObject({ user_id: standIn.org.salesRep.id, organization_id: standIn.org.id });
  });
});
