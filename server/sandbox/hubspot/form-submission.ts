import type { Actor, CrmRecord, ObjectType } from './entities.ts';
import { HubSpotError } from './errors.ts';
import type { Portal } from './portal.ts';
import type { FormField } from './store/form-draft.ts';
import { fieldKey } from './store/form-draft.ts';
import type { FormDefinition } from './store/form-store.ts';
import { fieldsOf } from './store/form-store.ts';
import { isEmail } from './store/property-values.ts';
import { valueOf } from './store/record-values.ts';

export interface SubmittedValue {
  readonly objectTypeId: string;
  readonly name: string;
  readonly value: string;
}

export interface Submission {
  readonly form: FormDefinition;
  readonly fields: readonly SubmittedValue[];
  /** The browser's `hubspotutk` cookie. */
  readonly hutk: string | undefined;
  readonly pageUrl: string;
  readonly consentGiven: boolean;
  /** Only HubSpot's own page can solve a captcha. */
  readonly fromHostedPage: boolean;
}

export interface FieldProblem {
  readonly errorType: string;
  readonly message: string;
  /** The field it speaks of; empty for the whole submission. */
  readonly key: string;
}

/** Everything wrong with a submission, in HubSpot's error types. */
export function problemsOf({ form, fields, hutk, consentGiven, fromHostedPage }: Submission): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (key: string, errorType: string, where: string, what: string) =>
    problems.push({ key, errorType, message: `Error in '${where}'. ${what}` });
  if (form.configuration.recaptchaEnabled && !fromHostedPage) {
    add('', 'FORM_HAS_RECAPTCHA_ENABLED', 'form', 'The form has reCAPTCHA enabled and cannot be submitted by the API');
  }
  if (hutk !== undefined && !/^[0-9a-f]{32}$/i.test(hutk)) {
    add('', 'INVALID_HUTK', 'context.hutk', `'${hutk}' is not a valid Hutk`);
  }
  const definitions = new Map(fieldsOf(form).map((field) => [fieldKey(field), field]));
  for (const field of fields) {
    const key = fieldKey(field);
    const definition = definitions.get(key);
    if (definition === undefined) {
      add(key, 'FIELD_NOT_IN_FORM_DEFINITION', `fields.${key}`, `Field '${key}' is not in the form definition`);
    } else if (field.value !== '' && definition.fieldType === 'email') {
      checkEmail(definition, field.value, (errorType, what) => add(key, errorType, `fields.${key}`, what));
    }
  }
  for (const [key, definition] of definitions) {
    const given = fields.find((field) => fieldKey(field) === key)?.value.trim() ?? '';
    if (definition.required && given === '') {
      add(key, 'REQUIRED_FIELD', `fields.${key}`, `Required field '${key}' is missing`);
    }
  }
  if (form.legalConsentOptions.type === 'explicit_consent_to_process' && !consentGiven) {
    add('', 'MISSING_PROCESSING_CONSENT', 'legalConsentOptions', 'Consent to process is missing');
  }
  return problems;
}

function checkEmail(field: FormField, value: string, add: (errorType: string, what: string) => void): void {
  const email = value.trim().toLowerCase();
  const domain = email.split('@')[1] ?? '';
  if (!isEmail(email)) add('INVALID_EMAIL', `'${value}' is not a valid email address`);
  else if (field.validation?.blockedEmailDomains?.includes(domain) === true) {
    add('BLOCKED_EMAIL', `Email addresses of '${domain}' are not accepted`);
  }
}

/** Writes the contact and its company as HubSpot does, and answers the contact if there was anything to know it by. */
export function acceptSubmission(portal: Portal, submission: Submission): CrmRecord | undefined {
  const { form, fields, hutk, pageUrl } = submission;
  const actor: Actor = { changeSource: 'FORM', sourceId: form.id };
  const contact = upsertContact(portal, submission, actor);
  if (contact !== undefined) {
    if (hutk !== undefined) portal.forms.contactIdByCookie.set(hutk, contact.id);
    const company = associateCompany(portal, contact, fields);
    const companyValues = usable(portal, 'companies', fields, '0-2');
    if (company !== undefined) portal.records.update(company, companyValues, actor);
  }
  portal.forms.submissions.push({
    formId: form.id,
    submittedAtMs: portal.now(),
    contactId: contact?.id,
    pageUrl,
    values: fields,
  });
  return contact;
}

