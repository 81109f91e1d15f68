import type { CrmRecord } from '../../shared/crm/crm-port.ts';
import { companyFields } from '../../shared/crm/record-of.ts';
import { PARTNER_STATUSES, PARTNER_TIERS, guardsTerms } from '../../shared/program/partner.ts';
import type { Crm, CrmId, ProgramId } from '../../shared/values/ids.ts';
import { savePartnerRecord } from '../store/partner-records.ts';
import { findPartnerByCompany, savePartner, type StoredPartner } from '../store/partners.ts';
import { isInOutbox } from '../store/outbox.ts';
import { prospectsOfCompany } from '../store/prospect-records.ts';
import { differences } from './differences.ts';
import { enrolTerms, showPartnerIn } from './enrol-partners.ts';
import { followMerge } from './follow-moves.ts';
import type { Flow } from './ports.ts';
import { contextOf, showAgain, stateOf } from './show-again.ts';
import { partnerTopic } from './show-jobs.ts';
import { shownProspect } from './shown-prospect.ts';

/** A company was made, changed or merged away: a partner keeps its terms, a prospect keeps showing its holder. */
export async function observeCompany(flow: Flow, programId: ProgramId, crm: Crm, companyId: CrmId): Promise<void> {
  const { db } = flow.database;
  const partner = await findPartnerByCompany(db, programId, crm, companyId);
  const prospects = await prospectsOfCompany(db, programId, crm, companyId);
  if (partner === null && prospects.length === 0 && !guardsTerms(crm)) return;
  const port = await flow.crmOf(programId, crm);
  const company = await port.readRecord({ object: 'company', id: companyId });
  if (company === null) return;
  if (company.ref.id !== companyId) return followMerge(flow, programId, crm, company.ref.id, [companyId]);
  await observePartner(flow, programId, crm, partner, company);
  const shownKey = await shownProspect(flow, programId, crm, companyId);
  const shown = prospects.find(({ prospectKey }) => prospectKey === shownKey);
  if (shown === undefined || shown.shownVersion < shown.version) return;
  const { prospectKey } = shown;
  const context = await contextOf(flow, programId, crm);
  const edited = differences(companyFields(await stateOf(flow, programId, prospectKey), context), company.fields);
  if (edited.length > 0) await showAgain(flow, programId, crm, prospectKey, edited);
}

/**
 * Terms are an approver's to change. Where the CRM itself lets nobody else write them, what stands on the company is
 * an approver's word; elsewhere whatever anybody typed is set back.
 */
async function observePartner(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  partner: StoredPartner | null,
  company: CrmRecord,
): Promise<void> {
  const { programStatus, programTier } = company.fields;
  const status = PARTNER_STATUSES.find((one) => one === programStatus);
  const tier = PARTNER_TIERS.find((one) => one === programTier);
  if (partner === null) {
    if (guardsTerms(crm) && status && tier) await enrolTerms(flow, programId, crm, company, { status, tier });
    return;
  }
  const named = { ...partner, name: company.name || partner.name };
  const record = { crm, companyId: company.ref.id, channelManagerId: company.ownerId };
  await flow.database.transaction(async (tx) => {
    await savePartner(tx, programId, named);
    await savePartnerRecord(tx, programId, partner.partnerId, record);
  });
  if (status === partner.status && tier === partner.tier) return;
  // New terms are on their way here: what still stands on the company is older than they are.
  const waiting = { topic: partnerTopic(crm), subject: partner.partnerId };
  if (await isInOutbox(flow.database.db, programId, waiting)) return;
  if (guardsTerms(crm) && status && tier) await enrolTerms(flow, programId, crm, company, { status, tier });
  else await showPartnerIn(flow, programId, crm, named);
}
