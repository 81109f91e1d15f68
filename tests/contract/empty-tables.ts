import { sql } from 'kysely';
import type { Database } from '../../server/store/database.ts';
import { createProgram } from '../../server/store/programs.ts';

/** The two tenants of every test: what one stores, the other must not see. */
export const OURS = 'pro_ours';
export const THEIRS = 'pro_theirs';
const CREATED_AT = '2026-11-22T09:00:00.000Z';

/** Empties every table, without opening the database again: that takes PGlite seconds. */
export async function emptyTables(database: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select string_agg(quote_ident(tablename), ', ') as name from pg_tables
    where schemaname = 'public' and tablename <> 'schema_migrations'`.execute(database.db);
  await sql.raw(`truncate ${rows[0]?.name} restart identity`).execute(database.db);
  await database.transaction(async (tx) => {
    for (const programId of [OURS, THEIRS]) {
      await createProgram(tx, { programId, name: `Program ${programId}`, settings: {}, createdAt: CREATED_AT });
    }
  });
}
