import type { Selectable } from 'kysely';
import type { ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';

/** What is known of a prospect beside its history. */
export interface ProspectRow {
  readonly prospectKey: ProspectKey;
  readonly name: string;
  readonly domain: string | null;
  readonly version: number;
}

/** Writes the row unless a later version is there already. */
export async function saveProspect(
  tx: Tx,
  programId: ProgramId,
  row: ProspectRow & { readonly nameKey: string },
): Promise<void> {
  await tx
    .insertInto('prospects')
    .values({
      program_id: programId,
      prospect_key: row.prospectKey,
      name: row.name,
      name_key: row.nameKey,
      domain: row.domain,
      version: row.version,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['program_id', 'prospect_key'])
        .doUpdateSet((set) => ({
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

/** One page of all prospects of the program, by key: what a CRM that was just connected has to be shown. */
export async function prospectKeysAfter(
  db: Db,
  programId: ProgramId,
  after: ProspectKey,
  limit: number,
): Promise<readonly ProspectKey[]> {
  const rows = await db
    .selectFrom('prospects')
    .select('prospect_key')
    .where('program_id', '=', programId)
    .where('prospect_key', '>', after)
    .orderBy('prospect_key')
    .limit(limit)
    .execute();
  return rows.map((row) => row.prospect_key);
}

const rowToProspect = (row: Selectable<Schema['prospects']>): ProspectRow => ({
  prospectKey: row.prospect_key,
  name: row.name,
  domain: row.domain,
  version: row.version,
});
