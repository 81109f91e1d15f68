import { useLoaded, useTitle } from '../../../browser/use-loaded.ts';
import type { AppView, PageView } from '../../wire.ts';
import { Region } from '../parts/Region.tsx';

const REFRESH_EVERY_MS = 60_000;

/** A Lightning page of a tab; without a name, the app's first one. */
export function AppPage({ tab }: { tab: string | undefined }) {
  const { value: app } = useLoaded<AppView>('/api/lightning/app', REFRESH_EVERY_MS);
  if (app === null) return <p role="status">Loading the app</p>;
  const found = app.tabs.find(({ to, page }) => page !== null && (tab === undefined || to.endsWith(`/${tab}`)));
  const page = found?.page ?? null;
  return page === null ? <h1>There is no page at this address</h1> : <LightningPage name={page} />;
}

function LightningPage({ name }: { name: string }) {
  const { value: page, problem } = useLoaded<PageView>(`/api/lightning/page/${name}`, REFRESH_EVERY_MS);
  useTitle(page?.label ?? 'Page', 'Salesforce');
  if (page === null) return <p role={problem === '' ? 'status' : 'alert'}>{problem || 'Loading the page'}</p>;
  return (
    <>
      <h1 className="slds-assistive-text">{page.label}</h1>
      {page.regions.map((region) => (
        <Region key={region.name} region={region} properties={{}} />
      ))}
    </>
  );
}
