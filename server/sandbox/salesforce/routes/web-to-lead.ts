import { escapeHtml, page } from '../../hubspot/pages/html.ts';
import type { FieldDefinition } from '../entities.ts';
import { SalesforceError } from '../errors.ts';
import type { Answer, HttpServer } from '../http.ts';
import { SYSTEM_ACCESS } from '../org/access.ts';
import type { Org } from '../org/org.ts';
import { createRecord } from '../org/saving.ts';

/** What became of one submission; the sender never learns it. */
export interface WebToLeadResult {
  readonly leadId?: string;
  /** Why the lead was dropped; the platform mails this to the default lead creator. */
  readonly dropped?: string;
}

/**
 * Web-to-Lead: a plain form post from any site. The answer is the same whatever happens, and a lead that breaks a
 * rule is dropped. Custom fields are named by their fifteen-character ids, as Setup prints them.
 */
export function serveWebToLead(http: HttpServer, org: Org, log: (result: WebToLeadResult) => void): void {
  http.open('post', '/servlet/servlet.WebToLead', (call) => {
    const form = call.form();
    const oid = form.get('oid') ?? call.query.get('oid') ?? '';
    if (oid.slice(0, 15) !== org.id.slice(0, 15)) log({ dropped: `Organization ${oid} is not this one.` });
    else log(saveLead(org, form));
    return thanks(form.get('retURL'));
  });
}

const STANDARD_NAMES: Readonly<Record<string, string>> = {
  first_name: 'FirstName',
  last_name: 'LastName',
  email: 'Email',
  company: 'Company',
  title: 'Title',
  phone: 'Phone',
  mobile: 'MobilePhone',
  URL: 'Website',
  street: 'Street',
  city: 'City',
  state: 'State',
  zip: 'PostalCode',
  country: 'Country',
  country_code: 'Country',
  description: 'Description',
  lead_source: 'LeadSource',
  industry: 'Industry',
  rating: 'Rating',
  revenue: 'AnnualRevenue',
  employees: 'NumberOfEmployees',
};

function saveLead(org: Org, form: URLSearchParams): WebToLeadResult {
  // The default lead creator acts: everything may be written, no custom permission helps.
  const actor = { user: org.administrator, access: SYSTEM_ACCESS };
  const custom = (org.schema.object('Lead')?.fields ?? []).filter((field) => field.custom);
  const byId = new Map(custom.map((field) => [org.schema.customFieldId('Lead', field.name) ?? '', field]));
  const values: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const field = byId.get(name.slice(0, 15));
    const standard = STANDARD_NAMES[name];
    if (standard !== undefined) values[standard] = form.get(name);
    else if (field !== undefined) values[field.name] = fromForm(field, form.getAll(name));
  }
  try {
    return { leadId: createRecord(org.core, 'Lead', { Company: '[not provided]', ...filled(values) }, actor) };
  } catch (error) {
    if (error instanceof SalesforceError) return { dropped: error.message };
    throw error;
  }
}

const filled = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

function fromForm(field: FieldDefinition, given: readonly string[]): unknown {
  if (field.type === 'boolean') return given.includes('1') || given.includes('true') || given.includes('on');
  if (field.type === 'multipicklist') return given.join(';');
  return given[0] ?? '';
}

function thanks(retURL: string | null): Answer {
  const target = URL.parse(retURL ?? '');
  if (target !== null && /^https?:$/.test(target.protocol)) {
    return { status: 302, headers: { Location: target.href, 'Is-Processed': 'true' } };
  }
  const main = `<h1>Your request has been queued.</h1>${retURL ? `<p>${escapeHtml(retURL)} is no address.</p>` : ''}`;
  return {
    status: 200,
    headers: { 'Is-Processed': 'true' },
    html: page({ title: 'Web-to-Lead', mark: 'preview Web-to-Lead (not Salesforce)', main }),
  };
}
