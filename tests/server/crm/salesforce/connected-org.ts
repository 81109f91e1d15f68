import {
  API_VERSION,
  createSalesforceClient,
  type SalesforceClient,
  type SalesforceClientOptions,
} from '../../../../server/crm/salesforce/client.ts';
import { frozenClock } from '../../../../server/sandbox/hubspot/clock.ts';
import type { OrgScreen } from '../../../../server/sandbox/salesforce/org/org.ts';
import {
  startSalesforceStandIn,
  type SalesforceOptions,
  type SalesforceStandIn,
} from '../../../../server/sandbox/salesforce/start-stand-in.ts';

export const START_MS = Date.parse('2026-11-22T09:00:00.000Z');

/** A stand-in org with the product's own package, and a real client that is signed in as the integration user. */
export interface ConnectedOrg {
  readonly standIn: SalesforceStandIn;
  readonly client: SalesforceClient;
  /** What an administrator, a sales rep and a channel manager do in the org's own pages. */
  readonly admin: OrgScreen;
  readonly rep: OrgScreen;
  readonly manager: OrgScreen;
  /** How long the client slept; sleeping moves the stand-in's clock. */
  readonly sleeps: readonly number[];
  readonly renewCount: () => number;
  /** `METHOD path` of every request since the last call of this, without the version. */
  takeRequests(): string[];
  close(): Promise<void>;
}

export async function connectOrg(
  options: SalesforceOptions = {},
  change: Partial<SalesforceClientOptions> = {},
): Promise<ConnectedOrg> {
  const standIn = await startSalesforceStandIn({ clock: frozenClock(START_MS), ...options });
  const { org } = standIn;
  const sleeps: number[] = [];
  let accessToken = standIn.login(org.integrationUser.id);
  let renewCount = 0;
  const client = createSalesforceClient({
    session: async () => ({ instanceUrl: standIn.baseUrl, accessToken }),
    renewSession: async (stale) => {
      renewCount += 1;
      if (stale.accessToken === accessToken) accessToken = standIn.login(org.integrationUser.id);
    },
    apiVersion: API_VERSION,
    reserve: async () => {},
    sleep: async (ms) => {
      sleeps.push(ms);
      standIn.clock.advance(ms);
    },
    timeoutMs: 10_000,
    random: () => 0.5,
    ...change,
  });
  let seen = standIn.requests.length;
  return {
    standIn,
    client,
    admin: org.as(org.administrator.id),
    rep: org.as(org.salesRep.id),
    manager: org.as(org.channelManager.id),
    sleeps,
    renewCount: () => renewCount,
    takeRequests: () => {
      const taken = standIn.requests.slice(seen);
      seen = standIn.requests.length;
      return taken.map(({ method, path }) => `${method} ${path.replace(`/services/data/v${API_VERSION}`, '')}`);
    },
    close: () => standIn.close(),
  };
}
