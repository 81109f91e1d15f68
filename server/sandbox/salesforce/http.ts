import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import type { ZodType } from 'zod';
import type { FaultAnswer, Faults } from '../hubspot/faults.ts';
import { invalidSession, notFound, refuse, SalesforceError } from './errors.ts';
import type { ApiLimits } from './limits.ts';
import type { Actor } from './org/core.ts';
import type { Org } from './org/org.ts';
import type { Sessions } from './sessions.ts';

/** What a route answers; at most one of `json` and `html`. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (json: unknown): Answer => ({ status: 200, json });
export const created = (json: unknown): Answer => ({ status: 201, json });
export const noContent: Answer = { status: 204 };

/** The connection a request came on. */
export interface Line {
  /** Aborted when the caller hangs up. */
  readonly closed: AbortSignal;
  /** Whether an answer can still arrive; known earlier than `closed` is told. */
  readonly isOpen: () => boolean;
}

/** A request, read once; also a subrequest of a composite call. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  readonly param: (name: string) => string;
  /** The JSON body, checked; 400 in the platform's words when it does not fit. */
  readonly body: <T>(schema: ZodType<T>) => T;
  readonly form: () => URLSearchParams;
  readonly line: Line;
}

/** A request with a valid session. */
export interface ApiCall extends Call {
  readonly org: Org;
  readonly actor: Actor;
  /** `67.0`. */
  readonly version: string;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** 0 when the connection was dropped. */
  readonly status: number;
  readonly userId: string | undefined;
}

export type ApiHandler = (call: ApiCall) => Answer;

export interface HttpDeps {
  readonly org: Org;
  readonly sessions: Sessions;
  readonly faults: Faults;
  readonly limits: ApiLimits;
  readonly record: (request: RecordedRequest) => void;
}

/** Above a batch of two hundred records with long text, so that size is refused by rule, not by the parser. */
const BODY_MAX = '16mb';
const VERSIONS = { min: 60, max: 67 };
export const API_VERSIONS: readonly number[] = Array.from({ length: 8 }, (_, index) => VERSIONS.min + index);

/** Routes of the versioned API; they also answer subrequests, which have no connection of their own. */
export class ApiRouter {
  readonly #routes: { readonly method: string; readonly pattern: RegExp; readonly handler: ApiHandler }[] = [];

  /** `path` is what follows `/services/data/v67.0`; `:name` matches one encoded segment. */
  on(method: string, path: string, handler: ApiHandler): void {
    const source = path.replace(/:(\w+)/g, '(?<$1>[^/]+)');
    this.#routes.push({ method, pattern: new RegExp(`^${source}/?$`), handler });
  }

