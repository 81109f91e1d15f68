import { Client } from '@hubspot/api-client';
import { z } from 'zod';
import { CrmRefused, CrmUnavailable } from '../../../shared/crm/crm-port.ts';
import { API_VERSION } from './client.ts';
import { GrantRevoked } from '../wire-errors.ts';

/** The scopes that the code uses, and no other: the same list stands in the app's definition. */
export const SCOPES = [
  'oauth',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.owners.read',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
  'forms',
] as const;

/** The app towards HubSpot's token endpoint. */
export interface OAuthApp {
  /** Origin of the API without a slash at the end. */
  readonly basePath: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly timeoutMs: number;
}

export interface TokenGrant {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInMs: number;
}

/** Whose grant a token is. */
export interface TokenOwner {
  readonly portalId: string;
  readonly portalDomain: string | null;
  readonly userId: string;
  readonly userEmail: string | null;
  readonly scopes: readonly string[];
}

export interface AuthorizeRequest {
  /** `https://app.hubspot.com/oauth/authorize`, or the stand-in's page. */
  readonly authorizeBase: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
  readonly challenge: string;
}

/** Where an admin is sent to connect the portal. */
export function authorizeUrl(request: AuthorizeRequest): string {
  const url = new URL(request.authorizeBase);
  url.search = new URLSearchParams({
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scopes.join(' '),
    state: request.state,
    response_type: 'code',
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

/** Trades the code of the redirect for tokens. Throws GrantRevoked when the code is used up, foreign or too old. */
export const exchangeCode = (app: OAuthApp, code: string, verifier: string): Promise<TokenGrant> =>
  askForTokens(app, { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri, code_verifier: verifier });

/** A new access token. Throws GrantRevoked when the portal has removed the app: do not ask again. */
export const refreshTokens = (app: OAuthApp, refreshToken: string): Promise<TokenGrant> =>
  askForTokens(app, { grant_type: 'refresh_token', refresh_token: refreshToken });

/** Whose token it is, by HubSpot's own word. Throws GrantRevoked when it is no longer anybody's. */
export async function introspect(app: OAuthApp, accessToken: string): Promise<TokenOwner> {
  const body = await post(app, `/oauth/${API_VERSION}/token/introspect`, {
    token_type_hint: 'access_token',
    token: accessToken,
  });
  // For a token that it does not know, the answer holds nothing but this.
  if (ended.safeParse(body).success) throw revoked();
  const owner = understood(introspection, body);
  return {
    portalId: String(owner.hub_id),
    portalDomain: owner.hub_domain ?? null,
    userId: String(owner.user_id),
    userEmail: owner.user ?? null,
    scopes: owner.scopes,
  };
}

async function askForTokens(app: OAuthApp, grant: Readonly<Record<string, string>>): Promise<TokenGrant> {
  const tokens = understood(tokenAnswer, await post(app, `/oauth/${API_VERSION}/token`, grant));
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresInMs: tokens.expires_in * 1_000,
  };
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

const ended = z.object({ active: z.literal(false) });
const id = z.union([z.string(), z.number()]);
const introspection = z.object({
  hub_id: id,
  user_id: id,
  user: z.string().nullish(),
  hub_domain: z.string().nullish(),
  scopes: z.array(z.string()),
});

async function post(app: OAuthApp, path: string, fields: Readonly<Record<string, string>>): Promise<unknown> {
  const form = new URLSearchParams({ ...fields, client_id: app.clientId, client_secret: app.clientSecret });
  const response = await reach(app, path, form);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const answer = refusal.catch({}).parse(body);
  if (isRevoked(answer)) throw revoked();
  if (response.status === 429 || response.status >= 500) {
    throw new CrmUnavailable(`HubSpot’s token endpoint answered ${response.status}; try again later.`);
  }
  // Only the error's code is repeated: its description could quote the code or token that was sent.
  const code = answer.error ?? answer.category ?? answer.status ?? `HTTP ${response.status}`;
  throw new CrmRefused(
    'invalid',
    `HubSpot’s token endpoint refused the app (${code}). Check client id, secret and redirect address.`,
  );
}

const refusal = z.object({ error: z.string(), status: z.string(), category: z.string() }).partial();

const REVOKED = ['invalid_grant', 'BAD_REFRESH_TOKEN', 'BAD_AUTH_CODE', 'EXPIRED_AUTH_CODE'];
const isRevoked = ({ error, status, category }: z.infer<typeof refusal>): boolean =>
  [error, status, category].some((code) => code !== undefined && REVOKED.includes(code));

const revoked = (): GrantRevoked =>
  new GrantRevoked('HubSpot says that the grant has ended. Connect the portal again.');

async function reach(app: OAuthApp, path: string, form: URLSearchParams): Promise<Response> {
  const sdk = new Client({ basePath: app.basePath });
  const request = sdk.apiRequest({ method: 'POST', path, body: form, defaultJson: false, authType: 'none' });
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), app.timeoutMs);
  });
  try {
    return await Promise.race([request, deadline]);
  } catch {
    // The cause is left out on purpose: it could carry the request, and with it the client secret.
    throw new CrmUnavailable('HubSpot’s token endpoint could not be reached; try again later.');
  } finally {
    clearTimeout(timer);
  }
}

function understood<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new CrmUnavailable('HubSpot’s token endpoint gave an answer that was not understood; try again later.');
}
