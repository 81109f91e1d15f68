import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellStory } from '../../server/bin/story/story.ts';
import { createTeller } from '../../server/bin/story/told.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

it('the story of the README: from the form to day 91, every statement holds', async () => {
  const lines: string[] = [];
  const teller = createTeller((line) => lines.push(line));
  await tellStory({
    teller,
    operator: world.operator,
    sandbox: world.sandbox,
    appOrigin: world.server.origin,
    settle: () => world.settle(),
    sweep: () => world.sweep(),
    passDays: async (days) => world.passDays(days),
  });
  expect(lines.filter((line) => line.includes('✗'))).toEqual([]);
  expect(teller.end()).toBe(true);
  expect(lines.filter((line) => line.includes('✓')).length).toBeGreaterThan(20);
});
