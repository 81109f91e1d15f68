import { CRMS, type Crm } from '../../shared/values/ids.ts';
import { epochMs, toInstant } from '../../shared/values/time.ts';
import { forgetInbox } from '../store/inbox.ts';
import { listProgramIds } from '../store/programs.ts';
import { expireLocks } from './expire-locks.ts';
import type { Flow, Wait } from './ports.ts';
import { isReconcileDue, reconcile } from './reconcile.ts';
import { runEffects } from './run-effects.ts';
import { unpackInbox, type ReadHints } from './unpack-inbox.ts';

const DAY_MS = 86_400_000;
/** HubSpot repeats a webhook for a day at most; the rest is for whoever looks into a question later. */
const INBOX_KEPT_DAYS = 30;

export interface WorkerOptions {
  /** How to read what each CRM delivers. */
  readonly readers: Readonly<Record<Crm, ReadHints>>;
  /** How long to rest when nothing is waiting, in milliseconds. */
  readonly idleMs: number;
  readonly sweepEveryMs: number;
  readonly reconcileEveryMs: number;
  /** False waits for `settle` to be called. */
  readonly isWorking: boolean;
  readonly wait: Wait;
}

export interface Worker {
  /** Something is waiting: look now. */
  wake(): void;
  /** Works until nothing that is due now is waiting. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** The loop behind the requests: inbox, outbox, sweep, reconcile. Several replicas may run it on one database. */
export function startWorker(flow: Flow, options: WorkerOptions): Worker {
  let isStopping = false;
  let rest = options.wait(0);
  let isWoken = false;
  const lanes = new Map<string, Promise<void>>();
  const askedMeanwhile = new Set<string>();
  const due = createTimetable();
  const loop = options.isWorking ? run() : Promise.resolve();

  return {
    wake,
    settle: () => settle(flow, options.readers),
    async stop() {
      isStopping = true;
      rest.cut();
      await loop;
      await Promise.all(lanes.values());
    },
  };

  async function run(): Promise<void> {
    while (!isStopping) {
      isWoken = false;
      await guarded(workOnce);
      if (isWoken || isStopping) continue;
      rest = options.wait(options.idleMs);
      await rest.over;
    }
  }

  /** Each CRM is worked beside the others, so that one which does not answer keeps nobody waiting. */
  async function workOnce(): Promise<number> {
    for (const crm of CRMS) {
      beside(`write ${crm}`, () => runEffects(flow, crm));
      beside(`read ${crm}`, () => unpackInbox(flow, crm, options.readers[crm]));
    }
    const nowMs = epochMs(flow.now());
    if (due('sweep', options.sweepEveryMs, nowMs)) await sweepAll(flow);
    // Reading thousands of records takes minutes, and nobody's lead should wait for that.
    if (!lanes.has('reconcile')) beside('reconcile', () => reconcileDue(flow, options.reconcileEveryMs));
    if (due('forget', DAY_MS, nowMs)) await forgetInbox(flow.database.db, toInstant(nowMs - INBOX_KEPT_DAYS * DAY_MS));
    return 0;
  }

  /** Begins the work; while it is still going on, it is done once more afterwards. */
  function beside(lane: string, work: () => Promise<number>): void {
    if (lanes.has(lane)) askedMeanwhile.add(lane);
    else lanes.set(lane, workOff(lane, work));
  }

  /**
   * Goes on as long as it finds something or was asked meanwhile. Only what it found wakes the others: if every end
   * did, lanes that find nothing would wake each other for ever.
   */
  async function workOff(lane: string, work: () => Promise<number>): Promise<void> {
    for (let mayBeMore = true; mayBeMore && !isStopping;) {
      askedMeanwhile.delete(lane);
      const count = await guarded(work);
      if (count > 0) wake();
      mayBeMore = count > 0 || askedMeanwhile.has(lane);
    }
    lanes.delete(lane);
  }

  /** One failure must not end the loop: what it was working on comes back when its lease runs out. */
  async function guarded(work: () => Promise<number>): Promise<number> {
    try {
      return await work();
    } catch (error) {
      flow.log.error({ err: error }, 'worker step failed; going on');
      return 0;
    }
  }

  function wake(): void {
    isWoken = true;
    rest.cut();
  }
}

/** Inbox and outbox until both are empty of what is due now. */
export async function settle(flow: Flow, readers: Readonly<Record<Crm, ReadHints>>): Promise<void> {
  for (let count = 1; count > 0;) {
    count = 0;
    for (const crm of CRMS) count += (await unpackInbox(flow, crm, readers[crm])) + (await runEffects(flow, crm));
  }
}

/** Tidies up ended holds in every program. */
export async function sweepAll(flow: Flow): Promise<number> {
  let count = 0;
  for (const programId of await listProgramIds(flow.database.db)) count += await expireLocks(flow, programId);
  return count;
}

/** Reads again what changed in every CRM whose last reading is that old. Returns how many it could read. */
export async function reconcileDue(flow: Flow, everyMs: number): Promise<number> {
  let count = 0;
  for (const programId of await listProgramIds(flow.database.db)) {
    for (const crm of (await flow.programOf(programId)).crms) {
      if (!(await isReconcileDue(flow, programId, crm, everyMs))) continue;
      if (await reconcile(flow, programId, crm)) count += 1;
    }
  }
  return count;
}

/** Says when a thing is due again; the first time it is due at once. */
function createTimetable() {
  const lastAt = new Map<string, number>();
  return (what: string, everyMs: number, nowMs: number): boolean => {
    const isDue = nowMs - (lastAt.get(what) ?? -Infinity) >= everyMs;
    if (isDue) lastAt.set(what, nowMs);
    return isDue;
  };
}
