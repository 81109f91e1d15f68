import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { CrmRefused } from '../shared/crm/crm-port.ts';
import type { Crm } from '../shared/values/ids.ts';
import { toInstant } from '../shared/values/time.ts';
import { say } from '../shared/words/say.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import type { Flow } from './flow/ports.ts';
import { readSettings } from './flow/program-settings.ts';
import { createReceiptSigner } from './flow/receipts.ts';
import { showEverything } from './flow/show-everything.ts';
import { startWorker, type Worker } from './flow/worker.ts';
import type { AppDeps } from './http/deps.ts';
import { hintsFromHubSpot } from './inbound/from-hubspot.ts';
import { hintsFromSalesforce } from './inbound/from-salesforce.ts';
import { createConnectLinks, createPartnerLinks, createRegistrationIds, createSealer, deriveKey } from './keys.ts';
import { createLog } from './log.ts';
import type { FeedState } from './salesforce/change-feed.ts';
import { openDatabase, type Database } from './store/database.ts';
import { inboxState } from './store/inbox.ts';
import { createInboxWriter } from './store/inbox-writer.ts';
import { crmsOfProgram, installationOf } from './store/installations.ts';
import { currentPolicy } from './store/policies.ts';
import { findByNonce } from './store/registrations.ts';
import { createSecretBox } from './store/secret-box.ts';
import { wireHubSpot } from './wire-hubspot.ts';
import { wireSalesforce } from './wire-salesforce.ts';
import type { WiringDeps } from './wiring.ts';

export interface ServerOptions {
  readonly config: Config & { readonly secrets: readonly [string, ...string[]] };
  /** The one clock of the program, in epoch milliseconds. */
  readonly nowMs?: () => number;
  /** Given by tests that share one; else opened from the config and closed with the server. */
  readonly database?: Database;
  /** How waiting passes; tests let their own clock pass instead. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** False leaves the work to whoever calls `flow` and `settle`, as tests do. */
  readonly isWorking?: boolean;
}

export interface RunningServer {
  readonly origin: string;
  readonly flow: Flow;
  readonly worker: Worker;
  /** How the change events of each connected Salesforce org come in. */
  readonly feeds: () => readonly FeedState[];
  close(): Promise<void>;
}

const VACUUM_EVERY_MS = 10 * 60_000;
const CRM_TIMEOUT_MS = 15_000;

