import { sql } from 'kysely';
import type { ProgramId } from '../../shared/values/ids.ts';
import { epochMs, toInstant, type Instant } from '../../shared/values/time.ts';
import type { Database, Db, Tx } from './database.ts';

/** Something outside that has to be brought up to date: its topic says how, its subject which. */
export interface OutboxItem {
  readonly topic: string;
  readonly subject: string;
}

/** An item that this worker has until its lease ends. */
export interface ClaimedItem extends OutboxItem {
  readonly id: number;
  readonly programId: ProgramId;
  /** How often it was begun since it last succeeded, this time included. */
  readonly attempts: number;
  readonly claimSeq: number;
  readonly changedSeq: number;
}

/**
 * Adds items in the transaction of the change that they make known. An item that waits already is not added twice,
 * only worked sooner; one that is being worked, or was parked, is worked once more.
 */
export async function addToOutbox(
  tx: Tx,
  programId: ProgramId,
  items: readonly OutboxItem[],
  now: Instant,
): Promise<void> {
  if (items.length === 0) return;
  const rows = inOneOrder(items).map(({ topic, subject }) => ({
    program_id: programId,
    topic,
    subject,
    next_at: now,
    created_at: now,
  }));
  await tx
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['program_id', 'topic', 'subject']).doUpdateSet({
        changed_seq: sql<number>`outbox.changed_seq + 1`,
        next_at: sql<Instant>`least(outbox.next_at, excluded.next_at)`,
        attempts: sql<number>`case when outbox.status = 'failed' then 0 else outbox.attempts end`,
        status: 'waiting',
      }),
    )
    .execute();
}

/**
 * Takes the items of these topics that are due longest and nobody works on. What a dead worker held comes back after its
 * lease.
 */
export async function claimOutbox(
  { db }: Pick<Database, 'db'>,
  topics: readonly string[],
  now: Instant,
  { limit, leaseMs }: { readonly limit: number; readonly leaseMs: number },
): Promise<readonly ClaimedItem[]> {
  const rows = await db
    .updateTable('outbox')
    .set({
      claimed_until: toInstant(epochMs(now) + leaseMs),
      attempts: sql<number>`attempts + 1`,
      claim_seq: sql<number>`claim_seq + 1`,
    })
    .where('id', 'in', (from) =>
      from
        .selectFrom('outbox')
        .select('id')
        .where('status', '=', 'waiting')
        .where('topic', 'in', topics)
        .where('next_at', '<=', now)
        .where((is) => is.or([is('claimed_until', 'is', null), is('claimed_until', '<=', now)]))
        .orderBy('next_at')
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'program_id', 'topic', 'subject', 'attempts', 'claim_seq', 'changed_seq', 'next_at'])
    .execute();
  return rows
    .sort((a, b) => (a.next_at < b.next_at ? -1 : a.next_at > b.next_at ? 1 : a.id - b.id))
    .map((row) => ({
      id: row.id,
      programId: row.program_id,
      topic: row.topic,
      subject: row.subject,
      attempts: row.attempts,
      claimSeq: row.claim_seq,
      changedSeq: row.changed_seq,
    }));
}

/** Removes the item, or lets it run again at once when it was added again while it was worked. */
export async function doneOutbox(db: Db, claim: ClaimedItem, now: Instant): Promise<void> {
  const removed = await db
    .deleteFrom('outbox')
    .where('id', '=', claim.id)
    .where('claim_seq', '=', claim.claimSeq)
    .where('changed_seq', '=', claim.changedSeq)
    .returning('id')
    .executeTakeFirst();
  if (removed) return;
  await ofClaim(db, claim).set({ claimed_until: null, attempts: 0, next_at: now, last_error: null }).execute();
}

/** Gives the item back to be tried at `nextAt`; null parks it as failed until it is added again. */
export async function retryOutbox(db: Db, claim: ClaimedItem, nextAt: Instant | null, error: string): Promise<void> {
  const parked = sql<'waiting' | 'failed'>`
    case when changed_seq = ${claim.changedSeq}::integer then 'failed' else 'waiting' end`;
  await ofClaim(db, claim)
    .set({
      claimed_until: null,
      last_error: error,
      ...(nextAt === null ? { status: parked } : { next_at: nextAt }),
    })
    .execute();
}

/** Whether the item waits or is being worked. */
export async function isInOutbox(db: Db, programId: ProgramId, { topic, subject }: OutboxItem): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('program_id', '=', programId)
    .where('topic', '=', topic)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row !== undefined;
}

export interface OutboxState {
  readonly waiting: number;
  readonly failed: number;
  /** Since when the oldest waiting item waits. */
  readonly oldestAt: Instant | null;
  /** What the item that failed most recently said; null when none has failed. */
  readonly lastError: string | null;
}

/** How the program's outbox stands. */
export async function outboxState(db: Db, programId: ProgramId): Promise<OutboxState> {
  const row = await db
    .selectFrom('outbox')
    .select((of) => [
      of.fn.countAll<number>().filterWhere('status', '=', 'waiting').as('waiting'),
      of.fn.countAll<number>().filterWhere('status', '=', 'failed').as('failed'),
      sql<Instant | null>`min(created_at) filter (where status = 'waiting')`.as('oldestAt'),
      sql<string | null>`(array_agg(last_error order by next_at desc, id desc)
        filter (where last_error is not null))[1]`.as('lastError'),
    ])
    .where('program_id', '=', programId)
    .executeTakeFirst();
  return row ?? { waiting: 0, failed: 0, oldestAt: null, lastError: null };
}

/** The row while the claim still holds it. */
const ofClaim = (db: Db, { id, claimSeq }: ClaimedItem) =>
  db.updateTable('outbox').where('id', '=', id).where('claim_seq', '=', claimSeq);

/** Each once and sorted: two transactions that add the same items in different orders would deadlock. */
function inOneOrder(items: readonly OutboxItem[]): readonly OutboxItem[] {
  const distinct = new Map(items.map((item) => [JSON.stringify([item.topic, item.subject]), item]));
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
