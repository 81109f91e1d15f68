import { HubSpotError } from '../errors.ts';
import type { Answer, Call, HttpServer } from '../http.ts';
import { noContent, ok } from '../http.ts';
import type { OAuth } from '../oauth.ts';
import { consentPage, refusalPage } from '../pages/consent-page.ts';
import type { Portal } from '../portal.ts';
import { KNOWN_SCOPES } from '../scopes.ts';

export interface OAuthRouteDeps {
  readonly oauth: OAuth;
  readonly portals: ReadonlyMap<string, Portal>;
  readonly app: { readonly appId: string; readonly clientId: string; readonly name: string };
}

/** The consent page in the browser, and the token endpoints for the app's server. */
export function serveOAuth(http: HttpServer, deps: OAuthRouteDeps): void {
  const { oauth } = deps;
  http.open('get', '/oauth/authorize', (call) => showConsent(call.query, deps));
  http.open('post', '/oauth/authorize', (call) => decideConsent(call.form(), deps));
  http.open('post', '/oauth/2026-09/token', (call) => ok(oauth.exchange(formOf(call))));
  http.open('post', '/oauth/2026-09/token/introspect', (call) => introspect(formOf(call), deps));
  http.open('post', '/oauth/2026-09/token/revoke', (call) => {
    const form = formOf(call);
    oauth.checkClient(form);
    oauth.revoke(form.get('token') ?? '');
    return noContent;
  });
}

/** These endpoints take forms only: secrets in a query string would end in logs. */
function formOf(call: Call): URLSearchParams {
  const contentType = call.header('content-type') ?? '';
  if (!contentType.startsWith('application/x-www-form-urlencoded')) {
    throw new HubSpotError(415, { message: `Unsupported Media Type: ${contentType}` });
  }
  return call.form();
}

/** What is wrong with a request for consent, for the person in front of the browser. */
function objection(query: URLSearchParams, { app }: OAuthRouteDeps): string | undefined {
  if (query.get('client_id') !== app.clientId) return "The client_id doesn't belong to a known app.";
  const redirect = URL.parse(query.get('redirect_uri') ?? '');
  const local = redirect?.hostname === 'localhost' || redirect?.hostname === '127.0.0.1';
  if (redirect === null || (redirect.protocol !== 'https:' && !(local && redirect.protocol === 'http:'))) {
    return 'The redirect_uri must be https, or http on localhost.';
  }
  const scopes = scopesOf(query.get('scope'));
  const unknown = [...scopes, ...scopesOf(query.get('optional_scope'))].filter(
    (scope) => !KNOWN_SCOPES.includes(scope),
  );
  if (scopes.length === 0) return 'No scopes were asked for.';
  if (unknown.length > 0) return `Unknown scopes: ${unknown.join(', ')}.`;
  const method = query.get('code_challenge_method');
  if (query.has('code_challenge') && method !== 'S256') return 'The code_challenge_method must be S256.';
  return undefined;
}

const scopesOf = (text: string | null): string[] => (text ?? '').split(/[\s,]+/).filter((scope) => scope !== '');

function showConsent(query: URLSearchParams, deps: OAuthRouteDeps): Answer {
  const wrong = objection(query, deps);
  if (wrong !== undefined) return { status: 400, html: refusalPage(wrong) };
  const scopes = [...scopesOf(query.get('scope')), ...scopesOf(query.get('optional_scope'))];
  const asked = { appName: deps.app.name, scopes, portals: [...deps.portals.values()], query };
  return { status: 200, html: consentPage(asked) };
}

function decideConsent(form: URLSearchParams, deps: OAuthRouteDeps): Answer {
  const wrong = objection(form, deps);
  const portal = deps.portals.get(form.get('portalId') ?? '');
  const user = portal?.users.find((each) => each.userId === form.get('userId'));
  if (wrong !== undefined) return { status: 400, html: refusalPage(wrong) };
  if (portal === undefined || user === undefined) {
    return { status: 400, html: refusalPage('Choose an account and a user.') };
  }
  const redirectUri = form.get('redirect_uri') ?? '';
  const location = new URL(redirectUri);
  const state = form.get('state');
  if (state !== null) location.searchParams.set('state', state);
  if (form.get('decision') !== 'connect') {
    location.searchParams.set('error', 'access_denied');
    return { status: 302, headers: { Location: location.href } };
  }
  if (!user.superAdmin) {
    return { status: 403, html: refusalPage("You don't have permission to install apps: ask a super admin.") };
  }
  const scopes = [...scopesOf(form.get('scope')), ...scopesOf(form.get('optional_scope'))];
  const challenge = form.get('code_challenge') ?? undefined;
  const grant = { portalId: portal.portalId, userId: user.userId, scopes };
  location.searchParams.set('code', deps.oauth.issueCode({ redirectUri, challenge, grant }));
  return { status: 302, headers: { Location: location.href } };
}

/** A token HubSpot does not know is no error: `active` is false. */
function introspect(form: URLSearchParams, { oauth, portals, app }: OAuthRouteDeps): Answer {
  oauth.checkClient(form);
  const found = oauth.inspect(form.get('token') ?? '');
  if (found === undefined) return ok({ active: false });
  const { grant, use, expiresInSeconds } = found;
  const user = portals.get(grant.portalId)?.users.find((each) => each.userId === grant.userId);
  return ok({
    active: true,
    token_use: use,
    token_type: use === 'access_token' ? 'access' : 'refresh',
    client_id: app.clientId,
    app_id: Number(app.appId),
    hub_id: Number(grant.portalId),
    hub_domain: `demo-portal-${grant.portalId}.example`,
    user_id: Number(grant.userId),
    user: user?.email,
    scopes: grant.scopes,
    ...(expiresInSeconds === undefined ? {} : { expires_in: expiresInSeconds }),
  });
}
