import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Crm } from '../../shared/values/ids.ts';
import type { Config } from '../config.ts';
import { startServer, type RunningServer, type ServerOptions } from '../main.ts';
import { operatorOf } from '../sandbox/demo/operator.ts';
import { startSandbox, type Sandbox } from '../sandbox/demo/start-sandbox.ts';
import { startPreview, type PreviewOptions } from '../sandbox/preview/start-preview.ts';
import { openDatabase } from '../store/database.ts';
import { emptyDatabase } from '../store/empty-database.ts';
import { partnerRecordIn } from '../store/partner-records.ts';
import { installDemo, partnerLinks, sandboxConfig } from './demo-world.ts';
import { buildExtensions } from './hubspot/build-extensions.ts';

export interface Demo {
  readonly previewUrl: string;
  readonly server: RunningServer;
  close(): Promise<void>;
}

/**
 * The whole product on this machine: stand-in CRMs, server, and a preview that hosts what we ship to them. It begins
 * anew at every start, because a stand-in keeps nothing. `tell` gets the lines for a person.
 */
export async function startDemo(config: Config, crms: readonly Crm[], tell: (line: string) => void): Promise<Demo> {
  const folder = path.resolve(config.dataFolder, 'demo');
  await mkdir(folder, { recursive: true });
  const sandbox = await startSandbox({ crms });
  const { clock, hubspot, salesforce } = sandbox;
  const operator = operatorOf(sandbox.controlUrl);
  const database = await openDatabase({ kind: 'folder', folder: path.join(folder, 'database') });
  await emptyDatabase(database);

  const quiet = { ...config, publicOrigin: null, logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel };
  const state = await operator.state();
  const serverConfig = sandboxConfig(quiet, state);
  const server = await onFreePort({ config: serverConfig, nowMs: () => clock.now(), database });
  const programId = await installDemo(server, operator, state);
  if (hubspot) hubspot.webhooks.auto = true;

  const previewOptions: PreviewOptions = {
    ...(hubspot && { hubspot: await hubSpotSide(hubspot) }),
    ...(salesforce && { salesforce: { standIn: salesforce } }),
    cacheDir: path.join(folder, 'preview'),
    tell,
  };
  const preview = await startPreview({ ...previewOptions, port: config.port === 0 ? 0 : config.port + 1 }).catch(() =>
    startPreview(previewOptions),
  );

  tell(
    `\nPartnerLock runs. Open  ${preview.url}  and click through the story as partner, sales rep and channel manager.`,
  );
  const standIns = [
    hubspot && `stand-in HubSpot ${hubspot.baseUrl}`,
    salesforce && `stand-in Salesforce ${salesforce.baseUrl}`,
  ].filter(Boolean);
  tell(`Server ${server.origin}   ${standIns.join('   ')}   (preview, not the CRMs; Ctrl-C ends it)`);
  const [partner] = salesforce ? await partnerLinks(server, programId) : [];
  if (partner) tell(`Web-to-Lead form of ${partner.name}: ${partner.formUrl}&crm=salesforce`);
  return {
    previewUrl: preview.url,
    server,
    async close() {
      await preview.close();
      await server.close();
      await sandbox.close();
      await database.close();
    },
  };

  async function hubSpotSide(standIn: NonNullable<Sandbox['hubspot']>) {
    tell('Building the HubSpot extensions with HubSpot’s own bundler (once, then only when they change) …');
    const bundles = await buildExtensions({
      outputDir: path.join(folder, 'bundles'),
      variables: { APP_ORIGIN: server.origin },
    });
    return { standIn, appOrigin: server.origin, bundles, partnerLinks: linksByCompany };
  }

  async function linksByCompany() {
    const links = await partnerLinks(server, programId);
    return Promise.all(
      links.map(async ({ partnerId, ...link }) => {
        const record = await partnerRecordIn(database.db, programId, 'hubspot', partnerId);
        return { ...link, companyId: record?.companyId ?? '' };
      }),
    );
  }
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
