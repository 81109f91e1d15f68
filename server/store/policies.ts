import type { Selectable } from 'kysely';
import { DEFAULT_POLICY, type Policy } from '../../shared/program/policy.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';
import { json } from './storable.ts';

/** One version of a program's rules of engagement; versions are never changed, so that decisions stay explainable. */
export interface SavedPolicy {
  readonly policy: Policy;
  readonly savedAt: Instant;
  readonly savedBy: string;
}

/** The newest policy; null for a program that has none yet. */
export async function currentPolicy(db: Db, programId: ProgramId): Promise<SavedPolicy | null> {
  const row = await policiesIn(db, programId).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row ? rowToPolicy(row) : null;
}

/** The policy that decided under this version; null when there was none. */
export async function policyAt(db: Db, programId: ProgramId, version: number): Promise<SavedPolicy | null> {
  const row = await policiesIn(db, programId).where('version', '=', version).executeTakeFirst();
  return row ? rowToPolicy(row) : null;
}

/**
 * Saves the policy as version `expectedVersion + 1` (0 expects none), whatever version it carries. False when
 * somebody else saved one meanwhile.
 */
export async function savePolicy(
  tx: Tx,
  programId: ProgramId,
  policy: Omit<Policy, 'version'>,
  savedAt: Instant,
  savedBy: string,
  expectedVersion: number,
): Promise<boolean> {
  const current = await currentPolicy(tx, programId);
  if ((current?.policy.version ?? 0) !== expectedVersion) return false;
  const version = expectedVersion + 1;
  const added = await tx
    .insertInto('policies')
    .values({
      program_id: programId,
      version,
      policy: json({ ...policy, version }),
      saved_at: savedAt,
      saved_by: savedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  return added !== undefined;
}

/** What a version that was saved long ago does not know yet is as it is by default. */
const rowToPolicy = (row: Pick<Selectable<Schema['policies']>, 'policy' | 'saved_at' | 'saved_by'>): SavedPolicy => ({
  policy: { ...DEFAULT_POLICY, ...row.policy },
  savedAt: row.saved_at,
  savedBy: row.saved_by,
});

const policiesIn = (db: Db, programId: ProgramId) =>
  db.selectFrom('policies').select(['policy', 'saved_at', 'saved_by']).where('program_id', '=', programId);
