/**
 * The platform's side of an extension: a Web Worker with the globals that a bundle of HubSpot's bundler expects. The
 * bundle runs unchanged; its tree of components goes to the page as remote-ui messages.
 */
import * as React from 'react';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, retain } from '@remote-ui/rpc';
import { readProperties, recordActions, recordChanged } from './record-properties.ts';
import { FailureBoundary } from './FailureBoundary.ts';
import type { HostApi, PageLocation, StartOptions, WorkerApi } from './protocol.ts';
import { isRecordLocation, PLATFORM_ACTIONS } from './protocol.ts';
import { setClockOffset, shiftDate } from './shifted-date.ts';
import { plain, readFrom } from './reading.ts';

declare function importScripts(...urls: readonly string[]): void;

type Render = (api: unknown) => React.ReactNode;

shiftDate();
const host = createEndpoint<HostApi>(
  {
    postMessage: (message, transfer = []) => globalThis.postMessage(message, { transfer }),
    addEventListener: (type, listener) => globalThis.addEventListener(type, listener),
    removeEventListener: (type, listener) => globalThis.removeEventListener(type, listener),
  },
  { callable: ['fetch', 'read', 'act', 'fail'] },
);
const { call } = host;

let render: Render | undefined;
let movePage: (location: PageLocation) => void = () => {};
const ExtensionApi = React.createContext<StartOptions & { readonly actions: object }>({
  bundleUrl: '',
  location: 'settings',
  context: {},
  pageLocation: { path: '/', params: {} },
  clockOffsetMs: 0,
  actions: {},
});

Object.assign(globalThis, {
  __HUBSPOT_EXTENSION_WORKER__: true,
  React,
  RemoteUI,
  logger: { debug: console.debug, info: console.info, warn: console.warn, error: console.error },
  extend_V2: (callback: Render) => {
    render = callback;
  },
  hsFetch,
  serverless: () => Promise.reject(new Error('App functions do not exist for apps with OAuth.')),
  hsWorkerAPI: {
    useExtensionApi: () => React.useContext(ExtensionApi),
    useExtensionContext: () => React.useContext(ExtensionApi).context,
    useExtensionActions: () => React.useContext(ExtensionApi).actions,
    useAppPageLocation: () => React.useContext(ExtensionApi).pageLocation,
    fetchAssociations: (request: unknown) => readFrom(call, 'associations', request),
    fetchCrmSearch: (request: unknown) => readFrom(call, 'search', request),
    fetchCrmProperties: readProperties(call),
    formatCrmProperties: async (request: unknown) => {
      const answer = await readFrom(call, 'format', request);
      return { json: async () => (await answer.json()).data };
    },
    fetchHubSpotApi: () => Promise.reject(new Error('The preview does not offer the experimental HubSpot API client.')),
  },
});

const api: WorkerApi = {
  setClockOffset,
  recordChanged,
  setPageLocation: (location) => movePage(location),
  start(channel, options) {
    retain(channel);
    setClockOffset(options.clockOffsetMs);
    try {
      importScripts(options.bundleUrl);
    } catch (error) {
      void call.fail(`The bundle could not be loaded: ${String(error)}`);
      return;
    }
    if (render === undefined) {
      void call.fail('The bundle never called hubspot.extend().');
      return;
    }
    const root = RemoteUI.createRemoteRoot(channel);
    RemoteUI.createRoot(root).render(React.createElement(Extension, { options, render }));
    void root.mount();
  },
};
host.expose({ ...api });

/** Kept inside React so that a changed page location renders anew without starting over. */
function Extension({ options, render: extend }: { options: StartOptions; render: Render }) {
  const [pageLocation, setPageLocation] = React.useState(options.pageLocation);
  const [actions] = React.useState(() => actionsOf(options));
  movePage = setPageLocation;
  const value = { ...options, pageLocation, actions };
  return React.createElement(
    FailureBoundary,
    { onFailure: (message: string) => void call.fail(message) },
    React.createElement(ExtensionApi.Provider, { value }, extend(value)),
  );
}

function actionsOf({ location }: StartOptions): object {
  const platformActions: Record<string, (...args: unknown[]) => Promise<void>> = {};
  for (const name of PLATFORM_ACTIONS) {
    platformActions[name] = async (...args) => {
      const whenDone = args.find((arg): arg is () => void => typeof arg === 'function');
      await call.act(name, args.filter((arg) => typeof arg !== 'function').map(plain));
      whenDone?.();
    };
  }
  return { ...platformActions, ...(isRecordLocation(location) ? recordActions(call) : {}) };
}

interface FetchOptions {
  readonly method?: string;
  readonly timeout?: number;
  readonly body?: unknown;
  readonly headers?: HeadersInit;
}

/** `hubspot.fetch`: the page hands it to the preview's server, which signs and forwards it as HubSpot does. */
async function hsFetch(
  url: string | URL,
  { method = 'GET', timeout, body, headers }: FetchOptions = {},
): Promise<Response> {
  const answer = await call.fetch({
    url: String(url),
    method,
    headers: Object.fromEntries(new Headers(headers)),
    body: body ?? null,
    timeoutMs: timeout ?? null,
  });
  const hasBody = ![204, 205, 304].includes(answer.status);
  return new Response(hasBody ? answer.body : null, {
    status: answer.status,
    headers: { 'Content-Type': answer.contentType },
  });
}
