/**
 * Record pages, app pages and partner pages around what we ship, so that one person can play partner, sales rep and
 * channel manager without an account at either CRM. HubSpot's side hosts the bundles of HubSpot's bundler, unchanged,
 * through HubSpot's own remote-ui protocol; Salesforce's side hosts what the platform's compiler makes of our Lightning
 * components, with the real base components, inside Lightning Web Security. The frames around them are ours and say so.
 *
 * What it does NOT imitate:
 * - HubSpot's look and its components' finer behaviour (truncation, help pop-overs, mobile app).
 * - HubSpot's CRM components other than action buttons and links, file inputs, experimental components.
 * - Permissions of HubSpot users, teams, record customisation, views, inline property validation rules.
 * - HubSpot's proxy limit of 20 requests at once, and prefetching of a card's properties.
 * - Lightning Experience beyond record pages, lists, one app page and one partner page: no search, reports, dashboards,
 *   quick actions, activities, inline edit, or pages assigned by profile; every object has the page of the package.
 * - Lightning Data Service beyond `getRecord`, its writes and `lightning/graphql`; no drafts, no layouts.
 * - Base components' own words in Spanish, and the time zone of each user: all live in the preview's.
 */
import { createServer } from 'node:http';
import express, { type Express } from 'express';
import type { HubSpotStandIn } from '../hubspot/start-stand-in.ts';
import { buildBrowser } from './build-browser.ts';
import { previewErrors } from './http.ts';
import { buildHost } from './lightning/build-host.ts';
import type { SalesforceSide } from './lightning/deps.ts';
import { LightningDeps } from './lightning/deps.ts';
import { serveApiProxy } from './lightning/routes/api-proxy.ts';
import { serveLightningPages } from './lightning/routes/assets.ts';
import { serveScreens } from './lightning/routes/screens.ts';
import { serveCrm } from './routes/crm.ts';
import { serveExtensions } from './routes/extensions.ts';
import { servePages } from './routes/pages.ts';
import { serveSession } from './routes/session.ts';
import type { PartnerLinks } from './views/guide-view.ts';
import type { BundleName } from './wire.ts';

export interface HubSpotSide {
  readonly standIn: HubSpotStandIn;
  /** Origin of PartnerLock's server, `http://127.0.0.1:3000`: the only one that extensions may fetch from. */
  readonly appOrigin: string;
  /** Output of HubSpot's bundler. An extension without a bundle is shown as not built yet. */
  readonly bundles: readonly { readonly name: BundleName; readonly file: string }[];
  /** The links of the demo's partners, for the guide; nothing is listed without it. */
  readonly partnerLinks?: () => Promise<readonly PartnerLinks[]>;
}

/** One CRM or both; at least one. */
export interface PreviewOptions {
  readonly hubspot?: HubSpotSide;
  readonly salesforce?: SalesforceSide;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Where the pages' own code and the Lightning host are kept once built. */
  readonly cacheDir: string;
  /** Where the people of the demo live, as far as HubSpot's portal does not say. */
  readonly timeZone?: string;
  /** Called after everything a person does here; the composition may deliver webhooks meanwhile. */
  readonly afterAction?: () => Promise<void>;
  /** Hears what takes long. */
  readonly tell?: (line: string) => void;
}

export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

const TIME_ZONE = 'Europe/Berlin';

/** Starts the preview on this machine only. Close it, or the process stays alive. */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const app = express();
  app.disable('x-powered-by');
  await servePreview(app, options);
  app.use(previewErrors);

  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

async function servePreview(app: Express, options: PreviewOptions): Promise<void> {
  const { afterAction = () => Promise.resolve(), tell = () => {}, cacheDir } = options;
  const timeZone = options.timeZone ?? options.hubspot?.standIn.portal.timezone ?? TIME_ZONE;
  const assets = await buildBrowser(cacheDir);
  const lightning = options.salesforce && new LightningDeps(options.salesforce, timeZone, afterAction);
  // Before the JSON parser: what components send to the API is passed on as it is.
  if (lightning !== undefined) serveApiProxy(app, lightning);
  app.use(express.json({ limit: '2mb' }));
  const clocks = [options.hubspot?.standIn.clock, options.salesforce?.standIn.clock].filter(
    (each) => each !== undefined,
  );
  const org = options.salesforce?.standIn.org;
  serveSession(app, { hubspot: options.hubspot, org, clocks: new Set(clocks), timeZone, afterAction });
  if (options.hubspot !== undefined) {
    const { partnerLinks = () => Promise.resolve([]) } = options.hubspot;
    const deps = { ...options.hubspot, partnerLinks, afterAction };
    serveCrm(app, deps);
    serveExtensions(app, deps);
  }
  if (lightning !== undefined) {
    serveScreens(app, lightning);
    serveLightningPages(app, lightning, await buildHost(cacheDir, tell), assets);
  }
  servePages(app, assets);
}
