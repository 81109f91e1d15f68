import type { CrmPort, ProspectWrite, ProspectWritten } from '../../../shared/crm/crm-port.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import { toInstant } from '../../../shared/values/time.ts';
import { findAccount } from './accounts.ts';
import { listChanges } from './changes.ts';
import type { SalesforceClient } from './client.ts';
import { speakingPort } from './errors.ts';
import { writePartner } from './partners.ts';
import { readProspect } from './prospects.ts';
import { readRecord } from './records.ts';
import type { Company } from './registration-changes.ts';
import { findRegistrations, type Found } from './registration-records.ts';
import { textAt } from './rows.ts';
import { createFirstStage } from './stages.ts';
import { stamp } from './stamps.ts';
import { readSubmission } from './submissions.ts';
import { writeRegistrations } from './write-registrations.ts';

export interface SalesforceCrmOptions {
  readonly client: SalesforceClient;
  /** Of the program's amounts, in which the org's amounts are taken to be. */
  readonly currency: string;
  /** Where sales begins; null takes the org's first open stage. */
  readonly stage: string | null;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The CRM port over one Salesforce org. */
export function createSalesforceCrm(options: SalesforceCrmOptions): CrmPort {
  const { client } = options;
  const firstStage = createFirstStage(client, options.now);
  const stageOf = async () => options.stage ?? (await firstStage());
  return {
    readSubmission: (ref) => speakingPort(() => readSubmission(options, ref)),
    readProspect: (prospect, companyId) => speakingPort(() => readProspect(client, prospect, companyId)),
    readRecord: (ref) => speakingPort(() => readRecord(options, ref)),
    writeProspect: (write) => speakingPort(() => writeProspect({ ...options, stageOf }, write)),
    writePartner: (write) => speakingPort(() => writePartner(client, write)),
    listChanges: (since) => speakingPort(() => listChanges(client, since)),
  };
}

interface Writer {
  readonly client: SalesforceClient;
  readonly now: () => number;
  readonly stageOf: () => Promise<string>;
}

async function writeProspect({ client, now, stageOf }: Writer, write: ProspectWrite): Promise<ProspectWritten> {
  const { found, recordIds: before } = await findRegistrations(client, write);
  const { company, ownerId } = await companyFor(client, write, found);
  const mayNeedStage = write.registrations.some(({ place }) => place === 'sales');
  const closeOn = toInstant(now() + DEAL_LASTS_MS).slice(0, 10);
  const terms = { stage: mayNeedStage ? await stageOf() : '', closeOn, ownerId };
  const { refusals, ...written } = await writeRegistrations(client, { company, found, terms });
  const recordIds = new Map([...before, ...written.recordIds]);
  const [refusal] = [...refusals, ...(await stamp(client, { write, companyId: written.companyId, found, recordIds }))];
  if (refusal) throw refusal;
  return written;
}

/** What an opportunity is given to close in when the partner expects no date. */
const DEAL_LASTS_MS = 90 * 86_400_000;

/** The company, and who owns it. */
async function companyFor(
  client: SalesforceClient,
  write: ProspectWrite,
  found: readonly Found[],
): Promise<{ readonly company: Company; readonly ownerId: CrmId | null }> {
  const { prospect, mayCreateCompany } = write;
  const converted = found.flatMap(({ lead }) => lead?.companyId ?? [])[0] ?? null;
  const { account, keyHolderId } = await findAccount(client, prospect, write.companyId ?? converted);
  if (account) {
    const formerId = keyHolderId === account.Id ? null : keyHolderId;
    return { company: { kind: 'known', id: account.Id, formerId }, ownerId: textAt(account, 'OwnerId') };
  }
  // Until a rep converts it, the lead is all that Salesforce has of the company: an account beside it would be a second.
  const isStillLead = found.some(({ lead }) => lead !== null && !lead.isConverted);
  if (!mayCreateCompany || isStillLead) return { company: { kind: 'none' }, ownerId: null };
  const { key, name, domain, country } = prospect;
  return { company: { kind: 'new', prospectKey: key, name: name || (domain ?? key), domain, country }, ownerId: null };
}
