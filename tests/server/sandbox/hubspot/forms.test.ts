import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Body, InstalledApp } from './installed-app.ts';
import { CONTACTS, installedApp, items, readReply, text } from './installed-app.ts';

const FORMS = '/marketing/v3/forms';
const HUTK = '0123456789abcdef0123456789abcdef';
let app: InstalledApp;

beforeEach(async () => {
  app = await installedApp();
  await app.call('POST', '/crm/properties/2026-09/contacts', {
    name: 'prm_reg_token',
    label: 'Partner token',
    groupName: 'contactinformation',
    type: 'string',
    fieldType: 'text',
  });
});
afterEach(() => app.standIn.close());

const field = (name: string, more: object = {}) => ({
  objectTypeId: '0-1',
  name,
  label: `Label of ${name}`,
  required: false,
  hidden: false,
  fieldType: 'single_line_text',
  ...more,
});
const draft = (more: { configuration?: object; fields?: object[]; legalConsentOptions?: object } = {}) => ({
  name: 'Register a lead',
  formType: 'hubspot',
  createdAt: '2026-11-22T10:00:00Z',
  updatedAt: '2026-11-22T10:00:00Z',
  archived: false,
  fieldGroups: (
    more.fields ?? [
      field('email', { fieldType: 'email', required: true }),
      field('city'),
      field('prm_reg_token', { hidden: true }),
    ]
  ).map((each) => ({ groupType: 'default_group', richTextType: 'text', fields: [each] })),
  configuration: {
    language: 'de',
    createNewContactForNewEmail: true,
    prePopulateKnownValues: false,
    postSubmitAction: { type: 'thank_you', value: 'Danke' },
    ...more.configuration,
  },
  displayOptions: { renderRawHtml: false, theme: 'default_style', submitButtonText: 'Senden' },
  legalConsentOptions: more.legalConsentOptions ?? { type: 'none' },
});
const newForm = async (more: Parameters<typeof draft>[0] = {}): Promise<string> => {
  const reply = await app.call('POST', FORMS, draft(more));
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return text(reply.body['id']);
};
const submitUrl = (id: string) => `${app.standIn.baseUrl}/submissions/v3/integration/submit/4242/${id}`;
const submit = async (id: string, values: Record<string, string>, more: object = {}) =>
  readReply(
    await fetch(submitUrl(id), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        fields: Object.entries(values).map(([name, value]) => ({ objectTypeId: '0-1', name, value })),
        ...more,
      }),
    }),
  );
const contacts = () => app.standIn.portal.objects('contacts').list();
const errorTypes = (body: Body) => items(body['errors']).map((each) => each['errorType']);

describe('form definitions', () => {
  it('are created, read, changed and archived', async () => {
    const id = await newForm();
    expect((await app.call('GET', `${FORMS}/${id}`)).body).toMatchObject({ id, name: 'Register a lead' });
    expect((await app.call('PATCH', `${FORMS}/${id}`, { name: 'Renamed' })).body['name']).toBe('Renamed');
    expect(items((await app.call('GET', FORMS)).body['results'])).toHaveLength(1);
    expect((await app.call('DELETE', `${FORMS}/${id}`)).status).toBe(204);
    expect((await app.call('GET', `${FORMS}/${id}`)).status).toBe(404);
    expect((await submit(id, { email: 'a@initech.example' })).status).toBe(404);
  });

  const refused: [label: string, draft: object][] = [
    ['a property that does not exist', draft({ fields: [field('no_such')] })],
    ['a read-only property', draft({ fields: [field('hs_object_id')] })],
    [
      'an option the property does not have',
      draft({ fields: [field('lifecyclestage', { fieldType: 'dropdown', options: [{ label: 'X', value: 'x' }] })] }),
    ],
    [
      'a redirect that is no URL',
      draft({ configuration: { postSubmitAction: { type: 'redirect_url', value: 'thanks' } } }),
    ],
    ['no createdAt', { ...draft(), createdAt: undefined }],
    [
      'four fields in one group',
      { ...draft(), fieldGroups: [{ fields: ['a', 'b', 'c', 'd'].map((name) => field(name)) }] },
    ],
  ];
  it.each(refused)('are refused with %s', async (_label, body) => {
    expect((await app.call('POST', FORMS, body)).status).toBe(400);
    expect(app.standIn.portal.forms.list()).toEqual([]);
  });

  it('need formField on a company property of one’s own', async () => {
    const property = { label: 'Reg', groupName: 'companyinformation', type: 'string', fieldType: 'text' };
    await app.call('POST', '/crm/properties/2026-09/companies', { ...property, name: 'prm_plain' });
    await app.call('POST', '/crm/properties/2026-09/companies', { ...property, name: 'prm_form', formField: true });
    const form = (name: string) => draft({ fields: [field(name, { objectTypeId: '0-2' })] });
    expect((await app.call('POST', FORMS, form('prm_plain'))).status).toBe(400);
    expect((await app.call('POST', FORMS, form('prm_form'))).status).toBe(201);
  });

  it('protect their properties from being archived, and their names from being used twice', async () => {
    await newForm();
    expect((await app.call('POST', FORMS, draft())).status).toBe(409);
    expect((await app.call('DELETE', '/crm/properties/2026-09/contacts/prm_reg_token')).status).toBe(400);
  });
});

