import { useSession } from '../../../browser/session.tsx';
import { useLoaded, useTitle } from '../../../browser/use-loaded.ts';
import type { ListView } from '../../wire.ts';
import { useReloadOnWrite } from '../component-events.ts';
import { Component } from '../parts/Component.tsx';
import { RecordTable } from './ListPage.tsx';

const REFRESH_EVERY_MS = 3_000;

/** The partner site: the form, and what this partner user has registered. */
export function SitePage() {
  const { salesforce } = useSession();
  const { value: list, reload } = useLoaded<ListView>('/api/lightning/site', REFRESH_EVERY_MS);
  useTitle('Partner site', 'Salesforce');
  useReloadOnWrite(reload);
  return (
    <div className="partner-site">
      <div className="site-header">
        <p className="site-name">Partner site (demo)</p>
        <p>{salesforce?.person}</p>
      </div>
      <main className="site-page">
        <h1 className="slds-text-heading_large">Register a company</h1>
        <div className="site-columns">
          <Component name="partnerForm" properties={{}} />
          <section className="slds-card" aria-labelledby="site-registrations">
            <div className="slds-card__header">
              <h2 id="site-registrations" className="slds-card__header-title">
                Your registrations
              </h2>
            </div>
            {list !== null && <RecordTable columns={list.columns} rows={list.rows} label="Your registrations" />}
          </section>
        </div>
      </main>
    </div>
  );
}
