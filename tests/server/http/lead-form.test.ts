import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { enrolFromCsv } from '../../../server/flow/enrol-partners.ts';
import { startServer, type RunningServer } from '../../../server/main.ts';
import { consentTo } from '../../../server/sandbox/demo/consent.ts';
import { startSalesforceStandIn, type SalesforceStandIn } from '../../../server/sandbox/salesforce/start-stand-in.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { listPartners } from '../../../server/store/partners.ts';
import { STAGING_FIELDS } from '../../../shared/catalog/staging-fields.ts';

let standIn: SalesforceStandIn;
let database: Database;
let server: RunningServer;
let formUrl: string;

beforeAll(async () => {
  standIn = await startSalesforceStandIn();
  database = await openDatabase({ kind: 'memory' });
  const config = {
    ...readConfig({
      PARTNERLOCK_LOG: 'silent',
      PARTNERLOCK_PUBLIC_ORIGIN: 'https://replaced.example.com',
      PARTNERLOCK_SECRET: 'a secret of at least thirty-two characters',
      PARTNERLOCK_SALESFORCE_LOGIN_URL: standIn.baseUrl,
      SALESFORCE_CLIENT_ID: standIn.app.clientId,
      SALESFORCE_CLIENT_SECRET: standIn.app.clientSecret,
    }),
    ...{ port: 0, publicOrigin: null, secrets: ['a secret of at least thirty-two characters'] as const },
  };
  server = await startServer({ config, database, isWorking: false });
  await consentTo(`${server.origin}/salesforce/oauth/install`, { userId: standIn.org.integrationUser.id });
  const programId = `prg_${standIn.org.id}`;
  await enrolFromCsv(server.flow, programId, 'name\nDemo Partner North (demo data)', 'en');
  const [partner] = await listPartners(database.db, programId);
  formUrl = server.flow.links.formUrl(programId, partner?.partnerId ?? '');
});
afterAll(async () => {
  await server.close();
  await standIn.close();
  await database.close();
});

/** Opens the form as a browser: the page, its form and the cookie that belongs to this visit. */
async function openForm(url = formUrl, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers });
  const { document } = new JSDOM(await response.text()).window;
  const form = document.querySelector('form');
  if (form === null) throw new Error(`No form: ${document.body.textContent}`);
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { response, document, form, cookie };
}

/** Fills in the fields by their labels and sends the form as a browser without script does. */
async function send({ form, document }: Awaited<ReturnType<typeof openForm>>, typed: Record<string, string | true>) {
  for (const [label, value] of Object.entries(typed)) {
    const found = [...document.querySelectorAll('label')].find((one) => one.textContent?.startsWith(label));
    const input = document.getElementById(found?.htmlFor ?? '');
    if (input === null) throw new Error(`No field ${label}`);
    if (value === true) input.setAttribute('checked', '');
    else Object.assign(input, { value });
  }
  const fields = new URLSearchParams();
  for (const element of form.querySelectorAll<HTMLInputElement>('input, textarea')) {
    if (element.type !== 'checkbox' || element.checked) fields.append(element.name, element.value);
  }
  return fetch(form.action, { method: form.method, body: fields, redirect: 'manual' });
}

const FILLED = {
  Company: 'Siemens <b>AG</b> "ä"',
  'Company website': 'siemens.com',
  Country: 'DE',
  Industry: 'Engineering',
  'Number of employees': '1200',
  'First name': 'Contact',
  'Last name': 'Person (demo)',
  'Work e-mail of this contact': 'contact@siemens.com',
  Phone: '+49 30 000',
  'Expected deal value': '48,000',
  'Expected close': '2027-03-31',
  'What does the company need?': 'Two lines\nof need',
  'Your own work e-mail': 'registrations@demo-partner.example',
  'The contact agreed': true as const,
};

