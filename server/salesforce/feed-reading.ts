import { toInstant, type Instant } from '../../shared/values/time.ts';
import type { SalesforceSession } from '../crm/salesforce/client.ts';
import { feedBody, type FeedEntry } from '../inbound/from-salesforce.ts';
import { findCursor, saveCursor, type StreamRef } from '../store/crm-cursors.ts';
import type { Database } from '../store/database.ts';
import { storeDeliveries } from '../store/inbox-writer.ts';
import { ONLY_NEW, openCometd } from './cometd-client.ts';

/** Events that one delivery holds at most: it is worked off and tried again as a whole. */
const BATCH_MAX = 100;

/** How a reading ended. `session` asks for another session, the others for another try. */
export interface ReadingEnd {
  readonly kind: 'stopped' | 'session' | 'broken' | 'position';
  readonly why: string;
}

export interface ReadingDeps {
  readonly database: Database;
  readonly nowMs: () => number;
  readonly programId: string;
  readonly orgId: string;
  /** Whose commits are our own; null when the server works as a person's user. */
  readonly ourUserId: string | null;
  /** Nothing is asked for from before the org was connected. */
  readonly connectedAt: Instant;
  readonly channels: readonly string[];
  readonly onStored: (events: number) => void;
  readonly onChannel: (channel: string, state: string) => void;
}

/** Where a channel goes on, and since when that is known. */
interface Position {
  readonly replayId: number;
  readonly savedAt: Instant;
}
/** An entry to store, and where its channel goes on after it. */
interface Item {
  readonly channel: string;
  readonly replayId: number;
  readonly entry: FeedEntry;
}

/**
 * Reads the channels until something ends it. Every event is stored in one transaction with the place to go on from,
 * so that a crash neither loses one nor stores one without knowing.
 */
export async function openReading(deps: ReadingDeps, session: SalesforceSession) {
  const { database } = deps;
  const positions = new Map<string, Position>();
  for (const channel of deps.channels) positions.set(channel, await storedPosition(channel));
  const received = new Map([...positions].map(([channel, { replayId }]) => [channel, replayId]));
  const refused = new Set<string>();
  let waiting: Item[] = [];
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  const { promise: ended, resolve: end } = Promise.withResolvers<ReadingEnd>();

  const cometd = openCometd(session, deps.channels, {
    positionOf: (channel) => positionOf(channel).replayId,
    onSubscribed(channel) {
      refused.delete(channel);
      deps.onChannel(channel, 'open');
      if (positionOf(channel).replayId === ONLY_NEW) noteLost(channel);
    },
    onRefused(channel, error) {
      if (/replay ?id/i.test(error)) void dropPosition(channel);
      else if (/denied_by_security_policy|does not exist/.test(error)) refuseChannel(channel, error);
      else end({ kind: error.startsWith('401') ? 'session' : 'broken', why: error });
    },
    onEvent(channel, replayId, header) {
      // After a break what was received but not stored yet comes again.
      if (replayId <= (received.get(channel) ?? ONLY_NEW)) return;
      received.set(channel, replayId);
      put({ channel, replayId, entry: { header } });
    },
    onRejected: (why) => end({ kind: /401|denied|authentication/i.test(why) ? 'session' : 'broken', why }),
    onDown: () => end({ kind: 'broken', why: 'the line to Salesforce broke' }),
  });

  return {
    ended,
    end,
    /** Channels that the user may not read, or that the org does not have. */
    refused: (): number => refused.size,
    /** Ends listening and stores what was received. */
    async close(limit: Promise<void>): Promise<void> {
      await cometd.close(limit);
      await writing;
    },
  };

  function positionOf(channel: string): Position {
    return positions.get(channel) ?? { replayId: ONLY_NEW, savedAt: deps.connectedAt };
  }

  async function storedPosition(channel: string): Promise<Position> {
    const stored = await findCursor(database.db, streamOf(channel));
    return stored === null
      ? { replayId: ONLY_NEW, savedAt: deps.connectedAt }
      : { replayId: Number(stored.cursor), savedAt: stored.savedAt };
  }

  function streamOf(channel: string): StreamRef {
    return { programId: deps.programId, crm: 'salesforce', stream: channel };
  }

  /** A channel that begins with new events alone may have missed some since it was read last. */
  function noteLost(channel: string): void {
    const notedAt = toInstant(deps.nowMs());
    put({ channel, replayId: ONLY_NEW, entry: { lost: { channel, since: positionOf(channel).savedAt, notedAt } } });
  }

  /** The place is no longer kept: the channel begins anew, and since when it lacks events stays known. */
  async function dropPosition(channel: string): Promise<void> {
    const { savedAt } = positionOf(channel);
    try {
      await saveCursor(database.db, streamOf(channel), String(ONLY_NEW), savedAt);
      end({ kind: 'position', why: `${channel} no longer keeps events since ${savedAt}` });
    } catch (error) {
      end({ kind: 'broken', why: `the place in ${channel} could not be stored: ${String(error)}` });
    }
  }

  function refuseChannel(channel: string, error: string): void {
    refused.add(channel);
    deps.onChannel(channel, error);
    if (refused.size === deps.channels.length) end({ kind: 'broken', why: error });
  }

  function put(item: Item): void {
    waiting.push(item);
    if (isWriting) return;
    isWriting = true;
    writing = writeAll();
  }

  async function writeAll(): Promise<void> {
    try {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, BATCH_MAX);
        waiting = waiting.slice(BATCH_MAX);
        await store(batch);
      }
      isWriting = false;
    } catch (error) {
      // Nothing more is written: what comes after a gap must not move the place beyond it.
      end({ kind: 'broken', why: `events could not be stored: ${String(error)}` });
    }
  }

  async function store(batch: readonly Item[]): Promise<void> {
    const savedAt = toInstant(deps.nowMs());
    const next = new Map(batch.map(({ channel, replayId }) => [channel, { replayId, savedAt }]));
    const body = feedBody(
      deps.ourUserId,
      batch.map(({ entry }) => entry),
    );
    const delivery = { source: 'salesforce', accountId: deps.orgId, body, headers: {}, receivedAt: savedAt };
    await database.transaction(async (tx) => {
      await storeDeliveries(tx, [delivery]);
      for (const [channel, { replayId }] of next) await saveCursor(tx, streamOf(channel), String(replayId), savedAt);
    });
    for (const [channel, position] of next) positions.set(channel, position);
    deps.onStored(batch.length);
  }
}
export type Reading = Awaited<ReturnType<typeof openReading>>;
