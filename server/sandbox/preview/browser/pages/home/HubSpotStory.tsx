import type { GuideView } from '../../../wire.ts';
import { Go } from '../../router.tsx';
import { useLoaded } from '../../use-loaded.ts';
import { PlayAs, Step } from './story-parts.tsx';

const REFRESH_EVERY_MS = 2_000;

/** The story inside HubSpot: what to do, and as whom. */
export function HubSpotStory() {
  const { value: guide } = useLoaded<GuideView>('/api/guide', REFRESH_EVERY_MS);
  return (
    <ol className="story">
      <Step who="Partner" title="Register a company">
        <p>Open a partner’s own form link and register a company. The receipt comes at once.</p>
        <Partners guide={guide} />
      </Step>
      <Step who="Channel manager" title="Decide">
        <p>See who registered what and why the check says what it says, then approve, reject or ask.</p>
        <PlayAs person="Channel Manager" to="/app">
          Open the approvals as channel manager
        </PlayAs>
      </Step>
      <Step who="Sales rep" title="Meet the lock">
        <p>Open the deal or the company: the card says who holds it and until when. Then try to work it yourself.</p>
        <PlayAs person="Sales Rep One" to="/deals">
          Open the deals as sales rep
        </PlayAs>
        <PlayAs person="Sales Rep One" to="/companies">
          Open the companies as sales rep
        </PlayAs>
        <Links title="Newest deals" links={guide?.latestDeals} typeId="0-3" />
      </Step>
      <Step who="Another partner" title="Register the same company">
        <p>
          Use a second partner’s link above with the same website. The receipt looks the same; inside the CRM the
          conflict shows.
        </p>
      </Step>
      <Step who="Everyone" title="Let time pass">
        <p>Move the clock at the top right by 90 days: the lock ends and the company is free again.</p>
      </Step>
      <Step who="Channel manager" title="Set the rules">
        <p>Lock days, approvers and partners are settings. Any company can be made a partner on its own page.</p>
        <PlayAs person="Channel Manager" to="/settings">
          Open the settings as channel manager
        </PlayAs>
        <Links title="Companies to try with" links={guide?.companies} typeId="0-2" />
      </Step>
    </ol>
  );
}

function Partners({ guide }: { guide: GuideView | null }) {
  if (guide === null) return <p role="status">Loading partners</p>;
  if (guide.partners.length === 0) {
    return (
      <p className="hint">
        There is no partner yet. As channel manager open a <Go to="/companies">company</Go> and choose “Make this
        company a partner” on its card.
      </p>
    );
  }
  return (
    <ul className="partners">
      {guide.partners.map((partner) => (
        <li key={partner.companyId}>
          <strong>{partner.name}</strong> {partner.status !== '' && <span className="tag">{partner.status}</span>}
          <span className="partner-links">
            <a href={partner.formUrl} target="_blank" rel="noreferrer">
              Registration form
            </a>
            {partner.statusUrl !== '' && (
              <a href={partner.statusUrl} target="_blank" rel="noreferrer">
                Status page
              </a>
            )}
            <Go to={`/record/0-2/${partner.companyId}`}>Company</Go>
          </span>
        </li>
      ))}
    </ul>
  );
}

interface LinksProps {
  readonly title: string;
  readonly typeId: string;
  readonly links: readonly { readonly id: string; readonly title: string; readonly detail?: string }[] | undefined;
}

function Links({ title, links = [], typeId }: LinksProps) {
  if (links.length === 0) return null;
  return (
    <>
      <h4 className="small-title">{title}</h4>
      <ul className={links.some((link) => link.detail) ? 'plain-links' : 'plain-links in-line'}>
        {links.map((link) => (
          <li key={link.id}>
            <Go to={`/record/${typeId}/${link.id}`}>{link.title}</Go>
            {link.detail !== undefined && <span className="detail"> {link.detail}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
