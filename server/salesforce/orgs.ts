import { CrmRefused, type CrmPort } from '../../shared/crm/crm-port.ts';
import { DEFAULT_POLICY } from '../../shared/program/policy.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import { createSalesforceCrm } from '../crm/salesforce/adapter.ts';
import { installationOf } from '../store/installations.ts';
import { currentPolicy } from '../store/policies.ts';
import type { OrgClients } from './clients.ts';
import type { TokenDeps } from './tokens.ts';

/** The Salesforce orgs of all programs, as the port that flows speak to. */
export function createOrgs({ database, box, nowMs }: TokenDeps, clients: OrgClients) {
  const crms = new Map<ProgramId, { readonly key: string; readonly crm: CrmPort }>();
  return {
    /** The CRM port of a program; made again when the program is connected anew or changes its currency. */
    async crmOf(programId: ProgramId): Promise<CrmPort> {
      const installation = await installationOf(database.db, box, programId, 'salesforce');
      if (installation?.status !== 'connected')
        throw new CrmRefused('disconnected', 'No Salesforce org is connected. Connect one in PartnerLock.');
      const { accountId, connectedAt } = installation;
      const { currency } = (await currentPolicy(database.db, programId))?.policy ?? DEFAULT_POLICY;
      const key = JSON.stringify([accountId, connectedAt, currency]);
      const known = crms.get(programId);
      if (known?.key === key) return known.crm;
      // Which stage sales begins with differs from org to org, so the org's own first open one is taken.
      const crm = createSalesforceCrm({ client: clients.clientOf(accountId), currency, stage: null, now: nowMs });
      crms.set(programId, { key, crm });
      return crm;
    },
  };
}
export type Orgs = ReturnType<typeof createOrgs>;
