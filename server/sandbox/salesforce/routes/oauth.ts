import { refuse } from '../errors.ts';
import type { Answer, ApiCall, Call, HttpServer } from '../http.ts';
import { ok } from '../http.ts';
import type { Org } from '../org/org.ts';
import { fullName } from '../org/users.ts';
import { consentPage, refusalPage } from '../pages/consent-page.ts';
import type { Sessions } from '../sessions.ts';
import { oauthRefused } from '../sessions.ts';

export interface OAuthRouteDeps {
  readonly sessions: Sessions;
  readonly org: Org;
  readonly app: { readonly clientId: string; readonly name: string };
  readonly baseUrl: () => string;
}

/** The login and consent page for people, the token endpoints for servers. */
export function serveOAuth(http: HttpServer, deps: OAuthRouteDeps): void {
  const { sessions } = deps;
  http.open('get', '/services/oauth2/authorize', (call) => showConsent(call.query, deps));
  http.open('post', '/services/oauth2/authorize', (call) => decide(call.form(), deps));
  http.open('post', '/services/oauth2/token', (call) =>
    ok(sessions.exchange(formOf(call), call.header('authorization'))),
  );
  http.open('post', '/services/oauth2/revoke', (call) => revoke(call, sessions));
  http.open('get', '/services/oauth2/revoke', (call) => revoke(call, sessions));
  http.open('get', '/services/oauth2/userinfo', (call) => userInfo(call, deps));
  http.open('post', '/services/oauth2/userinfo', (call) => userInfo(call, deps));
  http.withSession('get', '/id/:org/:user', (call) => ok(identity(call, deps)));
}

function formOf(call: Call): URLSearchParams {
  const contentType = call.header('content-type') ?? '';
  if (contentType.startsWith('application/x-www-form-urlencoded')) return call.form();
  throw refuse(415, 'UNSUPPORTED_MEDIA_TYPE', `Content type ${contentType} is not supported`);
}

function revoke(call: Call, sessions: Sessions): Answer {
  const token = call.query.get('token') ?? call.form().get('token') ?? '';
  if (!sessions.revoke(token)) throw oauthRefused('unsupported_token_type', 'this token type is not supported');
  return { status: 200, html: '' };
}

const SCOPES = ['api', 'refresh_token', 'offline_access', 'id', 'openid', 'profile', 'email', 'web', 'full'];

/** What is wrong with a request for consent, for the person in front of the browser. */
function objection(query: URLSearchParams, { app }: OAuthRouteDeps): readonly [string, string] | undefined {
  if (query.get('client_id') !== app.clientId) return ['invalid_client_id', 'client identifier invalid'];
  if (query.get('response_type') !== 'code') return ['unsupported_response_type', 'response type not supported'];
  const redirect = URL.parse(query.get('redirect_uri') ?? '');
  const local = redirect?.hostname === 'localhost' || redirect?.hostname === '127.0.0.1';
  if (redirect === null || (redirect.protocol !== 'https:' && !(local && redirect.protocol === 'http:'))) {
    return ['redirect_uri_mismatch', 'redirect_uri must match configuration'];
  }
  const unknown = scopesOf(query).filter((scope) => !SCOPES.includes(scope));
  if (unknown.length > 0) return ['invalid_scope', `the requested scope is not allowed: ${unknown.join(' ')}`];
  // The app's policy requires PKCE, so that a stolen code is worth nothing.
  if (!query.has('code_challenge')) return ['invalid_request', 'missing required code challenge'];
  const method = query.get('code_challenge_method') ?? 'S256';
  return method === 'S256' ? undefined : ['invalid_request', 'invalid code challenge method'];
}

const scopesOf = (query: URLSearchParams): string[] =>
  (query.get('scope') ?? 'api refresh_token').split(/[\s+]+/).filter((scope) => scope !== '');

function showConsent(query: URLSearchParams, deps: OAuthRouteDeps): Answer {
  const wrong = objection(query, deps);
  if (wrong !== undefined) return { status: 400, html: refusalPage(...wrong) };
  const { org, app } = deps;
  const asked = { appName: app.name, orgName: org.name, scopes: scopesOf(query), users: org.users, query };
  return { status: 200, html: consentPage(asked) };
}

function decide(form: URLSearchParams, deps: OAuthRouteDeps): Answer {
  const wrong = objection(form, deps);
  if (wrong !== undefined) return { status: 400, html: refusalPage(...wrong) };
  const user = deps.org.users.find((each) => each.id === form.get('userId'));
  if (user === undefined) return { status: 400, html: refusalPage('invalid_grant', 'Choose a user.') };
  const redirectUri = form.get('redirect_uri') ?? '';
  const location = new URL(redirectUri);
  const state = form.get('state');
  if (state !== null) location.searchParams.set('state', state);
  if (form.get('decision') !== 'allow') {
    location.searchParams.set('error', 'access_denied');
    location.searchParams.set('error_description', 'end-user denied authorization');
    return { status: 302, headers: { Location: location.href } };
  }
  const scope = scopesOf(form)
    .map((each) => (each === 'offline_access' ? 'refresh_token' : each))
    .join(' ');
  const challenge = form.get('code_challenge') ?? undefined;
  location.searchParams.set('code', deps.sessions.issueCode({ userId: user.id, redirectUri, scope, challenge }));
  return { status: 302, headers: { Location: location.href } };
}

function userInfo(call: Call, { sessions, org, baseUrl }: OAuthRouteDeps): Answer {
  const [, token = ''] = /^(?:Bearer|OAuth) (\S+)$/i.exec(call.header('authorization') ?? '') ?? [];
  const userId = sessions.userIdOf(token);
  if (userId === undefined) return { status: 403, html: 'Bad_OAuth_Token' };
  const { user } = org.actor(userId);
  return ok({
    sub: `${baseUrl()}/id/${org.id}/${user.id}`,
    user_id: user.id,
    organization_id: org.id,
    preferred_username: user.username,
    nickname: user.username,
    name: fullName(user),
    email: user.email,
    email_verified: true,
    given_name: user.firstName,
    family_name: user.lastName,
    zoneinfo: 'GMT',
    locale: 'en_US',
    active: true,
    user_type: 'STANDARD',
    urls: urlsOf(baseUrl()),
  });
}

const urlsOf = (baseUrl: string) => ({
  rest: `${baseUrl}/services/data/v{version}/`,
  sobjects: `${baseUrl}/services/data/v{version}/sobjects/`,
  query: `${baseUrl}/services/data/v{version}/query/`,
});

function identity({ actor: { user }, org }: Omit<ApiCall, 'version'>, { baseUrl }: OAuthRouteDeps) {
  return {
    id: `${baseUrl()}/id/${org.id}/${user.id}`,
    user_id: user.id,
    organization_id: org.id,
    username: user.username,
    display_name: fullName(user),
    email: user.email,
    active: true,
    user_type: 'STANDARD',
    urls: urlsOf(baseUrl()),
  };
}
