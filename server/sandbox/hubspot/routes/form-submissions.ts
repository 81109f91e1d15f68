import { z } from 'zod';
import { HubSpotError } from '../errors.ts';
import type { FieldProblem, Submission, SubmittedValue } from '../form-submission.ts';
import { acceptSubmission, invalidSubmission, problemsOf } from '../form-submission.ts';
import type { Answer, Call, HttpServer } from '../http.ts';
import { ok } from '../http.ts';
import { hostedFormPage, thankYouPage } from '../pages/hosted-form-page.ts';
import type { Portal } from '../portal.ts';
import { fieldKey } from '../store/form-draft.ts';
import type { FormDefinition } from '../store/form-store.ts';
import { fieldsOf } from '../store/form-store.ts';
import { valueOf } from '../store/record-values.ts';

const submissionInput = z.object({
  fields: z.array(
    z.object({
      objectTypeId: z.string().default('0-1'),
      name: z.string(),
      value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
    }),
  ),
  context: z
    .object({ hutk: z.string().optional(), pageUri: z.string().optional(), pageName: z.string().optional() })
    .optional(),
  legalConsentOptions: z.object({ consent: z.object({ consentToProcess: z.boolean() }).optional() }).optional(),
});

/** The page a form is filled in on, and the endpoint that page (or a JSON client) submits to. */
export function serveFormSubmissions(
  http: HttpServer,
  portals: ReadonlyMap<string, Portal>,
  random: () => number,
): void {
  http.open('get', '/share/:portalId/:formId', (call) => {
    const { portal, form } = formIn(call, portals);
    const known = cookieOf(call);
    const values = form.configuration.prePopulateKnownValues
      ? knownValues(portal, form, known)
      : new Map<string, string>();
    for (const field of fieldsOf(form)) {
      const fromQuery = call.query.get(fieldKey(field)) ?? call.query.get(field.name);
      if (fromQuery !== null) values.set(fieldKey(field), fromQuery);
    }
    const pageUrl = `${call.path}?${call.query.toString()}`;
    const html = hostedFormPage({ portalId: portal.portalId, form, values, problems: new Map(), pageUrl });
    const cookie = `hubspotutk=${known ?? newHutk(random)}; Path=/; Max-Age=15552000; SameSite=Lax; HttpOnly`;
    return { status: 200, html, headers: { 'Set-Cookie': cookie } };
  });
  http.open('post', '/submissions/v3/integration/submit/:portalId/:formId', (call) => {
    const { portal, form } = formIn(call, portals);
    const isJson = call.header('content-type')?.includes('json') === true;
    return isJson ? submitJson(call, portal, form) : submitPage(call, portal, form);
  });
}

function formIn(call: Call, portals: ReadonlyMap<string, Portal>): { portal: Portal; form: FormDefinition } {
  const portal = portals.get(call.param('portalId'));
  const form = portal?.forms.get(call.param('formId'));
  if (portal !== undefined && form !== undefined) return { portal, form };
  throw new HubSpotError(404, {
    message: `Form '${call.param('formId')}' does not exist on portal ${call.param('portalId')}`,
    errors: [{ message: 'Form not found', errorType: 'FORM_NOT_FOUND' }],
  });
}

const cookieOf = (call: Call): string | undefined =>
  /(?:^|;\s*)hubspotutk=([0-9a-f]{32})(?:;|$)/i.exec(call.header('cookie') ?? '')?.[1];

/** What HubSpot's script would put into the cookie: 32 hexadecimal digits. */
const newHutk = (random: () => number): string =>
  Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');

/** What the browser's last contact already told HubSpot. On a shared browser this shows one person's data to another. */
function knownValues(portal: Portal, form: FormDefinition, hutk: string | undefined): Map<string, string> {
  const contactId = portal.forms.contactIdByCookie.get(hutk ?? '');
  const contact = contactId === undefined ? undefined : portal.records.find({ type: 'contacts', id: contactId });
  if (contact === undefined) return new Map();
  return new Map(
    fieldsOf(form).flatMap((field) => {
      const value = field.objectTypeId === '0-1' && !field.hidden ? valueOf(contact, field.name) : undefined;
      return value === undefined ? [] : [[fieldKey(field), value] as const];
    }),
  );
}

function submitJson(call: Call, portal: Portal, form: FormDefinition): Answer {
  const { fields, context, legalConsentOptions } = call.body(submissionInput);
  const submission: Submission = {
    form,
    fields,
    hutk: context?.hutk,
    pageUrl: context?.pageUri ?? '',
    consentGiven: legalConsentOptions?.consent?.consentToProcess === true,
    fromHostedPage: false,
  };
  const problems = problemsOf(submission);
  if (problems.length > 0) throw invalidSubmission(problems);
  acceptSubmission(portal, submission);
  const { type, value } = form.configuration.postSubmitAction;
  return ok(type === 'redirect_url' ? { redirectUri: value } : { inlineMessage: value });
}

function submitPage(call: Call, portal: Portal, form: FormDefinition): Answer {
  const posted = call.form();
  const fields = fieldsOf(form).flatMap((field): SubmittedValue[] => {
    const values = posted.getAll(fieldKey(field));
    const { objectTypeId, name } = field;
    return values.length === 0 ? [] : [{ objectTypeId, name, value: values.join(';') }];
  });
  const submission: Submission = {
    form,
    fields,
    hutk: cookieOf(call),
    pageUrl: posted.get('_pageUrl') ?? '',
    consentGiven: posted.get('_consent') === 'true',
    fromHostedPage: true,
  };
  const problems = problemsOf(submission);
  if (problems.length > 0) return showAgain(portal, submission, problems);
  acceptSubmission(portal, submission);
  const { type, value } = form.configuration.postSubmitAction;
  if (type === 'redirect_url') return { status: 303, headers: { Location: value } };
  return { status: 200, html: thankYouPage(form, value) };
}

/** What was typed stays typed; every problem stands at its field and once on top. */
function showAgain(portal: Portal, { form, fields, pageUrl }: Submission, problems: readonly FieldProblem[]): Answer {
  const values = new Map(fields.map((field) => [fieldKey(field), field.value]));
  const labels = new Map(fieldsOf(form).map((field) => [fieldKey(field), field.label]));
  const sentences = new Map(problems.map((each) => [each.key, sentenceOf(each, labels.get(each.key) ?? '')]));
  return {
    status: 400,
    html: hostedFormPage({ portalId: portal.portalId, form, values, problems: sentences, pageUrl }),
  };
}

function sentenceOf({ errorType, message }: FieldProblem, label: string): string {
  if (errorType === 'REQUIRED_FIELD') return `${label}: please complete this required field.`;
  if (errorType === 'INVALID_EMAIL') return `${label}: please enter a valid email address.`;
  if (errorType === 'BLOCKED_EMAIL') return `${label}: please use another email address.`;
  if (errorType === 'MISSING_PROCESSING_CONSENT') return 'Please agree before you send the form.';
  return message;
}
