import { sql, type Kysely } from 'kysely';
import { firstTables } from './migrations/0001-first-tables.ts';
import { twoCrms } from './migrations/0002-two-crms.ts';
import type { Schema } from './schema.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** In order, never edited after a release: what changed later is a new entry. */
export const MIGRATIONS: readonly Migration[] = [firstTables, twoCrms];

/** Any number that nothing else locks: replicas that start together migrate one after the other. */
const MIGRATION_LOCK = 5_001_972;

/** Brings the tables to this version. Each migration is one transaction: it happened and is recorded, or neither. */
export async function migrate(db: Kysely<Schema>, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  for (;;) {
    const done = await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx);
      return applyNext(tx, migrations);
    });
    if (done) return;
  }
}

/** Applies one missing migration; true when none was missing. */
async function applyNext(tx: Kysely<Schema>, migrations: readonly Migration[]): Promise<boolean> {
  await sql`create table if not exists schema_migrations (version integer primary key, name text not null)`.execute(tx);
  const recorded = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from schema_migrations`.execute(tx);
  const current = recorded.rows[0]?.version ?? 0;
  const newest = migrations.at(-1)?.version ?? 0;
  if (current > newest) {
    throw new Error(
      `The database is at schema version ${current}, but this program knows only ${newest}. ` +
        'Start the newer program that wrote it, or restore a backup made before the update.',
    );
  }
  const next = migrations.find((migration) => migration.version > current);
  if (next === undefined) return true;
  for (const statement of next.statements) await sql.raw(statement).execute(tx);
  await sql`insert into schema_migrations (version, name) values (${next.version}, ${next.name})`.execute(tx);
  return false;
}
