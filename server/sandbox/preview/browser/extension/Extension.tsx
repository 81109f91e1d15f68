import { useEffect, useMemo, useRef, useState } from 'react';
import { createEndpoint, fromWebWorker, type Endpoint } from '@remote-ui/rpc';
import { createController, createRemoteReceiver, RemoteRenderer } from '@remote-ui/react/host';
import type { BundleName } from '../../wire.ts';
import { ask, sentence } from '../api.ts';
import { OverlayProvider, OverlayRegistry } from '../components/overlay-registry.tsx';
import { COMPONENTS } from '../components/registry.ts';
import { useRouter } from '../router.tsx';
import { useHubSpot, useSession } from '../session.tsx';
import { useToasts } from '../shell/Toasts.tsx';
import { extensionContext, type Place } from './extension-context.ts';
import { IframeModal, type IframeRequest } from './IframeModal.tsx';
import { pageActions } from './page-actions.ts';
import type { HostApi, PageLocation, ReadAnswer, ReadKind, WorkerApi } from './protocol.ts';
import { UnknownComponent } from './UnknownComponent.tsx';

interface ExtensionProps {
  readonly bundle: BundleName;
  readonly title: string;
  readonly place: Place;
  /** Changes whenever the record does; the extension then gets its properties anew. */
  readonly version?: string;
  readonly pageLocation?: PageLocation;
  /** The extension asked for the record to be read again. */
  readonly onRefresh?: () => void;
}

/** One extension, running in its own worker. Another record, user, language or day starts it anew. */
export function Extension(props: ExtensionProps) {
  const { bundles, me } = useHubSpot();
  const { language, leaps } = useSession();
  if (!bundles.includes(props.bundle)) {
    return <p className="hint">The extension “{props.bundle}” has not been built yet.</p>;
  }
  const identity = JSON.stringify([props.bundle, props.place, me.userId, language, leaps]);
  return <RunningExtension key={identity} {...props} />;
}

function RunningExtension({
  bundle,
  title,
  place,
  version,
  pageLocation = HOME,
  onRefresh = () => {},
}: ExtensionProps) {
  const hubspot = useHubSpot();
  const { clockOffsetMs, language } = useSession();
  const [failure, setFailure] = useState('');
  const [isMounted, setMounted] = useState(false);
  const [iframe, setIframe] = useState<IframeRequest | null>(null);
  const receiver = useMemo(() => createRemoteReceiver(), []);
  const overlays = useMemo(() => new OverlayRegistry(), []);
  const endpoint = useRef<Endpoint<WorkerApi> | null>(null);
  const surroundings = { toasts: useToasts(), router: useRouter(), onRefresh };
  const latest = useRef(surroundings);
  latest.current = surroundings;

  useEffect(() => {
    const worker = new Worker(workerUrl());
    worker.onerror = (event) => setFailure(event.message);
    const running = createEndpoint<WorkerApi>(fromWebWorker(worker), {
      callable: ['start', 'setClockOffset', 'setPageLocation', 'recordChanged'],
    });
    endpoint.current = running;
    const act = pageActions({
      overlays,
      latest,
      openIframe: setIframe,
      refresh: () => {
        latest.current.onRefresh();
        void running.call.recordChanged();
      },
    });
    const host: HostApi = {
      fetch: (request) => ask('/api/extension/fetch', 'POST', request),
      read: (kind, request) => readFor(place, kind, request),
      act,
      fail: setFailure,
    };
    running.expose({ ...host });
    receiver.on('mount', () => setMounted(true));
    void running.call.start(receiver.receive, {
      bundleUrl: new URL(`/bundles/${bundle}.js`, location.href).href,
      location: place.location,
      context: extensionContext(hubspot, language, place, title),
      pageLocation,
      clockOffsetMs,
    });
    return () => worker.terminate();
    // The key above starts everything anew; later changes are told to the running worker below.
  }, []);

  useEffect(() => void endpoint.current?.call.setClockOffset(clockOffsetMs), [clockOffsetMs]);
  useEffect(() => void endpoint.current?.call.setPageLocation(pageLocation), [pageLocation]);
  useEffect(() => void endpoint.current?.call.recordChanged(), [version]);

  return (
    <OverlayProvider registry={overlays}>
      <div className="extension" lang={language} data-extension={bundle} data-state={stateOf(isMounted, failure)}>
        {failure !== '' && (
          <div role="alert" className="extension-failure">
            <strong>This extension stopped.</strong> {failure}
          </div>
        )}
        {failure === '' && !isMounted && <p role="status">Loading {title}</p>}
        <RemoteRenderer receiver={receiver} controller={CONTROLLER} />
      </div>
      {iframe !== null && <IframeModal request={iframe} onClose={() => setIframe(null)} />}
    </OverlayProvider>
  );
}

const HOME: PageLocation = { path: '/', params: {} };
const stateOf = (isMounted: boolean, failure: string) =>
  failure !== '' ? 'failed' : isMounted ? 'mounted' : 'loading';

const CONTROLLER = createController(COMPONENTS, {
  renderComponent: (props, options) => {
    const name = String(props.component.type);
    return name in COMPONENTS ? options.renderDefault() : <UnknownComponent key={props.key} name={name} />;
  },
});

const workerUrl = (): string => document.querySelector<HTMLScriptElement>('script[data-worker]')?.dataset.worker ?? '';

async function readFor(place: Place, kind: ReadKind, request: unknown): Promise<ReadAnswer> {
  const needsRecord = kind === 'properties' || kind === 'associations';
  if (needsRecord && place.record === undefined) return { ok: false, message: 'There is no record at this place.' };
  const path = needsRecord ? `${kind}/${place.record?.typeId}/${place.record?.id}` : kind;
  try {
    return { ok: true, data: await ask<unknown>(`/api/extension/${path}`, 'POST', request) };
  } catch (error) {
    return { ok: false, message: sentence(error) };
  }
}
