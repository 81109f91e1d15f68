import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { programIdOf } from '../hubspot/connect.ts';
import type { Config } from '../config.ts';
import { enrolFromCsv } from '../flow/enrol-partners.ts';
import type { RunningServer, ServerOptions } from '../main.ts';
import { DEMO_PARTNERS } from '../sandbox/demo/companies.ts';
import { consentTo } from '../sandbox/demo/consent.ts';
import type { HubSpotStandIn } from '../sandbox/hubspot/start-stand-in.ts';

/** The app's subscriptions, as they are uploaded to HubSpot. */
const WEBHOOKS = path.resolve(import.meta.dirname, '../../hubspot-app/src/app/webhooks/webhooks-hsmeta.json');

/** The configuration of a server that talks to a stand-in instead of HubSpot. */
export const configFor = (standIn: Pick<HubSpotStandIn, 'baseUrl' | 'app'>, base: Config): ServerOptions['config'] => ({
  ...base,
  secrets: base.secrets ?? ['demo-secret-of-an-embedded-sandbox-only'],
  hubspot: {
    appId: standIn.app.appId,
    clientId: standIn.app.clientId,
    clientSecrets: [standIn.app.clientSecret],
    baseUrl: standIn.baseUrl,
    authorizeUrl: `${standIn.baseUrl}/oauth/authorize`,
    formsUrl: standIn.baseUrl,
  },
});

/** A vendor's first hour: the app installed in the portal, webhooks subscribed, three demo partners enrolled. */
export async function installDemo(server: RunningServer, standIn: HubSpotStandIn): Promise<string> {
  const { portal } = standIn;
  await consentTo(`${server.origin}/hubspot/oauth/install`, {
    portalId: portal.portalId,
    userId: portal.user('Channel Manager').userId,
  });
  standIn.webhooks.target = `${server.origin}/hubspot/webhooks`;
  standIn.webhooks.subscribe(await readSubscriptions());
  const programId = programIdOf(portal.portalId);
  const csv = ['name,domain,tier', ...DEMO_PARTNERS.map(({ name, domain, tier }) => `${name},${domain},${tier}`)].join(
    '\n',
  );
  const failed = (await enrolFromCsv(server.flow, programId, csv, 'en')).filter((result) => !result.ok);
  if (failed.length > 0)
    throw new Error(`Demo partners were not enrolled: ${failed.map(({ message }) => message).join(' ')}`);
  return programId;
}

async function readSubscriptions(): Promise<Parameters<HubSpotStandIn['webhooks']['subscribe']>[0]> {
  const { config } = JSON.parse(await readFile(WEBHOOKS, 'utf8')) as {
    config: { subscriptions: { crmObjects: []; hubEvents: [] } };
  };
  return [...config.subscriptions.crmObjects, ...config.subscriptions.hubEvents];
}
