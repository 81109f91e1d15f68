import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CrmRefused, CrmUnavailable } from '../../../../shared/crm/crm-port.ts';
import { GrantRevoked } from '../../../../server/crm/wire-errors.ts';
import {
  authorizeUrl,
  clientCredentialsGrant,
  exchangeCode,
  trustedInstance,
} from '../../../../server/crm/salesforce/oauth.ts';

const SECRET = 'a-secret-that-nobody-may-read';
const CODE = 'a-code-that-nobody-may-read';
const IDENTITY = 'https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA';

/** A token endpoint that says what the test says: for answers that the stand-in never gives. */
async function endpoint(status: number, body: string, contentType = 'application/json') {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(status, { 'content-type': contentType }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const loginUrl = `http://127.0.0.1:${port}`;
  const clientSecrets = [SECRET] as const;
  return { loginUrl, clientId: 'consumer key', timeoutMs: 300, clientSecrets };
}

async function failure(call: Promise<unknown>): Promise<Error> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It did not fail.');
}

describe('the consent page', () => {
  it('is asked with PKCE, state and the scopes that the code uses', () => {
    const app = { loginUrl: 'https://acme.my.salesforce.com', clientId: 'consumer key', timeoutMs: 1 };
    const url = new URL(authorizeUrl(app, { redirectUri: 'https://x.example/cb', state: 's', challenge: 'c' }));
    expect(url.origin + url.pathname).toBe('https://acme.my.salesforce.com/services/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ response_type: 'code', client_id: 'consumer key', redirect_uri: 'https://x.example/cb' },
      ...{ scope: 'api refresh_token', state: 's', code_challenge: 'c', code_challenge_method: 'S256' },
    });
  });
});

describe('where an org lives', () => {
  const LOGIN = 'https://login.salesforce.com';
  it.each([
    ['https://acme.my.salesforce.com', LOGIN, 'https://acme.my.salesforce.com'],
    ['https://acme--dev.sandbox.my.salesforce.com/', LOGIN, 'https://acme--dev.sandbox.my.salesforce.com'],
    ['https://acme.lightning.force.com', LOGIN, 'https://acme.lightning.force.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['https://sandbox.vendor.example', 'https://sandbox.vendor.example', 'https://sandbox.vendor.example'],
  ])('%s is followed from %s', (instance, login, expected) => {
    expect(trustedInstance(instance, login)).toBe(expected);
  });

  it.each([
    ['another host', 'https://evil.example'],
    ['a host that ends like Salesforce’s', 'https://evilsalesforce.com'],
    ['a host that begins like it', 'https://acme.my.salesforce.com.evil.example'],
    ['no encryption', 'http://acme.my.salesforce.com'],
    ['another port', 'https://acme.my.salesforce.com:8443'],
    ['a user in front', 'https://evil@acme.my.salesforce.com'],
    ['this machine, from out there', 'http://127.0.0.1:4000'],
    ['no address', 'salesforce'],
    ['another scheme', 'javascript:alert(1)'],
  ])('%s is not followed', (_what, instance) => {
    expect(() => trustedInstance(instance, LOGIN)).toThrow(CrmRefused);
  });
});

describe('the token endpoint', () => {
  const granted = (change: Record<string, unknown> = {}) =>
    JSON.stringify({ access_token: 'a', instance_url: 'https://acme.my.salesforce.com', id: IDENTITY, ...change });

  it('says who signed in to which org, and where it lives', async () => {
    const app = await endpoint(200, granted({ scope: 'api id', refresh_token: 'r' }));
    expect(await clientCredentialsGrant(app)).toEqual({
      ...{ accessToken: 'a', refreshToken: 'r', instanceUrl: 'https://acme.my.salesforce.com' },
      ...{ orgId: '00D000000000001AAA', userId: '005000000000001AAA', scopes: ['api', 'id'] },
    });
  });

  it.each<[string, number, string, typeof GrantRevoked | typeof CrmRefused | typeof CrmUnavailable]>([
    [
      'an ended grant',
      400,
      '{"error":"invalid_grant","error_description":"expired access/refresh token"}',
      GrantRevoked,
    ],
    ['an inactive user', 400, '{"error":"inactive_user","error_description":"user is inactive"}', GrantRevoked],
    ['an app that was blocked', 400, '{"error":"invalid_app_access"}', GrantRevoked],
    ['an unknown app', 400, '{"error":"invalid_client_id"}', CrmRefused],
    ['a wrong secret', 400, '{"error":"invalid_client"}', CrmRefused],
    ['an unknown flow', 400, '{"error":"unsupported_grant_type"}', CrmRefused],
    ['too many sign-ins', 400, '{"error":"rate_limit_exceeded"}', CrmUnavailable],
    ['a moment to wait', 400, '{"error":"unknown_error","error_description":"retry your request"}', CrmUnavailable],
    ['a proxy’s page', 502, '<html>Bad gateway</html>', CrmUnavailable],
    ['a proxy’s JSON', 503, '{"message":"away"}', CrmUnavailable],
    ['an answer without a token', 200, '{"id":"x"}', CrmUnavailable],
    ['an answer that is none', 200, 'ok', CrmUnavailable],
    ['an identity that is none', 200, granted({ id: 'https://login.salesforce.com/id/x/y' }), CrmUnavailable],
    ['an org elsewhere', 200, granted({ instance_url: 'https://evil.example' }), CrmRefused],
  ])('%s (%i) is what it is, and no secret is repeated', async (_what, status, body, kind) => {
    const echoing = body.replace('"}', ` ${SECRET} ${CODE}"}`);
    for (const text of [body, echoing]) {
      const app = await endpoint(status, text);
      const given = { code: CODE, verifier: 'v', redirectUri: 'https://x.example/cb' };
      const error = await failure(exchangeCode(app, given));
      if (text === body) expect(error).toBeInstanceOf(kind);
      expect(`${error.message} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(SECRET);
    }
  });

  it('is given up after a while', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const app = {
      loginUrl: `http://127.0.0.1:${port}`,
      clientId: 'c',
      timeoutMs: 50,
      clientSecrets: [SECRET] as const,
    };
    expect(await failure(clientCredentialsGrant(app))).toBeInstanceOf(CrmUnavailable);
  });

  it('is away when nobody listens', async () => {
    const app = { loginUrl: 'http://127.0.0.1:9', clientId: 'c', timeoutMs: 2_000, clientSecrets: [SECRET] as const };
    expect(await failure(clientCredentialsGrant(app))).toBeInstanceOf(CrmUnavailable);
  });
});
