import { Client } from '@hubspot/api-client';
import { z } from 'zod';
import { CrmRefused, CrmUnavailable } from '../../../shared/crm/crm-port.ts';
import { UnknownOutcome } from '../wire-errors.ts';
import { HubSpotRefusal } from './errors.ts';
import { nextStep, type Outcome } from './retry.ts';

/** HubSpot's dated API version. Every path of ours carries it, forms excepted. */
export const API_VERSION = '2026-09';

export interface HubSpotRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Begins with `/` and is written by us: never a URL from an answer, because the token would go with it. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: object;
}

/** One portal's API. Both throw CrmUnavailable, CrmRefused('disconnected') and HubSpotRefusal. */
export interface HubSpotClient {
  /** Asks without changing anything; repeated while HubSpot stumbles. */
  read<T>(request: HubSpotRequest, answer: z.ZodType<T>): Promise<T>;
  /** Changes something; throws UnknownOutcome when no answer tells whether it happened. */
  write<T>(request: HubSpotRequest, answer: z.ZodType<T>): Promise<T>;
}

export interface HubSpotClientOptions {
  /** Origin of the API without a slash at the end. */
  readonly basePath: string;
  /** The portal's current access token, refreshed when it is about to end. Throws GrantRevoked. */
  readonly accessToken: () => Promise<string>;
  /** Gets a new access token although the current one should still live. Throws GrantRevoked. */
  readonly refreshNow: () => Promise<void>;
  /** Waits until the portal's quota allows one more call; search has its own at HubSpot. */
  readonly reserve: (bucket: 'api' | 'search') => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long an answer may take before it counts as lost. */
  readonly timeoutMs: number;
  readonly random: () => number;
}

/** A client for one portal: quota, refresh, retries and parsing, so that callers see answers or typed errors. */
export function createHubSpotClient(options: HubSpotClientOptions): HubSpotClient {
  // No limiterOptions and no numberOfApiCallRetries: the SDK shares the first among all portals of the process,
  // and the second does nothing for apiRequest.
  const sdk = new Client({ basePath: options.basePath });
  const grant = createRenewal(options.refreshNow);

  async function call<T>(effect: 'read' | 'write', request: HubSpotRequest, answer: z.ZodType<T>): Promise<T> {
    const what = `${request.method} ${request.path}`;
    let wasRenewed = false;
    let waitedMs = 0;
    for (let number = 1; ; number += 1) {
      await options.reserve(request.path.endsWith('/search') ? 'search' : 'api');
      const renewal = grant.state();
      const token = await options.accessToken();
      const outcome = await send(sdk, token, request, options.timeoutMs);
      const next = nextStep(outcome, { effect, number, waitedMs, random: options.random() });
      switch (next.kind) {
        case 'done':
          return parseAnswer(outcome, answer, effect, what);
        case 'wait':
          waitedMs += next.waitMs;
          await options.sleep(next.waitMs);
          break;
        case 'unauthorized':
          if (wasRenewed)
            throw new CrmRefused('disconnected', `HubSpot no longer accepts the grant. Connect the portal again.`);
          wasRenewed = true;
          await grant.renewSince(renewal);
          break;
        case 'unavailable':
          throw new CrmUnavailable(`${next.why}; ${what} waits.`, next.retryAfterMs);
        case 'unknown':
          throw new UnknownOutcome(`${next.why}; whether ${what} was done is not known.`);
        case 'refused':
          throw refusalOf(outcome, what);
        default: {
          const unreachable: never = next;
          return unreachable;
        }
      }
    }
  }

  return {
    read: (request, answer) => call('read', request, answer),
    write: (request, answer) => call('write', request, answer),
  };
}

/** One renewal at a time: twenty calls that meet an expired token cause one refresh, also when they notice late. */
function createRenewal(refreshNow: () => Promise<void>) {
  let completed = 0;
  let running: Promise<void> | null = null;
  return {
    /** Taken before the token is read, so that a renewal in between is noticed. */
    state: () => completed,
    async renewSince(state: number): Promise<void> {
      if (state !== completed) return;
      running ??= refreshNow()
        .then(() => {
          completed += 1;
        })
        .finally(() => {
          running = null;
        });
      await running;
    },
  };
}

async function send(sdk: Client, token: string, request: HubSpotRequest, timeoutMs: number): Promise<Outcome> {
  // The SDK reads the token when the request is made, in the same tick: no other call can come between.
  sdk.setAccessToken(token);
  const { method, path, query, body } = request;
  const answer = sdk
    .apiRequest({ method, path, ...(query && { qs: { ...query } }), ...(body && { body }) })
    .then(async (response): Promise<Outcome> => {
      const text = await response.text();
      // HubSpot does not repeat tokens in its explanations; a proxy in between might.
      const safeText = response.ok ? text : text.replaceAll(token, '(token)');
      const retryAfter = response.headers.get('retry-after');
      return { kind: 'answer', status: response.status, retryAfter, body: readJson(safeText) };
    })
    .catch((error: unknown): Outcome => ({ kind: 'lost', why: `HubSpot could not be reached (${causeOf(error)})` }));
  return withDeadline(answer, timeoutMs);
}

/** The SDK offers neither a timeout nor a signal; a lost answer is left to end by itself. */
async function withDeadline(answer: Promise<Outcome>, timeoutMs: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<Outcome>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { kind: 'lost', why: `HubSpot did not answer within ${timeoutMs} ms` });
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function parseAnswer<T>(outcome: Outcome, answer: z.ZodType<T>, effect: 'read' | 'write', what: string): T {
  const parsed = answer.safeParse(outcome.kind === 'answer' ? outcome.body : null);
  if (parsed.success) return parsed.data;
  const why = `HubSpot’s answer to ${what} was not understood: ${z.prettifyError(parsed.error)}`;
  throw effect === 'read' ? new CrmUnavailable(why) : new UnknownOutcome(why);
}

const refusalBody = z
  .object({ message: z.string().catch(''), category: z.string().catch('') })
  .catch({ message: '', category: '' });

function refusalOf(outcome: Outcome, what: string): HubSpotRefusal {
  const [status, body] = outcome.kind === 'answer' ? [outcome.status, outcome.body] : [0, null];
  const { message, category } = refusalBody.parse(body);
  return new HubSpotRefusal(what, status, category, message || `no explanation (HTTP ${status})`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const causeOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown failure';
};
