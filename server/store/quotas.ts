import { sql } from 'kysely';
import type { Db } from './database.ts';

/** How often an account may be called: `count` times in any `perMs` milliseconds. */
export interface Quota {
  readonly count: number;
  readonly perMs: number;
}

/**
 * Takes one call of the account's quota, shared by all replicas. Returns 0 to go ahead, or the milliseconds after
 * which to ask again. Never lets more than `count` calls through in any window of `perMs`, wherever it begins.
 *
 * GCRA: one number per bucket, the moment up to which calls are spoken for. Calls may run ahead of it by a small
 * burst, and the pace between bursts is slowed so that burst and pace together stay within the quota.
 */
export async function takeQuota(
  db: Db,
  accountId: string,
  bucket: string,
  { count, perMs }: Quota,
  nowMs: number,
): Promise<number> {
  const burst = Math.max(1, Math.floor(count * BURST_SHARE));
  const intervalUs = Math.ceil((perMs * 1000) / (count - burst + 1));
  const aheadUs = (burst - 1) * intervalUs;
  const nowUs = Math.floor(nowMs * 1000);
  const { rows } = await sql<{ taken: boolean; tat: number | null }>`
    with taken as (
      insert into quotas as quota (account_id, bucket, tat)
      values (${accountId}, ${bucket}, ${nowUs}::bigint + ${intervalUs}::bigint)
      on conflict (account_id, bucket) do update
        set tat = greatest(quota.tat, ${nowUs}::bigint) + ${intervalUs}::bigint
        where quota.tat - ${nowUs}::bigint <= ${aheadUs}::bigint
      returning 1
    )
    select exists (select from taken) as taken,
      (select tat from quotas where account_id = ${accountId} and bucket = ${bucket}) as tat`.execute(db);
  const row = rows[0];
  if (row === undefined || row.taken) return 0;
  // The number was read as it stood before a call that went ahead at the same time, so the wait can be too short.
  return Math.max(1, Math.ceil(((row.tat ?? nowUs) - aheadUs - nowUs) / 1000));
}

/** Of 190 calls, 9 may come at once; then the pace is 182 per window. */
const BURST_SHARE = 0.05;
