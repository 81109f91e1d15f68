/**
 * A stand-in for a Salesforce org: OAuth, REST, SOQL, UI API, Change Data Capture and Web-to-Lead over HTTP on one
 * origin. It loads its schema, rules, formulas and rights from a package folder, keeps state, and refuses in
 * Salesforce's words. It imports nothing of the product. Nothing here was compared with a live org.
 *
 * What it does NOT imitate:
 * - Registered callback URLs of the app: any https address, or http on localhost.
 * - Sharing: who may read an object sees all its records. Territories, queues, teams, record types, page layouts.
 * - Field-level security of standard fields, and profiles beyond four: administrator, standard user, API only,
 *   partner community user.
 * - Apex, Flow, workflow, duplicate and assignment rules, approval, history rows, roll-up summaries, person accounts,
 *   multiple currencies, state and country picklists, encrypted fields.
 * - Bulk API, composite graph, batch and tree, SOAP, Metadata API, search (SOSL), Pub/Sub API; of the Tooling
 *   API only queries of what `schema/setup-objects.ts` lists, open to every session. Setup rows say what the package
 *   and the demo users are; assigning a permission set by writing them changes nobody's rights.
 * - GraphQL beyond `uiapi.query` of records: child relationships, aggregates, object infos, directives, mutations, labels
 *   and formats of values, `scope`, semi-joins; its words for what is wrong are those of the library behind it.
 * - SOQL: TYPEOF, ROLLUP and CUBE, HAVING on plain fields, functions other than COUNT, SUM, AVG, MIN, MAX, toLabel,
 *   FIELDS and DAY_ONLY. Those it lacks answer STAND_IN_NOT_IMPLEMENTED, never a wrong result.
 * - Governor limits; limits other than daily requests and long requests; Web-to-Lead's 500 a day.
 * - Formula functions formulon lacks, `!` (write NOT), `$Setup`, `$Label`, and time zones: every user is in GMT, so
 *   TODAY() is UTC's day.
 * - LeadConvertSettings: custom fields stay on the lead. CDC allocations, event enrichment, custom channels.
 * - Real row locks: a lock is a fault (`org.lockRow`, `SALESFORCE_FAULTS`), since requests run one after another.
 *
 * Where Salesforce's behaviour is not published or not certain, this is the guess that was taken:
 * - Date-times keep whole seconds. Numbers are rounded half up to the field's scale.
 * - All rules that refuse a save are reported together, before unique keys are looked at.
 * - An update that changes nothing still moves LastModifiedDate and sends an event with it alone.
 * - Change events name person names and addresses by their parts (`LastName`), not as compound fields.
 * - A replay id is refused once its event fell out of retention, even when nothing happened since.
 * - A deletion cascades; an undelete brings back the one record alone, without details and blanked lookups.
 * - In a rule a blank number is blank, not zero. LAST_N_DAYS includes today. Every use keeps a session alive.
 * - Records in the recycle bin hold no unique value; a merge frees the loser's values before the master is saved.
 * - Texts of refusals for too many composite requests, conversion of a converted lead and undelete.
 * - AND and OR in one SOQL filter need parentheses, and NOT stands first in its parentheses, as the grammar says.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import path from 'node:path';
import type { SandboxClock } from '../hubspot/clock.ts';
import { runningClock } from '../hubspot/clock.ts';
import { Bayeux } from './events/bayeux.ts';
import { EventBus } from './events/event-bus.ts';
import { Faults } from './faults.ts';
import type { RecordedRequest } from './http.ts';
import { ApiRouter, HttpServer } from './http.ts';
import { ApiLimits } from './limits.ts';
import { Org } from './org/org.ts';
import { serveCollections } from './routes/collections.ts';
import { serveCometd } from './routes/cometd.ts';
import { serveComposite } from './routes/composite.ts';
import { serveDescribe, versionList } from './routes/describe.ts';
import { serveGraphql } from './routes/graphql.ts';
import { serveLimits } from './routes/limits.ts';
import { serveOAuth } from './routes/oauth.ts';
import { serveQueries } from './routes/query.ts';
import { serveSObjects } from './routes/sobjects.ts';
import { serveUiApi } from './routes/ui-api.ts';
import type { WebToLeadResult } from './routes/web-to-lead.ts';
import { serveWebToLead } from './routes/web-to-lead.ts';
import { readPackage } from './schema/read-package.ts';
import { Sessions } from './sessions.ts';

export interface SalesforceStandIn {
  /** Login, API, events and Web-to-Lead, all on one origin: `http://127.0.0.1:PORT`. */
  readonly baseUrl: string;
  readonly clock: SandboxClock;
  readonly app: { readonly clientId: string; readonly clientSecret: string };
  readonly org: Org;
  readonly events: EventBus;
  /** CometD clients: forget them, count them. */
  readonly cometd: Bayeux;
  readonly sessions: Sessions;
  readonly faults: Faults;
  /** The last thousand requests. */
  readonly requests: readonly RecordedRequest[];
  /** What became of every Web-to-Lead submission. */
  readonly webToLead: readonly WebToLeadResult[];
  /** A session id as a login in the browser gives it; works as an access token. */
  login(userId: string): string;
  /** Breaks every open connection, as a network fault does; the server stays up. */
  dropConnections(): void;
  close(): Promise<void>;
}

