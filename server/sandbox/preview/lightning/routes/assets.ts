import path from 'node:path';
import express, { type Express, type Request } from 'express';
import type { BrowserAssets } from '../../build-browser.ts';
import { packageFolder } from '../../installed.ts';
import { languageOf } from '../../who.ts';
import type { HostBundle } from '../build-host.ts';
import type { LightningDeps } from '../deps.ts';
import type { LightningScope } from '../scope.ts';
import { SCOPE_ELEMENT } from '../scope.ts';
import type { ModulesView } from '../wire.ts';

const FOR_GOOD = 'public, max-age=31536000, immutable';

/** Lightning Web Security evaluates the components' code in a frame of its own, so the page must allow both. */
const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-eval'",
  "img-src 'self' data:",
  "font-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "frame-src 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The host bundle, the design system, the compiled components, and the one page that shows it all. */
export function serveLightningPages(app: Express, deps: LightningDeps, host: HostBundle, assets: BrowserAssets): void {
  const slds = path.join(packageFolder('@salesforce-ux/design-system'), 'assets');
  app.use('/slds', express.static(slds, { immutable: true, maxAge: '1y' }));
  // Base components look for their icons here.
  app.use('/assets/icons', express.static(path.join(slds, 'icons'), { immutable: true, maxAge: '1y' }));
  app.get(`/lightning/host-${host.hash}.js`, (_request, response) => {
    response.set('Cache-Control', FOR_GOOD).sendFile(host.file, { dotfiles: 'allow' });
  });
  app.get('/api/lightning/modules', async (_request, response) => {
    const view: ModulesView = { sources: (await deps.compiler.all()).map(({ code }) => code) };
    response.json(view);
  });
  app.get(['/lightning', '/lightning/{*path}'], (request, response) => {
    response
      .set('Content-Security-Policy', PAGE_POLICY)
      .type('html')
      .send(shell(scopeOf(deps, request), host, `/assets/${assets.hash}`));
  });
}

const LOCALES = { en: 'en-US', es: 'es-ES' } as const;
/** Base components take separators and date formats from the org, not from the browser. */
const FORMATS = {
  en: {},
  es: {
    'number.decimalSeparator': ',',
    'number.groupingSeparator': '.',
    'dateTime.shortDateFormat': 'd/M/yyyy',
    'dateTime.mediumDateFormat': 'd MMM yyyy',
    firstDayOfWeek: '2',
  },
} as const;

function scopeOf(deps: LightningDeps, request: Request): LightningScope {
  const { actor } = deps.screen(request);
  const language = languageOf(request);
  const locale = LOCALES[language];
  return {
    user: { Id: actor.user.id, isGuest: false },
    permissions: actor.access.customPermissions,
    labels: Object.fromEntries(deps.words(language).labels),
    i18n: {
      lang: language,
      locale,
      dir: 'ltr',
      timeZone: deps.timeZone,
      currency: deps.currency,
      ...FORMATS[language],
    },
    clockOffsetMs: deps.standIn.clock.now() - Date.now(),
  };
}

const shell = (scope: LightningScope, host: HostBundle, assets: string): string => `<!doctype html>
<html lang="${scope.i18n['lang']}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PartnerLock preview, not Salesforce</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/slds/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="${assets}/lightning-styles.css">
<script type="application/json" id="${SCOPE_ELEMENT}">${JSON.stringify(scope).replaceAll('<', '\\u003c')}</script>
</head>
<body>
<div id="app"><noscript>The preview needs JavaScript.</noscript></div>
<script src="/lightning/host-${host.hash}.js" defer></script>
<script src="${assets}/lightning.js" defer></script>
</body>
</html>
`;
