import { sql, type Selectable } from 'kysely';
import type { CrmId, ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';

/** What is known of a prospect beside its history: its company in the CRM, and how far the CRM shows it. */
export interface ProspectRow {
  readonly prospectKey: ProspectKey;
  readonly companyId: CrmId | null;
  readonly name: string;
  readonly domain: string | null;
  readonly version: number;
  readonly shownVersion: number;
}

/** Writes the row unless a later version is there already. A known company id is kept when the new one is null. */
export async function saveProspect(
  tx: Tx,
  programId: ProgramId,
  row: Omit<ProspectRow, 'shownVersion'> & { readonly nameKey: string },
): Promise<void> {
  await tx
    .insertInto('prospects')
    .values({
      program_id: programId,
      prospect_key: row.prospectKey,
      company_id: row.companyId,
      name: row.name,
      name_key: row.nameKey,
      domain: row.domain,
      version: row.version,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['program_id', 'prospect_key'])
        .doUpdateSet((set) => ({
          company_id: sql<string | null>`coalesce(excluded.company_id, prospects.company_id)`,
          name: set.ref('excluded.name'),
          name_key: set.ref('excluded.name_key'),
          domain: set.ref('excluded.domain'),
          version: set.ref('excluded.version'),
        }))
        .whereRef('prospects.version', '<=', 'excluded.version'),
    )
    .execute();
}

export async function findProspect(
  db: Db,
  programId: ProgramId,
  prospectKey: ProspectKey,
): Promise<ProspectRow | null> {
  const row = await db
    .selectFrom('prospects')
    .selectAll()
    .where('program_id', '=', programId)
    .where('prospect_key', '=', prospectKey)
    .executeTakeFirst();
  return row ? rowToProspect(row) : null;
}

/** The prospects that share a CRM company: more than one when partners wrote it by domain and by name. */
export async function prospectsOfCompany(
  db: Db,
  programId: ProgramId,
  companyId: CrmId,
): Promise<readonly ProspectRow[]> {
  const rows = await db
    .selectFrom('prospects')
    .selectAll()
    .where('program_id', '=', programId)
    .where('company_id', '=', companyId)
    .orderBy('prospect_key')
    .execute();
  return rows.map(rowToProspect);
}

/** Remembers what the CRM shows. An older write that was answered late takes nothing back. */
export async function markProspectShown(
  tx: Tx,
  programId: ProgramId,
  prospectKey: ProspectKey,
  shown: { readonly version: number; readonly companyId: CrmId | null },
): Promise<void> {
  await tx
    .updateTable('prospects')
    .set({
      shown_version: sql<number>`greatest(shown_version, ${shown.version}::integer)`,
      company_id: sql<string | null>`coalesce(${shown.companyId}::text, company_id)`,
    })
    .where('program_id', '=', programId)
    .where('prospect_key', '=', prospectKey)
    .execute();
}

/** The CRM merged one company into another: its prospects follow. Returns their keys. */
export async function moveProspects(
  tx: Tx,
  programId: ProgramId,
  fromCompanyId: CrmId,
  toCompanyId: CrmId,
): Promise<readonly ProspectKey[]> {
  const moved = await tx
    .updateTable('prospects')
    .set({ company_id: toCompanyId })
    .where('program_id', '=', programId)
    .where('company_id', '=', fromCompanyId)
    .returning('prospect_key')
    .execute();
  return moved.map((row) => row.prospect_key);
}

const rowToProspect = (row: Selectable<Schema['prospects']>): ProspectRow => ({
  prospectKey: row.prospect_key,
  companyId: row.company_id,
  name: row.name,
  domain: row.domain,
  version: row.version,
  shownVersion: row.shown_version,
});
