import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import type { ZodType } from 'zod';
import type { Actor } from './entities.ts';
import { HubSpotError, invalidJson, missingScopes, notFound } from './errors.ts';
import type { FaultAnswer, Faults } from './faults.ts';
import type { Grant, OAuth } from './oauth.ts';
import type { Portal } from './portal.ts';
import type { RateLimits } from './rate-limits.ts';

/** What a route answers; exactly one of `json` and `html`, or neither for an empty body. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (json: unknown): Answer => ({ status: 200, json });
export const created = (json: unknown): Answer => ({ status: 201, json });
export const noContent: Answer = { status: 204 };

/** A request, read once. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly rawBody: string;
  readonly header: (name: string) => string | undefined;
  readonly param: (name: string) => string;
  /** The JSON body, checked; 400 in HubSpot's words when it does not fit. */
  readonly body: <T>(schema: ZodType<T>) => T;
  readonly form: () => URLSearchParams;
}

/** A request of the app, with a valid token. */
export interface ApiCall extends Call {
  readonly portal: Portal;
  readonly grant: Grant;
  readonly actor: Actor;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** 0 when the connection was dropped. */
  readonly status: number;
  readonly portalId: string | undefined;
}

/** Scopes a call needs: every inner list must have at least one granted scope. */
export type ScopeNeeds = (call: Call) => readonly (readonly string[])[];

export interface HttpDeps {
  readonly appId: string;
  readonly oauth: OAuth;
  readonly portals: ReadonlyMap<string, Portal>;
  readonly faults: Faults;
  readonly rateLimits: RateLimits | undefined;
  readonly newCorrelationId: () => string;
  readonly record: (request: RecordedRequest) => void;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** Above a property's 64 KB and a batch of a hundred of them, so that size is refused by rule, not by the parser. */
const BODY_MAX = '16mb';

/** Registers routes; every request passes faults, authentication, limits and scopes in one place. */
export class HttpServer {
  readonly app: Express = express();
  readonly #deps: HttpDeps;

  constructor(deps: HttpDeps) {
    this.#deps = deps;
    this.app.disable('x-powered-by');
    this.app.use(express.raw({ type: () => true, limit: BODY_MAX }));
  }

  /** A page or endpoint that needs no access token. */
  open(method: Method, path: string, handler: (call: Call) => Answer): void {
    this.app[method](path, (request, response) => this.#serve(request, response, handler));
  }

  /** An endpoint of the API: access token, rate limit, scopes. */
  api(method: Method, path: string, needs: ScopeNeeds, handler: (call: ApiCall) => Answer): void {
    this.app[method](path, (request, response) =>
      this.#serve(request, response, (call, saw) => this.#authorised(call, needs, handler, saw)),
    );
  }

  /** Call after the last route. */
  closeRoutes(): void {
    this.app.use((request, response) =>
      this.#serve(request, response, () => {
        throw notFound(`No route for ${request.method} ${request.path}`);
      }),
    );
    // What Express itself refuses: a body above the limit, a path with a broken escape.
    this.app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
      const status = statusOf(error);
      this.#deps.record({ method: request.method, path: request.path, status, portalId: undefined });
      const message = error instanceof Error ? error.message : 'Bad request';
      this.#send(response, { status, json: { status: 'error', category: 'VALIDATION_ERROR', message } });
    });
  }

  #authorised(
    call: Call,
    needs: ScopeNeeds,
    handler: (call: ApiCall) => Answer,
    saw: (portalId: string) => void,
  ): Answer {
    const grant = this.#deps.oauth.authenticate(call.header('authorization'));
    const portal = this.#deps.portals.get(grant.portalId);
    if (portal === undefined) throw notFound(`Portal ${grant.portalId} does not exist`);
    saw(portal.portalId);
    // Search has a limit of its own, which its route counts.
    const isSearch = /^\/crm\/objects\/[^/]+\/[^/]+\/search$/.test(call.path);
    const headers = isSearch ? {} : (this.#deps.rateLimits?.countCall(portal.portalId) ?? {});
    if (isSearch) this.#deps.rateLimits?.countSearch(portal.portalId);
    for (const anyOf of needs(call)) {
      if (!anyOf.some((scope) => grant.scopes.includes(scope))) throw missingScopes(anyOf);
    }
    const actor: Actor = { changeSource: 'INTEGRATION', sourceId: this.#deps.appId };
    const answer = withErrors(() => handler({ ...call, portal, grant, actor }));
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }

  async #serve(
    request: Request,
    response: Response,
    handler: (call: Call, saw: (portalId: string) => void) => Answer,
  ): Promise<void> {
    const { method, path } = request;
    let portalId: string | undefined;
    const record = (status: number) => this.#deps.record({ method, path, status, portalId });
    const drop = () => {
      record(0);
      request.socket.destroy();
    };
    const fault = this.#deps.faults.take(method, path);
    if (fault === 'drop') return drop();
    await pause(fault, 'late');
    const answer = isReplacement(fault)
      ? { status: fault.status, json: fault.body ?? {}, headers: fault.headers ?? {} }
      : withErrors(() => handler(toCall(request), (seen) => (portalId = seen)));
    if (fault === 'dropAfter') return drop();
    await pause(fault, 'before');
    record(answer.status);
    this.#send(response, answer);
  }

  #send(response: Response, answer: Answer): void {
    response.status(answer.status).set(answer.headers ?? {});
    if (answer.html !== undefined) return void response.type('html').send(answer.html);
    if (answer.json === undefined) return void response.end();
    const failed = answer.status >= 400 && typeof answer.json === 'object';
    response.json(failed ? { ...answer.json, correlationId: this.#deps.newCorrelationId() } : answer.json);
  }
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : 500;

function withErrors(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof HubSpotError) return { status: error.status, json: error.body, headers: error.headers };
    // A bug of the stand-in must not look like one of HubSpot's answers.
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 500, json: { status: 'error', category: 'STAND_IN_BUG', message: detail } };
  }
}

const isReplacement = (fault: FaultAnswer | undefined): fault is Extract<FaultAnswer, { status: number }> =>
  typeof fault === 'object' && 'status' in fault;

async function pause(fault: FaultAnswer | undefined, moment: 'before' | 'late'): Promise<void> {
  if (typeof fault !== 'object' || !('delayMs' in fault) || (fault.work ?? 'before') !== moment) return;
  await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
}

function toCall(request: Request): Call {
  const url = new URL(request.originalUrl, 'http://stand-in');
  const rawBody = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    rawBody,
    header: (name) => request.get(name),
    param: (name) => {
      const value = request.params[name];
      return typeof value === 'string' ? value : '';
    },
    body: (schema) => readBody(schema, rawBody, request.get('content-type')),
    form: () => new URLSearchParams(rawBody),
  };
}

function readBody<T>(schema: ZodType<T>, rawBody: string, contentType: string | undefined): T {
  if (contentType?.includes('json') !== true) {
    throw new HubSpotError(415, { message: `Unsupported Media Type: ${contentType ?? 'none'}` });
  }
  const result = schema.safeParse(parseJson(rawBody));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw invalidJson(`${issue?.path.map(String).join('.') || 'body'}: ${issue?.message ?? 'not valid'}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidJson(error instanceof Error ? error.message : 'not JSON');
  }
}
