import { createHmac } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { runBundler } from '../../server/bin/hubspot/run-bundler.ts';
import type { Portal } from '../../server/sandbox/hubspot/portal.ts';
import { startHubSpotStandIn } from '../../server/sandbox/hubspot/start-stand-in.ts';
import { startPreview } from '../../server/sandbox/preview/start-preview.ts';
import type { BundleName } from '../../server/sandbox/preview/wire.ts';

/** One cache for all browser tests of a run: the pages' code is built once. */
export const CACHE = path.join(os.tmpdir(), 'partnerlock-preview-cache');
const FIXTURE = path.resolve(import.meta.dirname, '../fixtures/preview-extension');

/** Which part of the fixture stands at which of the preview's places. */
const FIXTURE_BUNDLES: readonly { readonly name: BundleName; readonly entry: string }[] = [
  { name: 'PartnerCard', entry: 'Gallery' },
  { name: 'Pages', entry: 'Routes' },
  { name: 'BulkApprove', entry: 'Selected' },
  { name: 'SettingsPage', entry: 'Strange' },
];

/** The preview with the fixture's extensions, a portal with one company and one deal, and an app server that echoes. */
export async function startPreviewWorld() {
  const bundles = [];
  for (const { name, entry } of FIXTURE_BUNDLES) {
    const outputDir = mkdtempSync(path.join(os.tmpdir(), `preview-${entry}-`));
    bundles.push({ name, file: await runBundler({ folder: FIXTURE, name: entry, outputDir, variables: {} }) });
  }
  const ids = { companyId: '', dealId: '' };
  const standIn = await startHubSpotStandIn({ seed: (portal) => Object.assign(ids, seed(portal)) });
  const appServer = await startEchoServer(standIn.app.clientSecret);
  let actions = 0;
  const afterAction = async () => {
    actions += 1;
  };
  const preview = await startPreview({
    hubspot: { standIn, appOrigin: appServer.origin, bundles },
    cacheDir: CACHE,
    afterAction,
  });
  const close = async () => {
    await preview.close();
    await standIn.close();
    await appServer.close();
  };
  return { ...ids, standIn, appServer, preview, url: preview.url, actions: () => actions, close };
}
export type PreviewWorld = Awaited<ReturnType<typeof startPreviewWorld>>;

function seed(portal: Portal): { companyId: string; dealId: string } {
  const { userId, ownerId } = portal.user('Sales Rep One');
  const company = portal.objects('companies').create({ name: 'Siemens', domain: 'siemens.com' }, userId);
  const deal = portal.objects('deals').create(
    {
      dealname: 'Siemens – factory rollout',
      amount: '48000',
      pipeline: 'default',
      dealstage: 'appointmentscheduled',
      hubspot_owner_id: ownerId,
    },
    userId,
  );
  portal.objects('deals').associate(deal.id, { type: 'companies', id: company.id }, userId);
  return { companyId: company.id, dealId: deal.id };
}

export interface Echoed {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
  /** Whether the signature fits, recomputed here from HubSpot's documentation. */
  readonly isSigned: boolean;
}

/** An app server that records what HubSpot's proxy sends; `/fail` answers 500, `/drop` breaks off, `/hang` is silent. */
export async function startEchoServer(clientSecret: string) {
  const seen: Echoed[] = [];
  let origin = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const body = Buffer.concat(chunks).toString();
      const echoed = {
        method,
        url,
        body,
        headers,
        isSigned: isSigned(clientSecret, { method, uri: origin + url, body, headers }),
      };
      seen.push(echoed);
      if (url.startsWith('/hang')) return;
      if (url.startsWith('/drop')) return request.socket.destroy();
      const status = url.startsWith('/fail') ? 500 : url.startsWith('/refuse') ? 409 : 200;
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ body, path: url.split('?')[0] }));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const close = () =>
    new Promise<void>((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  return { origin, seen, close };
}

function isSigned(
  secret: string,
  request: { method: string; uri: string; body: string; headers: IncomingMessage['headers'] },
) {
  const timestamp = String(request.headers['x-hubspot-request-timestamp']);
  const uri = request.uri.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (escape) => decodeURIComponent(escape));
  const expected = createHmac('sha256', secret)
    .update(request.method + uri + request.body + timestamp)
    .digest('base64');
  return request.headers['x-hubspot-signature-v3'] === expected;
}
