import { epochMs, toInstant } from '../../shared/values/time.ts';
import { hintsFromHubSpot, type Hint, type ReceivedHint } from '../inbound/from-hubspot.ts';
import { claimInbox, finishInbox, forgetSeen, retryInbox, seenBefore, type InboxRow } from '../store/inbox.ts';
import { findInstallation } from '../store/installations.ts';
import { observeCompany, observeDeal, observeMerge } from './observe-record.ts';
import type { Flow } from './ports.ts';
import { takeSubmission } from './take-submission.ts';

const LEASE_MS = 120_000;
const ROWS_AT_ONCE = 10;
const ATTEMPTS_MAX = 30;

/** Works on what webhooks left in the inbox. Returns how many rows it took. */
export async function unpackInbox(flow: Flow, appId: string): Promise<number> {
  const rows = await claimInbox(flow.database, flow.now(), ROWS_AT_ONCE, LEASE_MS);
  for (const row of rows) await unpackRow(flow, appId, row);
  return rows.length;
}

async function unpackRow(flow: Flow, appId: string, row: InboxRow): Promise<void> {
  const { hints, unreadable } = hintsFromHubSpot(row.body, appId);
  if (unreadable > 0) flow.log.warn({ unreadable }, 'webhook entries that could not be read were passed over');
  try {
    for (const [accountId, received] of byAccount(hints)) await followAll(flow, accountId, received);
    await finishInbox(flow.database, row.id);
  } catch (error) {
    const attempts = row.attempts + 1;
    const waitMs = Math.min(300_000, 1_000 * 2 ** Math.min(attempts, 9));
    const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    flow.log.warn({ inboxId: row.id, attempts, problem }, 'webhook not worked off; will try again');
    const nextAt = attempts >= ATTEMPTS_MAX ? null : toInstant(epochMs(flow.now()) + waitMs);
    await retryInbox(flow.database, row.id, problem, nextAt);
  }
}

async function followAll(flow: Flow, accountId: string, received: readonly ReceivedHint[]): Promise<void> {
  const installation = await findInstallation(flow.database.db, 'hubspot', accountId);
  if (installation === null) {
    flow.log.warn(
      { accountId, events: received.length },
      'webhooks of an account that is not installed were passed over',
    );
    return;
  }
  const { programId } = installation;
  const fresh = await unseen(flow, programId, received);
  for (const hint of withoutRepeats(fresh)) await follow(flow, programId, hint);
}

/** Marks and returns what was not seen before. A failure later marks the row for retry, so the marks are taken back. */
async function unseen(
  flow: Flow,
  programId: string,
  received: readonly ReceivedHint[],
): Promise<readonly ReceivedHint[]> {
  const keys = received.map(({ eventKey }) => eventKey);
  const seen = await flow.database.transaction((tx) => seenBefore(tx, programId, keys, flow.now()));
  return received.filter(({ eventKey }) => !seen.has(eventKey));
}

/** Many properties of one record change at once; one reading of the record serves them all. */
function withoutRepeats(received: readonly ReceivedHint[]): readonly Hint[] {
  const distinct = new Map(received.map(({ hint }) => [JSON.stringify(hint), hint]));
  return [...distinct.values()];
}

/** Reads the changed record again and acts on what it finds. */
export async function follow(flow: Flow, programId: string, hint: Hint): Promise<void> {
  switch (hint.kind) {
    case 'submission':
      await takeSubmission(flow, programId, { contactId: hint.contactId, nonce: hint.nonce });
      return;
    case 'deal':
      return observeDeal(flow, programId, hint.id);
    case 'company':
      return observeCompany(flow, programId, hint.id);
    case 'company_merged':
      return observeMerge(flow, programId, hint.id, hint.mergedIds);
    default: {
      const unreachable: never = hint;
      return unreachable;
    }
  }
}

const byAccount = (hints: readonly ReceivedHint[]): ReadonlyMap<string, readonly ReceivedHint[]> =>
  Map.groupBy(hints, ({ accountId }) => accountId);
