import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { SalesforceError } from './errors.ts';
import type { Org } from './org/org.ts';
import type { OrgUser } from './org/users.ts';
import { isIntegrationUser } from './org/users.ts';

/** A session ends when nobody used it for two hours, the platform's default. */
const SESSION_MS = 2 * 3_600_000;
/** An authorization code lives fifteen minutes. */
const CODE_MS = 15 * 60_000;
/** An assertion may expire three minutes from now at most; clocks may differ by a little. */
const ASSERTION_MS_MAX = 5 * 60_000;
const SPECIAL_AUDIENCES = ['https://login.salesforce.com', 'https://test.salesforce.com'];

export interface SessionDeps {
  readonly now: () => number;
  readonly newToken: () => string;
  readonly org: Org;
  readonly app: { readonly clientId: string; readonly clientSecret: string; readonly jwtPublicKeyPem?: string };
  readonly baseUrl: () => string;
}

interface Session {
  readonly userId: string;
  readonly scope: string;
  readonly refreshToken?: string;
  usedAtMs: number;
}

interface Code {
  readonly userId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly challenge: string | undefined;
  readonly expiresAtMs: number;
}

export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly signature: string;
  readonly scope: string;
  readonly instance_url: string;
  readonly id: string;
  readonly token_type: 'Bearer';
  readonly issued_at: string;
}

/** Codes, sessions and refresh tokens of the one app the org knows. */
export class Sessions {
  readonly #deps: SessionDeps;
  readonly #codes = new Map<string, Code>();
  readonly #sessions = new Map<string, Session>();
  readonly #refreshTokens = new Map<string, { userId: string; scope: string }>();

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  /** What a login in the browser gives: a session id that works as an access token. */
  login(userId: string): string {
    return this.#open(userId, 'full');
  }

  /** What the consent page does when the user agrees. */
  issueCode(consent: Omit<Code, 'expiresAtMs'>): string {
    const code = `aPrx.${this.#deps.newToken()}`;
    this.#codes.set(code, { ...consent, expiresAtMs: this.#deps.now() + CODE_MS });
    return code;
  }

  /** The token endpoint. `basic` is the Authorization header, an alternative to client id and secret in the form. */
  exchange(form: URLSearchParams, basic: string | undefined): TokenAnswer {
    switch (form.get('grant_type')) {
      case 'authorization_code':
        this.#checkClient(form, basic);
        return this.#redeem(form);
      case 'refresh_token':
        this.#checkClient(form, basic);
        return this.#refresh(form.get('refresh_token') ?? '');
      case 'client_credentials':
        this.#checkClient(form, basic);
        return this.#answer(this.#deps.org.integrationUser, 'api');
      case JWT_GRANT:
        return this.#answer(this.#assertedUser(form.get('assertion') ?? ''), 'api refresh_token');
      default:
        throw oauthRefused('unsupported_grant_type', 'grant type not supported');
    }
  }