describe('a submission', () => {
  it('creates the contact with source FORM, its company by domain, and the webhooks', async () => {
    app.standIn.webhooks.subscribe([
      { subscriptionType: 'object.creation', objectType: 'contact' },
      { subscriptionType: 'object.propertyChange', objectType: 'contact', propertyName: 'prm_reg_token' },
    ]);
    const id = await newForm();
    const reply = await submit(id, { email: 'info@initech.example', city: 'Berlin', prm_reg_token: 't-1' });
    expect(reply).toMatchObject({ status: 200, body: { inlineMessage: 'Danke' } });
    const [contact] = contacts();
    expect(contact?.properties).toMatchObject({
      email: 'info@initech.example',
      city: 'Berlin',
      lifecyclestage: 'lead',
    });
    const history = await app.call('GET', `${CONTACTS}/${contact?.id}`, undefined, { propertiesWithHistory: 'city' });
    expect(history.body['propertiesWithHistory']?.['city']?.[0]).toMatchObject({ sourceType: 'FORM', sourceId: id });
    expect(app.standIn.portal.objects('companies').list()).toMatchObject([
      { properties: { domain: 'initech.example' } },
    ]);
    expect(app.standIn.portal.objects('contacts').associated(contact?.id ?? '', 'companies')).toHaveLength(1);
    expect(app.standIn.webhooks.pending).toMatchObject([
      { subscriptionType: 'object.creation', changeSource: 'FORM' },
      { propertyName: 'prm_reg_token', propertyValue: 't-1' },
    ]);
    const list = await app.call('GET', `/form-integrations/v1/submissions/forms/${id}`);
    expect(items(list.body['results'])).toHaveLength(1);
  });

  it('finds the company of a known or additional domain, and none for free mail', async () => {
    const { portal } = app.standIn;
    const company = portal
      .objects('companies')
      .create({ domain: 'initech.example', hs_additional_domains: 'ini.example' });
    const id = await newForm();
    for (const email of ['a@initech.example', 'b@ini.example', 'c@gmail.com']) await submit(id, { email });
    expect(portal.objects('companies').list()).toHaveLength(1);
    const companies = contacts().map((contact) => portal.objects('contacts').associated(contact.id, 'companies'));
    expect(companies).toEqual([[company.id], [company.id], []]);
  });

  it('overwrites the contact of the cookie unless the form says that a new email is a new contact', async () => {
    const trap = await newForm({ configuration: { createNewContactForNewEmail: false } });
    const context = { context: { hutk: HUTK } };
    await submit(trap, { email: 'first@initech.example' }, context);
    await submit(trap, { email: 'second@initrode.example' }, context);
    expect(contacts().map((contact) => contact.properties['email'])).toEqual(['second@initrode.example']);

    await app.call('PATCH', `${FORMS}/${trap}`, { configuration: draft().configuration });
    await submit(trap, { email: 'third@hooli.example' }, context);
    expect(contacts().map((contact) => contact.properties['email'])).toEqual([
      'second@initrode.example',
      'third@hooli.example',
    ]);
  });

  it('updates the contact with the same email', async () => {
    const id = await newForm();
    await submit(id, { email: 'info@initech.example', city: 'Berlin' });
    await submit(id, { email: 'INFO@initech.example', city: 'Bonn' });
    expect(contacts()).toMatchObject([{ properties: { city: 'Bonn' } }]);
  });

  it('is kept when a value does not fit, but the value is not written', async () => {
    const id = await newForm({
      fields: [field('email', { fieldType: 'email' }), field('lifecyclestage', { fieldType: 'dropdown' })],
    });
    expect((await submit(id, { email: 'a@initech.example', lifecyclestage: 'nonsense' })).status).toBe(200);
    expect(contacts()[0]?.properties['lifecyclestage']).toBe('lead');
    expect(app.standIn.portal.forms.submissions[0]?.values).toHaveLength(2);
  });

  it('writes the company’s fields to the company', async () => {
    const fields = [field('email', { fieldType: 'email' }), field('city', { objectTypeId: '0-2' })];
    const id = await newForm({ fields });
    const sent = { email: 'a@initech.example', city: 'Berlin' };
    const reply = await fetch(submitUrl(id), {
      method: 'POST',
      body: new URLSearchParams({ email: sent.email, '0-2/city': sent.city }),
    });
    expect(reply.status).toBe(200);
    const [company] = app.standIn.portal.objects('companies').list();
    expect(company?.properties).toMatchObject({ domain: 'initech.example', city: 'Berlin' });
    expect(contacts()[0]?.properties['city']).toBeUndefined();
  });

  it('leaves out a unique value that another contact holds', async () => {
    const nonce = { name: 'prm_reg_nonce', label: 'Nonce', groupName: 'contactinformation', type: 'string' };
    await app.call('POST', '/crm/properties/2026-09/contacts', { ...nonce, fieldType: 'text', hasUniqueValue: true });
    const id = await newForm({ fields: [field('email', { fieldType: 'email' }), field('prm_reg_nonce')] });
    await submit(id, { email: 'a@initech.example', prm_reg_nonce: 'n-1' });
    await submit(id, { email: 'b@initech.example' });
    for (const email of ['b@initech.example', 'c@initech.example']) {
      expect((await submit(id, { email, prm_reg_nonce: 'n-1' })).status).toBe(200);
    }
    expect(contacts().map((contact) => contact.properties['prm_reg_nonce'])).toEqual(['n-1', undefined, undefined]);
  });

  it('is refused in HubSpot’s error types', async () => {
    const id = await newForm({
      fields: [
        field('email', {
          fieldType: 'email',
          required: true,
          validation: { blockedEmailDomains: ['blocked.example'] },
        }),
        field('city', { required: true }),
      ],
    });
    const city = 'Berlin';
    expect((await submit(id, {})).body).toMatchObject({ message: 'The request is not valid' });
    expect(errorTypes((await submit(id, {})).body)).toEqual(['REQUIRED_FIELD', 'REQUIRED_FIELD']);
    expect((await submit(id, { email: 'a@b.example' })).body['errors']?.[0]?.['message']).toBe(
      "Error in 'fields.city'. Required field 'city' is missing",
    );
    expect(errorTypes((await submit(id, { email: 'nobody', city })).body)).toEqual(['INVALID_EMAIL']);
    expect(errorTypes((await submit(id, { email: 'a@blocked.example', city })).body)).toEqual(['BLOCKED_EMAIL']);
    const extra = await submit(id, { email: 'a@b.example', city, firstname: 'x' });
    expect(errorTypes(extra.body)).toEqual(['FIELD_NOT_IN_FORM_DEFINITION']);
    const hutk = await submit(id, { email: 'a@b.example', city }, { context: { hutk: 'short' } });
    expect(errorTypes(hutk.body)).toEqual(['INVALID_HUTK']);
    expect(contacts()).toEqual([]);
  });

  it('needs HubSpot’s page when the form has a captcha, and consent when the form asks for it', async () => {
    const captcha = await newForm({ configuration: { recaptchaEnabled: true } });
    expect(errorTypes((await submit(captcha, { email: 'a@b.example' })).body)).toEqual(['FORM_HAS_RECAPTCHA_ENABLED']);
    await app.call('DELETE', `${FORMS}/${captcha}`);
    const consent = await newForm({ legalConsentOptions: { type: 'explicit_consent_to_process' } });
    expect(errorTypes((await submit(consent, { email: 'a@b.example' })).body)).toEqual(['MISSING_PROCESSING_CONSENT']);
    const agreed = { legalConsentOptions: { consent: { consentToProcess: true, text: 'yes' } } };
    expect((await submit(consent, { email: 'a@b.example' }, agreed)).status).toBe(200);
  });
});

