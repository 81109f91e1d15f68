import { sign } from 'node:crypto';
import jsforce from 'jsforce';
import { z } from 'zod';
import { CrmRefused, CrmUnavailable } from '../../../shared/crm/crm-port.ts';
import { GrantRevoked } from '../wire-errors.ts';

/** The scopes that the code uses: its API, and coming back without a person. */
export const SCOPES = ['api', 'refresh_token'] as const;

/** The app towards Salesforce's token endpoint. */
export interface SalesforceApp {
  /** Origin without a slash at the end. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly timeoutMs: number;
}

/** The current secret first: while one is being rotated, the app takes either. */
export interface AppSecrets {
  readonly clientSecrets: readonly [string, ...string[]];
}

export interface SalesforceGrant {
  readonly accessToken: string;
  /** null from flows in which no person took part: there a new grant is asked for instead. */
  readonly refreshToken: string | null;
  readonly instanceUrl: string;
  readonly orgId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
}

/** Where an administrator is sent to connect the org. */
export function authorizeUrl(
  app: SalesforceApp,
  request: { readonly redirectUri: string; readonly state: string; readonly challenge: string },
): string {
  const { loginUrl, clientId } = app;
  return new jsforce.OAuth2({ loginUrl, clientId, redirectUri: request.redirectUri }).getAuthorizationUrl({
    scope: SCOPES.join(' '),
    state: request.state,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
  });
}

/** Trades the code of the redirect for tokens. Throws GrantRevoked when the code is used up, foreign or too old. */
export const exchangeCode = (
  app: SalesforceApp & AppSecrets,
  given: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
): Promise<SalesforceGrant> =>
  withAnySecret(app, {
    grant_type: 'authorization_code',
    code: given.code,
    redirect_uri: given.redirectUri,
    code_verifier: given.verifier,
  });

/** A new session. Throws GrantRevoked when the org took the grant away: do not ask again. */
export const refreshGrant = (app: SalesforceApp & AppSecrets, refreshToken: string): Promise<SalesforceGrant> =>
  withAnySecret(app, { grant_type: 'refresh_token', refresh_token: refreshToken });

/** Signs in as the app's own run-as user. */
export const clientCredentialsGrant = (app: SalesforceApp & AppSecrets): Promise<SalesforceGrant> =>
  withAnySecret(app, { grant_type: 'client_credentials' });

/** Salesforce takes assertions that end within three minutes. */
const ASSERTION_SECONDS = 150;

/** Signs in as a user whom an administrator admitted beforehand, with an assertion under the app's certificate. */
export function jwtGrant(
  app: SalesforceApp,
  signer: { readonly username: string; readonly privateKeyPem: string; readonly nowMs: number },
): Promise<SalesforceGrant> {
  const claims = {
    iss: app.clientId,
    sub: signer.username,
    aud: app.loginUrl,
    exp: Math.floor(signer.nowMs / 1000) + ASSERTION_SECONDS,
  };
  const content = `${encoded({ alg: 'RS256' })}.${encoded(claims)}`;
  const signature = sign('RSA-SHA256', Buffer.from(content), signer.privateKeyPem).toString('base64url');
  return askForGrant(app, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: `${content}.${signature}`,
  });
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The next secret may be the right one. */
class WrongSecret extends CrmRefused {
  constructor() {
    super(
      'invalid',
      'Salesforce does not accept the app’s id and secret. Check SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET.',
    );
  }
}

async function withAnySecret(app: SalesforceApp & AppSecrets, fields: Fields): Promise<SalesforceGrant> {
  for (const client_secret of app.clientSecrets) {
    try {
      return await askForGrant(app, { ...fields, client_secret });
    } catch (error) {
      if (!(error instanceof WrongSecret)) throw error;
    }
  }
  throw new WrongSecret();
}

type Fields = Readonly<Record<string, string>> & { readonly grant_type: string };

async function askForGrant(app: SalesforceApp, fields: Fields): Promise<SalesforceGrant> {
  const parsed = tokenAnswer.safeParse(await reach(app, fields));
  if (!parsed.success)
    throw new CrmUnavailable('Salesforce’s token endpoint gave an answer that was not understood; try again later.');
  const { access_token, refresh_token, instance_url, id, scope } = parsed.data;
  const [, orgId = '', userId = ''] = IDENTITY.exec(id) ?? [];
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    instanceUrl: trustedInstance(instance_url, app.loginUrl),
    orgId,
    userId,
    scopes: scope?.split(' ') ?? [],
  };
}