export interface SalesforceOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: SandboxClock;
  /** Default: the project's own `salesforce-package/force-app`. */
  readonly packageDir?: string;
  /** Fills the org before the first request; what it writes sends no change events. */
  readonly seed?: (org: Org) => void;
  /** A new unguessable text each time: tokens, client ids, transaction keys. */
  readonly ids?: () => string;
  readonly random?: () => number;
  /** Verifies JWT bearer assertions; without it that flow is refused. */
  readonly jwtPublicKeyPem?: string;
  /** Between a commit and its change events, by the clock. Default 0. */
  readonly changeEventDelayMs?: number;
  /** How long change events can be replayed, by the clock. Default 72 hours. */
  readonly retentionMs?: number;
  /** How long an idle connect is held, in real milliseconds. Default 110 seconds. */
  readonly connectTimeoutMs?: number;
  readonly limits?: { readonly dailyRequests?: number; readonly concurrentLong?: number };
}

const REQUESTS_KEPT = 1_000;
const RETENTION_MS = 72 * 3_600_000;
const CONNECT_TIMEOUT_MS = 110_000;
const APP = { clientId: '3MVG9demo.client.id', clientSecret: 'F0B5A2C9Ddemo-client-secret', name: 'PartnerLock' };
const OWN_PACKAGE = path.resolve(import.meta.dirname, '../../../salesforce-package/force-app');

/** Starts a stand-in on this machine only. Close it, or the process stays alive. */
export async function startSalesforceStandIn(options: SalesforceOptions = {}): Promise<SalesforceStandIn> {
  const { ids = randomUUID, random = Math.random, packageDir = OWN_PACKAGE } = options;
  const clock = options.clock ?? runningClock();
  const now = () => clock.now();
  const metadata = readPackage(packageDir);
  let seeding = true;
  const org = new Org({
    metadata,
    now,
    onCommit: (changes, userId) => {
      if (!seeding) events.commit(changes, userId);
    },
  });
  const events = new EventBus({
    schema: org.schema,
    capturedEntities: metadata.capturedEntities,
    now,
    newKey: ids,
    random,
    delayMs: options.changeEventDelayMs ?? 0,
    retentionMs: options.retentionMs ?? RETENTION_MS,
  });
  options.seed?.(org);
  seeding = false;

  let baseUrl = '';
  const app = { clientId: APP.clientId, clientSecret: APP.clientSecret };
  const jwt = options.jwtPublicKeyPem === undefined ? {} : { jwtPublicKeyPem: options.jwtPublicKeyPem };
  const sessions = new Sessions({ now, newToken: ids, org, app: { ...app, ...jwt }, baseUrl: () => baseUrl });
  const cometd = new Bayeux({
    bus: events,
    newClientId: ids,
    actorOf: (token) => {
      const userId = sessions.userIdOf(token);
      return userId === undefined ? undefined : org.actor(userId);
    },
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
  });

  const requests: RecordedRequest[] = [];
  const webToLead: WebToLeadResult[] = [];
  const faults = new Faults();
  const { dailyRequests = 100_000, concurrentLong = 25 } = options.limits ?? {};
  const limits = new ApiLimits({ dailyRequests, concurrentLong }, now);
  const http = new HttpServer({
    org,
    sessions,
    faults,
    limits,
    record: (request) => {
      requests.push(request);
      if (requests.length > REQUESTS_KEPT) requests.shift();
    },
  });
  serveOAuth(http, { sessions, org, app: APP, baseUrl: () => baseUrl });
  serveWebToLead(http, org, (result) => webToLead.push(result));
  serveCometd(http, cometd);
  http.open('get', '/services/data', versionList);
  http.api(apiRoutes(limits));

  const server = createServer({ keepAliveTimeout: 75_000 }, http.app);
  baseUrl = await listen(server, options.port ?? 0);
  return {
    baseUrl,
    clock,
    app,
    org,
    events,
    cometd,
    sessions,
    faults,
    requests,
    webToLead,
    login: (userId) => sessions.login(userId),
    dropConnections: () => server.closeAllConnections(),
    close: () => {
      events.stop();
      cometd.forgetClients();
      return closeServer(server);
    },
  };
}

/** More particular paths first: `/sobjects/X/describe` before `/sobjects/X/:id`. */
function apiRoutes(limits: ApiLimits): ApiRouter {
  const router = new ApiRouter();
  serveDescribe(router);
  serveSObjects(router);
  serveCollections(router);
  serveComposite(router);
  serveQueries(router);
  serveLimits(router, limits);
  serveUiApi(router);
  serveGraphql(router);
  return router;
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
