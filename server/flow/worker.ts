import { toInstant, epochMs, type Instant } from '../../shared/values/time.ts';
import { forgetInbox } from '../store/inbox.ts';
import { listProgramIds } from '../store/programs.ts';
import { expireLocks } from './expire-locks.ts';
import type { Flow } from './ports.ts';
import { readSettings, updateSettings } from './program-settings.ts';
import { reconcile } from './reconcile.ts';
import { runEffects } from './run-effects.ts';
import { unpackInbox } from './unpack-inbox.ts';

const DAY_MS = 86_400_000;
/** HubSpot repeats a webhook for a day at most; the rest is for whoever looks into a question later. */
const INBOX_KEPT_DAYS = 30;

export interface WorkerOptions {
  readonly appId: string;
  /** How long to rest when nothing is waiting, in milliseconds. */
  readonly idleMs: number;
  readonly sweepEveryMs: number;
  readonly reconcileEveryMs: number;
  /** False waits for `settle` to be called. */
  readonly isWorking: boolean;
  readonly wait: (ms: number) => { readonly over: Promise<void>; readonly cut: () => void };
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
  let reconciling: Promise<void> | null = null;
  const due = createTimetable();
  const loop = options.isWorking ? run() : Promise.resolve();

  return {
    wake() {
      isWoken = true;
      rest.cut();
    },
    settle: () => settle(flow, options.appId),
    async stop() {
      isStopping = true;
      rest.cut();
      await loop;
      await reconciling;
    },
  };

  async function run(): Promise<void> {
    while (!isStopping) {
      isWoken = false;
      const hasWorked = await guarded(() => workOnce());
      if (hasWorked || isWoken || isStopping) continue;
      rest = options.wait(options.idleMs);
      await rest.over;
    }
  }

  async function workOnce(): Promise<boolean> {
    const taken = (await unpackInbox(flow, options.appId)) + (await runEffects(flow));
    const nowMs = epochMs(flow.now());
    if (due('sweep', options.sweepEveryMs, nowMs)) await sweepAll(flow);
    if (reconciling === null && due('reconcile', options.reconcileEveryMs, nowMs)) {
      // Beside the loop: reading thousands of records takes minutes, and nobody's lead should wait for that.
      reconciling = reconcileAll(flow).finally(() => (reconciling = null));
    }
    if (due('forget', DAY_MS, nowMs)) await forgetInbox(flow.database.db, toInstant(nowMs - INBOX_KEPT_DAYS * DAY_MS));
    return taken > 0;
  }

  /** One failure must not end the loop: what it was working on comes back when its lease runs out. */
  async function guarded(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      flow.log.error({ err: error }, 'worker step failed; going on');
      return false;
    }
  }
}

/** Inbox and outbox until both are empty of what is due now. */
export async function settle(flow: Flow, appId: string): Promise<void> {
  while ((await unpackInbox(flow, appId)) + (await runEffects(flow)) > 0);
}

/** Tidies up ended holds in every program. */
export async function sweepAll(flow: Flow): Promise<number> {
  let count = 0;
  for (const programId of await listProgramIds(flow.database.db)) count += await expireLocks(flow, programId);
  return count;
}

/** Reads again what changed in every CRM since the last time. A CRM that is away is read next time. */
export async function reconcileAll(flow: Flow): Promise<void> {
  for (const programId of await listProgramIds(flow.database.db)) {
    const startedAt = flow.now();
    const { reconciledUntil } = await readSettings(flow.database.db, programId);
    try {
      const found = await reconcile(flow, programId, reconciledUntil ?? dayBefore(startedAt));
      await flow.database.transaction((tx) => updateSettings(tx, programId, { reconciledUntil: startedAt }));
      flow.log.info({ programId, found }, 'reconciled with the CRM');
    } catch (error) {
      flow.log.warn({ programId, problem: String(error) }, 'not reconciled; will go on from the same place');
    }
  }
}

const dayBefore = (moment: Instant): Instant => toInstant(epochMs(moment) - DAY_MS);

/** Says when a thing is due again; the first time it is due at once. */
function createTimetable() {
  const lastAt = new Map<string, number>();
  return (what: string, everyMs: number, nowMs: number): boolean => {
    const isDue = nowMs - (lastAt.get(what) ?? -Infinity) >= everyMs;
    if (isDue) lastAt.set(what, nowMs);
    return isDue;
  };
}
