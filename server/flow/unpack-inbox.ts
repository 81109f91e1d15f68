import { CrmUnavailable } from '../../shared/crm/crm-port.ts';
import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import { epochMs, toInstant } from '../../shared/values/time.ts';
import type { Hint, ReceivedHint } from '../inbound/hint.ts';
import { alreadySeen, claimInbox, failInbox, finishInbox, seenBefore, type ClaimedDelivery } from '../store/inbox.ts';
import { programOfAccount } from '../store/installations.ts';
import { follow } from './follow.ts';
import type { Flow } from './ports.ts';
import { backoffMs, problemOf } from './try-later.ts';

const LEASE_MS = 120_000;
const ROWS_AT_ONCE = 10;
const ATTEMPTS_MAX = 30;

/** The words of one CRM's deliveries: what their bodies say, and how many entries nobody could read. */
export type ReadHints = (
  body: string,
  accountId: string,
) => { readonly hints: readonly ReceivedHint[]; readonly unreadable: number };

/** Works on what one CRM left in the inbox. Returns how many rows it took. */
export async function unpackInbox(flow: Flow, crm: Crm, read: ReadHints): Promise<number> {
  const atOnce = { limit: ROWS_AT_ONCE, leaseMs: LEASE_MS };
  const deliveries = await claimInbox(flow.database.db, crm, flow.now(), atOnce);
  for (const delivery of deliveries) await unpack(flow, crm, read, delivery);
  return deliveries.length;
}

/** Events are marked as seen only with the delivery's end: what fails halfway comes again whole, and repeats change nothing. */
async function unpack(flow: Flow, crm: Crm, read: ReadHints, delivery: ClaimedDelivery): Promise<void> {
  try {
    const { hints, unreadable } = read(delivery.body, delivery.accountId);
    if (unreadable > 0) flow.log.warn({ crm, unreadable }, 'delivered entries that could not be read were passed over');
    const followed = await Promise.all(
      [...byAccount(hints)].map(([accountId, received]) => followAll(flow, crm, accountId, received)),
    );
    await flow.database.transaction(async (tx) => {
      for (const { programId, keys } of followed) await seenBefore(tx, programId, keys, flow.now());
      await finishInbox(tx, delivery);
    });
  } catch (error) {
    const { id, attempts } = delivery;
    const problem = problemOf(error);
    flow.log.warn({ crm, inboxId: id, attempts, problem }, 'delivery not worked off; will try again');
    const nextAt = attempts >= ATTEMPTS_MAX ? null : toInstant(epochMs(flow.now()) + backoffMs(attempts));
    await failInbox(flow.database.db, delivery, problem, nextAt);
  }
}

async function followAll(flow: Flow, crm: Crm, accountId: string, received: readonly ReceivedHint[]) {
  const programId = await programOfAccount(flow.database.db, crm, accountId);
  const keys = received.map(({ eventKey }) => eventKey);
  if (programId === null) {
    flow.log.warn(
      { crm, accountId, events: received.length },
      'changes of an account that is not installed were passed over',
    );
    return { programId: '', keys: [] };
  }
  const seen = await alreadySeen(flow.database.db, programId, keys);
  const fresh = received.filter(({ eventKey }) => !seen.has(eventKey));
  await followEach(flow, programId, crm, withoutRepeats(fresh));
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
export async function followEach(flow: Flow, programId: ProgramId, crm: Crm, hints: readonly Hint[]): Promise<void> {
  const failures: unknown[] = [];
  for (const hint of hints) {
    try {
      await follow(flow, programId, crm, hint);
    } catch (error) {
      // Without the CRM the rest would only wait for the same limit.
      if (error instanceof CrmUnavailable) throw error;
      flow.log.error(
        { programId, crm, kind: hint.kind, problem: String(error) },
        'a record could not be read or acted on',
      );
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

const byAccount = (hints: readonly ReceivedHint[]): ReadonlyMap<string, readonly ReceivedHint[]> =>
  Map.groupBy(hints, ({ accountId }) => accountId);
