import { z } from 'zod';
import { CrmRefused, CrmUnavailable } from '../../../shared/crm/crm-port.ts';
import { createBatches, type Batches } from './batches.ts';
import { UnknownOutcome } from '../wire-errors.ts';
import { SalesforceRefusal } from './errors.ts';
import { nextStep, type Outcome } from './retry.ts';
import type { Soql } from './soql.ts';
import { connect, type SalesforceRequest, type SalesforceSession, type Send } from './transport.ts';

export type { SalesforceRequest, SalesforceSession } from './transport.ts';

/** Salesforce's API version that every call names. */
export const API_VERSION = '67.0';

/** One org's API. Every method throws CrmUnavailable, CrmRefused('disconnected') and SalesforceRefusal. */
export interface SalesforceClient extends Batches {
  /** Every row of a query, however many pages it takes. */
  query<T>(query: Soql, row: z.ZodType<T>): Promise<T[]>;
  /** The same with records in the recycle bin, where a merge leaves the records that ended. */
  queryAll<T>(query: Soql, row: z.ZodType<T>): Promise<T[]>;
  /** Asks without changing anything; repeated while Salesforce stumbles. `path` follows the version. */
  read<T>(path: string, answer: z.ZodType<T>): Promise<T>;
  /** Changes something; throws UnknownOutcome when no answer tells whether it happened. */
  write<T>(request: SalesforceRequest, answer: z.ZodType<T>): Promise<T>;
}

export interface SalesforceClientOptions {
  /** The org's current session. Throws GrantRevoked. */
  readonly session: () => Promise<SalesforceSession>;
  /** Gets another session in the place of one that Salesforce no longer accepts. Throws GrantRevoked. */
  readonly renewSession: (stale: SalesforceSession) => Promise<void>;
  readonly apiVersion: string;
  /** Waits until the org's quota allows one more call. */
  readonly reserve: () => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 up to 1. */
  readonly random: () => number;
  /** How long an answer may take before it counts as lost. */
  readonly timeoutMs: number;
}

/** A client for one org: quota, sessions, retries and parsing, so that callers see answers or typed errors. */
export function createSalesforceClient(options: SalesforceClientOptions): SalesforceClient {
  const connectionOf = createConnections(options);

  async function call<T>(effect: 'read' | 'write', request: SalesforceRequest, answer: z.ZodType<T>): Promise<T> {
    const what = `${request.method} ${request.path.replace(/\?.*/, '')}`;
    let wasRenewed = false;
    for (let number = 1; ; number += 1) {
      await options.reserve();
      const session = await options.session();
      const outcome = await connectionOf(session)(request);
      const next = nextStep(outcome, { effect, number, random: options.random() });
      switch (next.kind) {
        case 'done':
          return parseAnswer(outcome, answer, effect, what);
        case 'wait':
          await options.sleep(next.waitMs);
          break;
        case 'unauthorized':
          if (wasRenewed)
            throw new CrmRefused('disconnected', 'Salesforce no longer accepts the session. Connect the org again.');
          wasRenewed = true;
          await options.renewSession(session);
          break;
        case 'unavailable':
          throw new CrmUnavailable(`${next.why}; ${what} waits.`, next.retryAfterMs);
        case 'unknown':
          throw new UnknownOutcome(`${next.why}; whether ${what} was done is not known.`);
        case 'refused':
          throw new SalesforceRefusal(what, outcome.kind === 'refused' ? outcome.errors : []);
        default: {
          const unreachable: never = next;
          return unreachable;
        }
      }
    }
  }

  const read = <T>(path: string, answer: z.ZodType<T>) => call('read', { method: 'GET', path }, answer);

  async function rowsOf<T>(resource: 'query' | 'queryAll', query: Soql, row: z.ZodType<T>): Promise<T[]> {
    const page = z.object({ records: z.array(row), nextRecordsUrl: z.string().optional() });
    const rows: T[] = [];
    let path: string | null = `/${resource}?q=${encodeURIComponent(query.text)}`;
    while (path !== null) {
      const { records, nextRecordsUrl }: z.infer<typeof page> = await read(path, page);
      rows.push(...records);
      path = nextRecordsUrl === undefined ? null : nextPage(nextRecordsUrl);
    }
    return rows;
  }

  const write = <T>(request: SalesforceRequest, answer: z.ZodType<T>) => call('write', request, answer);

  return {
    read,
    query: (query, row) => rowsOf('query', query, row),
    queryAll: (query, row) => rowsOf('queryAll', query, row),
    write,
    ...createBatches({ ...options, write }),
  };
}

/** One connection per session; a renewed session gets its own. */
function createConnections({ apiVersion, timeoutMs }: SalesforceClientOptions) {
  let current: { readonly session: SalesforceSession; readonly send: Send } | null = null;
  return (session: SalesforceSession): Send => {
    const isSame =
      current?.session.accessToken === session.accessToken && current.session.instanceUrl === session.instanceUrl;
    if (current === null || !isSame) current = { session, send: connect(session, apiVersion, timeoutMs) };
    return current.send;
  };
}

/** The next page's path after the version. An address of another shape is not followed: the token would go there. */
function nextPage(nextRecordsUrl: string): string {
  const [, path] = /^\/services\/data\/v[\d.]+(\/query(?:All)?\/[\w-]+)$/.exec(nextRecordsUrl) ?? [];
  if (path === undefined) throw new CrmUnavailable('Salesforce’s answer names no next page that can be asked for.');
  return path;
}

function parseAnswer<T>(outcome: Outcome, answer: z.ZodType<T>, effect: 'read' | 'write', what: string): T {
  const parsed = answer.safeParse(outcome.kind === 'answer' ? outcome.body : null);
  if (parsed.success) return parsed.data;
  const why = `Salesforce’s answer to ${what} was not understood: ${z.prettifyError(parsed.error)}`;
  throw effect === 'read' ? new CrmUnavailable(why) : new UnknownOutcome(why);
}
