import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { takeQuota, type Quota } from '../../../server/store/quotas.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
});
afterAll(() => database.close());

const quotas = fc.record({ count: fc.integer({ min: 1, max: 200 }), perMs: fc.integer({ min: 1, max: 2_000 }) });
/** Callers that come at any time, all at once, or wait exactly as long as they were told. */
const pauses = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 8, arbitrary: fc.constant('as told' as const) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 700 }) },
  ),
  { minLength: 1, maxLength: 200 },
);
let runs = 0;

/** The moments at which calls went through. */
async function play(quota: Quota, waits: readonly (number | 'as told')[]): Promise<number[]> {
  const account = `account ${runs++}`;
  const passed: number[] = [];
  let nowMs = 1_000_000;
  let told = 0;
  for (const wait of waits) {
    nowMs += wait === 'as told' ? told : wait;
    told = await takeQuota(database.db, account, 'any', quota, nowMs);
    if (told === 0) passed.push(nowMs);
  }
  return passed;
}

it('never lets more calls through than the quota, in any window of its length', async () => {
  await fc.assert(
    fc.asyncProperty(quotas, pauses, async (quota, waits) => {
      const passed = await play(quota, waits);
      expect(mostInAWindow(passed, quota.perMs)).toBeLessThanOrEqual(quota.count);
    }),
    { numRuns: 60 },
  );
});

it('lets a caller through that waited as long as it was told', async () => {
  await fc.assert(
    fc.asyncProperty(quotas, fc.integer({ min: 1, max: 40 }), async (quota, tries) => {
      const account = `account ${runs++}`;
      let nowMs = 1_000_000;
      for (let index = 0; index < tries; index++) {
        const waitMs = await takeQuota(database.db, account, 'any', quota, nowMs);
        nowMs += waitMs;
        if (waitMs > 0) expect(await takeQuota(database.db, account, 'any', quota, nowMs)).toBe(0);
      }
    }),
    { numRuns: 40 },
  );
});

it.each([
  { count: 190, perMs: 10_000 },
  { count: 60, perMs: 1_000 },
  { count: 4, perMs: 1_000 },
])(
  'gives at least nine tenths of $count per $perMs ms, and not one too many, to a caller that never rests',
  async (quota) => {
    const passed = await play(
      quota,
      Array.from({ length: 5 * quota.count }, () => 'as told' as const),
    );
    const first = passed[0] ?? 0;
    const inTwoWindows = passed.filter((moment) => moment < first + 2 * quota.perMs);
    expect(inTwoWindows.length).toBeGreaterThanOrEqual(2 * quota.count * 0.9);
    expect(mostInAWindow(passed, quota.perMs)).toBeLessThanOrEqual(quota.count);
  },
);

/** The most moments that lie in one half-open window of the length; the fullest one begins at a moment. */
const mostInAWindow = (moments: readonly number[], lengthMs: number): number =>
  Math.max(0, ...moments.map((start) => moments.filter((at) => at >= start && at < start + lengthMs).length));
