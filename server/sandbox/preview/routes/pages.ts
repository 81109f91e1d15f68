import path from 'node:path';
import type { Express } from 'express';
import type { BrowserAssets } from '../build-browser.ts';
import { textParam } from '../http.ts';

const FILES = ['app.js', 'worker.js', 'styles.css', 'lightning.js', 'lightning-styles.css'];

/** An extension's worker inherits no network: like at HubSpot, its only way out is `hubspot.fetch`. */
const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'none'";
const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "frame-src 'self' https: http://127.0.0.1:*",
  "frame-ancestors 'none'",
].join('; ');

/** The pages' own code, and for every other address the one page that shows it. */
export function servePages(app: Express, assets: BrowserAssets): void {
  app.get('/assets/:hash/:file', (request, response, next) => {
    const file = textParam(request, 'file');
    if (!FILES.includes(file)) return next();
    if (file === 'worker.js') response.set('Content-Security-Policy', WORKER_POLICY);
    response
      .set('Cache-Control', 'public, max-age=31536000, immutable')
      .sendFile(path.join(assets.folder, file), { dotfiles: 'allow' });
  });

  app.get('/{*path}', (request, response, next) => {
    if (request.path.startsWith('/api/') || request.path.startsWith('/assets/')) return next();
    response
      .set('Content-Security-Policy', PAGE_POLICY)
      .type('html')
      .send(shell(`/assets/${assets.hash}`));
  });

  app.use((_request, response) => {
    response.status(404).json({ message: 'There is nothing at this address.' });
  });
}

const shell = (assets: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PartnerLock preview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}/styles.css">
</head>
<body>
<div id="app"><noscript>The preview needs JavaScript.</noscript></div>
<script src="${assets}/app.js" data-worker="${assets}/worker.js"></script>
</body>
</html>
`;
