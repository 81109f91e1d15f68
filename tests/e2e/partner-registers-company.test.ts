import { expect, it } from 'vitest';
import { tellStory } from './tell-story.ts';

it('the story of the README in HubSpot: from the form to day 91, every statement holds', async () => {
  const { broken, isTrue, held } = await tellStory(['hubspot']);
  expect(broken).toEqual([]);
  expect(isTrue).toBe(true);
  expect(held).toBeGreaterThan(20);
}, 240_000);
