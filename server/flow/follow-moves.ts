import type { Crm, CrmId, ProgramId } from '../../shared/values/ids.ts';
import { findLock } from '../store/locks.ts';
import { addToOutbox } from '../store/outbox.ts';
import { movePartnerRecord } from '../store/partner-records.ts';
import { companyOf, markProspectShown, moveProspects } from '../store/prospect-records.ts';
import { findRecord, markShown, markStale, moveContact } from '../store/registration-records.ts';
import type { RegistrationRow } from '../store/registrations.ts';
import type { Flow } from './ports.ts';
import { partnerJobs, showJobs } from './show-jobs.ts';

/** The lock follows the company into the record that a merge left, and so does a partner. */
export async function followMerge(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  companyId: CrmId,
  mergedIds: readonly CrmId[],
): Promise<void> {
  await flow.database.transaction(async (tx) => {
    for (const mergedId of mergedIds) {
      const keys = await moveProspects(tx, programId, crm, mergedId, companyId);
      const partnerId = await movePartnerRecord(tx, programId, crm, mergedId, companyId);
      const partner = partnerId === null ? [] : partnerJobs([crm], partnerId);
      await addToOutbox(tx, programId, [...keys.flatMap((key) => showJobs([crm], key)), ...partner], flow.now());
    }
  });
}

/** The registration follows the lead that it came with into the one that a merge left. */
export async function followLeadMerge(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  fromId: CrmId,
  toId: CrmId,
): Promise<void> {
  await flow.database.transaction(async (tx) => {
    const keys = await moveContact(tx, programId, crm, fromId, toId);
    const jobs = keys.flatMap((key) => showJobs([crm], key));
    await addToOutbox(tx, programId, jobs, flow.now());
  });
}

/**
 * The lead of a registration became a company and a deal: they are the prospect's and the registration's from now on.
 * The deal of a lead that nothing was promised on is nobody's news. While somebody else holds the prospect, its
 * company stays where that lock is shown.
 */
export async function followConversion(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  { registrationId, prospectKey }: RegistrationRow,
  became: { readonly companyId: CrmId | null; readonly dealId: CrmId | null },
): Promise<void> {
  const isNews = await flow.database.transaction(async (tx) => {
    const stored = await findLock(tx, programId, prospectKey);
    const isOthers = stored !== null && stored.lock !== null && stored.lock.registrationId !== registrationId;
    const company = await companyOf(tx, programId, crm, prospectKey);
    const companyId = (isOthers ? company : null) ?? became.companyId;
    const known = await findRecord(tx, programId, crm, registrationId);
    // Every reconcile reads the lead again for a while.
    const isKnownDeal = became.dealId === null || known?.dealId === became.dealId;
    if (isKnownDeal && (companyId === null || company === companyId)) return false;
    await markShown(tx, programId, crm, registrationId, { version: 0, recordId: null, dealId: became.dealId });
    await markStale(tx, programId, crm, registrationId);
    await markProspectShown(tx, programId, crm, prospectKey, { version: 0, companyId });
    await addToOutbox(tx, programId, showJobs([crm], prospectKey), flow.now());
    return true;
  });
  if (isNews) flow.log.info({ programId, crm, registrationId }, 'the lead was converted; the lock follows it');
}
