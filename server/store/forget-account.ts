import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import type { Tx } from './database.ts';

/**
 * Forgets every record of a CRM account, because the program is connected to another one now: there the same ids mean
 * nothing, or somebody else's records. What was promised stays; the new account is shown all of it.
 */
export async function forgetAccount(tx: Tx, programId: ProgramId, crm: Crm): Promise<void> {
  // The rows stay, so that nobody falls back on ids in the submissions themselves.
  await tx
    .updateTable('registration_records')
    .set({ record_id: null, deal_id: null, contact_id: null, shown_version: 0, decision: null, decision_answer: null })
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .execute();
  for (const table of ['prospect_records', 'partner_records', 'flagged_deals', 'crm_cursors'] as const)
    await tx.deleteFrom(table).where('program_id', '=', programId).where('crm', '=', crm).execute();
}
