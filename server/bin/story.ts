/**
 * `npm run story`: the main job from the form to day 91, without a browser: in HubSpot, in Salesforce, or across both
 * (`--crm hubspot|salesforce|both`). It starts everything on free ports, or uses a sandbox that runs already
 * (PARTNERLOCK_SANDBOX_CONTROL_URL, as `npm run sandbox -- --json` prints it).
 */
import { readConfig } from '../config.ts';
import { operatorOf } from '../sandbox/demo/operator.ts';
import { startSandbox } from '../sandbox/demo/start-sandbox.ts';
import { argumentsOrExit } from './crm-choice.ts';
import { openStage } from './story/stage.ts';
import { storyOf } from './story/story-of.ts';
import { createTeller } from './story/told.ts';

const { crms } = argumentsOrExit();
const config = { ...readConfig(process.env), port: 0, host: '127.0.0.1', publicOrigin: null, logLevel: 'error' };
const own = config.sandboxControlUrl === null ? await startSandbox({ crms }) : null;
const operator = operatorOf(own?.controlUrl ?? config.sandboxControlUrl ?? '');

// The sandbox's clock is the story's clock: both run on, and both jump together.
let aheadMs = (await operator.state()).nowMs - Date.now();
const teller = createTeller((line) => console.log(line));
const stage = await openStage({
  config,
  crms,
  operator,
  teller,
  nowMs: () => Date.now() + aheadMs,
  async pass(ms) {
    aheadMs = (await operator.advance(ms)) - Date.now();
  },
});
await storyOf(crms)(stage.world);
const isTrue = teller.end();
await stage.close();
await own?.close();
process.exit(isTrue ? 0 : 1);
