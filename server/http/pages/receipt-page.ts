import { html } from 'htm/preact';
import { sayInstant, type Locale } from '../../../shared/words/locale.ts';
import { say } from '../../../shared/words/say.ts';
import type { Receipt } from '../../flow/receipts.ts';
import { renderPage } from './page.ts';

/** The receipt: the same for every outcome, so that it tells nobody who holds what. */
export function receiptPage(
  locale: Locale,
  receipt: Receipt,
  links: { readonly status: string; readonly another: string },
  zone: string,
): string {
  const body = html`
    <section class="card">
      <p class="mark" aria-hidden="true">✓</p>
      <h1>${say(locale, 'receipt.title')}</h1>
      <p>${say(locale, 'receipt.lead')}</p>
      <dl>
        <dt>${say(locale, 'receipt.reference')}</dt>
        <dd class="reference">${receipt.reference}</dd>
        <dt>${say(locale, 'receipt.time')}</dt>
        <dd>
          <time datetime=${receipt.registeredAt}>${sayInstant(locale, receipt.registeredAt, zone)} (${zone})</time>
        </dd>
      </dl>
      <p>${say(locale, 'receipt.next')}</p>
      <p class="actions">
        <a class="button" href=${links.status}>${say(locale, 'receipt.status_link')}</a>
        <a class="button quiet" href=${links.another}>${say(locale, 'receipt.another')}</a>
      </p>
      <details>
        <summary>${say(locale, 'receipt.signature')}</summary>
        <p>
          ${say(locale, 'receipt.signature_help')}
          <a href="/partner/receipt-key.pem">${say(locale, 'receipt.public_key')}</a>
        </p>
        <code>${receipt.registeredAt}</code>
        <code class="signature">${receipt.signature}</code>
      </details>
    </section>
  `;
  return renderPage({ locale, title: say(locale, 'receipt.title'), body });
}

/** Shown while the CRM has not yet given us what the browser sent it. Looks again by itself. */
export function waitingPage(locale: Locale, isLong: boolean): string {
  const body = html`
    <section class="card" role="status">
      <p class="spinner" aria-hidden="true"></p>
      <h1>${say(locale, 'receipt.waiting')}</h1>
      <p>${say(locale, isLong ? 'receipt.waiting_long' : 'receipt.waiting_help')}</p>
    </section>
  `;
  return renderPage({ locale, title: say(locale, 'receipt.waiting'), body, refreshSeconds: isLong ? 15 : 2 });
}

/** Shown when the receipt's page is opened again: by then it may stand for something else that was sent. */
export function shownPage(locale: Locale, links: { readonly status: string; readonly another: string }): string {
  const body = html`
    <section class="card">
      <h1>${say(locale, 'receipt.shown')}</h1>
      <p>${say(locale, 'receipt.shown_help')}</p>
      <p class="actions">
        <a class="button" href=${links.status}>${say(locale, 'receipt.status_link')}</a>
        <a class="button quiet" href=${links.another}>${say(locale, 'receipt.another')}</a>
      </p>
    </section>
  `;
  return renderPage({ locale, title: say(locale, 'receipt.shown'), body });
}
