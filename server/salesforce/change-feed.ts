import { toInstant, type Instant } from '../../shared/values/time.ts';
import type { SalesforceSession } from '../crm/salesforce/client.ts';
import type { Log, Wait } from '../flow/ports.ts';
import { CAPTURED_OBJECTS } from '../inbound/from-salesforce.ts';
import { endLease, takeLease, type StreamRef } from '../store/crm-cursors.ts';
import { openReading, type Reading, type ReadingDeps, type ReadingEnd } from './feed-reading.ts';

/** Of several replicas one reads. It says so again long before its time is over, so that a slow moment ends nothing. */
const LEASE_MS = 60_000;
const BEAT_MS = 20_000;
const FIRST_RETRY_MS = 1_000;
const RETRY_MAX_MS = 60_000;
const GOOD_BYE_MS = 2_000;
/** Beats without an open channel after which a connection counts as dead. */
const SILENT_BEATS_MAX = 3;
/** Rights take effect with a new subscription only, so channels that were refused are asked for again. */
const ASK_REFUSED_BEATS = 30;

export interface ChangeFeedDeps extends Omit<ReadingDeps, 'channels' | 'onStored' | 'onChannel'> {
  readonly session: () => Promise<SalesforceSession>;
  readonly renewSession: (stale: SalesforceSession) => Promise<void>;
  readonly log: Log;
  readonly wait: Wait;
  /** 0 up to 1. */
  readonly random: () => number;
  /** This process among those that use the database. */
  readonly holder: string;
  /** Something was stored that a worker may take up. */
  readonly wake: () => void;
}

export interface FeedState {
  readonly orgId: string;
  /** `elsewhere`: another replica reads. */
  readonly reading: 'here' | 'elsewhere' | 'not yet';
  /** Since when the events come in; null while they do not. */
  readonly openSince: Instant | null;
  readonly lastEventAt: Instant | null;
  /** Every channel: `open`, or why not. */
  readonly channels: Readonly<Record<string, string>>;
  readonly problem: string | null;
}

/** `Account` → `/data/AccountChangeEvent`, `X__c` → `/data/X__ChangeEvent`. */
export const channelOf = (object: string): string =>
  `/data/${object.endsWith('__c') ? object.slice(0, -1) : object}ChangeEvent`;

/**
 * Channels of one object each: they refuse a user who may not see all its records, where a channel of all objects
 * would leave his events out in silence.
 */
export const CHANNELS = CAPTURED_OBJECTS.map(channelOf);

/** Change Data Capture of one org: it brings hints, and reads on after a break where it stopped. */
export function startChangeFeed(deps: ChangeFeedDeps) {
  const lease: StreamRef = { programId: deps.programId, crm: 'salesforce', stream: 'changes' };
  let isStopping = false;
  let rest = deps.wait(0);
  let current: Reading | null = null;
  let state: FeedState = {
    orgId: deps.orgId,
    reading: 'not yet',
    openSince: null,
    lastEventAt: null,
    channels: {},
    problem: null,
  };
  const now = (): Instant => toInstant(deps.nowMs());
  const loop = run();

  return {
    state: (): FeedState => state,
    async stop(): Promise<void> {
      isStopping = true;
      current?.end({ kind: 'stopped', why: 'the server stops' });
      rest.cut();
      await loop;
    },
  };

  async function run(): Promise<void> {
    let failures = 0;
    while (!isStopping) {
      const end = await attempt();
      if (end === null) {
        state = { ...state, reading: 'elsewhere', problem: null };
        await resting(BEAT_MS);
      } else if (end.kind !== 'stopped') {
        failures = state.openSince === null ? failures + 1 : 1;
        state = { ...state, reading: 'not yet', openSince: null, problem: end.why };
        deps.log.warn(
          { orgId: deps.orgId, problem: end.why, failures },
          'change feed broken; will go on where it stopped',
        );
        await resting(backoffMs(failures));
      }
    }
    await endLease(deps.database.db, lease, deps.holder).catch(() => undefined);
  }

  /** One connection from its beginning to its end; null when another replica reads. */
  async function attempt(): Promise<ReadingEnd | null> {
    try {
      if (!(await holdLease())) return null;
      const session = await deps.session();
      const end = await readWith(session);
      if (end.kind === 'session') await deps.renewSession(session);
      return end;
    } catch (error) {
      return { kind: 'broken', why: error instanceof Error ? error.message : String(error) };
    }
  }

  async function readWith(session: SalesforceSession): Promise<ReadingEnd> {
    const reading = await openReading({ ...deps, channels: CHANNELS, onStored, onChannel }, session);
    current = reading;
    state = { ...state, reading: 'here', channels: {}, problem: null };
    if (isStopping) reading.end({ kind: 'stopped', why: 'the server stops' });
    try {
      for (let beats = 1; ; beats += 1) {
        const beat = deps.wait(BEAT_MS);
        const end = await Promise.race([reading.ended, beat.over]);
        beat.cut();
        if (end) return end;
        if (!(await holdLease())) reading.end({ kind: 'broken', why: 'another replica took over' });
        if (state.openSince === null && beats >= SILENT_BEATS_MAX) reading.end({ kind: 'broken', why: 'no answer' });
        if (reading.refused() > 0 && beats >= ASK_REFUSED_BEATS)
          reading.end({ kind: 'broken', why: 'channels that were refused are asked for again' });
      }
    } finally {
      current = null;
      const goodBye = deps.wait(GOOD_BYE_MS);
      await reading.close(goodBye.over);
      goodBye.cut();
    }
  }

  function holdLease(): Promise<boolean> {
    const until = toInstant(deps.nowMs() + LEASE_MS);
    return takeLease(deps.database.db, lease, deps.holder, { now: now(), until });
  }

  function onStored(): void {
    state = { ...state, lastEventAt: now() };
    deps.wake();
  }

  function onChannel(channel: string, told: string): void {
    const isOpen = told === 'open';
    state = {
      ...state,
      channels: { ...state.channels, [channel]: told },
      openSince: isOpen ? (state.openSince ?? now()) : state.openSince,
      problem: isOpen ? state.problem : `${channel} is refused: ${told}`,
    };
    if (!isOpen) deps.log.error({ orgId: deps.orgId, channel, problem: told }, 'Salesforce refuses change events');
  }

  async function resting(ms: number): Promise<void> {
    if (isStopping) return;
    rest = deps.wait(ms);
    await rest.over;
  }

  function backoffMs(failures: number): number {
    return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), RETRY_MAX_MS) * (0.5 + deps.random() / 2);
  }
}
export type ChangeFeed = ReturnType<typeof startChangeFeed>;
