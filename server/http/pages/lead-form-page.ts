import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { StagingCode } from '../../../shared/catalog/staging-fields.ts';
import type { Locale } from '../../../shared/words/locale.ts';
import { say, type WordKey } from '../../../shared/words/say.ts';
import { renderPage } from './page.ts';

/** Where the form goes, and the ids that Salesforce's Web-to-Lead knows our lead fields by. */
export interface LeadForm {
  readonly action: string;
  readonly oid: string;
  readonly fields: Readonly<Partial<Record<StagingCode, string>>>;
}

/** Kept in the form itself, because Web-to-Lead gives nothing back. */
export interface LeadFormVisit {
  readonly nonce: string;
  readonly token: string;
  /** The page that the browser is sent to afterwards. */
  readonly returnUrl: string;
}

interface Field {
  readonly word: WordKey;
  /** Web-to-Lead's name of a standard field, or the code of one of ours. */
  readonly name: { readonly standard: string } | { readonly ours: StagingCode };
  readonly isRequired?: boolean;
  /** Salesforce drops a lead in silence when a value does not fit, so the browser asks for what fits. */
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** `a@b` is an address for a browser and none for Salesforce. */
const EMAIL = { type: 'email', maxlength: 80, pattern: '[^@\\s]+@[^@\\s]+\\.[^@\\s]+' };
const line = (maxlength: number) => ({ type: 'text', maxlength });
/** The contact is somebody else: the browser must not fill in the partner's own name. */
const OF_CONTACT = { autocomplete: 'off' };

const SUBMITTER: readonly Field[] = [
  {
    word: 'form.stagingSubmittedBy',
    name: { ours: 'stagingSubmittedBy' },
    isRequired: true,
    attributes: { ...EMAIL, autocomplete: 'email' },
  },
];
const COMPANY: readonly Field[] = [
  { word: 'form.stagingCompany', name: { standard: 'company' }, isRequired: true, attributes: line(255) },
  { word: 'form.stagingWebsite', name: { standard: 'URL' }, attributes: { ...line(255), inputmode: 'url' } },
  { word: 'form.stagingCountry', name: { standard: 'country' }, attributes: line(80) },
  { word: 'form.stagingIndustry', name: { standard: 'industry' }, attributes: line(255) },
  {
    word: 'form.stagingEmployees',
    name: { standard: 'employees' },
    attributes: { type: 'number', min: 1, max: 9_999_999, step: 1, inputmode: 'numeric' },
  },
];
const CONTACT: readonly Field[] = [
  { word: 'form.firstName', name: { standard: 'first_name' }, attributes: { ...line(40), ...OF_CONTACT } },
  {
    word: 'form.lastName',
    name: { standard: 'last_name' },
    isRequired: true,
    attributes: { ...line(80), ...OF_CONTACT },
  },
  { word: 'form.email', name: { standard: 'email' }, isRequired: true, attributes: { ...EMAIL, ...OF_CONTACT } },
  {
    word: 'form.phone',
    name: { standard: 'phone' },
    attributes: { type: 'tel', maxlength: 40, ...OF_CONTACT },
  },
];
const DEAL: readonly Field[] = [
  {
    word: 'form.stagingAmount',
    name: { ours: 'stagingAmount' },
    attributes: { ...line(40), inputmode: 'decimal' },
  },
  { word: 'form.closeOn', name: { ours: 'stagingCloseOn' }, attributes: { type: 'date' } },
];
const NOTES_MAX = 32_000;

/** A form of ours that the browser posts to Salesforce's Web-to-Lead. It works without any script. */
export function leadFormPage(locale: Locale, form: LeadForm, visit: LeadFormVisit): string {
  const nameOf = (code: StagingCode): string => form.fields[code] ?? '';
  const group = (legend: WordKey, fields: readonly Field[]): VNode => html`
    <fieldset>
      <legend>${say(locale, legend)}</legend>
      ${fields.map((field) => inputOf(locale, field, nameOf))}
    </fieldset>
  `;
  const hidden: readonly (readonly [string, string])[] = [
    ['oid', form.oid],
    ['retURL', visit.returnUrl],
    [nameOf('stagingNonce'), visit.nonce],
    [nameOf('stagingToken'), visit.token],
    [nameOf('stagingStatus'), 'new'],
  ];
  const body = html`
    <section class="card">
      <h1>${say(locale, 'form.name')}</h1>
      <p>${say(locale, 'form.required')}</p>
      <form method="post" action=${form.action} accept-charset="UTF-8">
        ${hidden.map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)}
        ${group('form.about_company', COMPANY)} ${group('form.about_contact', CONTACT)}
        ${group('form.about_deal', DEAL)}
        <label for="notes">${say(locale, 'form.stagingNotes')}</label>
        <textarea id="notes" name="description" rows="4" maxlength=${NOTES_MAX}></textarea>
        ${group('form.about_you', SUBMITTER)}
        <p class="consent">
          <input id="consent" type="checkbox" name=${nameOf('stagingConsent')} value="1" required />
          <label for="consent">${say(locale, 'form.stagingConsent')} ${mark}</label>
        </p>
        <p class="actions"><button class="button" type="submit">${say(locale, 'form.submit')}</button></p>
      </form>
    </section>
  `;
  return renderPage({ locale, title: say(locale, 'form.name'), body });
}

/** Screen readers hear from `required` what this shows. */
const mark = html`<span aria-hidden="true">*</span>`;

function inputOf(locale: Locale, field: Field, nameOf: (code: StagingCode) => string): VNode {
  const name = 'ours' in field.name ? nameOf(field.name.ours) : field.name.standard;
  return html`
    <div>
      <label for=${field.word}>${say(locale, field.word)} ${field.isRequired && mark}</label>
      <input id=${field.word} name=${name} required=${field.isRequired === true} ...${field.attributes} />
    </div>
  `;
}
