import { sql } from 'kysely';
import type { Crm, CrmId, ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import type { Db, Tx } from './database.ts';

/** A prospect as one CRM shows it: its company there, and how far the record is up to date. */
export interface ProspectRecord {
  readonly prospectKey: ProspectKey;
  readonly version: number;
  readonly companyId: CrmId | null;
  readonly shownVersion: number;
}

/** Remembers what the CRM shows. An older write that was answered late takes nothing back. */
export async function markProspectShown(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  prospectKey: ProspectKey,
  shown: { readonly version: number; readonly companyId: CrmId | null },
): Promise<void> {
  await tx
    .insertInto('prospect_records')
    .values({
      program_id: programId,
      crm,
      prospect_key: prospectKey,
      company_id: shown.companyId,
      shown_version: shown.version,
    })
    .onConflict((conflict) =>
      conflict.columns(['program_id', 'crm', 'prospect_key']).doUpdateSet({
        shown_version: sql<number>`greatest(prospect_records.shown_version, excluded.shown_version)`,
        company_id: sql<string | null>`coalesce(excluded.company_id, prospect_records.company_id)`,
      }),
    )
    .execute();
}

/** The prospect's company in the CRM; null while none is known. */
export async function companyOf(
  db: Db,
  programId: ProgramId,
  crm: Crm,
  prospectKey: ProspectKey,
): Promise<CrmId | null> {
  const row = await db
    .selectFrom('prospect_records')
    .select('company_id')
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('prospect_key', '=', prospectKey)
    .executeTakeFirst();
  return row?.company_id ?? null;
}

/** The prospects that share a CRM company: more than one when partners wrote it by domain and by name. */
export async function prospectsOfCompany(
  db: Db,
  programId: ProgramId,
  crm: Crm,
  companyId: CrmId,
): Promise<readonly ProspectRecord[]> {
  const rows = await db
    .selectFrom('prospect_records as record')
    .innerJoin('prospects as of', (join) =>
      join.onRef('of.program_id', '=', 'record.program_id').onRef('of.prospect_key', '=', 'record.prospect_key'),
    )
    .select(['of.prospect_key', 'of.version', 'record.company_id', 'record.shown_version'])
    .where('record.program_id', '=', programId)
    .where('record.crm', '=', crm)
    .where('record.company_id', '=', companyId)
    .orderBy('of.prospect_key')
    .execute();
  return rows.map((row) => ({
    prospectKey: row.prospect_key,
    version: row.version,
    companyId: row.company_id,
    shownVersion: row.shown_version,
  }));
}

/** The CRM merged one company into another: its prospects follow. Returns their keys. */
export async function moveProspects(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  fromCompanyId: CrmId,
  toCompanyId: CrmId,
): Promise<readonly ProspectKey[]> {
  const moved = await tx
    .updateTable('prospect_records')
    .set({ company_id: toCompanyId })
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('company_id', '=', fromCompanyId)
    .returning('prospect_key')
    .execute();
  return moved.map((row) => row.prospect_key);
}
