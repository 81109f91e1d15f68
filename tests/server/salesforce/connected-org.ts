import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { SalesforceConfig } from '../../../server/config-salesforce.ts';
import type { Log } from '../../../server/flow/ports.ts';
import { createConnectLinks } from '../../../server/keys.ts';
import { createOrgClients } from '../../../server/salesforce/clients.ts';
import { createConnect } from '../../../server/salesforce/connect.ts';
import { frozenClock } from '../../../server/sandbox/hubspot/clock.ts';
import {
  startSalesforceStandIn,
  type SalesforceOptions,
  type SalesforceStandIn,
} from '../../../server/sandbox/salesforce/start-stand-in.ts';
import type { Database } from '../../../server/store/database.ts';
import { createSecretBox } from '../../../server/store/secret-box.ts';

export const NOW_MS = Date.parse('2026-11-24T10:00:00.250Z');
export const ORIGIN = 'https://partners.example.com';
export const SECRET = 'a secret of at least thirty-two characters';
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject, type: 'spki' | 'pkcs8') => key.export({ type, format: 'pem' }).toString();
/** The certificate that the stand-in knows, and its key. */
export const KEY = { publicPem: pem(pair.publicKey, 'spki'), privatePem: pem(pair.privateKey, 'pkcs8') };

export const quietLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** An org as the package leaves it, with the sides of the server that sign in to it. Closed when the test is over. */
export async function openOrg(options: SalesforceOptions = {}) {
  const clock = frozenClock(NOW_MS);
  const standIn = await startSalesforceStandIn({ jwtPublicKeyPem: KEY.publicPem, clock, ...options });
  onTestFinished(() => standIn.close());
  return standIn;
}

export type Flow = SalesforceConfig['signIn']['flow'];

export function configFor(standIn: SalesforceStandIn, flow: Flow, programId: string | null = null): SalesforceConfig {
  const { baseUrl: loginUrl, app, org } = standIn;
  const signIn: SalesforceConfig['signIn'] =
    flow === 'jwt_bearer'
      ? { flow, username: org.integrationUser.username, privateKeyPem: KEY.privatePem }
      : { flow, clientSecrets: [app.clientSecret] };
  return { loginUrl, clientId: app.clientId, signIn, programId };
}

let drawn = 0;

/** One replica of the server's side, as the wiring makes it. */
export function replicaOf(database: Database, standIn: SalesforceStandIn, config: SalesforceConfig) {
  const shown: string[] = [];
  const box = createSecretBox([SECRET]);
  const nowMs = () => standIn.clock.now();
  const links = createConnectLinks([SECRET], ORIGIN, nowMs);
  const deps = {
    ...{ database, box, config, nowMs, links, log: quietLog, timeoutMs: 5_000 },
    random: () => 0.5,
    // Waiting for a quota makes time pass at once.
    sleep: async (ms: number) => standIn.clock.advance(Math.ceil(ms)),
  };
  const clients = createOrgClients(deps);
  const connect = createConnect({
    ...deps,
    clients,
    redirectUri: `${ORIGIN}/salesforce/oauth/callback`,
    // Different every time, and the same in every run.
    randomBytes: (count) => Buffer.alloc(count, `random ${(drawn += 1)}`),
    showEverything: async (programId, crm) => void shown.push(`${programId} ${crm}`),
    onConnected: () => undefined,
  });
  return { ...deps, clients, connect, shown };
}
export type Replica = ReturnType<typeof replicaOf>;

/** Clicks through the org's consent page: what comes back in the redirect. */
export async function consent(url: string, userId: string): Promise<{ code: string; state: string }> {
  const { origin, pathname, searchParams } = new URL(url);
  const body = new URLSearchParams([...searchParams, ['userId', userId], ['decision', 'allow']]);
  const decided = await fetch(origin + pathname, { method: 'POST', body, redirect: 'manual' });
  const back = new URL(decided.headers.get('location') ?? 'about:blank').searchParams;
  return { code: back.get('code') ?? '', state: back.get('state') ?? '' };
}

/** Connects the org as a user of it does in a browser. */
export async function connectInBrowser(
  { connect }: Replica,
  userId: string,
  link: Parameters<Replica['connect']['start']>[0] = null,
) {
  const begun = await connect.start(link);
  if (!begun.ok) return begun;
  const { code, state } = await consent(begun.url, userId);
  return connect.finish(code, state);
}
