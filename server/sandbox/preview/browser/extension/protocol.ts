import type { RemoteChannel } from '@remote-ui/core';
import type { ProxyAnswer, ProxyRequest } from '../../wire.ts';

/** Where in the CRM an extension is shown, in HubSpot's words. */
export type Location = 'crm.record.sidebar' | 'crm.record.tab' | 'crm.bulkActions' | 'pages' | 'settings';

export interface PageLocation {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

export interface StartOptions {
  readonly bundleUrl: string;
  readonly location: Location;
  /** What `useExtensionContext` answers. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly pageLocation: PageLocation;
  /** How far the demo portal's clock is ahead of the browser's. */
  readonly clockOffsetMs: number;
}

/** What the page may call in the worker. */
export interface WorkerApi {
  start(channel: RemoteChannel, options: StartOptions): void;
  setClockOffset(offsetMs: number): void;
  setPageLocation(location: PageLocation): void;
  recordChanged(): void;
}

/** What is read for a hook, behind `/api/extension/`. */
export type ReadKind = 'properties' | 'associations' | 'search' | 'format';
export type ReadAnswer =
  { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly message: string };

/** What the worker may call in the page. `act` ends when the action has: an iframe modal when it is closed. */
export interface HostApi {
  fetch(request: ProxyRequest): Promise<ProxyAnswer>;
  read(kind: ReadKind, request: unknown): Promise<ReadAnswer>;
  act(name: PlatformAction | 'refreshObjectProperties', args: readonly unknown[]): Promise<void>;
  fail(message: string): void;
}

/** Actions of every place; record cards have some more, see `record-properties.ts`. */
export const PLATFORM_ACTIONS = [
  'addAlert',
  'closeOverlay',
  'copyTextToClipboard',
  'navigateToPage',
  'openIframeModal',
  'reloadPage',
] as const;
export type PlatformAction = (typeof PLATFORM_ACTIONS)[number];

export const isRecordLocation = (location: Location): boolean => location.startsWith('crm.record.');
