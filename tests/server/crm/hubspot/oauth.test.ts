import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CrmRefused, CrmUnavailable } from '../../../../shared/crm/crm-port.ts';
import { GrantRevoked } from '../../../../server/crm/wire-errors.ts';
import { authorizeUrl, exchangeCode, introspect, refreshTokens, SCOPES } from '../../../../server/crm/hubspot/oauth.ts';
import { pkceOf } from '../../../../server/crm/pkce.ts';
import { HUBSPOT_FAULTS } from '../../../../server/sandbox/hubspot/faults.ts';
import { connectPortal, consent, REDIRECT_URI, type ConnectedPortal } from './connected-portal.ts';

let portal: ConnectedPortal;
afterEach(() => portal?.close());

const { verifier, challenge } = pkceOf(new Uint8Array(32).fill(9));

describe('connecting a portal', () => {
  it('asks for consent with state, scopes and an S256 challenge', () => {
    const url = new URL(
      authorizeUrl({
        authorizeBase: 'https://app.hubspot.com/oauth/authorize',
        clientId: 'client',
        redirectUri: REDIRECT_URI,
        scopes: SCOPES,
        state: 'one time',
        challenge,
      }),
    );
    expect(url.origin + url.pathname).toBe('https://app.hubspot.com/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'client',
      redirect_uri: REDIRECT_URI,
      scope: SCOPES.join(' '),
      state: 'one time',
      response_type: 'code',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
  });

  it('makes the challenge of RFC 7636', () => {
    const bytes = Buffer.from('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'base64url');
    expect(pkceOf(bytes)).toEqual({
      verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    });
    expect(() => pkceOf(new Uint8Array(31))).toThrow(RangeError);
  });

  it('trades a code once, and knows whose grant it is', async () => {
    portal = await connectPortal();
    const code = await consent(portal.standIn, challenge);
    const grant = await exchangeCode(portal.app, code, verifier);
    expect(grant.expiresInMs).toBe(1_800_000);
    expect(await introspect(portal.app, grant.accessToken)).toMatchObject({
      portalId: '4242',
      userId: '701',
      scopes: SCOPES,
    });
    await expect(exchangeCode(portal.app, code, verifier)).rejects.toBeInstanceOf(GrantRevoked);
  });

  it('cannot use a code that somebody else intercepted', async () => {
    portal = await connectPortal();
    const code = await consent(portal.standIn, challenge);
    const stranger = pkceOf(new Uint8Array(32).fill(1)).verifier;
    await expect(exchangeCode(portal.app, code, stranger)).rejects.toBeInstanceOf(GrantRevoked);
  });
});

describe('a grant that ends', () => {
  it('is told apart from a server that is down', async () => {
    portal = await connectPortal();
    const { app, grant, standIn } = portal;
    expect((await refreshTokens(app, grant.refreshToken)).accessToken).not.toBe(grant.accessToken);
    standIn.faults.add({ match: { path: /oauth/ }, times: 1, answer: HUBSPOT_FAULTS.badGateway });
    await expect(refreshTokens(app, grant.refreshToken)).rejects.toBeInstanceOf(CrmUnavailable);
    standIn.faults.add({ match: { path: /oauth/ }, times: 1, answer: 'drop' });
    await expect(refreshTokens(app, grant.refreshToken)).rejects.toBeInstanceOf(CrmUnavailable);
    standIn.faults.add({ match: { path: /oauth/ }, times: 1, answer: { delayMs: 300 } });
    await expect(refreshTokens({ ...app, timeoutMs: 50 }, grant.refreshToken)).rejects.toBeInstanceOf(CrmUnavailable);
    await portal.client.write({ method: 'DELETE', path: '/appinstalls/2026-09/external-install' }, z.unknown());
    await expect(refreshTokens(app, grant.refreshToken)).rejects.toBeInstanceOf(GrantRevoked);
    await expect(introspect(app, grant.accessToken)).rejects.toBeInstanceOf(GrantRevoked);
  });

  it('names neither secret nor token in its errors', async () => {
    portal = await connectPortal();
    const wrong = { ...portal.app, clientSecret: 'a-wrong-secret' };
    const error = await refreshTokens(wrong, portal.grant.refreshToken).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(CrmRefused);
    expect(String(error)).not.toContain('a-wrong-secret');
    expect(String(error)).not.toContain(portal.grant.refreshToken);
  });
});
