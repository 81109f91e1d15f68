import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_POLICY } from '../../shared/program/policy.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import { savePolicy } from '../store/policies.ts';
import type { Config, HubSpotConfig } from '../config.ts';
import type { SalesforceConfig } from '../config-salesforce.ts';
import { enrolFromCsv } from '../flow/enrol-partners.ts';
import { ownProgramOf } from '../connect-account.ts';
import type { RunningServer, ServerOptions } from '../main.ts';
import { DEMO_PARTNERS } from '../sandbox/demo/companies.ts';
import { consentTo } from '../sandbox/demo/consent.ts';
import type { HubSpotState, Operator, SalesforceState, SandboxState } from '../sandbox/demo/operator.ts';
import type { SubscriptionDraft } from '../sandbox/hubspot/webhook-events.ts';
import { listPartners } from '../store/partners.ts';

/** The app's subscriptions, as they are uploaded to HubSpot. */
const WEBHOOKS = path.resolve(import.meta.dirname, '../../hubspot-app/src/app/webhooks/webhooks-hsmeta.json');

/** The zone of the stand-ins' people: protection ends at the midnight that they live by. */
const DEMO_ZONE = 'Europe/Berlin';

/** A server's configuration for stand-ins in place of the CRMs. */
export function sandboxConfig(base: Config, { hubspot, salesforce }: SandboxState): ServerOptions['config'] {
  return {
    ...base,
    hubspot: hubspot && hubSpotConfig(hubspot),
    salesforce: salesforce && salesforceConfig(salesforce),
    secrets: base.secrets ?? ['secret-of-an-embedded-sandbox-and-nothing-else'],
  };
}

const hubSpotConfig = ({ baseUrl, appId, clientId, clientSecret }: HubSpotState): HubSpotConfig => ({
  appId,
  clientId,
  clientSecrets: [clientSecret],
  baseUrl,
  authorizeUrl: `${baseUrl}/oauth/authorize`,
  formsUrl: baseUrl,
});

const salesforceConfig = ({ baseUrl, clientId, clientSecret }: SalesforceState): SalesforceConfig => ({
  loginUrl: baseUrl,
  clientId,
  signIn: { flow: 'web_server', clientSecrets: [clientSecret] },
  programId: null,
});

/**
 * A vendor's first hour: the app connected to every CRM of the sandbox, as one program, webhooks subscribed, three
 * demo partners enrolled.
 */
export async function installDemo(
  server: RunningServer,
  operator: Operator,
  { hubspot, salesforce }: SandboxState,
): Promise<ProgramId> {
  const connected = hubspot && (await installInPortal(server, operator, hubspot));
  if (salesforce) await installInOrg(server, salesforce, connected);
  const accountId = hubspot?.portalId ?? salesforce?.orgId;
  if (accountId === undefined) throw new Error('The sandbox has no CRM.');
  const programId = ownProgramOf(accountId);
  const policy = { ...DEFAULT_POLICY, zone: DEMO_ZONE, currency: 'EUR' };
  await server.flow.database.transaction((tx) => savePolicy(tx, programId, policy, server.flow.now(), 'the demo', 1));
  const csv = ['name,domain,tier', ...DEMO_PARTNERS.map(({ name, domain, tier }) => `${name},${domain},${tier}`)].join(
    '\n',
  );
  const failed = (await enrolFromCsv(server.flow, programId, csv, 'en')).filter((result) => !result.ok);
  if (failed.length > 0)
    throw new Error(`Demo partners were not enrolled: ${failed.map(({ message }) => message).join(' ')}`);
  return programId;
}

/** Whoever installs becomes the first approver. Answers the page that the browser ends on. */
async function installInPortal(server: RunningServer, operator: Operator, state: HubSpotState): Promise<string> {
  const manager = state.users.find(({ name }) => name.startsWith('Channel Manager'));
  if (manager === undefined) throw new Error('The sandbox has no channel manager.');
  await subscribe(server, operator);
  const person = { portalId: state.portalId, userId: manager.userId };
  return consentTo(`${server.origin}/hubspot/oauth/install`, person);
}

/** The app works as the user that consents: one who may write locks. After HubSpot, by the link on its last page. */
async function installInOrg({ origin }: RunningServer, state: SalesforceState, page: string | null): Promise<void> {
  const integration = state.users.find(({ permissionSets }) => permissionSets.includes('Partner_Integration'));
  if (integration === undefined) throw new Error('The org has no user with the permission set Partner Integration.');
  const [, linked] = /href="([^"]+\/salesforce\/oauth\/install[^"]+)"/.exec(page ?? '') ?? [];
  if (page !== null && linked === undefined) throw new Error(`No link to connect an org on: ${page}`);
  const installUrl = linked?.replaceAll('&amp;', '&') ?? `${origin}/salesforce/oauth/install`;
  await consentTo(installUrl, { userId: integration.userId });
}

/** Every partner's own links, as a channel manager sends them. */
export async function partnerLinks({ flow }: RunningServer, programId: ProgramId) {
  const partners = await listPartners(flow.database.db, programId);
  return partners.map(({ partnerId, name }) => ({
    partnerId,
    name,
    formUrl: flow.links.formUrl(programId, partnerId),
    statusUrl: flow.links.statusUrl(programId, partnerId),
  }));
}

/** What an upload of the app does at HubSpot: its webhooks go to the server from now on. */
export async function subscribe({ origin }: Pick<RunningServer, 'origin'>, operator: Operator): Promise<void> {
  const subscriptions = await readSubscriptions();
  await operator.hubspot.webhooks({ target: `${origin}/hubspot/webhooks`, subscriptions });
}

async function readSubscriptions(): Promise<readonly SubscriptionDraft[]> {
  const { config } = JSON.parse(await readFile(WEBHOOKS, 'utf8')) as HsMeta;
  return [...config.subscriptions.crmObjects, ...config.subscriptions.hubEvents];
}

interface HsMeta {
  readonly config: {
    readonly subscriptions: { readonly crmObjects: SubscriptionDraft[]; readonly hubEvents: SubscriptionDraft[] };
  };
}
