import { createRoot } from 'react-dom/client';
import { RouterProvider, useRouter } from './router.tsx';
import { SessionProvider } from './session.tsx';
import { AppPage } from './pages/AppPage.tsx';
import { HomePage } from './pages/HomePage.tsx';
import { ListPage } from './pages/ListPage.tsx';
import { RecordPage } from './pages/record/RecordPage.tsx';
import { SettingsPage } from './pages/SettingsPage.tsx';
import { TopBar, useCrms } from './shell/TopBar.tsx';
import { ToastsProvider } from './shell/Toasts.tsx';

const TYPES = { deals: 'deals', companies: 'companies', contacts: 'contacts' } as const;
const TYPE_IDS: Readonly<Record<string, (typeof TYPES)[keyof typeof TYPES]>> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
};

function Page() {
  const { path } = useRouter();
  const [, first = '', second = '', third = ''] = path.split('/');
  const listed = Object.values(TYPES).find((type) => type === first);
  const type = TYPE_IDS[second];
  if (path === '/') return <HomePage />;
  if (listed !== undefined) return <ListPage key={listed} type={listed} />;
  if (first === 'record' && type !== undefined) return <RecordPage key={path} type={type} id={third} />;
  if (first === 'app') return <AppPage />;
  if (first === 'settings') return <SettingsPage />;
  return (
    <main className="page">
      <h1>There is no page at this address</h1>
      <p>Go back, or choose a page above.</p>
    </main>
  );
}

function Chrome() {
  const { path } = useRouter();
  const crms = useCrms();
  const [only] = crms;
  return (
    <>
      <TopBar crm={path === '/' && crms.length > 1 ? null : (only ?? null)} />
      <Page />
    </>
  );
}

const root = document.getElementById('app');
if (root !== null) {
  createRoot(root).render(
    <RouterProvider>
      <SessionProvider>
        <ToastsProvider>
          <Chrome />
        </ToastsProvider>
      </SessionProvider>
    </RouterProvider>,
  );
}
