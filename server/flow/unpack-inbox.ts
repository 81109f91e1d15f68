import { CrmUnavailable } from '../../shared/crm/crm-port.ts';
import { epochMs, toInstant } from '../../shared/values/time.ts';
import { hintsFromHubSpot, type Hint, type ReceivedHint } from '../inbound/from-hubspot.ts';
import { alreadySeen, claimInbox, failInbox, finishInbox, seenBefore, type ClaimedDelivery } from '../store/inbox.ts';
import { programOfAccount } from '../store/installations.ts';
import { observeCompany, observeDeal, observeMerge } from './observe-record.ts';
import type { Flow } from './ports.ts';
import { backoffMs, problemOf } from './try-later.ts';
import { takeSubmission } from './take-submission.ts';

const LEASE_MS = 120_000;
const ROWS_AT_ONCE = 10;
const ATTEMPTS_MAX = 30;

/** Works on what webhooks left in the inbox. Returns how many rows it took. */
export async function unpackInbox(flow: Flow, appId: string): Promise<number> {
  const deliveries = await claimInbox(flow.database.db, flow.now(), ROWS_AT_ONCE, LEASE_MS);
  for (const delivery of deliveries) await unpack(flow, appId, delivery);
  return deliveries.length;
}

/** Events are marked as seen only with the delivery's end: what fails halfway comes again whole, and repeats change nothing. */
async function unpack(flow: Flow, appId: string, delivery: ClaimedDelivery): Promise<void> {
  try {
    const { hints, unreadable } = hintsFromHubSpot(delivery.body, appId);
    if (unreadable > 0) flow.log.warn({ unreadable }, 'webhook entries that could not be read were passed over');
    const followed = await Promise.all(
      [...byAccount(hints)].map(([accountId, received]) => followAll(flow, accountId, received)),
    );
    await flow.database.transaction(async (tx) => {
      for (const { programId, keys } of followed) await seenBefore(tx, programId, keys, flow.now());
      await finishInbox(tx, delivery);
    });
  } catch (error) {
    const { id, attempts } = delivery;
    const problem = problemOf(error);
    flow.log.warn({ inboxId: id, attempts, problem }, 'webhook not worked off; will try again');
    const nextAt = attempts >= ATTEMPTS_MAX ? null : toInstant(epochMs(flow.now()) + backoffMs(attempts));
    await failInbox(flow.database.db, delivery, problem, nextAt);
  }
}

async function followAll(flow: Flow, accountId: string, received: readonly ReceivedHint[]) {
  const programId = await programOfAccount(flow.database.db, 'hubspot', accountId);
  const keys = received.map(({ eventKey }) => eventKey);
  if (programId === null) {
    flow.log.warn(
      { accountId, events: received.length },
      'webhooks of an account that is not installed were passed over',
    );
    return { programId: '', keys: [] };
  }
  const seen = await alreadySeen(flow.database.db, programId, keys);
  const fresh = received.filter(({ eventKey }) => !seen.has(eventKey));
  await followEach(flow, programId, withoutRepeats(fresh));
  return { programId, keys };
}

/** Many properties of one record change at once; one reading of the record serves them all. */
function withoutRepeats(received: readonly ReceivedHint[]): readonly Hint[] {
  const distinct = new Map(received.map(({ hint }) => [JSON.stringify(hint), hint]));
  return [...distinct.values()];
}

/**
 * Follows every hint, also when one of them fails: one bad record must not hold the others back. Throws the first
 * failure at the end, so that what failed is tried again.
 */
export async function followEach(flow: Flow, programId: string, hints: readonly Hint[]): Promise<void> {
  const failures: unknown[] = [];
  for (const hint of hints) {
    try {
      await follow(flow, programId, hint);
    } catch (error) {
      // Without the CRM the rest would only wait for the same limit.
      if (error instanceof CrmUnavailable) throw error;
      flow.log.error({ programId, kind: hint.kind, problem: String(error) }, 'a record could not be read or acted on');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Reads the changed record again and acts on what it finds. */
async function follow(flow: Flow, programId: string, hint: Hint): Promise<void> {
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
