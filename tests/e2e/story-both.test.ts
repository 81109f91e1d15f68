import { expect, it } from 'vitest';
import { tellStory } from './tell-story.ts';

it('the story across both CRMs: one lock, whichever CRM it was taken or decided in; every statement holds', async () => {
  const { broken, isTrue, held } = await tellStory(['hubspot', 'salesforce']);
  expect(broken).toEqual([]);
  expect(isTrue).toBe(true);
  expect(held).toBeGreaterThan(20);
}, 240_000);