  dispatch(call: Omit<ApiCall, 'param' | 'version'>): Answer {
    const [, version, rest] = /^\/services\/data\/v(\d+\.\d)(\/.*)?$/.exec(call.path) ?? [];
    if (version === undefined || !isKnownVersion(version)) throw notFound();
    const path = rest ?? '/';
    const fits = this.#routes.filter(({ pattern }) => pattern.test(path));
    const route = fits.find(({ method }) => method === call.method);
    if (fits.length === 0) throw notFound();
    if (route === undefined) {
      const allowed = fits.map(({ method }) => method).join(',');
      throw refuse(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed. Allowed are ${allowed}`);
    }
    const groups = route.pattern.exec(path)?.groups ?? {};
    return route.handler({ ...call, version, param: (name) => decode(groups[name] ?? '') });
  }
}

const isKnownVersion = (version: string): boolean => version.endsWith('.0') && API_VERSIONS.includes(Number(version));

/** Express, with faults, sessions and limits in one place for every request. */
export class HttpServer {
  readonly app: Express = express();
  readonly #deps: HttpDeps;

  constructor(deps: HttpDeps) {
    this.#deps = deps;
    this.app.disable('x-powered-by');
    this.app.use(express.raw({ type: () => true, limit: BODY_MAX }));
  }

  /** A page or endpoint that needs no session. */
  open(method: 'get' | 'post', path: string, handler: (call: Call) => Answer | Promise<Answer>): void {
    this.app[method](path, (request, response) => this.#serve(request, response, handler));
  }

  /** An endpoint outside the versioned API that needs a session. */
  withSession(method: 'get' | 'post', path: string, handler: (call: Omit<ApiCall, 'version'>) => Answer): void {
    this.app[method](path, (request, response) =>
      this.#serve(request, response, (call, saw) => handler(this.#authorised(call, saw))),
    );
  }

  /** Call after the last route. */
  api(router: ApiRouter): void {
    this.app.use('/services/data', (request, response) =>
      this.#serve(request, response, (call, saw) => {
        const authorised = this.#authorised(call, saw);
        this.#deps.limits.count();
        const headers = { 'Sforce-Limit-Info': this.#deps.limits.header() };
        const answer = withErrors(() => router.dispatch(authorised));
        return { ...answer, headers: { ...headers, ...answer.headers } };
      }),
    );
    this.app.use((request, response) =>
      this.#serve(request, response, () => {
        throw notFound();
      }),
    );
    // What Express itself refuses: a body above the limit, a path with a broken escape.
    this.app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
      const status = statusOf(error);
      this.#deps.record({ method: request.method, path: request.path, status, userId: undefined });
      send(response, { status, json: [{ errorCode: 'UNKNOWN_EXCEPTION', message: String(error) }] });
    });
  }

  #authorised(call: Call, saw: (userId: string) => void): Omit<ApiCall, 'version'> {
    const [, token = ''] = /^(?:Bearer|OAuth) (\S+)$/i.exec(call.header('authorization') ?? '') ?? [];
    const userId = this.#deps.sessions.userIdOf(token);
    if (userId === undefined) throw invalidSession();
    saw(userId);
    return { ...call, org: this.#deps.org, actor: this.#deps.org.actor(userId) };
  }

  async #serve(
    request: Request,
    response: Response,
    handler: (call: Call, saw: (userId: string) => void) => Answer | Promise<Answer>,
  ): Promise<void> {
    const { method } = request;
    const call = toCall(request, response);
    let userId: string | undefined;
    const record = (status: number) => this.#deps.record({ method, path: call.path, status, userId });
    const drop = () => {
      record(0);
      request.socket.destroy();
    };
    const fault = this.#deps.faults.take(method, call.path);
    if (fault === 'drop') return drop();
    const work = async (): Promise<Answer> => withErrorsLater(() => handler(call, (seen) => (userId = seen)));
    const answer = isReplacement(fault)
      ? { status: fault.status, json: fault.body ?? [], headers: fault.headers ?? {} }
      : await this.#slowly(fault, work);
    if (fault === 'dropAfter') return drop();
    record(answer.status);
    send(response, answer);
  }

  /** A slow request counts as long-running while it waits; too many at once are refused. */
  async #slowly(fault: FaultAnswer | undefined, work: () => Promise<Answer>): Promise<Answer> {
    if (typeof fault !== 'object' || !('delayMs' in fault)) return work();
    const refused = this.#deps.limits.startLong();
    if (refused !== undefined) return refused;
    const wait = () => new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    try {
      if (fault.work === 'late') await wait();
      const answer = await work();
      if (fault.work !== 'late') await wait();
      return answer;
    } finally {
      this.#deps.limits.endLong();
    }
  }
}

function send(response: Response, answer: Answer): void {
  if (response.destroyed) return;
  response.status(answer.status).set(answer.headers ?? {});
  if (answer.html !== undefined) return void response.type('html').send(answer.html);
  if (answer.json === undefined) return void response.end();
  response.json(answer.json);
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : 500;

export function withErrors(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    return errorAnswer(error);
  }
}

async function withErrorsLater(work: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    return errorAnswer(error);
  }
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof SalesforceError) return { status: error.status, json: error.body ?? error.errors };
  // A bug of the stand-in must not look like one of Salesforce's answers.
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, json: [{ errorCode: 'STAND_IN_BUG', message }] };
}

const isReplacement = (fault: FaultAnswer | undefined): fault is Extract<FaultAnswer, { status: number }> =>
  typeof fault === 'object' && 'status' in fault;

function toCall(request: Request, response: Response): Call {
  const url = new URL(request.originalUrl, 'http://stand-in');
  const rawBody = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    header: (name) => request.get(name),
    param: (name) => {
      const value = request.params[name];
      return typeof value === 'string' ? value : '';
    },
    body: (schema) => readJson(schema, rawBody, request.get('content-type')),
    form: () => new URLSearchParams(rawBody),
    line: { closed: closed.signal, isOpen: () => !request.socket.destroyed },
  };
}

function readJson<T>(schema: ZodType<T>, rawBody: string, contentType: string | undefined): T {
  if (contentType?.includes('json') !== true) {
    throw refuse(415, 'UNSUPPORTED_MEDIA_TYPE', `Content type ${contentType ?? 'none'} is not supported`);
  }
  return checked(schema, parseJson(rawBody));
}

/** A value of the right shape, or the refusal the platform's JSON parser gives. */
export function checked<T>(schema: ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.map(String).join('.') || 'body';
  throw refuse(400, 'JSON_PARSER_ERROR', `${where}: ${issue?.message ?? 'not valid'} at [line:1, column:1]`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const found = text.trim().slice(0, 1) || 'end of input';
    throw refuse(400, 'JSON_PARSER_ERROR', `Unexpected character ('${found}') at [line:1, column:1]`);
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound();
  }
}
