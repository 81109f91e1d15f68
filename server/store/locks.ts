import { sql } from 'kysely';
import type { OwnershipLock } from '../../shared/lock/ownership-lock.ts';
import type { ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import { VersionConflict } from './version-conflict.ts';

/** How a prospect's lock stands in the database. The epoch outlives the lock. */
export interface StoredLock {
  readonly prospectKey: ProspectKey;
  /** null when nobody holds the prospect; a lock here may have run out: ask `isHeld(lock, now)`. */
  readonly lock: OwnershipLock | null;
  readonly epoch: number;
}

/**
 * Makes the lock the prospect's only one; null frees the prospect. Throws VersionConflict unless the epoch is higher
 * than the stored one, or equal and for the same holder: a writer that slept through a change cannot undo it.
 */
export async function saveLock(
  tx: Tx,
  programId: ProgramId,
  prospectKey: ProspectKey,
  lock: OwnershipLock | null,
  epoch: number,
): Promise<void> {
  const saved = await tx
    .insertInto('ownership_locks')
    .values({
      program_id: programId,
      prospect_key: prospectKey,
      registration_id: lock?.registrationId ?? null,
      partner_id: lock?.partnerId ?? null,
      kind: lock?.kind ?? null,
      starts_at: lock?.startsAt ?? null,
      ends_at: lock?.endsAt ?? null,
      epoch,
      extension_count: lock?.extensionCount ?? 0,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['program_id', 'prospect_key'])
        .doUpdateSet((set) => ({
          registration_id: set.ref('excluded.registration_id'),
          partner_id: set.ref('excluded.partner_id'),
          kind: set.ref('excluded.kind'),
          starts_at: set.ref('excluded.starts_at'),
          ends_at: set.ref('excluded.ends_at'),
          epoch: set.ref('excluded.epoch'),
          extension_count: set.ref('excluded.extension_count'),
        }))
        .where(
          sql<boolean>`(ownership_locks.epoch < excluded.epoch or (ownership_locks.epoch = excluded.epoch
            and ownership_locks.registration_id is not distinct from excluded.registration_id))`,
        ),
    )
    .returning('epoch')
    .executeTakeFirst();
  if (!saved) {
    throw new VersionConflict(
      `The lock of ${prospectKey} moved on to epoch ${epoch} or later: read it and decide again.`,
    );
  }
}

/** The prospect's lock row; null when it never had one. */
export async function findLock(db: Db, programId: ProgramId, prospectKey: ProspectKey): Promise<StoredLock | null> {
  const row = await db
    .selectFrom('ownership_locks')
    .selectAll()
    .where('program_id', '=', programId)
    .where('prospect_key', '=', prospectKey)
    .executeTakeFirst();
  return row ? rowToLock(row) : null;
}

/** Locks that time has ended and nobody has tidied up yet, the longest ended first. */
export async function dueLocks(
  db: Db,
  programId: ProgramId,
  now: Instant,
  limit: number,
): Promise<readonly StoredLock[]> {
  const rows = await db
    .selectFrom('ownership_locks')
    .selectAll()
    .where('program_id', '=', programId)
    .where('ends_at', '<=', now)
    .orderBy('ends_at')
    .orderBy('prospect_key')
    .limit(limit)
    .execute();
  return rows.map(rowToLock);
}

function rowToLock(row: LockRow): StoredLock {
  const { registration_id: registrationId, partner_id: partnerId, kind, starts_at: startsAt, ends_at: endsAt } = row;
  const { prospect_key: prospectKey, epoch, extension_count: extensionCount } = row;
  if (registrationId === null || partnerId === null || kind === null || startsAt === null || endsAt === null) {
    return { prospectKey, lock: null, epoch };
  }
  return { prospectKey, epoch, lock: { registrationId, partnerId, kind, startsAt, endsAt, epoch, extensionCount } };
}

interface LockRow {
  readonly prospect_key: string;
  readonly registration_id: string | null;
  readonly partner_id: string | null;
  readonly kind: 'pending' | 'active' | null;
  readonly starts_at: Instant | null;
  readonly ends_at: Instant | null;
  readonly epoch: number;
  readonly extension_count: number;
}
