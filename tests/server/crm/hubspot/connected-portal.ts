import {
  createHubSpotClient,
  type HubSpotClient,
  type HubSpotClientOptions,
} from '../../../../server/crm/hubspot/client.ts';
import {
  authorizeUrl,
  exchangeCode,
  refreshTokens,
  SCOPES,
  type OAuthApp,
  type TokenGrant,
} from '../../../../server/crm/hubspot/oauth.ts';
import { pkceOf } from '../../../../server/crm/pkce.ts';
import { provision, type ProvisionWish } from '../../../../server/crm/hubspot/provision.ts';
import { frozenClock } from '../../../../server/sandbox/hubspot/clock.ts';
import {
  startHubSpotStandIn,
  type HubSpotStandIn,
  type StandInOptions,
} from '../../../../server/sandbox/hubspot/start-stand-in.ts';

export const START_MS = Date.parse('2026-11-22T09:00:00.000Z');
export const REDIRECT_URI = 'https://partners.example.com/hubspot/callback';

/** A stand-in portal with the app connected as an admin would do it, and a real client on it. */
export interface ConnectedPortal {
  readonly standIn: HubSpotStandIn;
  readonly app: OAuthApp;
  readonly client: HubSpotClient;
  readonly grant: TokenGrant;
  /** How long the client slept, in its own words; sleeping moves the stand-in's clock. */
  readonly sleeps: readonly number[];
  readonly refreshCount: () => number;
  /** `METHOD path` of every request since the last call of this. */
  takeRequests(): string[];
  close(): Promise<void>;
}

export async function connectPortal(
  options: StandInOptions = {},
  change: Partial<HubSpotClientOptions> = {},
  scopes: readonly string[] = SCOPES,
): Promise<ConnectedPortal> {
  const clock = frozenClock(START_MS);
  const standIn = await startHubSpotStandIn({ clock, rateLimits: 'off', ...options });
  const app = appOf(standIn);
  const grant = await connect(standIn, app, scopes);
  const sleeps: number[] = [];
  let token = grant.accessToken;
  let refreshCount = 0;
  const client = createHubSpotClient({
    basePath: standIn.baseUrl,
    accessToken: async () => token,
    refreshNow: async () => {
      refreshCount += 1;
      token = (await refreshTokens(app, grant.refreshToken)).accessToken;
    },
    reserve: async () => {},
    sleep: async (ms) => {
      sleeps.push(ms);
      standIn.clock.advance(ms);
    },
    timeoutMs: 10_000,
    random: () => 0.5,
    ...change,
  });
  let seen = standIn.requests.length;
  return {
    standIn,
    app,
    client,
    grant,
    sleeps,
    refreshCount: () => refreshCount,
    takeRequests: () => {
      const taken = standIn.requests.slice(seen).map(({ method, path }) => `${method} ${path}`);
      seen = standIn.requests.length;
      return taken;
    },
    close: () => standIn.close(),
  };
}

export const appOf = (standIn: HubSpotStandIn, redirectUri = REDIRECT_URI): OAuthApp => ({
  basePath: standIn.baseUrl,
  clientId: standIn.app.clientId,
  clientSecret: standIn.app.clientSecret,
  redirectUri,
  timeoutMs: 10_000,
});

/** What the admin's browser does: the consent page, its button, the redirect. */
export async function consent(
  standIn: HubSpotStandIn,
  challenge: string,
  scopes: readonly string[] = SCOPES,
): Promise<string> {
  const url = authorizeUrl({
    authorizeBase: `${standIn.baseUrl}/oauth/authorize`,
    clientId: standIn.app.clientId,
    redirectUri: REDIRECT_URI,
    scopes,
    state: 'state-of-the-test',
    challenge,
  });
  const form = new URLSearchParams(new URL(url).search);
  form.set('portalId', standIn.portal.portalId);
  form.set('userId', standIn.portal.user('Channel Manager').userId);
  form.set('decision', 'connect');
  const answer = await fetch(`${standIn.baseUrl}/oauth/authorize`, { method: 'POST', body: form, redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? 'about:blank').searchParams.get('code');
  if (!code) throw new Error(`The consent page gave no code: ${answer.status} ${await answer.text()}`);
  return code;
}

async function connect(standIn: HubSpotStandIn, app: OAuthApp, scopes: readonly string[]): Promise<TokenGrant> {
  const { verifier, challenge } = pkceOf(new Uint8Array(32).fill(7));
  return exchangeCode(app, await consent(standIn, challenge, scopes), verifier);
}

export const wishFor = (standIn: HubSpotStandIn): ProvisionWish => ({
  words: (key) => key,
  publicOrigin: 'https://partners.example.com',
  language: 'en',
  now: () => standIn.clock.now(),
  formUrl: (formId) => `${standIn.baseUrl}/share/${standIn.portal.portalId}/${formId}`,
});

export const provisionPortal = (portal: ConnectedPortal) => provision(portal.client, wishFor(portal.standIn));
