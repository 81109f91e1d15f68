/**
 * `npm run story`: the main job from the form to day 91, without a browser. It starts everything on free ports, or
 * uses a sandbox that runs already (PARTNERLOCK_SANDBOX_CONTROL_URL, as `npm run sandbox -- --json` prints it).
 */
import { readConfig } from '../config.ts';
import { settle, sweepAll } from '../flow/worker.ts';
import { startServer } from '../main.ts';
import { startControl } from '../sandbox/demo/control.ts';
import { operatorOf } from '../sandbox/demo/operator.ts';
import { seedDemo } from '../sandbox/demo/seed.ts';
import { startHubSpotStandIn } from '../sandbox/hubspot/start-stand-in.ts';
import { openDatabase } from '../store/database.ts';
import { installDemo, sandboxConfig } from './demo-world.ts';
import { tellStory } from './story/story.ts';
import { createTeller } from './story/told.ts';

const config = { ...readConfig(process.env), port: 0, host: '127.0.0.1', publicOrigin: null, logLevel: 'error' };
const isRemote = config.sandboxControlUrl !== null && config.hubspot !== null;
const standIn = isRemote ? null : await startHubSpotStandIn({ seed: seedDemo });
const control = standIn && (await startControl(standIn));
const operator = operatorOf(control?.url ?? config.sandboxControlUrl ?? '');
const baseUrl = standIn?.baseUrl ?? config.hubspot?.baseUrl ?? '';

const sandbox = await operator.state();
// The sandbox's clock is the story's clock: both run on, and both jump together.
let aheadMs = sandbox.nowMs - Date.now();
const database = await openDatabase({ kind: 'memory' });
const server = await startServer({
  config: sandboxConfig(config, baseUrl, sandbox),
  nowMs: () => Date.now() + aheadMs,
  database,
  isWorking: false,
});
await installDemo(server, operator);

const teller = createTeller((line) => console.log(line));
await tellStory({
  teller,
  operator,
  sandbox,
  appOrigin: server.origin,
  /** Everything that is on its way arrives and is worked off. */
  async settle() {
    for (let round = 0; round < 3; round++) {
      await operator.webhooks({});
      await settle(server.flow, sandbox.appId);
    }
  },
  sweep: () => sweepAll(server.flow),
  async passDays(days) {
    aheadMs = (await operator.advance(days * 86_400_000)) - Date.now();
  },
});
const isTrue = teller.end();
await server.close();
await database.close();
await control?.close();
await standIn?.close();
process.exit(isTrue ? 0 : 1);
