import path from 'node:path';
import jsforce from 'jsforce';
import type { Connection } from 'jsforce';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { frozenClock } from '../../../../server/sandbox/hubspot/clock.ts';
import type { OrgUser } from '../../../../server/sandbox/salesforce/org/users.ts';
import type { SalesforceOptions, SalesforceStandIn } from '../../../../server/sandbox/salesforce/start-stand-in.ts';
import { startSalesforceStandIn } from '../../../../server/sandbox/salesforce/start-stand-in.ts';

export const FIXTURE_PACKAGE = path.join(import.meta.dirname, 'fixture-package');
export const REGISTRATION = 'Partner_Registration__c';
export const KEY = 'Partner_Active_Lock_Key__c';
export const API = '/services/data/v67.0';
/** A Sunday-to-Saturday week, a month and a quarter with days on both sides. */
export const NOW = '2026-11-24T10:00:00.250Z';
export const DAY_MS = 86_400_000;

export interface DemoOrg {
  readonly standIn: SalesforceStandIn;
  readonly admin: Connection;
  readonly integration: Connection;
  readonly manager: Connection;
  readonly rep: Connection;
  /** Salesforce's own client, logged in as a user. */
  readonly connect: (user: OrgUser) => Connection;
  /** A bare call, as another client makes it. */
  readonly call: (method: string, path: string, body?: unknown, more?: CallOptions) => Promise<Reply>;
}

export interface CallOptions {
  readonly as?: OrgUser;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}
/** JSON to walk freely: a missing step is undefined and fails the assertion. */
export interface Body {
  readonly [key: string]: Body | undefined;
}

/** An org of the fixture package with a frozen clock, closed when the test is over. */
export async function demoOrg(options: SalesforceOptions = {}): Promise<DemoOrg> {
  const clock = options.clock ?? frozenClock(Date.parse(NOW));
  const standIn = await startSalesforceStandIn({ packageDir: FIXTURE_PACKAGE, ...options, clock });
  onTestFinished(() => standIn.close());
  const { org, baseUrl } = standIn;
  const connect = (user: OrgUser) =>
    new jsforce.Connection({ version: '67.0', instanceUrl: baseUrl, accessToken: standIn.login(user.id) });
  return {
    standIn,
    connect,
    admin: connect(org.administrator),
    integration: connect(org.integrationUser),
    manager: connect(org.channelManager),
    rep: connect(org.salesRep),
    call: async (method, target, body, { as = org.administrator, headers = {} } = {}) =>
      readReply(
        await fetch(new URL(target, baseUrl), {
          method,
          headers: { authorization: `Bearer ${standIn.login(as.id)}`, 'content-type': 'application/json', ...headers },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
  };
}

/** The text at the end of a walk through an answer; fails the test when there is none. */
export function text(leaf: unknown): string {
  if (typeof leaf === 'string') return leaf;
  throw new Error(`Expected text, got ${JSON.stringify(leaf)}`);
}

export async function readReply(response: Response): Promise<Reply> {
  const raw = await response.text();
  const body = z.custom<Body>().parse(/^[[{]/.test(raw) ? JSON.parse(raw) : {});
  return { status: response.status, body, headers: response.headers };
}

/** What a refused call of jsforce says; fails the test when it is not refused. */
export async function refusal(
  call: PromiseLike<unknown>,
): Promise<{ errorCode: string; message: string; fields: unknown }> {
  try {
    await call;
  } catch (error) {
    const seen = z.object({ errorCode: z.string(), message: z.string(), data: z.unknown() }).parse(error);
    const fields = z.object({ fields: z.unknown() }).safeParse(seen.data).data?.fields;
    return { errorCode: seen.errorCode, message: seen.message, fields };
  }
  throw new Error('The call was not refused.');
}

/** The id of a saved record; fails the test when it was not saved. */
export async function savedId(call: PromiseLike<unknown>): Promise<string> {
  return z.object({ success: z.literal(true), id: z.string() }).parse(await call).id;
}

/** A record read by jsforce, to look into freely. */
export const fieldsOf = async (call: PromiseLike<unknown>) => z.record(z.string(), z.unknown()).parse(await call);

/** Tries until it holds: for what comes over the network by itself. */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`It never happened: ${what}`);
}
