import type { Crm } from '../../../shared/values/ids.ts';
import { tellStoryAcrossBoth } from './both-story.ts';
import { tellHubSpotStory } from './hubspot-story.ts';
import { tellSalesforceStory } from './salesforce-story.ts';
import type { StoryWorld } from './world.ts';

/** The story of the CRMs that were chosen. */
export function storyOf(crms: readonly Crm[]): (world: StoryWorld) => Promise<void> {
  if (crms.length > 1) return tellStoryAcrossBoth;
  return crms[0] === 'salesforce' ? tellSalesforceStory : tellHubSpotStory;
}
