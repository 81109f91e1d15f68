import { createContext, useContext, useEffect, useState, type MouseEvent, type ReactNode } from 'react';

interface Router {
  readonly path: string;
  readonly search: string;
  readonly go: (to: string) => void;
}

const RouterContext = createContext<Router>({ path: '/', search: '', go: () => {} });
export const useRouter = (): Router => useContext(RouterContext);

/** Addresses are the browser's own, so that every page can be linked, reloaded and gone back to. */
export function RouterProvider({ children }: { children: ReactNode }) {
  const [at, setAt] = useState({ path: location.pathname, search: location.search });
  useEffect(() => {
    const follow = () => setAt({ path: location.pathname, search: location.search });
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const go = (to: string) => {
    if (isLightning(to) !== isLightning(location.pathname)) return location.assign(to);
    history.pushState(null, '', to);
    setAt({ path: location.pathname, search: location.search });
    window.scrollTo(0, 0);
  };
  return <RouterContext.Provider value={{ ...at, go }}>{children}</RouterContext.Provider>;
}

interface GoProps {
  readonly to: string;
  readonly className?: string;
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** A link within the preview. */
export function Go({ to, className, isCurrent = false, children }: GoProps) {
  const { go } = useRouter();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    if (isLightning(to) !== isLightning(location.pathname)) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} className={className} onClick={follow} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </a>
  );
}

/** Lightning pages are a document of their own: engine and design system would change everything on ours. */
const isLightning = (address: string): boolean => address === '/lightning' || address.startsWith('/lightning/');
