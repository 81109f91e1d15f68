import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { list, origin } from './config-parts.ts';

/** The app at Salesforce and how the server signs in with it. */
export interface SalesforceConfig {
  /** Where people and servers sign in: Salesforce's own address, a My Domain, a sandbox, or the stand-in. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly signIn: SalesforceSignIn;
  /** The program that the org of a server-to-server flow belongs to; null lets the server choose. */
  readonly programId: string | null;
}

/** The app's secrets, the current one first, or the key that its certificate belongs to. */
export type SalesforceSignIn =
  | { readonly flow: 'web_server' | 'client_credentials'; readonly clientSecrets: readonly [string, ...string[]] }
  | { readonly flow: 'jwt_bearer'; readonly username: string; readonly privateKeyPem: string };

/** Names where Salesforce is reached without encryption: nobody else listens there. */
const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

export const SALESFORCE_VARIABLES = {
  SALESFORCE_CLIENT_ID: z.string().optional(),
  SALESFORCE_CLIENT_SECRET: list.optional(),
  SALESFORCE_FLOW: z.enum(['web_server', 'jwt_bearer', 'client_credentials']).default('web_server'),
  SALESFORCE_USERNAME: z.string().optional(),
  SALESFORCE_JWT_KEY: z.string().optional(),
  SALESFORCE_JWT_KEY_FILE: z.string().optional(),
  PARTNERLOCK_SALESFORCE_LOGIN_URL: origin
    .refine((url) => {
      const { protocol, hostname } = new URL(url);
      return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
    }, 'Write an https address; http only reaches a sandbox on this machine')
    .default('https://login.salesforce.com'),
  PARTNERLOCK_PROGRAM: z.string().max(100).optional(),
};
type Variables = z.infer<z.ZodObject<typeof SALESFORCE_VARIABLES>>;

/** null when no app is named. Throws an error that says which variable to set. */
export function salesforceConfig(env: Variables, readFile: (name: string) => string): SalesforceConfig | null {
  if (!env.SALESFORCE_CLIENT_ID) return refuseLeftovers(env);
  return {
    loginUrl: env.PARTNERLOCK_SALESFORCE_LOGIN_URL,
    clientId: env.SALESFORCE_CLIENT_ID,
    signIn: signInOf(env, readFile),
    programId: env.PARTNERLOCK_PROGRAM ?? null,
  };
}

/** A secret without its app would be passed over in silence, and the demo would start in place of the real thing. */
function refuseLeftovers(env: Variables): null {
  const names = ['SALESFORCE_CLIENT_SECRET', 'SALESFORCE_JWT_KEY', 'SALESFORCE_JWT_KEY_FILE'] as const;
  const given = names.find((name) => env[name] !== undefined);
  if (given === undefined) return null;
  throw new Error(`Set SALESFORCE_CLIENT_ID (the app’s consumer key): ${given} is set, but not whose it is.`);
}

function signInOf(env: Variables, readFile: (name: string) => string): SalesforceSignIn {
  const flow = env.SALESFORCE_FLOW;
  if (flow === 'jwt_bearer') return jwtSignIn(env, readFile);
  const [secret, ...olderSecrets] = env.SALESFORCE_CLIENT_SECRET ?? [];
  if (secret === undefined)
    throw new Error(
      `Set SALESFORCE_CLIENT_SECRET (the app’s consumer secret): SALESFORCE_FLOW=${flow} signs in with it.`,
    );
  if (flow === 'client_credentials' && SHARED_LOGINS.includes(env.PARTNERLOCK_SALESFORCE_LOGIN_URL))
    throw new Error(
      'Set PARTNERLOCK_SALESFORCE_LOGIN_URL to the org’s My Domain: Salesforce accepts client credentials nowhere else.',
    );
  return { flow, clientSecrets: [secret, ...olderSecrets] };
}

const SHARED_LOGINS = ['https://login.salesforce.com', 'https://test.salesforce.com'];

function jwtSignIn(env: Variables, readFile: (name: string) => string): SalesforceSignIn {
  if (!env.SALESFORCE_USERNAME)
    throw new Error(
      'Set SALESFORCE_USERNAME to the integration user: SALESFORCE_FLOW=jwt_bearer signs in as this user.',
    );
  return { flow: 'jwt_bearer', username: env.SALESFORCE_USERNAME, privateKeyPem: privateKeyOf(env, readFile) };
}

function privateKeyOf(env: Variables, readFile: (name: string) => string): string {
  const file = env.SALESFORCE_JWT_KEY_FILE;
  // A variable of one line, as many systems set them, writes its line ends out.
  const pem =
    env.SALESFORCE_JWT_KEY?.replaceAll('\\n', '\n') ?? (file === undefined ? undefined : contentOf(file, readFile));
  if (pem === undefined)
    throw new Error(
      'Set SALESFORCE_JWT_KEY or SALESFORCE_JWT_KEY_FILE: SALESFORCE_FLOW=jwt_bearer signs with this key.',
    );
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'rsa') return pem;
  } catch {
    // The library's own words could quote the key.
  }
  const name = env.SALESFORCE_JWT_KEY === undefined ? 'SALESFORCE_JWT_KEY_FILE' : 'SALESFORCE_JWT_KEY';
  throw new Error(`${name} must be an unencrypted RSA private key in PEM form, the one of the app’s certificate.`);
}

function contentOf(file: string, readFile: (name: string) => string): string {
  try {
    return readFile(file);
  } catch {
    throw new Error(`SALESFORCE_JWT_KEY_FILE names ${file}, which cannot be read.`);
  }
}
