import { useEffect, useState } from 'react';
import type { Language } from '../../wire.ts';
import { sentence } from '../api.ts';
import { Go, useRouter } from '../router.tsx';
import { useSession } from '../session.tsx';
import { useToasts } from './Toasts.tsx';

const PLACES = [
  { to: '/', label: 'Guide' },
  { to: '/companies', label: 'Companies' },
  { to: '/deals', label: 'Deals' },
  { to: '/contacts', label: 'Contacts' },
  { to: '/app', label: 'Approvals app' },
  { to: '/settings', label: 'App settings' },
];
const LANGUAGE_NAMES = { en: 'English', es: 'Español' } as const;

/** On every page: that this is a preview, where to go, whom one plays, and the demo's clock. */
export function TopBar() {
  const { path } = useRouter();
  const isCurrent = (to: string) => (to === '/' ? path === '/' : path.startsWith(to));
  useHandlerFailures();
  return (
    <header className="top-bar">
      <div className="top-row">
        <Go to="/" className="brand">
          PartnerLock
        </Go>
        <span
          className="not-hubspot"
          title="The bundles and their protocol are HubSpot’s; the pages around them are ours."
        >
          Preview, not HubSpot
        </span>
        <Player />
        <LanguageChoice />
        <Clock />
      </div>
      <nav className="top-nav" aria-label="Main">
        {PLACES.map(({ to, label }) => (
          <Go key={to} to={to} isCurrent={isCurrent(to)}>
            {label}
          </Go>
        ))}
      </nav>
    </header>
  );
}

function Player() {
  const { me, users, play } = useSession();
  const tell = useTellingFailures();
  return (
    <label className="top-choice">
      <span>You are</span>
      <select value={me.userId} onChange={(event) => tell(play(event.target.value))} data-test-id="role">
        {users.map((user) => (
          <option key={user.userId} value={user.userId}>
            {user.name}
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
  const { clockOffsetMs, portal, advance } = useSession();
  const [isMoving, setMoving] = useState(false);
  const tell = useTellingFailures();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 10_000);
    return () => clearInterval(timer);
  }, []);
  const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: portal.timezone });
  const leap = (days: number) => {
    setMoving(true);
    tell(advance(days).finally(() => setMoving(false)));
  };
  return (
    <div className="clock" role="group" aria-label="Demo clock">
      <time data-test-id="clock" title={`Demo clock, ${portal.timezone}`}>
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
