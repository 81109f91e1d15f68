/**
 * Record pages, an app page and a settings page around the extensions, so that one person can play partner, sales
 * rep and channel manager without a HubSpot account. The bundles are those of HubSpot's bundler, unchanged, and talk
 * to us through HubSpot's own remote-ui protocol; the frame around them is ours and says so on every page.
 *
 * What it does NOT imitate:
 * - HubSpot's look and its components' finer behaviour (truncation, help pop-overs, mobile app).
 * - CRM components other than action buttons and links, file inputs, experimental components: these say so on screen.
 * - Permissions of users, teams, record customisation, views, inline property validation rules.
 * - The proxy's limit of 20 requests at once, and prefetching of a card's properties.
 */
import { createServer } from 'node:http';
import express from 'express';
import type { HubSpotStandIn } from '../hubspot/start-stand-in.ts';
import { buildBrowser } from './build-browser.ts';
import { previewErrors } from './http.ts';
import { serveCrm } from './routes/crm.ts';
import { serveExtensions } from './routes/extensions.ts';
import { servePages } from './routes/pages.ts';
import { serveSession } from './routes/session.ts';
import type { PartnerLinks } from './views/guide-view.ts';
import type { BundleName } from './wire.ts';

export interface PreviewOptions {
  readonly standIn: HubSpotStandIn;
  /** Origin of PartnerLock's server, `http://127.0.0.1:3000`: the only one that extensions may fetch from. */
  readonly appOrigin: string;
  /** Output of HubSpot's bundler. An extension without a bundle is shown as not built yet. */
  readonly bundles: readonly { readonly name: BundleName; readonly file: string }[];
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Where the pages' own code is kept once built. */
  readonly cacheDir: string;
  /** Called after everything a person does here; the composition may deliver webhooks meanwhile. */
  readonly afterAction?: () => Promise<void>;
  /** The links of the demo's partners, for the guide; nothing is listed without it. */
  readonly partnerLinks?: () => Promise<readonly PartnerLinks[]>;
}

export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the preview on this machine only. Close it, or the process stays alive. */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { standIn, afterAction = () => Promise.resolve(), partnerLinks = () => Promise.resolve([]) } = options;
  const assets = await buildBrowser(options.cacheDir);
  const deps = { standIn, appOrigin: options.appOrigin, bundles: options.bundles, assets, afterAction, partnerLinks };

  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: '2mb' }));
  serveSession(app, deps);
  serveCrm(app, deps);
  serveExtensions(app, deps);
  servePages(app, deps);
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
