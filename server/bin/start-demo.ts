import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import { startServer, type RunningServer, type ServerOptions } from '../main.ts';
import { startControl } from '../sandbox/demo/control.ts';
import { operatorOf } from '../sandbox/demo/operator.ts';
import { seedDemo } from '../sandbox/demo/seed.ts';
import { startHubSpotStandIn } from '../sandbox/hubspot/start-stand-in.ts';
import { startPreview } from '../sandbox/preview/start-preview.ts';
import { openDatabase } from '../store/database.ts';
import { emptyDatabase } from '../store/empty-database.ts';
import { listPartners } from '../store/partners.ts';
import { installDemo, sandboxConfig } from './demo-world.ts';
import { buildExtensions } from './hubspot/build-extensions.ts';

export interface Demo {
  readonly previewUrl: string;
  readonly server: RunningServer;
  close(): Promise<void>;
}

/**
 * The whole product on this machine: stand-in HubSpot, server, and a preview that hosts the real card bundles. It
 * begins anew at every start, because a stand-in keeps nothing. `tell` gets the lines for a person.
 */
export async function startDemo(config: Config, tell: (line: string) => void): Promise<Demo> {
  const folder = path.resolve(config.dataFolder, 'demo');
  await mkdir(folder, { recursive: true });
  const standIn = await startHubSpotStandIn({ seed: seedDemo });
  const control = await startControl(standIn);
  const operator = operatorOf(control.url);
  const database = await openDatabase({ kind: 'folder', folder: path.join(folder, 'database') });
  await emptyDatabase(database);

  const quiet = { ...config, publicOrigin: null, logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel };
  const serverConfig = sandboxConfig(quiet, standIn.baseUrl, await operator.state());
  const server = await onFreePort({ config: serverConfig, nowMs: () => standIn.clock.now(), database });
  const programId = await installDemo(server, operator);
  standIn.webhooks.auto = true;

  tell('Building the HubSpot extensions with HubSpot’s own bundler (once, then only when they change) …');
  const bundles = await buildExtensions({
    outputDir: path.join(folder, 'bundles'),
    variables: { APP_ORIGIN: server.origin },
  });
  const partnerLinks = async () => {
    const { formUrl, statusUrl } = server.flow.links;
    const partners = await listPartners(database.db, programId);
    return partners.map(({ partnerId, crmCompanyId }) => ({
      companyId: crmCompanyId ?? '',
      formUrl: formUrl(programId, partnerId),
      statusUrl: statusUrl(programId, partnerId),
    }));
  };
  const cacheDir = path.join(folder, 'preview');
  const previewOptions = { standIn, appOrigin: server.origin, bundles, cacheDir, partnerLinks };
  const preview = await startPreview({ ...previewOptions, port: config.port === 0 ? 0 : config.port + 1 }).catch(() =>
    startPreview(previewOptions),
  );

  tell(
    `\nPartnerLock runs. Open  ${preview.url}  and click through the story as partner, sales rep and channel manager.`,
  );
  tell(`Server ${server.origin}   stand-in HubSpot ${standIn.baseUrl}   (preview, not HubSpot; Ctrl-C ends it)`);
  return {
    previewUrl: preview.url,
    server,
    async close() {
      await preview.close();
      await server.close();
      await control.close();
      await standIn.close();
      await database.close();
    },
  };
}

/** A demo must start: when the usual port is taken, any free one will do. */
async function onFreePort(options: ServerOptions): Promise<RunningServer> {
  try {
    return await startServer(options);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    return startServer({ ...options, config: { ...options.config, port: 0 } });
  }
}
