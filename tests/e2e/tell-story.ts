import { openStage } from '../../server/bin/story/stage.ts';
import { storyOf } from '../../server/bin/story/story-of.ts';
import { createTeller } from '../../server/bin/story/told.ts';
import { readConfig } from '../../server/config.ts';
import { operatorOf } from '../../server/sandbox/demo/operator.ts';
import { startSandbox } from '../../server/sandbox/demo/start-sandbox.ts';
import { frozenClock } from '../../server/sandbox/hubspot/clock.ts';
import type { Crm } from '../../shared/values/ids.ts';

const START_MS = Date.parse('2026-11-22T09:00:00.000Z');

/** Tells a story over stand-ins in this process, on a clock that only the story and waiting move. */
export async function tellStory(crms: readonly Crm[]) {
  const clock = frozenClock(START_MS);
  const sandbox = await startSandbox({ crms, clock });
  const lines: string[] = [];
  const teller = createTeller((line) => lines.push(line));
  const stage = await openStage({
    config: { ...readConfig({ PARTNERLOCK_LOG: 'silent' }), port: 0 },
    crms,
    operator: operatorOf(sandbox.controlUrl),
    teller,
    nowMs: () => clock.now(),
    pass: async (ms) => clock.advance(ms),
    sleep: async (ms) => clock.advance(Math.ceil(ms)),
  });
  try {
    await storyOf(crms)(stage.world);
  } finally {
    await stage.close();
    await sandbox.close();
  }
  return {
    isTrue: teller.end(),
    broken: lines.filter((line) => line.includes('✗')),
    held: lines.filter((line) => line.includes('✓')).length,
  };
}
