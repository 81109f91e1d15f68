import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Locale } from '../../../shared/words/locale.ts';

/** A whole page for a partner: no script is needed to read it, and none is allowed to run. */
export function renderPage(page: {
  readonly locale: Locale;
  readonly title: string;
  readonly body: VNode;
  readonly refreshSeconds?: number;
}): string {
  const refresh = page.refreshSeconds
    ? html`<meta http-equiv="refresh" content=${String(page.refreshSeconds)} />`
    : null;
  const document = html`
    <html lang=${page.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        ${refresh}
        <title>${page.title}</title>
        <link rel="stylesheet" href="/partner/style.css" />
      </head>
      <body>
        <main>${page.body}</main>
      </body>
    </html>
  `;
  return `<!doctype html>${renderToString(document)}`;
}

/** A page that only says something, with one way on at most. */
export const messagePage = (
  locale: Locale,
  title: string,
  text: string,
  action: { readonly text: string; readonly url: string } | null = null,
): string =>
  renderPage({
    locale,
    title,
    body: html`<section class="card">
      <h1>${title}</h1>
      <p>${text}</p>
      ${action && html`<p class="actions"><a class="button" href=${action.url}>${action.text}</a></p>`}
    </section>`,
  });