  /** The user behind a token that is still good; a use keeps the session alive. */
  userIdOf(token: string): string | undefined {
    const session = this.#sessions.get(token);
    if (session === undefined || this.#deps.now() - session.usedAtMs >= SESSION_MS) return undefined;
    session.usedAtMs = this.#deps.now();
    return session.userId;
  }

  /** Whether there was something to revoke. A refresh token takes its sessions with it. */
  revoke(token: string): boolean {
    const ended = [...this.#sessions].filter(([id, session]) => id === token || session.refreshToken === token);
    for (const [id] of ended) this.#sessions.delete(id);
    return this.#refreshTokens.delete(token) || ended.length > 0;
  }

  /** Ends every session, as an administrator or a security setting does; refresh tokens stay. */
  expireAll(): void {
    this.#sessions.clear();
  }

  #redeem(form: URLSearchParams): TokenAnswer {
    const given = form.get('code') ?? '';
    const code = this.#codes.get(given);
    this.#codes.delete(given);
    if (code === undefined) throw oauthRefused('invalid_grant', 'invalid authorization code');
    if (code.expiresAtMs <= this.#deps.now()) throw oauthRefused('invalid_grant', 'expired authorization code');
    if (form.get('redirect_uri') !== code.redirectUri) {
      throw oauthRefused('redirect_uri_mismatch', 'redirect_uri must match configuration');
    }
    if (code.challenge !== undefined && challengeOf(form.get('code_verifier') ?? '') !== code.challenge) {
      throw oauthRefused('invalid_grant', 'invalid code verifier');
    }
    const user = this.#deps.org.actor(code.userId).user;
    if (!code.scope.split(' ').includes('refresh_token')) return this.#answer(user, code.scope);
    const refreshToken = `5Aep${this.#deps.newToken()}`;
    this.#refreshTokens.set(refreshToken, { userId: user.id, scope: code.scope });
    return { ...this.#answer(user, code.scope, refreshToken), refresh_token: refreshToken };
  }

  #refresh(refreshToken: string): TokenAnswer {
    const known = this.#refreshTokens.get(refreshToken);
    if (known === undefined) throw oauthRefused('invalid_grant', 'expired access/refresh token');
    return this.#answer(this.#deps.org.actor(known.userId).user, known.scope, refreshToken);
  }

  #checkClient(form: URLSearchParams, basic: string | undefined): void {
    const [, encoded] = /^Basic (\S+)$/i.exec(basic ?? '') ?? [];
    const [id = '', secret = ''] =
      encoded === undefined
        ? [form.get('client_id') ?? '', form.get('client_secret') ?? '']
        : Buffer.from(encoded, 'base64').toString('utf8').split(':');
    if (id !== this.#deps.app.clientId) throw oauthRefused('invalid_client_id', 'client identifier invalid');
    if (secret !== this.#deps.app.clientSecret) throw oauthRefused('invalid_client', 'invalid client credentials');
  }

  #assertedUser(assertion: string): OrgUser {
    const { app, now, org, baseUrl } = this.#deps;
    const claims = verifiedClaims(assertion, app.jwtPublicKeyPem);
    if (claims.iss !== app.clientId) throw oauthRefused('invalid_client_id', 'client identifier invalid');
    if (![baseUrl(), ...SPECIAL_AUDIENCES].includes(claims.aud))
      throw oauthRefused('invalid_grant', 'audience is invalid');
    const leftMs = claims.exp * 1_000 - now();
    if (leftMs <= 0 || leftMs > ASSERTION_MS_MAX)
      throw oauthRefused('invalid_grant', 'assertion has expired or is too long');
    const user = org.userNamed(claims.sub);
    // Nobody consents in this flow, so an administrator has to have admitted the user: here, by the permission set.
    if (user === undefined || !isIntegrationUser(user)) {
      throw oauthRefused('invalid_grant', "user hasn't approved this consumer");
    }
    return user;
  }

  #open(userId: string, scope: string, refreshToken?: string): string {
    const token = `${this.#deps.org.id.slice(0, 15)}!AQ${this.#deps.newToken()}`;
    const session = { userId, scope, usedAtMs: this.#deps.now() };
    this.#sessions.set(token, refreshToken === undefined ? session : { ...session, refreshToken });
    return token;
  }

  #answer(user: OrgUser, scope: string, refreshToken?: string): TokenAnswer {
    const { now, org, baseUrl } = this.#deps;
    const access_token = this.#open(user.id, scope, refreshToken);
    const id = `${baseUrl()}/id/${org.id}/${user.id}`;
    const issued_at = String(now());
    const signature = createHash('sha256').update(`${this.#deps.app.clientSecret}${id}${issued_at}`).digest('base64');
    return { access_token, signature, scope, instance_url: baseUrl(), id, token_type: 'Bearer', issued_at };
  }
}

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** OAuth's own error body. */
export const oauthRefused = (error: string, description: string) =>
  new SalesforceError(400, [], { error, error_description: description });

/** PKCE S256. */
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

const claimsSchema = z.object({ iss: z.string(), sub: z.string(), aud: z.string(), exp: z.number() });

function verifiedClaims(assertion: string, publicKeyPem: string | undefined): z.infer<typeof claimsSchema> {
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const header = z.object({ alg: z.string() }).safeParse(parseJson(head));
  const claims = claimsSchema.safeParse(parseJson(body));
  const isSigned =
    publicKeyPem !== undefined &&
    header.data?.alg === 'RS256' &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${body}`),
      createPublicKey(publicKeyPem),
      Buffer.from(signature, 'base64url'),
    );
  if (!isSigned || !claims.success) throw oauthRefused('invalid_grant', 'invalid assertion');
  return claims.data;
}

function parseJson(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
