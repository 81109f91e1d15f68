import { z } from 'zod';
import { refuse } from '../errors.ts';
import type { Answer, ApiCall, ApiRouter } from '../http.ts';
import { checked, ok, withErrors } from '../http.ts';

/** Up to twenty-five requests in one, each may use answers of earlier ones as `@{reference.path}`. */
export function serveComposite(router: ApiRouter): void {
  router.on('POST', '/composite', (call) => {
    const { allOrNone, compositeRequest } = call.body(body);
    if (compositeRequest.length > REQUESTS_MAX) {
      throw refuse(400, 'INVALID_INPUT', `The number of subrequests may not exceed ${REQUESTS_MAX}.`);
    }
    const names = compositeRequest.map((each) => each.referenceId);
    if (new Set(names).size < names.length) {
      throw refuse(400, 'INVALID_INPUT', 'Each referenceId may be used once.');
    }
    return ok({ compositeResponse: runAll(router, call, compositeRequest, allOrNone) });
  });
}

const REQUESTS_MAX = 25;

const request = z.object({
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
  url: z.string(),
  referenceId: z.string().regex(/^[A-Za-z]\w*$/),
  body: z.unknown().optional(),
  httpHeaders: z.record(z.string(), z.string()).default({}),
});
type SubRequest = z.infer<typeof request>;

const body = z.object({ allOrNone: z.boolean().default(false), compositeRequest: z.array(request).min(1) });

interface SubAnswer {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

class RollBack extends Error {}

function runAll(router: ApiRouter, call: ApiCall, requests: readonly SubRequest[], allOrNone: boolean): SubAnswer[] {
  const { core } = call.org;
  const answers: SubAnswer[] = [];
  const bodies = new Map<string, unknown>();
  const failed = () => answers.find((answer) => answer.httpStatusCode >= 400);
  const run = () => {
    for (const each of requests) {
      const answer = withErrors(() => runOne(router, call, each, bodies));
      if (answer.status < 400) bodies.set(each.referenceId, answer.json);
      answers.push(toSubAnswer(each, answer));
      if (allOrNone && answer.status >= 400) throw new RollBack();
    }
  };
  if (!allOrNone) {
    run();
    return answers;
  }
  try {
    core.transaction(call.actor.user.id, run);
    return answers;
  } catch (error) {
    const culprit = failed();
    if (!(error instanceof RollBack) || culprit === undefined) throw error;
    // The one that failed keeps its own error; all others, done or not, are said to be halted.
    return requests.map((each) => (each.referenceId === culprit.referenceId ? culprit : halted(each)));
  }
}

const HALTED = 'The transaction was rolled back since another operation in the same transaction failed.';

const halted = (each: SubRequest): SubAnswer =>
  toSubAnswer(each, { status: 400, json: [{ errorCode: 'PROCESSING_HALTED', message: HALTED }] });

const toSubAnswer = (each: SubRequest, answer: Answer): SubAnswer => ({
  body: answer.json ?? null,
  httpHeaders: answer.headers ?? {},
  httpStatusCode: answer.status,
  referenceId: each.referenceId,
});

function runOne(router: ApiRouter, call: ApiCall, each: SubRequest, bodies: ReadonlyMap<string, unknown>): Answer {
  const url = new URL(String(fill(each.url, bodies)), 'http://stand-in');
  const filled = fill(each.body, bodies);
  const headers = new Map(Object.entries(each.httpHeaders).map(([name, value]) => [name.toLowerCase(), value]));
  if (!/^\/services\/data\/v[\d.]+\/(sobjects|query|queryAll|composite\/sobjects|ui-api)\b/.test(url.pathname)) {
    throw refuse(400, 'INVALID_INPUT', `The url ${url.pathname} is not allowed in a composite request.`);
  }
  return router.dispatch({
    ...call,
    method: each.method,
    path: url.pathname,
    query: url.searchParams,
    header: (name) => headers.get(name.toLowerCase()),
    body: (schema) => checked(schema, filled),
    form: () => new URLSearchParams(),
  });
}

/** Puts earlier answers in place of `@{reference.path}`, at any depth. */
function fill(value: unknown, bodies: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    return value.replace(/@\{(\w+)\.([^}]+)\}/g, (_, reference: string, path: string) => {
      const found = path.split('.').reduce<unknown>((at, step) => stepInto(at, step), bodies.get(reference));
      if (typeof found === 'string' || typeof found === 'number') return String(found);
      const message = `Invalid reference specified. No value for ${reference}.${path} found in ${reference}`;
      throw refuse(400, 'PROCESSING_HALTED', message);
    });
  }
  if (Array.isArray(value)) return value.map((each) => fill(each, bodies));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, bodies)]));
}

/** `records[0].Id` as well as `id`. */
function stepInto(at: unknown, step: string): unknown {
  const [, name = step, index] = /^(\w+)\[(\d+)\]$/.exec(step) ?? [];
  const members: readonly (readonly [string, unknown])[] =
    typeof at === 'object' && at !== null ? Object.entries(at) : [];
  const inside = members.find(([member]) => member === name)?.[1];
  if (index === undefined) return inside;
  return isList(inside) ? inside[Number(index)] : undefined;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
