import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_POLICY } from '../../shared/program/policy.ts';
import { savePolicy } from '../store/policies.ts';
import type { Config, HubSpotConfig } from '../config.ts';
import { enrolFromCsv } from '../flow/enrol-partners.ts';
import { programIdOf } from '../hubspot/connect.ts';
import type { RunningServer, ServerOptions } from '../main.ts';
import { DEMO_PARTNERS } from '../sandbox/demo/companies.ts';
import { consentTo } from '../sandbox/demo/consent.ts';
import type { Operator, SandboxState } from '../sandbox/demo/operator.ts';
import type { SubscriptionDraft } from '../sandbox/hubspot/webhook-events.ts';

/** The app's subscriptions, as they are uploaded to HubSpot. */
const WEBHOOKS = path.resolve(import.meta.dirname, '../../hubspot-app/src/app/webhooks/webhooks-hsmeta.json');

/** The zone of the stand-in's portal: protection ends at the midnight that its people live by. */
const DEMO_ZONE = 'Europe/Berlin';

/** A server's configuration for a stand-in in place of HubSpot. */
export function sandboxConfig(base: Config, baseUrl: string, state: SandboxState): ServerOptions['config'] {
  const hubspot: HubSpotConfig = {
    appId: state.appId,
    clientId: state.clientId,
    clientSecrets: [state.clientSecret],
    baseUrl,
    authorizeUrl: `${baseUrl}/oauth/authorize`,
    formsUrl: baseUrl,
  };
  return { ...base, hubspot, secrets: base.secrets ?? ['secret-of-an-embedded-sandbox-and-nothing-else'] };
}

/** A vendor's first hour: the app installed in the portal, webhooks subscribed, three demo partners enrolled. */
export async function installDemo(server: RunningServer, operator: Operator): Promise<string> {
  const { portalId, users } = await operator.state();
  const manager = users.find(({ name }) => name.startsWith('Channel Manager'));
  if (manager === undefined) throw new Error('The sandbox has no channel manager.');
  await subscribe(server, operator);
  await consentTo(`${server.origin}/hubspot/oauth/install`, { portalId, userId: manager.userId });
  const programId = programIdOf(portalId);
  const policy = { ...DEFAULT_POLICY, zone: DEMO_ZONE, currency: 'EUR' };
  await server.flow.database.transaction((tx) =>
    savePolicy(tx, programId, policy, server.flow.now(), manager.userId, 1),
  );
  const csv = ['name,domain,tier', ...DEMO_PARTNERS.map(({ name, domain, tier }) => `${name},${domain},${tier}`)].join(
    '\n',
  );
  const failed = (await enrolFromCsv(server.flow, programId, csv, 'en')).filter((result) => !result.ok);
  if (failed.length > 0)
    throw new Error(`Demo partners were not enrolled: ${failed.map(({ message }) => message).join(' ')}`);
  return programId;
}

/** What an upload of the app does at HubSpot: its webhooks go to the server from now on. */
export async function subscribe({ origin }: Pick<RunningServer, 'origin'>, operator: Operator): Promise<void> {
  await operator.webhooks({ target: `${origin}/hubspot/webhooks`, subscriptions: await readSubscriptions() });
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
