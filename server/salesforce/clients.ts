import { API_VERSION, createSalesforceClient, type SalesforceClient } from '../crm/salesforce/client.ts';
import { takeQuota } from '../store/quotas.ts';
import { createTokens, type TokenDeps, type Tokens } from './tokens.ts';

/**
 * Salesforce counts calls by the day and long ones at once, and names no pace. This one keeps a burst of ours from
 * using up what the org's other integrations need, and is far above what registrations cause.
 */
const PACE = { count: 200, perMs: 10_000 } as const;

export interface ClientDeps extends TokenDeps {
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
}

/** One client and one session per org, so that limits and tokens never mix. */
export function createOrgClients(deps: ClientDeps) {
  const orgs = new Map<string, { readonly tokens: Tokens; readonly client: SalesforceClient }>();

  function orgOf(orgId: string) {
    const known = orgs.get(orgId);
    if (known) return known;
    const tokens = createTokens(deps, orgId);
    const client = createSalesforceClient({
      ...tokens,
      apiVersion: API_VERSION,
      reserve: () => reserve(orgId),
      sleep: deps.sleep,
      random: deps.random,
      timeoutMs: deps.timeoutMs,
    });
    const org = { tokens, client };
    orgs.set(orgId, org);
    return org;
  }

  async function reserve(orgId: string): Promise<void> {
    for (;;) {
      const waitMs = await takeQuota(deps.database.db, `salesforce:${orgId}`, 'api', PACE, deps.nowMs());
      if (waitMs === 0) return;
      await deps.sleep(waitMs);
    }
  }

  return {
    clientOf: (orgId: string): SalesforceClient => orgOf(orgId).client,
    tokensOf: (orgId: string): Tokens => orgOf(orgId).tokens,
    /** Forgets what was remembered of an org, as after a new installation. */
    forget: (orgId: string): void => void orgs.delete(orgId),
  };
}
export type OrgClients = ReturnType<typeof createOrgClients>;
