import { expect, it } from 'vitest';
import { tellStory } from './tell-story.ts';

it('the story in Salesforce: from the lead form to day 91, every statement holds', async () => {
  const { broken, isTrue, held } = await tellStory(['salesforce']);
  expect(broken).toEqual([]);
  expect(isTrue).toBe(true);
  expect(held).toBeGreaterThan(30);
}, 240_000);