/** By cookie first, unless the form says that a new email is a new contact; then by email. */
function upsertContact(portal: Portal, { form, fields, hutk }: Submission, actor: Actor): CrmRecord | undefined {
  const values = usable(portal, 'contacts', fields, '0-1');
  const { records, forms } = portal;
  const email = values['email'];
  const byEmail = email === undefined ? undefined : records.idByUnique('contacts', 'email', email);
  const cookieContactId = hutk === undefined ? undefined : forms.contactIdByCookie.get(hutk);
  const byCookie = cookieContactId && records.find({ type: 'contacts', id: cookieContactId })?.id;
  const trustsCookie = !form.configuration.createNewContactForNewEmail || email === undefined;
  // An email that belongs to another contact wins: two contacts cannot share it.
  const id = byEmail ?? (trustsCookie ? byCookie : undefined);
  if (id !== undefined) return records.update({ type: 'contacts', id }, withoutTaken(portal, values, id), actor);
  if (email === undefined) return undefined;
  return records.create('contacts', { lifecyclestage: 'lead', ...withoutTaken(portal, values, undefined) }, actor);
}

/** HubSpot keeps a submission with bad values but does not write those values to the record. */
function usable(
  portal: Portal,
  type: ObjectType,
  fields: readonly SubmittedValue[],
  objectTypeId: string,
): Record<string, string> {
  const usableFields = fields.filter((field) => {
    if (field.objectTypeId !== objectTypeId || field.value.trim() === '') return false;
    return portal.acceptsValue(type, field.name, field.value);
  });
  return Object.fromEntries(usableFields.map((field) => [field.name, field.value]));
}

/** A unique value that another contact holds is left out, for the same reason. */
function withoutTaken(
  portal: Portal,
  values: Readonly<Record<string, string>>,
  ownId: string | undefined,
): Record<string, string> {
  const free = Object.entries(values).filter(([name, value]) => {
    if (portal.properties.get('contacts', name)?.hasUniqueValue !== true) return true;
    const holderId = portal.records.idByUnique('contacts', name, value);
    return holderId === undefined || holderId === ownId;
  });
  return Object.fromEntries(free);
}

/** Free mailboxes say nothing about a company. */
const FREE_MAIL = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'proton.me',
  'aol.com',
]);

/** By the domain of the contact's email; HubSpot creates a company for a new domain by default. */
function associateCompany(
  portal: Portal,
  contact: CrmRecord,
  fields: readonly SubmittedValue[],
): CrmRecord | undefined {
  const actor: Actor = { changeSource: 'AUTO_ASSOCIATE_BY_DOMAIN', sourceId: 'CRM' };
  const domain = valueOf(contact, 'email')?.split('@')[1];
  if (domain === undefined || FREE_MAIL.has(domain)) return undefined;
  const hasDomain = (company: CrmRecord) =>
    valueOf(company, 'domain') === domain ||
    valueOf(company, 'hs_additional_domains')?.split(';').includes(domain) === true;
  const known = portal.records.list('companies').find(hasDomain);
  const name = fields.find((field) => field.objectTypeId === '0-2' && field.name === 'name')?.value;
  const company = known ?? portal.records.create('companies', { domain, name: name || domain }, actor);
  if (portal.associations.list(contact, 'companies').every((each) => each.id !== company.id)) {
    portal.associations.associate(contact, company, [], actor);
  }
  return company;
}

export const invalidSubmission = (problems: readonly FieldProblem[]) =>
  new HubSpotError(400, {
    message: 'The request is not valid',
    errors: problems.map(({ message, errorType }) => ({ message, errorType })),
  });
