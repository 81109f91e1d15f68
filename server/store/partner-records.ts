import { sql } from 'kysely';
import type { Crm, CrmId, PartnerId, ProgramId } from '../../shared/values/ids.ts';
import type { Db, Tx } from './database.ts';
import { AlreadyTaken, violates } from './version-conflict.ts';

/** A partner in one CRM: its company there, and the user who looks after it. */
export interface PartnerRecord {
  readonly crm: Crm;
  readonly companyId: CrmId | null;
  readonly channelManagerId: CrmId | null;
}

/** Remembers the partner's company. Throws AlreadyTaken when that company is another partner's. */
export async function savePartnerRecord(
  tx: Tx,
  programId: ProgramId,
  partnerId: PartnerId,
  record: PartnerRecord,
): Promise<void> {
  const { crm, companyId, channelManagerId } = record;
  // Asked first, because a violated index would also end the caller's transaction; the index decides real races.
  const other = await tx
    .selectFrom('partner_records')
    .select('partner_id')
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('company_id', '=', companyId)
    .where('partner_id', '<>', partnerId)
    .executeTakeFirst();
  if (other) throw companyTaken(companyId);
  try {
    await tx
      .insertInto('partner_records')
      .values({
        program_id: programId,
        crm,
        partner_id: partnerId,
        company_id: companyId,
        channel_manager_id: channelManagerId,
      })
      .onConflict((conflict) =>
        conflict.columns(['program_id', 'crm', 'partner_id']).doUpdateSet({
          company_id: sql<string | null>`coalesce(excluded.company_id, partner_records.company_id)`,
          channel_manager_id: channelManagerId,
        }),
      )
      .execute();
  } catch (error) {
    throw violates(error, 'partner_records_company') ? companyTaken(companyId) : error;
  }
}

/** The partner's records, one for each CRM that knows it. */
export async function partnerRecordsOf(
  db: Db,
  programId: ProgramId,
  partnerId: PartnerId,
): Promise<readonly PartnerRecord[]> {
  const rows = await db
    .selectFrom('partner_records')
    .selectAll()
    .where('program_id', '=', programId)
    .where('partner_id', '=', partnerId)
    .orderBy('crm')
    .execute();
  return rows.map((row) => ({
    crm: row.crm,
    companyId: row.company_id,
    channelManagerId: row.channel_manager_id,
  }));
}

/** The partner's record in one CRM; null when that CRM does not know it yet. */
export const partnerRecordIn = async (
  db: Db,
  programId: ProgramId,
  crm: Crm,
  partnerId: PartnerId,
): Promise<PartnerRecord | null> =>
  (await partnerRecordsOf(db, programId, partnerId)).find((record) => record.crm === crm) ?? null;

/**
 * The CRM merged one company into another: the partner whose it was follows. Null when it was nobody's, or when the
 * other one is a partner's already: then this partner has no company there any more.
 */
export async function movePartnerRecord(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  fromCompanyId: CrmId,
  toCompanyId: CrmId,
): Promise<PartnerId | null> {
  const ofCompany = (companyId: CrmId) =>
    tx
      .selectFrom('partner_records')
      .select('partner_id')
      .where('program_id', '=', programId)
      .where('crm', '=', crm)
      .where('company_id', '=', companyId)
      .executeTakeFirst();
  const moved = await ofCompany(fromCompanyId);
  if (moved === undefined) return null;
  const isTaken = (await ofCompany(toCompanyId)) !== undefined;
  await tx
    .updateTable('partner_records')
    .set({ company_id: isTaken ? null : toCompanyId })
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('partner_id', '=', moved.partner_id)
    .execute();
  return isTaken ? null : moved.partner_id;
}

const companyTaken = (companyId: CrmId | null): AlreadyTaken =>
  new AlreadyTaken('companyId', `The company ${companyId} is another partner already: change that one.`);
