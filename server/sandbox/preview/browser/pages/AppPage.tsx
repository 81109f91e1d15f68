import { useMemo } from 'react';
import { Extension } from '../extension/Extension.tsx';
import { useRouter } from '../router.tsx';
import { useTitle } from '../use-loaded.ts';

/** The app's own pages, as under Apps in HubSpot's navigation. */
export function AppPage() {
  const { path, search } = useRouter();
  useTitle('Approvals app');
  const pageLocation = useMemo(
    () => ({ path: path.slice('/app'.length) || '/', params: Object.fromEntries(new URLSearchParams(search)) }),
    [path, search],
  );
  return (
    <main className="page">
      <h1 className="visually-hidden">PartnerLock app</h1>
      <section className="sheet">
        <Extension bundle="Pages" title="PartnerLock" place={PLACE} pageLocation={pageLocation} />
      </section>
    </main>
  );
}

const PLACE = { location: 'pages' } as const;
