import { html } from 'htm/preact';
import type { PartnerRegistrationView } from '../../../shared/views/partner-view.ts';
import { sayInstant, sayLastDay, type Locale } from '../../../shared/words/locale.ts';
import { say, type WordKey } from '../../../shared/words/say.ts';
import { renderPage } from './page.ts';

export interface StatusPage {
  readonly locale: Locale;
  readonly zone: string;
  readonly partnerName: string;
  readonly registrations: readonly PartnerRegistrationView[];
  readonly registerUrl: string;
  readonly statusUrl: string;
  readonly olderUrl: string | null;
  /** The credentials of the link, sent back with every form. */
  readonly program: string;
  readonly token: string;
  /** Names this showing of the page, so that a click sent twice is one command. */
  readonly request: string;
  readonly notice: { readonly word: WordKey; readonly ok: boolean } | null;
  /** The reference whose withdrawal waits for a second click. */
  readonly confirming: string | null;
}

/** What a partner sees of its own registrations. */
export function statusPage(page: StatusPage): string {
  const { locale, registrations, notice } = page;
  const title = say(locale, 'status.title');
  const body = html`
    <div>
      <header>
        <p class="partner">${page.partnerName}</p>
        <h1>${title}</h1>
        <a class="button" href=${page.registerUrl}>${say(locale, 'status.register')}</a>
      </header>
      ${notice && html`<p class=${notice.ok ? 'notice ok' : 'notice'} role="status">${say(locale, notice.word)}</p>`}
      ${
        registrations.length === 0
          ? empty(locale)
          : html`<ul class="list">
              ${registrations.map((one) => line(page, one))}
            </ul>`
      }
      ${page.olderUrl && html`<p><a href=${page.olderUrl}>${say(locale, 'status.more')}</a></p>`}
    </div>
  `;
  return renderPage({ locale, title, body });
}

const empty = (locale: Locale) => html`
  <section class="card empty">
    <h2>${say(locale, 'status.empty')}</h2>
    <p>${say(locale, 'status.empty_help')}</p>
  </section>
`;

function line(page: StatusPage, one: PartnerRegistrationView) {
  const { locale, zone } = page;
  return html`
    <li class="card">
      <div class="head">
        <h2>${one.prospectName} ${one.domain && html`<span class="domain">${one.domain}</span>`}</h2>
        <span class=${`tag ${one.status}`}>${say(locale, `status.${one.status}`)}</span>
      </div>
      <dl>
        <dt>${say(locale, 'receipt.reference')}</dt>
        <dd>${one.reference}</dd>
        <dt>${say(locale, 'status.registered')}</dt>
        <dd>${sayInstant(locale, one.submittedAt, zone)}</dd>
        ${
          one.protectedUntil &&
          html`<dt>${say(locale, one.isReserved ? 'status.reserved_until' : 'status.protected_until')}</dt>
            <dd>${sayLastDay(locale, one.protectedUntil, zone)}${left(locale, one.daysLeft)}</dd>`
        }
      </dl>
      ${one.reason && html`<p>${say(locale, one.reason)}</p>`} ${one.question !== null && question(page, one)}
      ${one.canWithdraw && withdrawal(page, one)}
    </li>
  `;
}

function left(locale: Locale, days: number | null): string {
  if (days === null) return '';
  return ` · ${days === 0 ? say(locale, 'status.last_day') : say(locale, 'status.days_left', { days })}`;
}

const credentials = (page: StatusPage, reference: string) => html`
  <input type="hidden" name="program" value=${page.program} />
  <input type="hidden" name="token" value=${page.token} />
  <input type="hidden" name="reference" value=${reference} />
  <input type="hidden" name="request" value=${page.request} />
`;

const question = (page: StatusPage, one: PartnerRegistrationView) => html`
  <form method="post" action="/partner/status/answer" class="question">
    ${credentials(page, one.reference)}
    <p><strong>${say(page.locale, 'status.question')}:</strong> ${one.question}</p>
    <label for=${`answer-${one.reference}`}>${say(page.locale, 'status.answer')}</label>
    <textarea id=${`answer-${one.reference}`} name="answer" rows="3" maxlength="5000" required></textarea>
    <button class="button">${say(page.locale, 'status.send')}</button>
  </form>
`;

/** Two clicks, because the protection ends at once. Without script, the first one asks the server for the question. */
function withdrawal(page: StatusPage, one: PartnerRegistrationView) {
  const { locale } = page;
  if (page.confirming !== one.reference) {
    return html`
      <form method="get" action="/partner/status" class="withdraw">
        <input type="hidden" name="program" value=${page.program} />
        <input type="hidden" name="token" value=${page.token} />
        <button class="button quiet" name="confirm" value=${one.reference}>${say(locale, 'status.withdraw')}</button>
      </form>
    `;
  }
  return html`
    <form method="post" action="/partner/status/withdraw" class="withdraw confirm" role="alert">
      ${credentials(page, one.reference)}
      <p>${say(locale, 'status.withdraw_confirm', { prospect: one.prospectName })}</p>
      <button class="button danger">${say(locale, 'status.withdraw')}</button>
      <a class="button quiet" href=${page.statusUrl}>${say(locale, 'status.withdraw_keep')}</a>
    </form>
  `;
}
