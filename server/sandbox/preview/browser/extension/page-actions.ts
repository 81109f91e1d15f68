import type { RefObject } from 'react';
import type { OverlayRegistry } from '../components/overlay-registry.tsx';
import type { ToastKind, Toasts } from '../shell/Toasts.tsx';
import type { IframeRequest } from './IframeModal.tsx';
import type { HostApi } from './protocol.ts';

export interface PageActionsDeps {
  readonly overlays: OverlayRegistry;
  readonly latest: RefObject<{ readonly toasts: Toasts; readonly router: { go: (to: string) => void } }>;
  readonly openIframe: (request: IframeRequest) => void;
  readonly refresh: () => void;
}

/** What an extension may ask of the page around it. Arguments come from a bundle, so they are read with care. */
export function pageActions({ overlays, latest, openIframe, refresh }: PageActionsDeps): HostApi['act'] {
  return async (name, [first, second]) => {
    switch (name) {
      case 'addAlert':
        latest.current?.toasts.add({
          kind: kindOf(first),
          title: text(first, 'title'),
          message: text(first, 'message'),
        });
        return;
      case 'refreshObjectProperties':
        refresh();
        return;
      case 'closeOverlay':
        overlays.close(String(first));
        return;
      case 'copyTextToClipboard':
        await navigator.clipboard.writeText(String(first));
        return;
      case 'navigateToPage':
        latest.current?.router.go(appPageAddress(text(first, 'to'), paramsIn(first)));
        return;
      case 'reloadPage':
        location.reload();
        return;
      case 'openIframeModal':
        await new Promise<void>((closed) => openIframe({ ...iframeOf(first), closed }));
        return;
      default:
        throw new Error(`The preview knows no action ${String(name)} (${String(second)}).`);
    }
  };
}

/** Pages of the app live under `/app`; parameters travel in the query, as at HubSpot. */
export function appPageAddress(to: string, params: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(params).toString();
  return `/app${to === '/' ? '' : to}${query === '' ? '' : `?${query}`}`;
}

const KINDS: readonly ToastKind[] = ['info', 'warning', 'success', 'danger', 'tip'];
const kindOf = (value: unknown): ToastKind => KINDS.find((kind) => kind === text(value, 'type')) ?? 'info';

const iframeOf = (value: unknown) => ({
  uri: text(value, 'uri'),
  title: text(value, 'title') || 'More',
  width: Number(field(value, 'width')) || 600,
  height: Number(field(value, 'height')) || 400,
});

function paramsIn(value: unknown): Readonly<Record<string, string>> {
  const params = field(value, 'params');
  if (typeof params !== 'object' || params === null) return {};
  return Object.fromEntries(Object.entries(params).map(([name, each]) => [name, String(each)]));
}

function text(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === 'string' ? found : '';
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
