import jsforce from 'jsforce';
import { z } from 'zod';
import { withoutIds, type ApiError } from './errors.ts';
import type { Outcome } from './retry.ts';

/** An org and the right to use it for a while. */
export interface SalesforceSession {
  /** Origin of the org without a slash at the end. */
  readonly instanceUrl: string;
  readonly accessToken: string;
}

export interface SalesforceRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** What follows the version, written by us: never an origin from an answer, because the token would go with it. */
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one request over jsforce, once. */
export type Send = (request: SalesforceRequest) => Promise<Outcome>;

/** Connections of one session: `send` repeats nothing, renews nothing and follows no redirect. */
export function connect(session: SalesforceSession, version: string, timeoutMs: number): Send {
  const connection = new jsforce.Connection({ ...session, version });
  // jsforce repeats reads by itself and would carry the token to wherever a redirect points.
  const once = { retry: { maxRetries: 0 }, timeout: timeoutMs, followRedirect: false };
  return ({ method, path, body, headers }) => {
    const request = {
      method,
      url: path,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    };
    const answer = connection
      .request<unknown>(request, once)
      .then((found): Outcome => ({ kind: 'answer', body: found }))
      .catch((error: unknown) => outcomeOf(error, session.accessToken));
    return withDeadline(answer, timeoutMs);
  };
}

/** jsforce stops waiting for an answer's beginning; its body may still never end. */
async function withDeadline(answer: Promise<Outcome>, timeoutMs: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const why = `Salesforce did not answer within ${timeoutMs} ms`;
  const deadline = new Promise<Outcome>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { kind: 'lost', why, wasSent: true });
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

const apiError = z.object({
  errorCode: z.string(),
  message: z.string().catch(''),
  fields: z.array(z.string()).catch([]),
});
/** jsforce's own error: one reason as it came, several as a list. */
const httpError = z.object({ errorCode: z.string(), message: z.string().catch(''), data: z.unknown() });

function outcomeOf(error: unknown, token: string): Outcome {
  const refused = httpError.safeParse(error);
  if (!refused.success) return lossOf(error);
  const { errorCode, message, data } = refused.data;
  const several = z.array(apiError).min(1).safeParse(data);
  const one = apiError.safeParse(data);
  const errors = several.success ? several.data : [one.success ? one.data : { errorCode, message, fields: [] }];
  // Salesforce does not repeat tokens in its explanations; a proxy in between might, with a whole page around.
  return { kind: 'refused', errors: errors.map((each) => cleanError(each, token)) };
}

const MESSAGE_MAX_CHARS = 500;

/** Without ids of other records and without tokens, short enough for a log line. */
export const cleanError = (error: ApiError, token = ''): ApiError => ({
  ...error,
  message: withoutIds(token === '' ? error.message : error.message.replaceAll(token, '(token)')).slice(
    0,
    MESSAGE_MAX_CHARS,
  ),
});

function lossOf(error: unknown): Outcome {
  const code = codeOf(error);
  const wasSent = !['ECONNREFUSED', 'ENOTFOUND', 'EHOSTDOWN', 'ENETDOWN', 'ENETUNREACH', 'EAI_AGAIN'].includes(code);
  return { kind: 'lost', why: `Salesforce could not be reached (${code || 'connection lost'})`, wasSent };
}

/** undici hides the reason in its causes. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : '';
}
