import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import type { HubSpotSessionView, Language, SessionView } from '../wire.ts';
import { ask, sentence } from './api.ts';

interface Session extends SessionView {
  /** Of the demo portal's clock against this browser's. */
  readonly clockOffsetMs: number;
  /** Counts the clock's leaps: an extension on screen starts anew, as after a reload on that later day. */
  readonly leaps: number;
  readonly play: (person: string) => Promise<void>;
  readonly speak: (language: Language) => Promise<void>;
  readonly advance: (days: number) => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);
const REFRESH_EVERY_MS = 5_000;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession needs a SessionProvider above it.');
  return session;
}

/** HubSpot's part of the session, on pages that exist only with it. */
export function useHubSpot(): HubSpotSessionView {
  const { hubspot } = useSession();
  if (hubspot === null) throw new Error('This preview shows no HubSpot.');
  return hubspot;
}

interface Who {
  readonly person: string;
  readonly language: Language;
}

/** Who plays and what time it is; asked again from time to time, since another window may have moved the clock. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [view, setView] = useState<TimedView | null>(null);
  const [problem, setProblem] = useState('');
  const chosen = useRef<Partial<Who>>({});
  const saving = useRef<Promise<void>>(Promise.resolve());
  const load = async () => {
    try {
      const answer = await ask<SessionView>('/api/session');
      setView((before) => timed(answer, before));
      setProblem('');
    } catch (error) {
      setProblem(sentence(error));
    }
  };
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), REFRESH_EVERY_MS);
    return () => clearInterval(timer);
  }, []);

  if (view === null) return <p role="status">{problem || 'Loading the preview'}</p>;
  /** One after the other and each with all that was chosen: two quick choices must not undo each other. */
  const remember = (change: Partial<Who>): Promise<void> => {
    chosen.current = { person: view.person, language: view.language, ...chosen.current, ...change };
    const who = chosen.current;
    const done = saving.current.then(async () => {
      await ask('/api/session', 'POST', who);
      await load();
    });
    saving.current = done.catch(() => undefined);
    return done;
  };
  const session: Session = {
    ...view,
    play: (person) => remember({ person }),
    speak: (language) => remember({ language }),
    advance: async (days) => {
      await ask('/api/clock', 'POST', { days });
      await load();
    },
  };
  return (
    <SessionContext.Provider value={session}>
      {problem !== '' && (
        <p role="alert" className="page-problem">
          {problem}
        </p>
      )}
      {children}
    </SessionContext.Provider>
  );
}

type TimedView = SessionView & Pick<Session, 'clockOffsetMs' | 'leaps'>;
/** Longer than any answer takes, shorter than any leap. */
const LEAP_MS = 60_000;

/** Measured on arrival: the answer's time grows old while it is shown. */
function timed(answer: SessionView, before: TimedView | null): TimedView {
  const clockOffsetMs = answer.nowMs - Date.now();
  const isLeap = before !== null && Math.abs(clockOffsetMs - before.clockOffsetMs) > LEAP_MS;
  return { ...answer, clockOffsetMs, leaps: (before?.leaps ?? 0) + Number(isLeap) };
}
