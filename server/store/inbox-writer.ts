import type { Instant } from '../../shared/values/time.ts';
import type { Database, Db } from './database.ts';
import { json } from './storable.ts';

/** A verified delivery as it arrived: its body is stored whole and read later. */
export interface Delivery {
  readonly source: string;
  readonly accountId: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: Instant;
}

export interface InboxWriter {
  /** Resolves when the delivery is stored for good: only then may the sender be told so. */
  receive(delivery: Delivery): Promise<void>;
}

/**
 * Stores deliveries in groups: whatever arrives while one commit runs goes into the next. One commit per delivery
 * would make the disk the limit (1,300 instead of 11,000 requests per second were measured).
 */
export function createInboxWriter(database: Database): InboxWriter {
  let waiting: Waiting[] = [];
  let isWriting = false;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, GROUP_MAX);
      waiting = waiting.slice(GROUP_MAX);
      await writeGroup(database, group);
    }
    isWriting = false;
  };

  return {
    receive: (delivery) =>
      new Promise((stored, failed) => {
        waiting.push({ delivery, stored, failed });
        if (isWriting) return;
        isWriting = true;
        // Not a microtask: that would run before the next socket is read and make groups of one.
        setImmediate(() => void writeAll());
      }),
  };
}

/** Keeps a statement far below PostgreSQL's 65,535 parameters. */
const GROUP_MAX = 500;

interface Waiting {
  readonly delivery: Delivery;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/** One statement for all. When it fails, each is tried alone, so that one bad delivery does not refuse the others. */
async function writeGroup(database: Database, group: readonly Waiting[]): Promise<void> {
  try {
    await storeDeliveries(
      database.db,
      group.map(({ delivery }) => delivery),
    );
    for (const { stored } of group) stored();
  } catch (error) {
    if (group.length === 1) group[0]?.failed(error);
    else for (const one of group) await writeGroup(database, [one]);
  }
}

/** Stores deliveries at once, for whoever has to store more with them in one transaction. */
export async function storeDeliveries(db: Db, deliveries: readonly Delivery[]): Promise<void> {
  const rows = deliveries.map((delivery) => ({
    source: delivery.source,
    account_id: delivery.accountId,
    body: delivery.body,
    headers: json(delivery.headers),
    received_at: delivery.receivedAt,
    next_at: delivery.receivedAt,
  }));
  await db.insertInto('inbox').values(rows).execute();
}
