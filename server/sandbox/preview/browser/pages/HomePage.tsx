import { CRM_NAMES, useCrms } from '../shell/TopBar.tsx';
import { useTitle } from '../use-loaded.ts';
import { HubSpotStory } from './home/HubSpotStory.tsx';
import { SalesforceStory } from './home/SalesforceStory.tsx';

const STORIES = { hubspot: HubSpotStory, salesforce: SalesforceStory } as const;

/** The story as a guide to click through, once for every CRM of this preview. */
export function HomePage() {
  const crms = useCrms();
  useTitle('Guide');
  return (
    <main className="page">
      <h1>Walk through the story</h1>
      <p className="lead">
        You play everyone: a partner who registers a company, the channel manager who decides, and a sales rep who meets
        the lock. {crms.map((crm) => CRM_NAMES[crm]).join(' and ')}{' '}
        {crms.length > 1 ? 'are stand-ins' : 'is a stand-in'} on this machine; nothing leaves it.
      </p>
      {crms.map((crm) => {
        const Story = STORIES[crm];
        return (
          <section key={crm} className="story-of-crm" aria-labelledby={`story-${crm}`}>
            <h2 id={`story-${crm}`}>In {CRM_NAMES[crm]}</h2>
            <Story />
          </section>
        );
      })}
    </main>
  );
}
