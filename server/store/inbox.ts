import { sql } from 'kysely';
import type { ProgramId } from '../../shared/values/ids.ts';
import { epochMs, toInstant, type Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import type { Delivery } from './inbox-writer.ts';

/** A delivery that this worker has until its lease ends. */
export interface ClaimedDelivery extends Delivery {
  readonly id: number;
  /** How often it was begun, this time included. */
  readonly attempts: number;
}

/** Takes the oldest deliveries that are due and nobody works on. What a dead worker held comes back after its lease. */
export async function claimInbox(
  db: Db,
  source: string,
  now: Instant,
  { limit, leaseMs }: { readonly limit: number; readonly leaseMs: number },
): Promise<readonly ClaimedDelivery[]> {
  const rows = await db
    .updateTable('inbox')
    .set({ claimed_until: toInstant(epochMs(now) + leaseMs), attempts: sql<number>`attempts + 1` })
    .where('id', 'in', (from) =>
      from
        .selectFrom('inbox')
        .select('id')
        .where('status', '=', 'waiting')
        .where('source', '=', source)
        .where('next_at', '<=', now)
        .where((is) => is.or([is('claimed_until', 'is', null), is('claimed_until', '<=', now)]))
        .orderBy('next_at')
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'source', 'account_id', 'body', 'headers', 'received_at', 'attempts'])
    .execute();
  return rows
    .map(({ account_id: accountId, received_at: receivedAt, ...row }) => ({ ...row, accountId, receivedAt }))
    .sort((a, b) => a.id - b.id);
}

type Claim = Pick<ClaimedDelivery, 'id' | 'attempts'>;

/** Marks it done, in the transaction of what it caused. False when the lease ran out and another worker has it. */
export async function finishInbox(tx: Tx, claim: Claim): Promise<boolean> {
  const row = await ofClaim(tx, claim)
    .set({ status: 'done', claimed_until: null, last_error: null })
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives it back to be tried at `nextAt`, or parks it as failed for a person to look at. */
export async function failInbox(db: Db, claim: Claim, error: string, nextAt: Instant | null): Promise<void> {
  await ofClaim(db, claim)
    .set({
      status: nextAt === null ? 'failed' : 'waiting',
      claimed_until: null,
      last_error: error,
      ...(nextAt === null ? {} : { next_at: nextAt }),
    })
    .execute();
}

/** Marks event keys as seen and returns those that had been before: their events were handled already. */
export async function seenBefore(
  tx: Tx,
  programId: ProgramId,
  keys: readonly string[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  // In one order everywhere: two workers that mark the same keys in different orders would deadlock.
  const distinct = [...new Set(keys)].sort();
  if (distinct.length === 0) return new Set();
  const added = await tx
    .insertInto('inbox_seen')
    .values(distinct.map((key) => ({ program_id: programId, event_key: key, seen_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_key')
    .execute();
  const fresh = new Set(added.map((row) => row.event_key));
  return new Set(distinct.filter((key) => !fresh.has(key)));
}

/** Those of the keys that were handled before. `seenBefore` marks; this only looks. */
export async function alreadySeen(db: Db, programId: ProgramId, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .selectFrom('inbox_seen')
    .select('event_key')
    .where('program_id', '=', programId)
    .where('event_key', 'in', [...new Set(keys)])
    .execute();
  return new Set(rows.map((row) => row.event_key));
}

/** How the inbox stands; every source and account together. */
export async function inboxState(
  db: Db,
): Promise<{ readonly waiting: number; readonly failed: number; readonly oldestAt: Instant | null }> {
  const row = await db
    .selectFrom('inbox')
    .select((of) => [
      of.fn.countAll<number>().filterWhere('status', '=', 'waiting').as('waiting'),
      of.fn.countAll<number>().filterWhere('status', '=', 'failed').as('failed'),
      sql<Instant | null>`min(received_at) filter (where status = 'waiting')`.as('oldestAt'),
    ])
    .where('status', '<>', 'done')
    .executeTakeFirst();
  return row ?? { waiting: 0, failed: 0, oldestAt: null };
}

/** When the account last delivered something; null when it never did. */
export async function lastReceivedAt(db: Db, source: string, accountId: string): Promise<Instant | null> {
  const row = await db
    .selectFrom('inbox')
    .select((of) => of.fn.max('received_at').as('at'))
    .where('source', '=', source)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Forgets deliveries that are done and event keys from before the moment. Failed deliveries stay. */
export async function forgetInbox(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('inbox').where('status', '=', 'done').where('received_at', '<', before).execute();
  await db.deleteFrom('inbox_seen').where('seen_at', '<', before).execute();
}

/** The row while the claim still holds it: a later claim has counted `attempts` on. */
const ofClaim = (db: Db, { id, attempts }: Claim) =>
  db.updateTable('inbox').where('id', '=', id).where('attempts', '=', attempts).where('status', '=', 'waiting');