describe('the registration form of a program in Salesforce', () => {
  it('posts to the org’s Web-to-Lead and makes a lead with every field in its place; the receipt finds it', async () => {
    const page = await openForm();
    const answer = await send(page, FILLED);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${server.origin}/partner/receipt`]);
    const leadId = standIn.webToLead.at(-1)?.leadId ?? '';
    const lead = standIn.org.core.tables.get('Lead', leadId);
    const named = (code: keyof typeof STAGING_FIELDS) => lead?.[STAGING_FIELDS[code].salesforce];
    expect(lead).toMatchObject({
      ...{ Company: FILLED.Company, Website: 'siemens.com', Country: 'DE', Industry: 'Engineering' },
      ...{ NumberOfEmployees: 1200, FirstName: 'Contact', LastName: 'Person (demo)', Email: 'contact@siemens.com' },
      ...{ Phone: '+49 30 000' },
    });
    expect(String(lead?.['Description']).replaceAll('\r\n', '\n')).toBe('Two lines\nof need');
    expect([named('stagingAmount'), named('stagingCloseOn'), named('stagingConsent')]).toEqual([
      '48,000',
      '2027-03-31',
      true,
    ]);
    expect([named('stagingStatus'), named('stagingSubmittedBy')]).toEqual([
      'new',
      'registrations@demo-partner.example',
    ]);
    expect(named('stagingNonce')).toMatch(/^[\w-]{22}$/);
    const receipt = await fetch(`${server.origin}/partner/receipt`, { headers: { cookie: page.cookie } });
    const text = await receipt.text();
    expect(text).toContain('Registration received');
    expect(text).toMatch(/PL-\w{4}-\w{4}-\w{4}/);
    expect(text).toContain('crm=salesforce');
  });

  it('may only be sent to that org and back to us, and runs no script', async () => {
    const { response, form, document } = await openForm();
    expect(response.headers.get('content-security-policy')).toContain(`form-action 'self' ${standIn.baseUrl};`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(form.action).toBe(
      `${standIn.baseUrl}/servlet/servlet.WebToLead?encoding=UTF-8&orgId=${standIn.org.id.slice(0, 15)}`,
    );
    expect(document.querySelectorAll('script')).toHaveLength(0);
    const other = await fetch(`${server.origin}/partner/receipt`);
    expect(other.headers.get('content-security-policy')).toContain("form-action 'self';");
  });

  it('labels every field, marks what is needed, and asks for what the org can store', async () => {
    const { document } = await openForm();
    const shown = [...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), textarea')];
    for (const input of shown) {
      expect(document.querySelectorAll(`label[for="${input.id}"]`), input.name).toHaveLength(1);
      expect(input.name).not.toBe('');
    }
    const required = shown.filter((input) => input.required).map(({ id }) => id);
    expect(required).toEqual([
      ...['form.stagingCompany', 'form.lastName', 'form.email', 'form.stagingSubmittedBy', 'consent'],
    ]);
    for (const input of shown.filter(({ type }) => type === 'text' || type === 'email' || type === 'tel'))
      expect(input.maxLength, input.name).toBeGreaterThan(0);
    expect(document.getElementById('form.email')?.getAttribute('autocomplete')).toBe('off');
    expect(document.getElementById('form.stagingSubmittedBy')?.getAttribute('autocomplete')).toBe('email');
  });

  it('speaks Spanish to whom it should', async () => {
    const { document } = await openForm(`${formUrl}&lang=es`);
    expect(document.documentElement.lang).toBe('es');
    expect(document.querySelector('h1')?.textContent).toBe('Registro de oportunidades de partners');
    expect(document.querySelector('button')?.textContent).toBe('Registrar esta empresa');
  });

  it('waits when the org dropped the lead: nothing is promised that did not arrive', async () => {
    const page = await openForm();
    await send(page, { ...FILLED, 'Last name': '' });
    expect(standIn.webToLead.at(-1)).toHaveProperty('dropped');
    const receipt = await fetch(`${server.origin}/partner/receipt`, { headers: { cookie: page.cookie } });
    expect(await receipt.text()).toContain('Your registration is on its way');
  });

  it('is the only one of a program without HubSpot', async () => {
    expect((await fetch(`${formUrl}&crm=hubspot`)).status).toBe(503);
    expect((await openForm(`${formUrl}&crm=salesforce`)).form.action).toContain('WebToLead');
    expect((await openForm(`${formUrl}&crm=anything`)).form.action).toContain('WebToLead');
  });

  it('is shown for a genuine link only', async () => {
    expect((await fetch(formUrl.replace('token=', 'token=x'))).status).toBe(404);
  });
});
