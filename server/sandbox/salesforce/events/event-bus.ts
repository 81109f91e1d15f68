import type { Value } from '../entities.ts';
import type { Access } from '../org/access.ts';
import type { RecordChange } from '../org/core.ts';
import type { Schema } from '../schema/schema.ts';
import type { ChangeEvent, ChangeEventHeader } from './change-events.ts';
import { changeEventName, changeEventsOf } from './change-events.ts';

/** An event as it is kept, with the id to replay from. */
export interface RetainedEvent {
  readonly replayId: number;
  /** `/data/LeadChangeEvent` … */
  readonly channel: string;
  readonly header: ChangeEventHeader;
  readonly fields: Readonly<Record<string, Value>>;
  readonly publishedAtMs: number;
}

export type GapKind = 'GAP_CREATE' | 'GAP_UPDATE' | 'GAP_DELETE' | 'GAP_UNDELETE' | 'GAP_OVERFLOW';

/** What may go wrong between the bus and its subscribers. */
export interface EventTrouble {
  /** So many of the next events are retained but never pushed: a known weakness of CometD delivery. */
  loseNext?: number;
  /** Every event is pushed twice. */
  duplicate?: boolean;
}

export interface EventBusDeps {
  readonly schema: Schema;
  /** Of the package's channel members. */
  readonly capturedEntities: readonly string[];
  readonly now: () => number;
  readonly newKey: () => string;
  readonly random: () => number;
  /** Between a commit and its events, by the clock. */
  readonly delayMs: number;
  readonly retentionMs: number;
}

export const ALL_CHANGES = '/data/ChangeEvents';
/** Replay ids are opaque: they rise, with holes. They start high so that a small number is never a valid one. */
const FIRST_REPLAY_ID = 4_700_000;
const HOLE_MAX = 3;
/** A sandbox may run for days. */
const PUBLISHED_KEPT = 10_000;
/** How often events that wait for their delay are looked at, in real time. */
const WAIT_MS = 20;

/** Change Data Capture: turns commits into events, keeps them for a time and hands them to subscribers. */
export class EventBus {
  trouble: EventTrouble = {};
  readonly #deps: EventBusDeps;
  readonly #subscribers = new Set<(event: RetainedEvent) => void>();
  #waiting: { dueAtMs: number; channel: string; event: ChangeEvent }[] = [];
  #retained: RetainedEvent[] = [];
  #published: RetainedEvent[] = [];
  #lastReplayId = FIRST_REPLAY_ID;
  #purgedUpTo = FIRST_REPLAY_ID;
  #commits = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: EventBusDeps) {
    this.#deps = deps;
  }

  /** The last ten thousand events, for assertions. */
  get published(): readonly RetainedEvent[] {
    return this.#published;
  }

  /** Whether changes of an object are captured. */
  captures(object: string): boolean {
    return this.#deps.capturedEntities.includes(changeEventName(object));
  }

  /** The object behind a channel name; undefined when there is no such channel. */
  entityOf(channel: string): string | undefined {
    return this.#deps.schema.objects.find((object) => this.captures(object.name) && channelOf(object.name) === channel)
      ?.name;
  }

  /** Field-level security takes fields out of a payload. */
  isVisible(object: string, name: string, access: Access): boolean {
    const field = this.#deps.schema.field(object, name);
    return field !== undefined && access.canSee(object, field);
  }

  /** Takes a commit; its events come out after the delay. */
  commit(changes: readonly RecordChange[], userId: string): void {
    const { schema, now, newKey, delayMs } = this.#deps;
    this.#commits += 1;
    const facts = {
      userId,
      transactionKey: newKey(),
      commitTimestamp: now(),
      commitNumber: 11_000_000 + this.#commits,
    };
    for (const event of changeEventsOf(changes, facts, schema, (object) => this.captures(object))) {
      this.#waiting.push({ dueAtMs: now() + delayMs, channel: channelOf(event.header.entityName), event });
    }
    this.flush();
    // In a sandbox that runs by itself the clock goes on; a test with a frozen clock moves it and flushes.
    this.#arm();
  }

  /** Publishes what is due by the clock. */
  flush(): void {
    const due = this.#waiting.filter(({ dueAtMs }) => dueAtMs <= this.#deps.now());
    this.#waiting = this.#waiting.filter(({ dueAtMs }) => dueAtMs > this.#deps.now());
    for (const { channel, event } of due) this.#publish(channel, event);
  }

  /** An event with a header only: something changed that the platform could not describe. */
  gap(object: string, kind: GapKind, recordIds: readonly string[]): void {
    this.#commits += 1;
    const header: ChangeEventHeader = {
      entityName: object,
      // An overflow names no record: everything of the object after this moment is in doubt.
      recordIds: kind === 'GAP_OVERFLOW' ? ['000000000000000AAA'] : recordIds,
      changeType: kind,
      changeOrigin: '',
      transactionKey: this.#deps.newKey(),
      sequenceNumber: 1,
      commitTimestamp: this.#deps.now(),
      commitNumber: 11_000_000 + this.#commits,
      commitUser: '005000000000000AAA',
      changedFields: [],
      nulledFields: [],
      diffFields: [],
    };
    this.#publish(channelOf(object), { header, fields: {} });
  }

  overflow(object: string): void {
    this.gap(object, 'GAP_OVERFLOW', []);
  }

  subscribe(onEvent: (event: RetainedEvent) => void): () => void {
    this.#subscribers.add(onEvent);
    return () => this.#subscribers.delete(onEvent);
  }

  /** Retained events after a replay id (-2: all); `invalid` when the id was never given or is no longer kept. */
  replay(channel: string, replayId: number): readonly RetainedEvent[] | 'invalid' {
    this.flush();
    this.#purge();
    // An id that fell out of retention is refused even when nothing happened since.
    const isKept = replayId > this.#purgedUpTo && replayId <= this.#lastReplayId;
    if (replayId !== -2 && !isKept) return 'invalid';
    return this.#retained.filter(
      (event) => event.replayId > replayId && (channel === ALL_CHANGES || event.channel === channel),
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#subscribers.clear();
  }

  #arm(): void {
    if (this.#waiting.length === 0 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.flush();
      this.#arm();
    }, WAIT_MS);
    this.#timer.unref();
  }

  #publish(channel: string, { header, fields }: ChangeEvent): void {
    this.#lastReplayId += 1 + Math.floor(this.#deps.random() * HOLE_MAX);
    const event: RetainedEvent = {
      replayId: this.#lastReplayId,
      channel,
      header,
      fields,
      publishedAtMs: this.#deps.now(),
    };
    this.#purge();
    this.#retained.push(event);
    this.#published.push(event);
    if (this.#published.length > PUBLISHED_KEPT) this.#published.shift();
    if ((this.trouble.loseNext ?? 0) > 0) {
      this.trouble.loseNext = (this.trouble.loseNext ?? 0) - 1;
      return;
    }
    const times = this.trouble.duplicate === true ? 2 : 1;
    for (let time = 0; time < times; time += 1) for (const tell of this.#subscribers) tell(event);
  }

  #purge(): void {
    const oldestMs = this.#deps.now() - this.#deps.retentionMs;
    const kept = this.#retained.filter((event) => event.publishedAtMs > oldestMs);
    const gone = this.#retained[this.#retained.length - kept.length - 1];
    if (gone !== undefined) this.#purgedUpTo = gone.replayId;
    this.#retained = kept;
  }
}

const channelOf = (object: string): string => `/data/${changeEventName(object)}`;