describe('the hosted page', () => {
  const page = (id: string, query = '', cookie = '') =>
    fetch(`${app.standIn.baseUrl}/share/4242/${id}${query}`, { headers: { cookie } });
  const post = (id: string, values: Record<string, string>, cookie = '') =>
    fetch(submitUrl(id), {
      method: 'POST',
      body: new URLSearchParams(values),
      redirect: 'manual',
      headers: { cookie },
    });

  it('shows the form in its language, says that it is a preview, and fills fields from the query as text', async () => {
    const id = await newForm();
    const html = await (await page(id, '?prm_reg_token=%22%3E%3Cscript%3E')).text();
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('preview form page (not HubSpot)');
    expect(html).toContain('<label for="city">Label of city</label>');
    expect(html).toContain('<input type="hidden" name="prm_reg_token" value="&quot;&gt;&lt;script&gt;">');
    expect(html).toContain('Senden');
    expect(html).not.toContain('<script');
  });

  it('gives the browser a cookie and knows it again', async () => {
    const id = await newForm();
    const given = /hubspotutk=([0-9a-f]{32});/.exec((await page(id)).headers.get('set-cookie') ?? '')?.[1];
    expect(given).toBeDefined();
    const again = (await page(id, '', `hubspotutk=${given}`)).headers.get('set-cookie');
    expect(again).toContain(`hubspotutk=${given};`);
  });

  it('shows the last contact’s values to the next person only when the form pre-populates', async () => {
    const id = await newForm({ configuration: { prePopulateKnownValues: true } });
    await post(id, { email: 'a@initech.example', city: 'Berlin' }, `hubspotutk=${HUTK}`);
    expect(await (await page(id, '', `hubspotutk=${HUTK}`)).text()).toContain('value="Berlin"');
    await app.call('PATCH', `${FORMS}/${id}`, { configuration: draft().configuration });
    expect(await (await page(id, '', `hubspotutk=${HUTK}`)).text()).not.toContain('value="Berlin"');
  });

  it('thanks, or redirects when the form says so, and solves captchas', async () => {
    const configuration = {
      recaptchaEnabled: true,
      postSubmitAction: { type: 'redirect_url', value: 'https://partners.example.com/thanks' },
    };
    const redirecting = await newForm({ configuration });
    const sent = await post(redirecting, { email: 'a@initech.example' });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe('https://partners.example.com/thanks');
    await app.call('PATCH', `${FORMS}/${redirecting}`, { configuration: draft().configuration });
    const thanked = await post(redirecting, { email: 'b@initech.example' });
    expect(thanked.status).toBe(200);
    expect(await thanked.text()).toContain('<p role="status">Danke</p>');
    expect(contacts()).toHaveLength(2);
  });

  it('comes back with what was typed and a sentence at the field', async () => {
    const id = await newForm();
    const response = await post(id, { email: 'nobody', city: '<b>Berlin</b>' });
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(html).toContain('value="&lt;b&gt;Berlin&lt;/b&gt;"');
    expect(html).toContain('role="alert"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('<p class="wrong" id="email-wrong">');
    expect(contacts()).toEqual([]);
  });

  it('joins several checked boxes with semicolons', async () => {
    const options = ['a', 'b'].map((value, displayOrder) => ({
      label: value.toUpperCase(),
      value,
      displayOrder,
      hidden: false,
    }));
    const property = {
      name: 'prm_topics',
      label: 'Topics',
      groupName: 'contactinformation',
      type: 'enumeration',
      fieldType: 'checkbox',
      options,
    };
    await app.call('POST', '/crm/properties/2026-09/contacts', property);
    const topics = field('prm_topics', { fieldType: 'multiple_checkboxes', options });
    const id = await newForm({ fields: [field('email', { fieldType: 'email' }), topics] });
    const body = new URLSearchParams([
      ['email', 'a@initech.example'],
      ['prm_topics', 'a'],
      ['prm_topics', 'b'],
    ]);
    await fetch(submitUrl(id), { method: 'POST', body });
    expect(contacts()[0]?.properties['prm_topics']).toBe('a;b');
  });
});
