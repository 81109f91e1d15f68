import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider, useRouter } from '../../browser/router.tsx';
import { SessionProvider, useSession } from '../../browser/session.tsx';
import { ToastsProvider } from '../../browser/shell/Toasts.tsx';
import { TopBar } from '../../browser/shell/TopBar.tsx';
import { AppFrame } from './AppFrame.tsx';
import { useComponentEvents } from './component-events.ts';
import { AppPage } from './pages/AppPage.tsx';
import { ListPage } from './pages/ListPage.tsx';
import { RecordPage } from './pages/RecordPage.tsx';
import { SitePage } from './pages/SitePage.tsx';

/** Labels, rights and the clock are written into the page: whoever changes them begins on a fresh one. */
function useFreshPage(): void {
  const { salesforce, language, leaps } = useSession();
  const identity = `${salesforce?.person} ${language} ${leaps}`;
  const first = useRef(identity);
  useEffect(() => {
    if (identity !== first.current) location.reload();
  }, [identity]);
}

function Page() {
  useFreshPage();
  useComponentEvents();
  const { path } = useRouter();
  const [, , kind = '', first = '', second = ''] = path.split('/').map(decodeURIComponent);
  if (kind === 'site') return <SitePage />;
  const page = () => {
    if (kind === 'r') return <RecordPage key={path} id={second} />;
    if (kind === 'o') return <ListPage key={first} object={first} />;
    return <AppPage key={path} tab={kind === 'n' ? first : undefined} />;
  };
  return <AppFrame>{page()}</AppFrame>;
}

const root = document.getElementById('app');
if (root !== null) {
  createRoot(root).render(
    <RouterProvider>
      <SessionProvider>
        <ToastsProvider>
          <TopBar crm="salesforce" />
          <Page />
        </ToastsProvider>
      </SessionProvider>
    </RouterProvider>,
  );
}
