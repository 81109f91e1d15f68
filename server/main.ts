import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { toInstant } from '../shared/values/time.ts';
import { createApp } from './app.ts';
import type { Config, HubSpotConfig } from './config.ts';
import { CrmRefused, CrmUnavailable } from '../shared/crm/crm-port.ts';
import { readChoices } from './crm/hubspot/choices.ts';
import type { Flow } from './flow/ports.ts';
import { readSettings } from './flow/program-settings.ts';
import { createReceiptSigner } from './flow/receipts.ts';
import { startWorker, type Worker } from './flow/worker.ts';
import type { AppDeps } from './http/deps.ts';
import { createConnect } from './hubspot/connect.ts';
import { createPortals } from './hubspot/portals.ts';
import { createPartnerLinks, createRegistrationIds, createSealer, deriveKey } from './keys.ts';
import { createLog } from './log.ts';
import { openDatabase, type Database } from './store/database.ts';
import { inboxState } from './store/inbox.ts';
import { createInboxWriter } from './store/inbox-writer.ts';
import { installationOf } from './store/installations.ts';
import { currentPolicy } from './store/policies.ts';
import { findByNonce } from './store/registrations.ts';
import { createSecretBox } from './store/secret-box.ts';

export interface ServerOptions {
  readonly config: Config & { readonly hubspot: HubSpotConfig; readonly secrets: readonly [string, ...string[]] };
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
  const { hubspot } = config;
  const [clientSecret] = hubspot.clientSecrets;
  const redirectUri = `${origin}/hubspot/oauth/callback`;
  const oauth = {
    basePath: hubspot.baseUrl,
    clientId: hubspot.clientId,
    clientSecret,
    redirectUri,
    timeoutMs: CRM_TIMEOUT_MS,
  };
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const portals = createPortals({ database, box, oauth, nowMs, sleep, random: Math.random });
  const flow: Flow = {
    database,
    log,
    now: () => toInstant(nowMs()),
    crmOf: (programId) => portals.crmOf(programId),
    directoryOf: async (programId) => {
      try {
        return await readChoices(portals.clientOf(await portals.accountOf(programId)));
      } catch (error) {
        if (error instanceof CrmUnavailable || error instanceof CrmRefused) return { users: [], pipelines: [] };
        throw error;
      }
    },
    connectionOf: async (programId) => {
      const installation = await installationOf(database.db, box, programId, 'hubspot');
      const {
        status,
        accountId,
        connectedAt: since,
        lastProblem,
      } = installation ??
      ({ status: 'disconnected', accountId: '', connectedAt: toInstant(nowMs()), lastProblem: null } as const);
      return { status, accountId, since, lastProblem };
    },
    programOf: async (programId) => {
      const saved = await currentPolicy(database.db, programId);
      if (saved === null) throw new Error(`The program ${programId} has no policy. Install the app again.`);
      return { programId, policy: saved.policy, locale: (await readSettings(database.db, programId)).locale };
    },
    links: createPartnerLinks(config.secrets, origin),
    ids: createRegistrationIds(secret),
  };
  const worker = startWorker(flow, {
    appId: hubspot.appId,
    idleMs: 1_000,
    sweepEveryMs: 60_000,
    reconcileEveryMs: 300_000,
    wait: cuttableWait,
    isWorking: options.isWorking ?? true,
  });
  const inbox = createInboxWriter(database);

  const deps: AppDeps = {
    flow,
    nowMs,
    publicOrigin: origin,
    hubspot: {
      appId: hubspot.appId,
      clientSecrets: hubspot.clientSecrets,
      connect: createConnect({
        database,
        box,
        oauth,
        nowMs,
        portals,
        log,
        publicOrigin: origin,
        authorizeBase: hubspot.authorizeUrl,
        formsUrl: hubspot.formsUrl,
        randomBytes,
      }),
    },
    receipts: createReceiptSigner(config.secrets.map((one) => deriveKey(one, 'receipt signature'))),
    formOf: async (programId) => (await readSettings(database.db, programId)).form,
    receivedOf: (programId, nonce) => findByNonce(database.db, programId, nonce),
    visits: createSealer(config.secrets, 'form visits'),
    newNonce: () => randomBytes(16).toString('base64url'),
    wake: () => worker.wake(),
    storeWebhook: (body, receivedAt) =>
      inbox.receive({ source: 'hubspot', accountId: accountIn(body), body, headers: {}, receivedAt }),
    isReady: () => readiness(database),
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
    async close() {
      clearInterval(vacuum);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await worker.stop();
      if (!options.database) await database.close();
    },
  };
}

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