/** The composition root: the one clock, the one source of randomness, everything wired together. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config } = options;
  const nowMs = options.nowMs ?? Date.now;
  const log = createLog(config.logLevel);
  const database = options.database ?? (await openDatabase(placeOf(config)));
  const server = await listen(config);
  const origin = config.publicOrigin ?? originOf(server);

  const [secret] = config.secrets;
  const box = createSecretBox(config.secrets);
  const connectLinks = createConnectLinks(config.secrets, origin, nowMs);
  const wiring: WiringDeps = {
    database,
    box,
    log,
    nowMs,
    sleep: options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    random: Math.random,
    randomBytes,
    timeoutMs: CRM_TIMEOUT_MS,
    publicOrigin: origin,
    links: connectLinks,
    async showEverything(programId, crm) {
      await showEverything(flow, programId, crm);
      worker.wake();
    },
  };
  const hubspot = config.hubspot && wireHubSpot(config.hubspot, wiring);
  const salesforce = config.salesforce && wireSalesforce(config.salesforce, wiring);
  const flow: Flow = {
    database,
    log,
    now: () => toInstant(nowMs()),
    async crmOf(programId, crm) {
      const wired = crm === 'hubspot' ? hubspot : salesforce;
      if (wired === null) throw new CrmRefused('disconnected', `This server has no app at ${say('en', `crm.${crm}`)}.`);
      return wired.crmOf(programId);
    },
    directoryOf: async (programId) => hubspot?.directoryOf(programId) ?? { users: [], pipelines: [] },
    async connectionOf(programId, crm) {
      const installation = await installationOf(database.db, box, programId, crm);
      if (installation === null) return null;
      const { status, accountId, connectedAt: since, lastProblem } = installation;
      return { status, accountId, since, lastProblem };
    },
    async programOf(programId) {
      const saved = await currentPolicy(database.db, programId);
      if (saved === null) throw new Error(`The program ${programId} has no policy. Install the app again.`);
      const { locale } = await readSettings(database.db, programId);
      return { programId, policy: saved.policy, locale, crms: await crmsOfProgram(database.db, programId) };
    },
    links: {
      ...createPartnerLinks(config.secrets, origin),
      connectUrl: (programId, crm) => (needsPerson(config, crm) ? connectLinks.url(programId, crm) : null),
    },
    ids: createRegistrationIds(secret),
  };
  const worker = startWorker(flow, {
    readers: {
      hubspot: (body) => hintsFromHubSpot(body, config.hubspot?.appId ?? ''),
      salesforce: (body, accountId) => hintsFromSalesforce(body, accountId),
    },
    idleMs: 1_000,
    sweepEveryMs: 60_000,
    reconcileEveryMs: 300_000,
    wait: cuttableWait,
    isWorking: options.isWorking ?? true,
  });
  const inbox = createInboxWriter(database);
  const started = { wait: cuttableWait, holder: randomUUID(), wake: () => worker.wake() };
  const listening = salesforce && salesforce.listen(started);

  const deps: AppDeps = {
    flow,
    nowMs,
    publicOrigin: origin,
    hubspot: hubspot && hubspot.app,
    salesforce: salesforce && salesforce.app,
    receipts: createReceiptSigner(config.secrets.map((one) => deriveKey(one, 'receipt signature'))),
    formOf: async (programId) => (await readSettings(database.db, programId)).form,
    leadFormOf: async (programId) => (await readSettings(database.db, programId)).leadForm,
    receivedOf: (programId, nonce) => findByNonce(database.db, programId, nonce),
    visits: createSealer(config.secrets, 'form visits'),
    newNonce: () => randomBytes(16).toString('base64url'),
    wake: () => worker.wake(),
    storeWebhook: (body, receivedAt) =>
      inbox.receive({ source: 'hubspot', accountId: accountIn(body), body, headers: {}, receivedAt }),
    isReady: async () => [...(await readiness(database)), ...(listening?.states() ?? []).map(readinessOfFeed)],
  };
  server.on('request', createApp(deps));
  const vacuum = setInterval(
    () =>
      void database.maintain().catch((error: unknown) => log.warn({ problem: String(error) }, 'maintenance failed')),
    VACUUM_EVERY_MS,
  );

  return {
    origin,
    flow,
    worker,
    feeds: () => listening?.states() ?? [],
    async close() {
      clearInterval(vacuum);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await listening?.stop();
      await worker.stop();
      if (!options.database) await database.close();
    },
  };
}

/** Whether a person connects accounts of this CRM in a browser; other flows sign in by themselves. */
const needsPerson = ({ hubspot, salesforce }: Config, crm: Crm): boolean =>
  crm === 'hubspot' ? hubspot !== null : salesforce?.signIn.flow === 'web_server';

const placeOf = ({ databaseUrl, dataFolder }: Config) =>
  databaseUrl === null
    ? ({ kind: 'folder', folder: path.join(dataFolder, 'database') } as const)
    : ({ kind: 'postgres', url: databaseUrl } as const);

/** The account is only a label for people here; each event says again whose it is. */
const accountIn = (body: string): string => /"portalId"\s*:\s*"?(\d+)/.exec(body)?.[1] ?? '';

/** Deliveries that were given up make nobody wait, but a person should look; a silent database is the end of work. */
async function readiness({ db, engine }: Database) {
  try {
    const { waiting, failed } = await inboxState(db);
    return [
      { check: 'database', ok: true, detail: engine },
      { check: 'inbox', ok: true, detail: `${waiting} waiting, ${failed} given up` },
    ];
  } catch {
    return [{ check: 'database', ok: false, detail: `${engine} does not answer` }];
  }
}

/** A feed that is broken loses nothing, so the server stays ready; the detail is for whoever looks. */
function readinessOfFeed({ orgId, reading, openSince, lastEventAt, problem }: FeedState) {
  const heard = `events since ${openSince ?? 'never'}, last ${lastEventAt ?? 'never'}`;
  return { check: `changes of org ${orgId}`, ok: true, detail: problem ?? (reading === 'here' ? heard : reading) };
}

/** Connections that come before the routes are ready wait in the socket; nothing is refused. */
async function listen({ port, host }: Config): Promise<Server> {
  // Longer than a load balancer keeps an idle connection, so that it is never us who close one that is just used.
  const server = createServer({ keepAliveTimeout: 75_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://${address.address === '0.0.0.0' ? '127.0.0.1' : address.address}:${address.port}`;
}

function cuttableWait(ms: number) {
  let cut = (): void => {};
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    cut = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { over, cut: () => cut() };
}
