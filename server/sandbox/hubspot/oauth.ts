import { createHash } from 'node:crypto';
import { HubSpotError } from './errors.ts';

/** Access tokens live 30 minutes; an authorization code a minute, long enough for one redirect. */
const ACCESS_TOKEN_MS = 30 * 60_000;
const CODE_MS = 60_000;

/** One installation: who let the app into which account, and for what. */
export interface Grant {
  readonly portalId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly refreshToken: string;
  revoked: boolean;
}

interface Code {
  readonly redirectUri: string;
  readonly challenge: string | undefined;
  readonly grant: Omit<Grant, 'refreshToken' | 'revoked'>;
  readonly expiresAtMs: number;
}

interface AccessToken {
  readonly grant: Grant;
  readonly expiresAtMs: number;
}

export interface OAuthDeps {
  readonly now: () => number;
  readonly newToken: () => string;
  readonly app: { readonly clientId: string; readonly clientSecret: string };
}

export interface TokenAnswer {
  readonly token_type: 'bearer';
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

/** Codes, tokens and installations of the one app the stand-in knows. */
export class OAuth {
  readonly #deps: OAuthDeps;
  readonly #codes = new Map<string, Code>();
  readonly #accessTokens = new Map<string, AccessToken>();
  readonly #grants = new Map<string, Grant>();

  constructor(deps: OAuthDeps) {
    this.#deps = deps;
  }

  /** What the consent page does when the user agrees. */
  issueCode(consent: Omit<Code, 'expiresAtMs'>): string {
    const code = `code-${this.#deps.newToken()}`;
    this.#codes.set(code, { ...consent, expiresAtMs: this.#deps.now() + CODE_MS });
    return code;
  }

  /** The token endpoint. Throws in OAuth's words: invalid_client, invalid_grant, unsupported_grant_type. */
  exchange(form: URLSearchParams): TokenAnswer {
    this.checkClient(form);
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return this.#issueTokens(this.#redeem(form));
      case 'refresh_token':
        return this.#issueTokens(this.#refresh(form.get('refresh_token') ?? ''));
      default:
        throw refuse('unsupported_grant_type', 'BAD_GRANT_TYPE', 'unknown or missing grant_type');
    }
  }

  checkClient(form: URLSearchParams): void {
    if (form.get('client_id') !== this.#deps.app.clientId) {
      throw refuse('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id');
    }
    if (form.get('client_secret') !== this.#deps.app.clientSecret) {
      throw refuse('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
    }
  }

  /** The grant behind an access token, or 401 in HubSpot's words. */
  authenticate(authorization: string | undefined): Grant {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    const known = token === undefined ? undefined : this.#accessTokens.get(token);
    if (known === undefined || known.grant.revoked) {
      throw new HubSpotError(401, {
        message:
          'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more ' +
          'details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
        category: 'INVALID_AUTHENTICATION',
      });
    }
    const lateMs = this.#deps.now() - known.expiresAtMs;
    if (lateMs >= 0) {
      throw new HubSpotError(401, {
        message: `The OAuth token used to make this call expired ${Math.floor(lateMs / 1000)} second(s) ago.`,
        category: 'EXPIRED_AUTHENTICATION',
        context: { 'expire time': [new Date(known.expiresAtMs).toISOString()] },
      });
    }
    return known.grant;
  }

  /** What a token stands for; undefined when it is unknown, expired or revoked. */
  inspect(
    token: string,
  ): { grant: Grant; use: 'access_token' | 'refresh_token'; expiresInSeconds?: number } | undefined {
    const access = this.#accessTokens.get(token);
    if (access !== undefined && !access.grant.revoked && access.expiresAtMs > this.#deps.now()) {
      const expiresInSeconds = Math.floor((access.expiresAtMs - this.#deps.now()) / 1000);
      return { grant: access.grant, use: 'access_token', expiresInSeconds };
    }
    const grant = this.#grants.get(token);
    return grant !== undefined && !grant.revoked ? { grant, use: 'refresh_token' } : undefined;
  }

  revoke(token: string): void {
    const grant = this.#grants.get(token) ?? this.#accessTokens.get(token)?.grant;
    if (grant !== undefined) grant.revoked = true;
  }

  /** Uninstalling takes every token of the account. */
  uninstall(portalId: string): void {
    for (const grant of this.#grants.values()) if (grant.portalId === portalId) grant.revoked = true;
  }

  isInstalled(portalId: string): boolean {
    return [...this.#grants.values()].some((grant) => grant.portalId === portalId && !grant.revoked);
  }

  #redeem(form: URLSearchParams): Grant {
    const given = form.get('code') ?? '';
    const code = this.#codes.get(given);
    // A code is spent by the first attempt, right or wrong, so that a stolen one cannot be tried twice.
    this.#codes.delete(given);
    if (code === undefined || code.expiresAtMs <= this.#deps.now()) {
      throw refuse('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code');
    }
    if (form.get('redirect_uri') !== code.redirectUri) {
      throw refuse('invalid_grant', 'MISMATCH_REDIRECT_URI_AUTH_CODE', 'redirect uri does not match the auth code');
    }
    if (code.challenge !== undefined && challengeOf(form.get('code_verifier') ?? '') !== code.challenge) {
      throw refuse('invalid_grant', 'BAD_CODE_VERIFIER', 'missing or invalid code verifier');
    }
    const grant = { ...code.grant, refreshToken: `refresh-${this.#deps.newToken()}`, revoked: false };
    this.#grants.set(grant.refreshToken, grant);
    return grant;
  }

  #refresh(refreshToken: string): Grant {
    const grant = this.#grants.get(refreshToken);
    if (grant === undefined || grant.revoked) {
      throw refuse('invalid_grant', 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
    }
    return grant;
  }

  #issueTokens(grant: Grant): TokenAnswer {
    const token = `access-${this.#deps.newToken()}`;
    this.#accessTokens.set(token, { grant, expiresAtMs: this.#deps.now() + ACCESS_TOKEN_MS });
    return {
      token_type: 'bearer',
      access_token: token,
      refresh_token: grant.refreshToken,
      expires_in: ACCESS_TOKEN_MS / 1000,
    };
  }
}

/** PKCE S256. */
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** HubSpot's own `status` beside OAuth's `error`: clients read either. */
const refuse = (error: string, status: string, message: string) =>
  new HubSpotError(400, { status, message, error, error_description: message });
