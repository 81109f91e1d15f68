import { setTimeout as wait } from 'node:timers/promises';
import type { Crm } from '../../../shared/values/ids.ts';
import type { Config } from '../../config.ts';
import { reconcileDue, sweepAll } from '../../flow/worker.ts';
import { startServer } from '../../main.ts';
import { DEMO_PARTNERS } from '../../sandbox/demo/companies.ts';
import type { Operator } from '../../sandbox/demo/operator.ts';
import { openDatabase } from '../../store/database.ts';
import { chosenIn } from '../crm-choice.ts';
import { installDemo, partnerLinks, sandboxConfig } from '../demo-world.ts';
import { createFeedWatch } from './feed.ts';
import type { Teller } from './told.ts';
import type { StoryWorld } from './world.ts';

export interface StageOptions {
  readonly config: Config;
  readonly crms: readonly Crm[];
  /** Of the sandbox, in this process or in another one. */
  readonly operator: Operator;
  readonly teller: Teller;
  readonly nowMs: () => number;
  /** Lets time pass in the sandbox and in `nowMs` alike. */
  readonly pass: (ms: number) => Promise<void>;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** How old the last reading of a CRM may be, as the server's own loop has it. */
const RECONCILE_MS = 300_000;
/** Changes that still answer changes after so many rounds, or after so long, would do so for ever. */
const ROUNDS_MAX = 20;
const ROUND_MAX_MS = 90_000;

const NO_REST = 'The CRMs and the server go on answering each other.';

/** The server over a sandbox, connected and with the demo's partners, ready for a story. It works only when told to. */
export async function openStage(
  options: StageOptions,
): Promise<{ readonly world: StoryWorld; close(): Promise<void> }> {
  const { crms, operator, nowMs, pass } = options;
  const sandbox = chosenIn(await operator.state(), crms);
  const database = await openDatabase({ kind: 'memory' });
  const start = (port: number) =>
    startServer({
      config: { ...sandboxConfig(options.config, sandbox), port },
      nowMs,
      database,
      isWorking: false,
      ...(options.sleep && { sleep: options.sleep }),
    });
  let server = await start(0);
  const programId = await installDemo(server, operator, sandbox);
  const caughtUp = createFeedWatch(() => server, operator, programId);
  let isAway = false;

  /** What has come out of the CRMs so far. */
  async function published() {
    const webhooks = sandbox.hubspot && (await operator.hubspot.webhooks({}));
    const events = sandbox.salesforce && (await operator.salesforce.events({}));
    return JSON.stringify([webhooks?.delivered, events?.last]);
  }

  async function settle(): Promise<void> {
    let before = '';
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const now = await published();
      if (sandbox.salesforce && !isAway) await caughtUp();
      await reconcileDue(server.flow, RECONCILE_MS);
      await workedOff();
      if (now === before) return;
      before = now;
    }
    throw new Error(NO_REST);
  }

  /** Change events arrive by themselves, so an endless exchange would keep the worker in one round. */
  async function workedOff(): Promise<void> {
    const given = new AbortController();
    const isOver = wait(ROUND_MAX_MS, true, { signal: given.signal }).catch(() => false);
    const isLate = await Promise.race([server.worker.settle().then(() => false), isOver]);
    given.abort();
    if (isLate) throw new Error(NO_REST);
  }

  const links = await partnerLinks(server, programId);
  const partners = DEMO_PARTNERS.map(({ name }) => {
    const found = links.find((link) => link.name === name);
    if (found === undefined) throw new Error(`${name} was not enrolled.`);
    return found;
  });
  await settle();
  return {
    world: {
      teller: options.teller,
      operator,
      sandbox,
      appOrigin: server.origin,
      partners,
      settle,
      sweep: () => sweepAll(server.flow),
      pass,
      async withServerOff(act) {
        await server.close();
        try {
          return await act();
        } finally {
          server = await start(Number(new URL(server.origin).port));
        }
      },
      async away(wish) {
        isAway = wish;
        await operator.salesforce.away(wish);
      },
    },
    async close() {
      await server.close();
      await database.close();
    },
  };
}
