import { CrmRefused, type CrmPort } from '../../shared/crm/crm-port.ts';
import { DEFAULT_POLICY } from '../../shared/program/policy.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import { createHubSpotCrm } from '../crm/hubspot/adapter.ts';
import { createHubSpotClient, type HubSpotClient } from '../crm/hubspot/client.ts';
import { readSettings } from '../flow/program-settings.ts';
import { installationOf } from '../store/installations.ts';
import { currentPolicy } from '../store/policies.ts';
import { takeQuota } from '../store/quotas.ts';
import { createTokens, type TokenDeps } from './tokens.ts';

/** What HubSpot allows a marketplace app per account, and all apps of an account together for search. */
const QUOTAS = { api: { count: 110, perMs: 10_000 }, search: { count: 5, perMs: 1_000 } } as const;

export interface PortalDeps extends TokenDeps {
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
}

/** The HubSpot accounts of all programs: one client each, so that limits and tokens never mix. */
export function createPortals(deps: PortalDeps) {
  const { database, box, oauth, nowMs } = deps;
  const clients = new Map<string, HubSpotClient>();
  const crms = new Map<string, { readonly key: string; readonly crm: CrmPort }>();

  function clientOf(accountId: string): HubSpotClient {
    const known = clients.get(accountId);
    if (known) return known;
    const tokens = createTokens(deps, accountId);
    const client = createHubSpotClient({
      basePath: oauth.basePath,
      accessToken: tokens.accessToken,
      refreshNow: tokens.refreshNow,
      reserve: (bucket) => reserve(accountId, bucket),
      sleep: deps.sleep,
      timeoutMs: oauth.timeoutMs,
      random: deps.random,
    });
    clients.set(accountId, client);
    return client;
  }

  async function reserve(accountId: string, bucket: keyof typeof QUOTAS): Promise<void> {
    for (;;) {
      const waitMs = await takeQuota(database.db, `hubspot:${accountId}`, bucket, QUOTAS[bucket], nowMs());
      if (waitMs === 0) return;
      await deps.sleep(waitMs);
    }
  }

  return {
    clientOf,
    /** The connected account of a program. */
    async accountOf(programId: ProgramId): Promise<string> {
      const installation = await installationOf(database.db, box, programId, 'hubspot');
      if (installation?.status === 'connected') return installation.accountId;
      throw new CrmRefused('disconnected', 'No HubSpot portal is connected. Install the app in HubSpot again.');
    },
    /** The CRM port of a program; made again when its set-up changed. */
    async crmOf(programId: ProgramId): Promise<CrmPort> {
      const accountId = await this.accountOf(programId);
      const { place } = await readSettings(database.db, programId);
      if (place === null)
        throw new CrmRefused('invalid', 'The portal is not set up yet. Install the app in HubSpot again.');
      const { currency, salesPipeline, salesStage } =
        (await currentPolicy(database.db, programId))?.policy ?? DEFAULT_POLICY;
      const sales = { pipeline: salesPipeline, stage: salesStage };
      const key = JSON.stringify([accountId, place, sales, currency]);
      const known = crms.get(programId);
      if (known?.key === key) return known.crm;
      const { pipelineId, stages } = place;
      const crm = createHubSpotCrm({
        client: clientOf(accountId),
        place: { pipelineId, waitingStage: stages.waiting, closedStage: stages.closed },
        sales,
        currency,
        now: nowMs,
      });
      crms.set(programId, { key, crm });
      return crm;
    },
    /** Forgets what was remembered of an account, as after a new installation. */
    forget(accountId: string): void {
      clients.delete(accountId);
      crms.clear();
    },
  };
}
export type Portals = ReturnType<typeof createPortals>;
