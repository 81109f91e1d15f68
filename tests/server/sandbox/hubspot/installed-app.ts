import { createHash } from 'node:crypto';
import { Client } from '@hubspot/api-client';
import { z } from 'zod';
import { frozenClock } from '../../../../server/sandbox/hubspot/clock.ts';
import type { HubSpotStandIn, StandInOptions } from '../../../../server/sandbox/hubspot/start-stand-in.ts';
import { startHubSpotStandIn } from '../../../../server/sandbox/hubspot/start-stand-in.ts';

export const REDIRECT_URI = 'https://partners.example.com/oauth/callback';
export const ALL_SCOPES = [
  'oauth',
  ...['deals', 'companies', 'contacts'].flatMap((type) => [
    `crm.objects.${type}.read`,
    `crm.objects.${type}.write`,
    `crm.schemas.${type}.read`,
    `crm.schemas.${type}.write`,
  ]),
  'crm.objects.owners.read',
  'forms',
].join(' ');

export interface Reply {
  readonly status: number;
  /** Parsed JSON; empty when the answer was something else. */
  readonly body: Body;
  readonly headers: Headers;
}
/** JSON to walk freely: a missing step is undefined and fails the assertion. */
export interface Body {
  readonly [key: string]: Body | undefined;
}

/** The text at the end of a walk through an answer; fails the test when there is none. */
export function text(leaf: unknown): string {
  if (typeof leaf === 'string') return leaf;
  throw new Error(`Expected text, got ${JSON.stringify(leaf)}`);
}

/** The items of a JSON list; empty when it is none. */
export const items = (list: Body | undefined): readonly Body[] => (Array.isArray(list) ? list : []);

export interface InstalledApp {
  readonly standIn: HubSpotStandIn;
  readonly client: Client;
  readonly tokens: { access_token: string; refresh_token: string };
  /** A call through HubSpot's own client, as the product makes it. */
  readonly call: (method: string, path: string, body?: unknown, qs?: Record<string, unknown>) => Promise<Reply>;
}

/** A stand-in with a frozen clock and the app installed in its default portal through the consent page. */
export async function installedApp(options: StandInOptions = {}, scopes = ALL_SCOPES): Promise<InstalledApp> {
  const clock = options.clock ?? frozenClock(Date.parse('2026-11-22T10:00:00.250Z'));
  const standIn = await startHubSpotStandIn({ ...options, clock });
  const code = await consent(standIn, { scope: scopes });
  const reply = await token(standIn, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI });
  const tokens = {
    access_token: text(reply.body['access_token']),
    refresh_token: text(reply.body['refresh_token']),
  };
  const client = new Client({ accessToken: tokens.access_token, basePath: standIn.baseUrl });
  const call: InstalledApp['call'] = async (method, path, body, qs) => {
    const response = await client.apiRequest({ method, path, body, qs });
    return readReply(response);
  };
  return { standIn, client, tokens, call };
}

export async function readReply(response: globalThis.Response): Promise<Reply> {
  const raw = await response.text();
  const body = z.custom<Body>().parse(raw.startsWith('{') || raw.startsWith('[') ? JSON.parse(raw) : {});
  return { status: response.status, body, headers: response.headers };
}

/** Agrees on the consent page as the channel manager and answers the code. */
export async function consent(standIn: HubSpotStandIn, fields: Record<string, string> = {}): Promise<string> {
  const response = await postConsent(standIn, fields);
  const location = response.headers.get('location');
  if (location === null) throw new Error(`no redirect: ${response.status} ${await response.text()}`);
  return new URL(location).searchParams.get('code') ?? '';
}

export const postConsent = (standIn: HubSpotStandIn, fields: Record<string, string> = {}) =>
  fetch(`${standIn.baseUrl}/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      client_id: standIn.app.clientId,
      redirect_uri: REDIRECT_URI,
      scope: ALL_SCOPES,
      portalId: '4242',
      userId: '701',
      decision: 'connect',
      ...fields,
    }),
  });

export const token = async (standIn: HubSpotStandIn, fields: Record<string, string>, path = '') =>
  readReply(
    await fetch(`${standIn.baseUrl}/oauth/2026-09/token${path}`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: standIn.app.clientId,
        client_secret: standIn.app.clientSecret,
        ...fields,
      }),
    }),
  );

export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

export const DEALS = '/crm/objects/2026-09/deals';
export const COMPANIES = '/crm/objects/2026-09/companies';
export const CONTACTS = '/crm/objects/2026-09/contacts';

/** What the product provisions at install, reduced to what these tests need. */
export async function provisionLock({ call }: InstalledApp): Promise<void> {
  const group = { name: 'prm_registration', label: 'Partner registration' };
  await call('POST', '/crm/properties/2026-09/deals/groups', group);
  const base = { groupName: 'prm_registration', type: 'string', fieldType: 'text' };
  const status = {
    ...base,
    name: 'prm_lock_status',
    label: 'Lock status',
    type: 'enumeration',
    fieldType: 'select',
    options: ['pending', 'active', 'expired'].map((value, displayOrder) => ({ label: value, value, displayOrder })),
  };
  const inputs = [
    { ...base, name: 'prm_lock_key', label: 'Lock key', hasUniqueValue: true },
    { ...base, name: 'prm_registration_id', label: 'Registration', hasUniqueValue: true },
    { ...base, name: 'prm_lock_ends_at', label: 'Protected until', type: 'datetime', fieldType: 'date' },
    { ...base, name: 'prm_estimated_close_on', label: 'Estimated close', type: 'date', fieldType: 'date' },
    status,
  ];
  const reply = await call('POST', '/crm/properties/2026-09/deals/batch/create', { inputs });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
}

export const newDeal = async (app: InstalledApp, properties: Record<string, unknown> = {}): Promise<string> => {
  const reply = await app.call('POST', DEALS, { properties: { dealname: 'A deal', ...properties } });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return text(reply.body['id']);
};
