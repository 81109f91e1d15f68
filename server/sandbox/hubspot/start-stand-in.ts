/**
 * A stand-in for HubSpot: contacts, companies, deals, their schema, OAuth, forms and webhooks over HTTP on one origin.
 * It keeps state, enforces HubSpot's rules and refuses in HubSpot's words. It imports nothing of the product.
 *
 * What it does NOT imitate:
 * - Other objects (tickets, leads, custom objects, line items), lists, workflows, files, e-mail, the Webhooks Journal.
 * - Conditional-required properties, required create-form fields, validation rules and association limits that an
 *   admin can set; field- and record-level permissions of users; teams.
 * - Calculated and enriched properties (only stage probability and closed/won follow the deal stage); automatic close
 *   dates; lifecycle stages that refuse to go backwards; currencies with exchange rates.
 * - Rate limits other than 110 per 10 s and 5 searches per second: no daily limit, no form submission limit.
 * - Webhook settings cache, `maxConcurrentRequests`, scopes per subscription, the app's registered redirect URLs.
 * - Version checks of dated paths other than 2026-09; the v1–v4 paths; archived pipelines and restored forms.
 * - CAPTCHA, consent records, subscription types, dependent and progressive form fields.
 *
 * Where HubSpot's behaviour is not published, this is the guess that was taken:
 * - A record in the recycle bin frees its unique values (`portal.records.archivedRecordsHoldUniqueValues` turns that
 *   around); restored, it loses those that were taken meanwhile. Unique values compare exactly, case included.
 * - A merge moves the secondary's unique value to a primary that has none. Companies and deals keep the primary's id.
 * - Names inside some error bodies: INVALID_NUMBER, INVALID_OWNER_ID, PIPELINE_LIMIT_EXCEEDED, GROUP_NOT_FOUND.
 * - Merge and association events carry no `objectId`; a creation is followed by a propertyChange for each value.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { SandboxClock } from './clock.ts';
import { runningClock } from './clock.ts';
import { Faults } from './faults.ts';
import type { RecordedRequest } from './http.ts';
import { HttpServer } from './http.ts';
import { OAuth } from './oauth.ts';
import { Portal } from './portal.ts';
import { RateLimits } from './rate-limits.ts';
import { serveAssociations } from './routes/associations.ts';
import { serveBatches } from './routes/batches.ts';
import { serveFormSubmissions } from './routes/form-submissions.ts';
import { serveForms } from './routes/forms.ts';
import { serveInstalls } from './routes/installs.ts';
import { serveOAuth } from './routes/oauth.ts';
import { serveObjects } from './routes/objects.ts';
import { serveOwners } from './routes/owners.ts';
import { servePipelines } from './routes/pipelines.ts';
import { serveProperties } from './routes/properties.ts';
import { serveSearch } from './routes/search.ts';
import { WebhookSender } from './webhook-sender.ts';

export interface HubSpotStandIn {
  /** API, OAuth pages, hosted forms and form submissions, all on one origin: `http://127.0.0.1:PORT`. */
  readonly baseUrl: string;
  readonly clock: SandboxClock;
  readonly app: { readonly appId: string; readonly clientId: string; readonly clientSecret: string };
  readonly portals: ReadonlyMap<string, Portal>;
  /** The default portal, 4242. */
  readonly portal: Portal;
  readonly webhooks: WebhookSender;
  readonly faults: Faults;
  /** The last thousand requests. */
  readonly requests: readonly RecordedRequest[];
  /** Another account beside the default one. */
  addPortal(portalId: string, name: string): Portal;
  close(): Promise<void>;
}

export interface StandInOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: SandboxClock;
  /** How far the search index lags behind, by the clock. Default 3000. */
  readonly searchLagMs?: number;
  /** Free: a second deal pipeline is refused. Default professional. */
  readonly plan?: 'professional' | 'free';
  readonly webhookTarget?: string;
  /** Between a change and its first delivery, by the clock. Default 0. */
  readonly webhookDelayMs?: number;
  /** Fills the default portal before the first request; what it writes is already in the search index. */
  readonly seed?: (portal: Portal) => void;
  readonly random?: () => number;
  /** A new unguessable text each time: tokens, form ids, correlation ids. */
  readonly ids?: () => string;
  /** Default enforced. With a frozen clock the 110 calls of 10 s never come back unless the clock moves. */
  readonly rateLimits?: 'enforced' | 'off';
}

const REQUESTS_KEPT = 1_000;
const APP = {
  appId: '31415926',
  clientId: '7d1f3c1e-demo-client-id',
  clientSecret: '0b5a2c9d-demo-client-secret',
  name: 'PartnerLock',
};

/** Starts a stand-in on this machine only. Close it, or the process stays alive. */
export async function startHubSpotStandIn(options: StandInOptions = {}): Promise<HubSpotStandIn> {
  const { random = Math.random, ids = randomUUID, searchLagMs = 3_000, plan = 'professional' } = options;
  const clock = options.clock ?? runningClock();
  const now = () => clock.now();
  const oauth = new OAuth({ now, newToken: ids, app: APP });
  const webhooks = new WebhookSender({
    now,
    random,
    app: APP,
    isInstalled: (portalId) => oauth.isInstalled(portalId),
    target: options.webhookTarget,
    delayMs: options.webhookDelayMs ?? 0,
  });

  const portals = new Map<string, Portal>();
  let seeding = true;
  const addPortal = (portalId: string, name: string) => {
    const portal = new Portal({
      portalId,
      name,
      plan,
      timezone: 'Europe/Berlin',
      now: () => clock.now() - (seeding ? searchLagMs : 0),
      newGuid: ids,
      onChange: (change) => webhooks.enqueue(change),
    });
    portals.set(portalId, portal);
    return portal;
  };
  const portal = addPortal('4242', 'Demo portal (not HubSpot)');
  options.seed?.(portal);
  seeding = false;

  const requests: RecordedRequest[] = [];
  const faults = new Faults();
  const http = new HttpServer({
    appId: APP.appId,
    oauth,
    portals,
    faults,
    rateLimits: options.rateLimits === 'off' ? undefined : new RateLimits(now),
    newCorrelationId: ids,
    record: (request) => {
      requests.push(request);
      if (requests.length > REQUESTS_KEPT) requests.shift();
    },
  });
  serveOAuth(http, { oauth, portals, app: APP });
  serveInstalls(http, oauth);
  serveSearch(http, searchLagMs);
  serveBatches(http);
  serveAssociations(http);
  serveObjects(http);
  serveProperties(http);
  servePipelines(http);
  serveOwners(http);
  serveForms(http);
  serveFormSubmissions(http, portals, random);
  http.closeRoutes();

  const server = createServer({ keepAliveTimeout: 75_000 }, http.app);
  const baseUrl = await listen(server, options.port ?? 0);
  const { appId, clientId, clientSecret } = APP;
  const app = { appId, clientId, clientSecret };
  const close = () => {
    webhooks.stop();
    return closeServer(server);
  };
  return { baseUrl, clock, app, portals, portal, webhooks, faults, requests, addPortal, close };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
