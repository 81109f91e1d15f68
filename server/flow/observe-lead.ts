import type { Crm, CrmId, ProgramId } from '../../shared/values/ids.ts';
import { findByContact } from '../store/registration-records.ts';
import { followConversion, followLeadMerge } from './follow-moves.ts';
import { recordWhenCompeting, repairOrReplace, takesDeal } from './observe-record.ts';
import type { Flow } from './ports.ts';
import { takeSubmission } from './take-submission.ts';

/**
 * A lead was made, changed, converted or merged. One that carries a submission becomes a registration, one that
 * brought a registration takes it along, and one of the direct team may compete with a holder.
 */
export async function observeLead(flow: Flow, programId: ProgramId, crm: Crm, leadId: CrmId): Promise<void> {
  const taken = await takeSubmission(flow, programId, crm, { record: { object: 'lead', id: leadId }, nonce: null });
  if (taken !== null) return;
  const port = await flow.crmOf(programId, crm);
  const lead = await port.readRecord({ object: 'lead', id: leadId });
  if (lead === null) return;
  if (lead.ref.id !== leadId) await followLeadMerge(flow, programId, crm, leadId, lead.ref.id);
  const ours = await findByContact(flow.database.db, programId, crm, lead.ref.id);
  if (ours === null) {
    if (lead.isOpen) await recordWhenCompeting(flow, programId, crm, lead);
  } else if (lead.converted) {
    if (takesDeal(ours)) await followConversion(flow, programId, crm, ours, lead.converted);
  } else {
    await repairOrReplace(flow, programId, crm, ours, { id: leadId, record: lead });
  }
}
