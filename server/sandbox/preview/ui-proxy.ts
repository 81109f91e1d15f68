import type { PortalUser } from '../hubspot/entities.ts';
import { signV3 } from '../hubspot/webhook-signature.ts';
import type { ProxyAnswer, ProxyRequest } from './wire.ts';

export interface UiProxyDeps {
  /** The one origin under `permittedUrls.fetch`. */
  readonly appOrigin: string;
  readonly portalId: string;
  readonly app: { readonly appId: string; readonly clientSecret: string };
  readonly now: () => number;
}

/** HubSpot's limits for `hubspot.fetch`. */
const TIMEOUT_DEFAULT_MS = 15_000;
const TIMEOUT_MAX_MS = 120_000;
const BODY_BYTES_MAX = 1_000_000;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * What HubSpot does with a `hubspot.fetch`: adds who asks to the address, signs it and sends it on. An error of the
 * app's server comes back as BAD_GATEWAY with the answer inside; a broken connection or a 5xx is tried once more.
 * Which status a card sees on an error is not published; here it is the 502 that the category names.
 */
export async function proxyFetch(deps: UiProxyDeps, user: PortalUser, request: ProxyRequest): Promise<ProxyAnswer> {
  const refusal = refusalOf(deps, request);
  if (refusal !== undefined) return failure(400, 'VALIDATION_ERROR', refusal, request);
  const uri = withIdentity(deps, user, request.url);
  const first = await send(deps, request, uri);
  const last =
    first === 'timeout' || (typeof first === 'object' && first.status < 500) ? first : await send(deps, request, uri);
  if (last === 'timeout') return failure(504, 'GATEWAY_TIMEOUT', 'Gateway took too long to respond', request);
  if (last === 'broken') return failure(500, 'INTERNAL_SERVER_ERROR', 'Network error', request);
  if (last.status >= 200 && last.status < 300) return last;
  return badGateway(last, request);
}

function refusalOf(deps: UiProxyDeps, request: ProxyRequest): string | undefined {
  if (!URL.canParse(request.url)) return 'URL is malformed';
  if (new URL(request.url).origin !== deps.appOrigin) {
    return `'${new URL(request.url).origin}' is not in permittedUrls.fetch of the app`;
  }
  if (!METHODS.includes(request.method)) return `Method '${request.method}' is not allowed`;
  if (Object.keys(request.headers).some((name) => name.toLowerCase() !== 'authorization')) {
    return "Invalid Request Headers provided. Only 'Authorization' header is allowed from hubspot.fetch()";
  }
  if (bodyOf(request).length > BODY_BYTES_MAX) return 'The request body is larger than 1 MB';
  return undefined;
}

/** HubSpot's word on who asks. Appended, so that what an extension put there itself stays visible to the server. */
function withIdentity({ portalId, app }: UiProxyDeps, user: PortalUser, url: string): string {
  const identity = { userId: user.userId, userEmail: user.email, portalId, appId: app.appId };
  const pairs = Object.entries(identity).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

async function send(
  deps: UiProxyDeps,
  request: ProxyRequest,
  uri: string,
): Promise<ProxyAnswer | 'timeout' | 'broken'> {
  const rawBody = bodyOf(request);
  const timestampMs = deps.now();
  const signature = signV3({
    clientSecret: deps.app.clientSecret,
    method: request.method,
    uri,
    rawBody,
    timestampMs,
  });
  try {
    const response = await fetch(uri, {
      method: request.method,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.min(request.timeoutMs ?? TIMEOUT_DEFAULT_MS, TIMEOUT_MAX_MS)),
      headers: {
        ...request.headers,
        'X-HubSpot-Signature-v3': signature,
        'X-HubSpot-Request-Timestamp': String(timestampMs),
        ...(rawBody === '' ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(rawBody === '' ? {} : { body: rawBody }),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? 'text/plain',
      body: await response.text(),
    };
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'broken';
  }
}

const bodyOf = ({ method, body }: ProxyRequest): string =>
  method === 'GET' || body === undefined || body === null ? '' : JSON.stringify(body);

const badGateway = (answer: ProxyAnswer, request: ProxyRequest): ProxyAnswer =>
  json(502, {
    status: 'error',
    category: 'BAD_GATEWAY',
    message: 'Error returned from Request Uri',
    context: { ...contextOf(request), appServerStatusCode: [String(answer.status)] },
    responseBody: parsed(answer.body),
    errors: [{ message: `Unacceptable HTTP status ${answer.status} calling ${request.url}` }],
  });

const failure = (status: number, category: string, message: string, request: ProxyRequest): ProxyAnswer =>
  json(status, { status: 'error', category, message, context: contextOf(request) });

const contextOf = (request: ProxyRequest) => ({ httpMethod: [request.method], requestUri: [request.url] });

const json = (status: number, body: object): ProxyAnswer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
