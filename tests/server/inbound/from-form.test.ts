import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandFromForm } from '../../../server/inbound/from-form.ts';
import { countryCode } from '../../../server/inbound/country-code.ts';
import { HOSTILE_TEXTS } from '../../fixtures/prospects.ts';

const CONTEXT = {
  source: 'hubspot_form',
  registrationId: 'reg_1',
  reference: 'PL-1',
  partnerId: 'par_1',
  currency: 'USD',
  receivedAt: '2026-11-22T09:00:05.000Z',
} as const;
const staged = (values: Readonly<Record<string, string>>) => ({
  record: { object: 'contact', id: '77' } as const,
  nonce: 'n1',
  submittedAt: '2026-11-22T09:00:00.000Z',
  contactEmail: 'it@siemens.com',
  values,
  partnerCompanyId: null,
});
const read = (values: Readonly<Record<string, string>>) => commandFromForm(staged(values), CONTEXT).submission;

it('becomes a command that names the partner of the token and the company of the website', () => {
  const command = commandFromForm(
    staged({
      stagingCompany: 'Siemens AG',
      stagingWebsite: 'https://WWW.siemens.com/jobs',
      stagingConsent: 'true',
      stagingSubmittedBy: 'sales@partner.example',
    }),
    CONTEXT,
  );
  expect(command).toMatchObject({
    type: 'SubmitRegistration',
    commandId: 'submit:reg_1',
    by: { kind: 'partner', partnerId: 'par_1' },
    submission: {
      prospect: { key: 'dom:siemens.com', name: 'Siemens AG' },
      qualification: { consent: true },
      submittedAt: '2026-11-22T09:00:00.000Z',
      contactId: '77',
    },
  });
});

describe('numbers as people write them', () => {
  it.each([
    { text: '48000', minor: 4_800_000 },
    { text: '48,000', minor: 4_800_000 },
    { text: '48.000', minor: 4_800_000 },
    { text: '$ 48 000.50', minor: 4_800_050 },
    { text: '1.234,56', minor: 123_456 },
    { text: '1,234.56', minor: 123_456 },
    { text: '48k', minor: null },
    { text: '-5', minor: null },
    { text: '12,345.678', minor: null },
    { text: '1,234,567.89', minor: 123_456_789 },
    { text: 'EUR 48000', minor: 4_800_000 },
    { text: 'about fifty', minor: null },
    { text: '', minor: null },
  ])('value "$text"', ({ text, minor }) =>
    expect(read({ stagingAmount: text }).qualification.estimatedAmount?.amountMinor ?? null).toBe(minor),
  );

  it.each([
    { text: '1,200', employees: 1200 },
    { text: '1’200', employees: 1200 },
    { text: '50-100', employees: null },
    { text: '-5', employees: null },
  ])('employees "$text"', ({ text, employees }) =>
    expect(read({ stagingEmployees: text }).qualification.employees).toBe(employees),
  );

  it.each([
    { text: '2027-03-31', date: '2027-03-31' },
    { text: '2027-02-30', date: null },
    { text: '31.3.2027', date: null },
  ])('close "$text"', ({ text, date }) =>
    expect(read({ stagingCloseOn: text }).qualification.estimatedCloseOn).toBe(date),
  );
});

it.each([
  { text: 'DE', code: 'DE' },
  { text: 'germany', code: 'DE' },
  { text: 'Alemania', code: 'DE' },
  { text: 'Österreich', code: 'AT' },
  { text: 'U.S.A.', code: 'US' },
  { text: 'UK', code: 'GB' },
  { text: 'Czech Republic', code: 'CZ' },
  { text: 'Atlantis', code: null },
  { text: '', code: null },
])('country "$text" is $code', ({ text, code }) => expect(countryCode(text)).toBe(code));

describe('hostile text', () => {
  it.each(HOSTILE_TEXTS.map((text, index) => ({ index, text })))(
    'number $index is stored as text or left open, in every field',
    ({ text }) => {
      const submission = read({
        stagingCompany: text,
        stagingWebsite: text,
        stagingCountry: text,
        stagingAmount: text,
        stagingEmployees: text,
        stagingCloseOn: text,
        stagingNotes: text,
        stagingContactName: text,
        stagingConsent: text,
      });
      const stored = JSON.stringify(submission);
      expect(stored.length).toBeLessThan(60_000);
      expect(stored).not.toMatch(/\\u0000|[\u202A-\u202E\u2066-\u2069]|\\ud[89a-f]/);
      expect(submission.qualification.consent).toBe(text === 'true');
    },
  );

  it('is cut, kept and never thrown at, whatever comes', () => {
    const anything = fc.dictionary(
      fc.constantFrom(
        'stagingCompany',
        'stagingWebsite',
        'stagingNotes',
        'stagingAmount',
        'stagingCountry',
        '__proto__',
      ),
      fc.string({ unit: 'binary', maxLength: 400 }),
    );
    fc.assert(
      fc.property(anything, (values) => {
        const submission = read(values);
        expect(submission.prospect.key).toMatch(/^(dom|name|none):/);
        expect(submission.prospect.name.length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 500 },
    );
  });

  it('markup and formulas stay what they are: text', () => {
    expect(read({ stagingNotes: '<script>alert(1)</script>\n=HYPERLINK("x")' }).qualification.notes).toBe(
      '<script>alert(1)</script>\n=HYPERLINK("x")',
    );
  });
});
