import { sql, type Selectable } from 'kysely';
import type { Crm, CrmId, ProgramId, ProspectKey, RegistrationId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';

/** A deal of the direct team that competes with a holder and says so in the CRM. */
export interface FlaggedDeal {
  readonly crm: Crm;
  readonly dealId: CrmId;
  readonly prospectKey: ProspectKey;
  readonly registrationId: RegistrationId;
  readonly flaggedAt: Instant;
  /** Rises whenever what the deal should show changes. */
  readonly changedSeq: number;
  /** Whether the CRM shows it as of `changedSeq`. */
  readonly shown: boolean;
}

/** Flags a deal, or flags it again for another holder; then it has to be shown again. */
export async function flagDeal(
  tx: Tx,
  programId: ProgramId,
  deal: Omit<FlaggedDeal, 'shown' | 'changedSeq'>,
): Promise<void> {
  const about = { prospect_key: deal.prospectKey, registration_id: deal.registrationId, flagged_at: deal.flaggedAt };
  await tx
    .insertInto('flagged_deals')
    .values({ program_id: programId, crm: deal.crm, deal_id: deal.dealId, ...about })
    .onConflict((conflict) =>
      conflict.columns(['program_id', 'crm', 'deal_id']).doUpdateSet({ ...about, changed_seq: nextSeq }),
    )
    .execute();
}

export async function findFlaggedDeal(
  db: Db,
  programId: ProgramId,
  crm: Crm,
  dealId: CrmId,
): Promise<FlaggedDeal | null> {
  const row = await db
    .selectFrom('flagged_deals')
    .selectAll()
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('deal_id', '=', dealId)
    .executeTakeFirst();
  return row ? rowToFlaggedDeal(row) : null;
}

/** The competing deals of a prospect in one CRM, in the order in which they were seen. */
export async function flaggedDealsOf(
  db: Db,
  programId: ProgramId,
  crm: Crm,
  prospectKey: ProspectKey,
): Promise<readonly FlaggedDeal[]> {
  const rows = await db
    .selectFrom('flagged_deals')
    .selectAll()
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('prospect_key', '=', prospectKey)
    .orderBy('flagged_at')
    .orderBy('deal_id')
    .execute();
  return rows.map(rowToFlaggedDeal);
}

/** Remembers what the CRM shows. A deal that changed while it was being written stays to be shown again. */
export async function markDealsShown(
  tx: Tx,
  programId: ProgramId,
  deals: readonly Pick<FlaggedDeal, 'crm' | 'dealId' | 'changedSeq'>[],
): Promise<void> {
  for (const { crm, dealId, changedSeq } of deals) {
    await tx
      .updateTable('flagged_deals')
      .set({ shown_seq: sql<number>`greatest(shown_seq, ${changedSeq}::integer)` })
      .where('program_id', '=', programId)
      .where('crm', '=', crm)
      .where('deal_id', '=', dealId)
      .execute();
  }
}

/** The prospect's lock changed, so what its competing deals say is out of date. */
export async function markDealsStale(tx: Tx, programId: ProgramId, prospectKey: ProspectKey): Promise<void> {
  await tx
    .updateTable('flagged_deals')
    .set({ changed_seq: nextSeq })
    .where('program_id', '=', programId)
    .where('prospect_key', '=', prospectKey)
    .execute();
}

const nextSeq = sql<number>`flagged_deals.changed_seq + 1`;

const rowToFlaggedDeal = (row: Selectable<Schema['flagged_deals']>): FlaggedDeal => ({
  crm: row.crm,
  dealId: row.deal_id,
  prospectKey: row.prospect_key,
  registrationId: row.registration_id,
  flaggedAt: row.flagged_at,
  changedSeq: row.changed_seq,
  shown: row.shown_seq === row.changed_seq,
});
