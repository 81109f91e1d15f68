import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db } from './database.ts';

/** One stream of changes of a program's account in a CRM. */
export interface StreamRef {
  readonly programId: ProgramId;
  readonly crm: Crm;
  readonly stream: string;
}

/** How far the stream was read, and when that was noted; null when it never was. */
export async function findCursor(
  db: Db,
  { programId, crm, stream }: StreamRef,
): Promise<{ readonly cursor: string; readonly savedAt: Instant } | null> {
  const row = await db
    .selectFrom('crm_cursors')
    .select(['cursor', 'saved_at'])
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('stream', '=', stream)
    .executeTakeFirst();
  return row ? { cursor: row.cursor, savedAt: row.saved_at } : null;
}

/** Notes how far the stream was read: in the transaction that stores what was read, so that neither is lost alone. */
export async function saveCursor(
  db: Db,
  { programId, crm, stream }: StreamRef,
  cursor: string,
  savedAt: Instant,
): Promise<void> {
  const row = { cursor, saved_at: savedAt };
  await db
    .insertInto('crm_cursors')
    .values({ program_id: programId, crm, stream, ...row })
    .onConflict((conflict) => conflict.columns(['program_id', 'crm', 'stream']).doUpdateSet(row))
    .execute();
}

/** Sets a cursor of moments back, so that everything since is read again; one that stands earlier stays. */
export async function rewindCursor(db: Db, { programId, crm, stream }: StreamRef, moment: Instant): Promise<void> {
  await db
    .updateTable('crm_cursors')
    .set({ cursor: moment })
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('stream', '=', stream)
    .where('cursor', '>', moment)
    .execute();
}

/**
 * Makes the holder the only reader of the stream until `until`. False while another one is; a reader that died is
 * followed when its time is over, so a holder has to take its lease again before that.
 */
export async function takeLease(
  db: Db,
  { programId, crm, stream }: StreamRef,
  holder: string,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<boolean> {
  const row = { cursor: holder, saved_at: until };
  const taken = await db
    .insertInto('crm_cursors')
    .values({ program_id: programId, crm, stream: leaseOf(stream), ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['program_id', 'crm', 'stream'])
        .doUpdateSet(row)
        .where((is) => is.or([is('crm_cursors.cursor', '=', holder), is('crm_cursors.saved_at', '<=', now)])),
    )
    .returning('cursor')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Lets another reader take over at once. */
export async function endLease(db: Db, { programId, crm, stream }: StreamRef, holder: string): Promise<void> {
  await db
    .deleteFrom('crm_cursors')
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('stream', '=', leaseOf(stream))
    .where('cursor', '=', holder)
    .execute();
}

const leaseOf = (stream: string): string => `lease ${stream}`;