/** `https://login.salesforce.com/id/<org>/<user>` */
const IDENTITY = /\/id\/(00D\w{15})\/(005\w{15})$/;

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.string(),
  id: z.string().regex(IDENTITY),
  scope: z.string().optional(),
});

/**
 * Where the org lives, as the sign-in says. Every call carries the token there, so it is followed only to Salesforce's
 * own domains or to the host that signed us in, and in the clear only to this machine.
 */
export function trustedInstance(instanceUrl: string, loginUrl: string): string {
  const instance = URL.parse(instanceUrl);
  const login = new URL(loginUrl);
  const isOurs = instance?.origin === login.origin;
  const isSalesforce =
    instance?.protocol === 'https:' && instance.port === '' && SALESFORCE_HOST.test(instance.hostname);
  if (instance !== null && (isOurs || isSalesforce) && instance.username === '') return instance.origin;
  throw new CrmRefused('invalid', 'The sign-in named an address that is not Salesforce’s, and was not followed.');
}

/** Salesforce's own domains: everywhere, its clouds for authorities, and the one it runs in China. */
const SALESFORCE_HOST = /^([a-z0-9-]+\.)+((salesforce|force|cloudforce)\.com|salesforce\.mil|sfcrmproducts\.cn)$/;

/** One question to the token endpoint, through jsforce, with a time limit. */
async function reach(app: SalesforceApp, fields: Fields): Promise<unknown> {
  const endpoint = new jsforce.OAuth2({ loginUrl: app.loginUrl, clientId: app.clientId });
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), app.timeoutMs);
  });
  try {
    return await Promise.race([endpoint.requestToken(fields), deadline]);
  } catch (error) {
    throw explained(error, Object.values(fields));
  } finally {
    clearTimeout(timer);
  }
}

const ENDED = ['invalid_grant', 'inactive_user', 'inactive_org', 'invalid_app_access', 'invalid_assertion'];
const SECRET_REFUSED = ['invalid_client', 'invalid_client_credentials'];
const LATER = /^(ERROR_HTTP_(429|5\d\d)|unknown_error|rate_limit_exceeded|temporarily_unavailable|server_error)$/;

/**
 * jsforce names the error by OAuth's code. The description of an ended grant is Salesforce's own short phrase and
 * tells an administrator what to do; of anything else nothing is repeated, because it could quote what was sent.
 */
function explained(error: unknown, sent: readonly string[]): Error {
  // Of an answer in JSON that is not OAuth's, as a proxy may give, jsforce makes an error without a name.
  const { name: code } = z.object({ name: z.string() }).catch({ name: '' }).parse(error);
  if (ENDED.includes(code))
    return new GrantRevoked(`Salesforce has ended the sign-in (${phraseOf(error, code, sent)}).`);
  if (SECRET_REFUSED.includes(code)) return new WrongSecret();
  if (LATER.test(code)) return new CrmUnavailable(`Salesforce’s token endpoint answered ${code}; try again later.`);
  if (!/^[a-z_]+$/.test(code) && !code.startsWith('ERROR_HTTP_'))
    return new CrmUnavailable('Salesforce’s token endpoint could not be reached; try again later.');
  return new CrmRefused(
    'invalid',
    `Salesforce’s token endpoint refused the app (${code}). Check client id, redirect address and sign-in flow.`,
  );
}

function phraseOf(error: unknown, code: string, sent: readonly string[]): string {
  const phrase = error instanceof Error ? error.message : '';
  const isShort = /^[\w'’ ./-]{1,80}$/.test(phrase);
  return isShort && !sent.some((value) => phrase.includes(value)) ? phrase : code;
}
