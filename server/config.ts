import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SALESFORCE_VARIABLES, salesforceConfig, type SalesforceConfig } from './config-salesforce.ts';
import { list, origin } from './config-parts.ts';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PARTNERLOCK_PUBLIC_ORIGIN: origin.optional(),
  PARTNERLOCK_DATA: z.string().default('.partnerlock'),
  PARTNERLOCK_SECRET: list.optional(),
  PARTNERLOCK_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'Write postgresql://user:password@host/database')
    .optional(),
  HUBSPOT_APP_ID: z.string().optional(),
  HUBSPOT_CLIENT_ID: z.string().optional(),
  HUBSPOT_CLIENT_SECRET: list.optional(),
  PARTNERLOCK_HUBSPOT_BASE_URL: origin.default('https://api.hubapi.com'),
  PARTNERLOCK_HUBSPOT_AUTHORIZE_URL: z.url().default('https://app.hubspot.com/oauth/authorize'),
  PARTNERLOCK_SANDBOX_CONTROL_URL: origin.optional(),
  PARTNERLOCK_HUBSPOT_FORMS_URL: origin.default('https://share.hsforms.com'),
  ...SALESFORCE_VARIABLES,
});

/** The app at HubSpot; the current secret first. */
export interface HubSpotConfig {
  readonly appId: string;
  readonly clientId: string;
  readonly clientSecrets: readonly [string, ...string[]];
  readonly baseUrl: string;
  readonly authorizeUrl: string;
  readonly formsUrl: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicOrigin: string | null;
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  /** Master secrets, the current one first; null lets `npm start` make one for the embedded demo. */
  readonly secrets: readonly [string, ...string[]] | null;
  readonly logLevel: string;
  /** Where a sandbox in another process is controlled; null without one. */
  readonly sandboxControlUrl: string | null;
  /** null when no app at HubSpot is configured. With neither CRM configured the stand-ins serve. */
  readonly hubspot: HubSpotConfig | null;
  readonly salesforce: SalesforceConfig | null;
}

/** The settings in the environment, checked. Throws one error that names every variable to correct. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  readFile: (name: string) => string = (name) => readFileSync(name, 'utf8'),
): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Error(`Correct the environment:\n${z.prettifyError(parsed.error)}`);
  const env = parsed.data;
  const [secret, ...olderSecrets] = env.PARTNERLOCK_SECRET ?? [];
  if (secret !== undefined && secret.length < 32)
    throw new Error('PARTNERLOCK_SECRET must have 32 characters at least: try `openssl rand -hex 32`.');
  const config: Config = {
    port: env.PORT,
    host: env.HOST,
    publicOrigin: env.PARTNERLOCK_PUBLIC_ORIGIN ?? null,
    dataFolder: env.PARTNERLOCK_DATA,
    databaseUrl: env.DATABASE_URL ?? null,
    secrets: secret === undefined ? null : [secret, ...olderSecrets],
    logLevel: env.PARTNERLOCK_LOG,
    sandboxControlUrl: env.PARTNERLOCK_SANDBOX_CONTROL_URL ?? null,
    hubspot: hubSpotConfig(env),
    salesforce: salesforceConfig(env, readFile),
  };
  const servesReal = config.hubspot !== null || config.salesforce !== null;
  if (servesReal && config.secrets === null)
    throw new Error('Set PARTNERLOCK_SECRET: it protects stored tokens and signs links. Try `openssl rand -hex 32`.');
  if (servesReal && config.publicOrigin === null)
    throw new Error('Set PARTNERLOCK_PUBLIC_ORIGIN to the address that browsers and HubSpot reach this server at.');
  return Object.freeze(config);
}

function hubSpotConfig(env: z.infer<typeof schema>): HubSpotConfig | null {
  const [secret, ...olderSecrets] = env.HUBSPOT_CLIENT_SECRET ?? [];
  if (!env.HUBSPOT_APP_ID || !env.HUBSPOT_CLIENT_ID || secret === undefined) return null;
  return {
    appId: env.HUBSPOT_APP_ID,
    clientId: env.HUBSPOT_CLIENT_ID,
    clientSecrets: [secret, ...olderSecrets],
    baseUrl: env.PARTNERLOCK_HUBSPOT_BASE_URL,
    authorizeUrl: env.PARTNERLOCK_HUBSPOT_AUTHORIZE_URL,
    formsUrl: env.PARTNERLOCK_HUBSPOT_FORMS_URL,
  };
}
