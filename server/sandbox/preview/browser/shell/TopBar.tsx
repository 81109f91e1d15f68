import { useEffect, useState } from 'react';
import type { Crm, Language } from '../../wire.ts';
import { CRMS } from '../../wire.ts';
import { sentence } from '../api.ts';
import { Go, useRouter } from '../router.tsx';
import { useSession } from '../session.tsx';
import { useToasts } from './Toasts.tsx';

interface Place {
  readonly to: string;
  readonly label: string;
}

/** One navigation over everything there is, the same on every page. */
const PLACES: Readonly<Record<Crm, readonly Place[]>> = {
  hubspot: [
    { to: '/companies', label: 'Companies' },
    { to: '/deals', label: 'Deals' },
    { to: '/contacts', label: 'Contacts' },
    { to: '/app', label: 'Approvals app' },
    { to: '/settings', label: 'App settings' },
  ],
  salesforce: [
    { to: '/lightning/n/Partner_Approvals', label: 'Approvals' },
    { to: '/lightning/o/Account/list', label: 'Accounts' },
    { to: '/lightning/o/Lead/list', label: 'Leads' },
    { to: '/lightning/o/Opportunity/list', label: 'Opportunities' },
    { to: '/lightning/site', label: 'Partner site' },
  ],
};
export const CRM_NAMES: Readonly<Record<Crm, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };
const LANGUAGE_NAMES = { en: 'English', es: 'Español' } as const;

interface Props {
  /** Whose pages these are; null for pages about both. */
  readonly crm: Crm | null;
}

/** On every page: that this is a preview, where to go, whom one plays, and the demo's clock. */
export function TopBar({ crm }: Props) {
  useHandlerFailures();
  return (
    <header className="top-bar">
      <div className="top-row">
        <Go to="/" className="brand">
          PartnerLock
        </Go>
        <Badge crm={crm} />
        <Player crm={crm} />
        <LanguageChoice />
        <Clock />
      </div>
      <Navigation />
    </header>
  );
}

function Badge({ crm }: Props) {
  const shown = useCrms();
  const names = (crm === null ? shown : [crm]).map((each) => CRM_NAMES[each]);
  return (
    <span className="not-the-crm" title="What is shown is what we ship; the pages around it are ours.">
      Preview, not {names.join(' or ')}
    </span>
  );
}

/** The CRMs of this preview. */
export function useCrms(): readonly Crm[] {
  const session = useSession();
  return CRMS.filter((crm) => session[crm] !== null);
}

function Navigation() {
  const { path } = useRouter();
  const shown = useCrms();
  return (
    <nav className="top-nav" aria-label="Main">
      <Go to="/" isCurrent={path === '/'}>
        Guide
      </Go>
      {shown.map((crm) => (
        <div key={crm} className="top-group" role="group" aria-label={CRM_NAMES[crm]}>
          {shown.length > 1 && <span aria-hidden="true">{CRM_NAMES[crm]}</span>}
          {PLACES[crm].map(({ to, label }) => (
            <Go key={to} to={to} isCurrent={path.startsWith(to)}>
              {label}
            </Go>
          ))}
        </div>
      ))}
    </nav>
  );
}

/** Who is not known to the CRM on screen cannot be played there. */
function Player({ crm }: Props) {
  const { person, people, hubspot, salesforce, play } = useSession();
  const tell = useTellingFailures();
  const current = crm === 'hubspot' ? hubspot?.me.name : crm === 'salesforce' ? salesforce?.person : person;
  const known = people.filter(({ crms }) => crm === null || crms.includes(crm));
  return (
    <label className="top-choice">
      <span>You are</span>
      <select value={current} onChange={(event) => tell(play(event.target.value))} data-test-id="role">
        {known.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function LanguageChoice() {
  const { language, speak } = useSession();
  const tell = useTellingFailures();
  const choices = Object.entries(LANGUAGE_NAMES) as [Language, string][];
  return (
    <label className="top-choice">
      <span>Language</span>
      <select
        value={language}
        onChange={(event) => tell(speak(choices.find(([code]) => code === event.target.value)?.[0] ?? 'en'))}
        data-test-id="language"
      >
        {choices.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const LEAPS = [1, 30, 90];

function Clock() {
  const { clockOffsetMs, timeZone, advance } = useSession();
  const [isMoving, setMoving] = useState(false);
  const tell = useTellingFailures();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 10_000);
    return () => clearInterval(timer);
  }, []);
  const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const leap = (days: number) => {
    setMoving(true);
    tell(advance(days).finally(() => setMoving(false)));
  };
  return (
    <div className="clock" role="group" aria-label="Demo clock">
      <time data-test-id="clock" title={`Demo clock, ${timeZone}`}>
        {format.format(Date.now() + clockOffsetMs)}
      </time>
      {LEAPS.map((days) => (
        <button key={days} type="button" disabled={isMoving} onClick={() => leap(days)}>
          +{days} {days === 1 ? 'day' : 'days'}
        </button>
      ))}
    </div>
  );
}

function useTellingFailures(): (work: Promise<unknown>) => void {
  const { add } = useToasts();
  return (work) => void work.catch((error: unknown) => add({ kind: 'danger', title: '', message: sentence(error) }));
}

/** A handler of an extension that throws is a fault nobody would see otherwise. */
function useHandlerFailures(): void {
  const { add } = useToasts();
  useEffect(() => {
    const show = (event: Event) => {
      const detail = event instanceof CustomEvent ? String(event.detail) : '';
      add({ kind: 'danger', title: 'The extension failed:', message: detail });
    };
    window.addEventListener('extension-handler-failed', show);
    return () => window.removeEventListener('extension-handler-failed', show);
  }, [add]);
}
