import type { Selectable } from 'kysely';
import type { CrmId, ProgramId, ProspectKey, RegistrationId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';

/** A deal of the direct team that competes with a holder and says so in the CRM. */
export interface FlaggedDeal {
  readonly dealId: CrmId;
  readonly prospectKey: ProspectKey;
  readonly registrationId: RegistrationId;
  readonly flaggedAt: Instant;
  /** Whether the CRM shows it. */
  readonly shown: boolean;
}

/** Flags a deal, or flags it again for another holder; then it has to be shown again. */
export async function flagDeal(tx: Tx, programId: ProgramId, deal: Omit<FlaggedDeal, 'shown'>): Promise<void> {
  const about = { prospect_key: deal.prospectKey, registration_id: deal.registrationId, flagged_at: deal.flaggedAt };
  await tx
    .insertInto('flagged_deals')
    .values({ program_id: programId, deal_id: deal.dealId, ...about })
    .onConflict((conflict) => conflict.columns(['program_id', 'deal_id']).doUpdateSet({ ...about, shown: false }))
    .execute();
}

export async function findFlaggedDeal(db: Db, programId: ProgramId, dealId: CrmId): Promise<FlaggedDeal | null> {
  const row = await db
    .selectFrom('flagged_deals')
    .selectAll()
    .where('program_id', '=', programId)
    .where('deal_id', '=', dealId)
    .executeTakeFirst();
  return row ? rowToFlaggedDeal(row) : null;
}

/** The competing deals of a prospect, in the order in which they were seen. */
export async function flaggedDealsOf(
  db: Db,
  programId: ProgramId,
  prospectKey: ProspectKey,
): Promise<readonly FlaggedDeal[]> {
  const rows = await db
    .selectFrom('flagged_deals')
    .selectAll()
    .where('program_id', '=', programId)
    .where('prospect_key', '=', prospectKey)
    .orderBy('flagged_at')
    .orderBy('deal_id')
    .execute();
  return rows.map(rowToFlaggedDeal);
}

export async function markDealsShown(tx: Tx, programId: ProgramId, dealIds: readonly CrmId[]): Promise<void> {
  if (dealIds.length === 0) return;
  await tx
    .updateTable('flagged_deals')
    .set({ shown: true })
    .where('program_id', '=', programId)
    .where('deal_id', 'in', dealIds)
    .execute();
}

/** The prospect's lock changed, so what its competing deals say is out of date. */
export async function markDealsStale(tx: Tx, programId: ProgramId, prospectKey: ProspectKey): Promise<void> {
  await tx
    .updateTable('flagged_deals')
    .set({ shown: false })
    .where('program_id', '=', programId)
    .where('prospect_key', '=', prospectKey)
    .execute();
}

const rowToFlaggedDeal = (row: Selectable<Schema['flagged_deals']>): FlaggedDeal => ({
  dealId: row.deal_id,
  prospectKey: row.prospect_key,
  registrationId: row.registration_id,
  flaggedAt: row.flagged_at,
  shown: row.shown,
});
