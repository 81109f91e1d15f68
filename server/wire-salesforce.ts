import type { SalesforceConfig } from './config-salesforce.ts';
import type { ProgramId } from '../shared/values/ids.ts';
import type { SalesforceApp } from './http/deps.ts';
import type { Wait } from './flow/ports.ts';
import { startChangeFeeds, type ChangeFeeds } from './salesforce/change-feeds.ts';
import { createOrgClients } from './salesforce/clients.ts';
import { createConnect } from './salesforce/connect.ts';
import { startSigningIn } from './salesforce/keep-signed-in.ts';
import { createOrgs } from './salesforce/orgs.ts';
import type { WiringDeps } from './wiring.ts';

/** Everything of Salesforce's that the server needs, from the app's configuration. */
export function wireSalesforce(config: SalesforceConfig, wiring: WiringDeps) {
  const deps = { ...wiring, config };
  const clients = createOrgClients(deps);
  const orgs = createOrgs(deps, clients);
  const redirectUri = `${wiring.publicOrigin}/salesforce/oauth/callback`;
  let feeds: ChangeFeeds | null = null;
  const connect = createConnect({ ...deps, clients, redirectUri, onConnected: () => feeds?.look() });
  const app: SalesforceApp = { connect };
  return {
    app,
    crmOf: (programId: ProgramId) => orgs.crmOf(programId),
    /** Listens to every connected org, and signs in where no person has to. `holder` tells replicas apart. */
    listen(started: { readonly wait: Wait; readonly holder: string; readonly wake: () => void }) {
      const listening = startChangeFeeds({ ...deps, ...started, clients });
      feeds = listening;
      const signingIn = startSigningIn({ ...wiring, ...started, connectConfigured: connect.connectConfigured });
      return {
        states: () => listening.states(),
        async stop(): Promise<void> {
          await signingIn.stop();
          await listening.stop();
        },
      };
    },
  };
}
