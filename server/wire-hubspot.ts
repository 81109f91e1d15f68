import type { HubSpotConfig } from './config.ts';
import { CrmRefused, CrmUnavailable } from '../shared/crm/crm-port.ts';
import type { ProgramId } from '../shared/values/ids.ts';
import { readChoices } from './crm/hubspot/choices.ts';
import type { CrmDirectory } from './flow/ports.ts';
import type { HubSpotApp } from './http/deps.ts';
import { createConnect } from './hubspot/connect.ts';
import { createPortals } from './hubspot/portals.ts';
import type { WiringDeps } from './wiring.ts';

/** Everything of HubSpot's that the server needs, from the app's configuration. */
export function wireHubSpot(hubspot: HubSpotConfig, deps: WiringDeps) {
  const [clientSecret] = hubspot.clientSecrets;
  const { publicOrigin, timeoutMs } = deps;
  const redirectUri = `${publicOrigin}/hubspot/oauth/callback`;
  const oauth = { basePath: hubspot.baseUrl, clientId: hubspot.clientId, clientSecret, redirectUri, timeoutMs };
  const portals = createPortals({ ...deps, oauth });
  const connect = createConnect({
    ...deps,
    oauth,
    portals,
    authorizeBase: hubspot.authorizeUrl,
    formsUrl: hubspot.formsUrl,
  });
  const app: HubSpotApp = { appId: hubspot.appId, clientSecrets: hubspot.clientSecrets, connect };
  return {
    app,
    crmOf: (programId: ProgramId) => portals.crmOf(programId),
    async directoryOf(programId: ProgramId): Promise<CrmDirectory> {
      try {
        return await readChoices(portals.clientOf(await portals.accountOf(programId)));
      } catch (error) {
        if (error instanceof CrmUnavailable || error instanceof CrmRefused) return { users: [], pipelines: [] };
        throw error;
      }
    },
  };
}
