import type { ReactNode } from 'react';
import { Go, useRouter } from '../../browser/router.tsx';
import { useLoaded } from '../../browser/use-loaded.ts';
import type { AppView } from '../wire.ts';

const REFRESH_EVERY_MS = 30_000;

/** The global header and the app's own tabs, around every page of the app. */
export function AppFrame({ children }: { children: ReactNode }) {
  const { value: app, problem } = useLoaded<AppView>('/api/lightning/app', REFRESH_EVERY_MS);
  const { path } = useRouter();
  return (
    <div className="lightning-frame">
      <div className="slds-context-bar">
        <div className="slds-context-bar__primary">
          <div className="slds-context-bar__item slds-no-hover app-name">
            <span className="app-launcher" aria-hidden="true">
              {DOTS.map((dot) => (
                <i key={dot} />
              ))}
            </span>
            <span className="slds-truncate">{app?.label ?? ''}</span>
          </div>
        </div>
        <nav className="slds-context-bar__secondary" aria-label="App">
          <ul className="slds-grid">
            {(app?.tabs ?? []).map(({ label, to }) => {
              const isCurrent =
                path === to || (path.startsWith('/lightning/r/') && path.split('/')[3] === to.split('/')[3]);
              return (
                <li key={to} className={`slds-context-bar__item ${isCurrent ? 'slds-is-active' : ''}`}>
                  <Go to={to} className="slds-context-bar__label-action" isCurrent={isCurrent}>
                    <span className="slds-truncate">{label}</span>
                  </Go>
                </li>
              );
            })}
          </ul>
        </nav>
      </div>
      <main className="lightning-page">
        {problem !== '' && <p role="alert">{problem}</p>}
        {children}
      </main>
    </div>
  );
}

const DOTS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
