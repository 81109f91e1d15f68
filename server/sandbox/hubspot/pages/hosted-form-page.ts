import type { FormDefinition } from '../store/form-store.ts';
import { fieldsOf } from '../store/form-store.ts';
import type { FormField } from '../store/form-draft.ts';
import { fieldKey } from '../store/form-draft.ts';
import { escapeHtml, page } from './html.ts';

const MARK = 'preview form page (not HubSpot)';

export interface FormView {
  readonly portalId: string;
  readonly form: FormDefinition;
  /** By field key; falls back to the field's default value. */
  readonly values: ReadonlyMap<string, string>;
  /** Sentences by field key; an empty key speaks of the whole form. */
  readonly problems: ReadonlyMap<string, string>;
  readonly pageUrl: string;
}

/** The form as HubSpot would host it: labels and language are the form definition's, nothing is translated here. */
export function hostedFormPage(view: FormView): string {
  const { form, problems } = view;
  const action = `/submissions/v3/integration/submit/${view.portalId}/${form.id}`;
  const general = [...problems.values()].map((problem) => `<li>${escapeHtml(problem)}</li>`).join('');
  const summary = problems.size === 0 ? '' : `<div class="summary" role="alert"><ul>${general}</ul></div>`;
  const main = `<h1>${escapeHtml(form.name)}</h1>
${summary}
<form method="post" action="${escapeHtml(action)}" novalidate>
<input type="hidden" name="_pageUrl" value="${escapeHtml(view.pageUrl)}">
${fieldsOf(form)
  .map((field) => control(field, view))
  .join('\n')}
${consent(form)}
<button>${escapeHtml(form.displayOptions.submitButtonText)}</button>
</form>`;
  return page({ title: form.name, language: form.configuration.language, mark: MARK, main });
}

/** What a browser sees after a submission that thanks instead of redirecting. The message is the form owner's HTML text. */
export const thankYouPage = (form: FormDefinition, message: string): string =>
  page({
    title: form.name,
    language: form.configuration.language,
    mark: MARK,
    main: `<h1>${escapeHtml(form.name)}</h1><p role="status">${escapeHtml(message.replaceAll(/<[^>]*>/g, ''))}</p>`,
  });

function control(field: FormField, view: FormView): string {
  const key = escapeHtml(fieldKey(field));
  const value = view.values.get(fieldKey(field)) ?? field.defaultValue ?? '';
  if (field.hidden) return `<input type="hidden" name="${key}" value="${escapeHtml(value)}">`;
  const problem = view.problems.get(fieldKey(field));
  const hint = field.description ? `<p class="hint" id="${key}-hint">${escapeHtml(field.description)}</p>` : '';
  const wrong = problem === undefined ? '' : `<p class="wrong" id="${key}-wrong">${escapeHtml(problem)}</p>`;
  const described = [hint && `${key}-hint`, wrong && `${key}-wrong`].filter(Boolean).join(' ');
  const attributes = [
    `id="${key}" name="${key}"`,
    field.required ? 'required aria-required="true"' : '',
    problem === undefined ? '' : 'aria-invalid="true"',
    described === '' ? '' : `aria-describedby="${described}"`,
    field.placeholder ? `placeholder="${escapeHtml(field.placeholder)}"` : '',
  ].join(' ');
  const label = `${escapeHtml(field.label)}${field.required ? '<span aria-hidden="true"> *</span>' : ''}`;
  return `${labelled(field, { key, value, attributes, label, hint })}${wrong}`;
}

interface Drawn {
  readonly key: string;
  readonly value: string;
  readonly attributes: string;
  readonly label: string;
  readonly hint: string;
}

function labelled(field: FormField, drawn: Drawn): string {
  const { key, value, attributes, label, hint } = drawn;
  const above = `<label for="${key}">${label}</label>${hint}`;
  switch (field.fieldType) {
    case 'single_checkbox': {
      const checked = value === 'true' ? ' checked' : '';
      return `<label class="check"><input type="checkbox" value="true" ${attributes}${checked}> <span>${label}</span></label>${hint}`;
    }
    case 'radio':
    case 'multiple_checkboxes':
      return choices(field, drawn);
    case 'dropdown':
      return `${above}<select ${attributes}><option value=""></option>${(field.options ?? [])
        .map((each) => optionOf(each, each.value === value))
        .join('')}</select>`;
    case 'multi_line_text':
      return `${above}<textarea rows="4" ${attributes}>${escapeHtml(value)}</textarea>`;
    default:
      return `${above}<input type="${INPUT_TYPES[field.fieldType]}" ${attributes} value="${escapeHtml(value)}"${autocomplete(field)}>`;
  }
}

function choices(field: FormField, { key, value, label, hint }: Drawn): string {
  const type = field.fieldType === 'radio' ? 'radio' : 'checkbox';
  const picked = value.split(';');
  const items = (field.options ?? []).map((each) => {
    const checked = picked.includes(each.value) ? ' checked' : '';
    const input = `<input type="${type}" name="${key}" value="${escapeHtml(each.value)}"${checked}>`;
    return `<label>${input} <span>${escapeHtml(each.label)}</span></label>`;
  });
  return `<fieldset><legend>${label}</legend>${hint}${items.join('')}</fieldset>`;
}

const optionOf = (each: { value: string; label: string }, selected: boolean): string =>
  `<option value="${escapeHtml(each.value)}"${selected ? ' selected' : ''}>${escapeHtml(each.label)}</option>`;

const INPUT_TYPES = {
  email: 'email',
  phone: 'tel',
  mobile_phone: 'tel',
  single_line_text: 'text',
  number: 'number',
  datepicker: 'date',
} as const;

const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  email: 'email',
  firstname: 'given-name',
  lastname: 'family-name',
  company: 'organization',
  phone: 'tel',
};

function autocomplete(field: FormField): string {
  const known = field.objectTypeId === '0-1' ? AUTOCOMPLETE[field.name] : undefined;
  return known === undefined ? '' : ` autocomplete="${known}"`;
}

/** Consent is asked only when the form's own options say so. */
function consent(form: FormDefinition): string {
  const { type, privacyText, consentToProcessText, consentToProcessCheckboxLabel } = form.legalConsentOptions;
  if (type === 'none') return '';
  const text = `<p class="hint">${escapeHtml(privacyText ?? consentToProcessText ?? '')}</p>`;
  if (type !== 'explicit_consent_to_process') return text;
  const label = escapeHtml(consentToProcessCheckboxLabel ?? consentToProcessText ?? '');
  return `${text}<label class="check"><input type="checkbox" name="_consent" value="true"> <span>${label}</span></label>`;
}
