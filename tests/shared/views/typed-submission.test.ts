import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import { toSalesforce } from '../../../shared/catalog/salesforce-values.ts';
import { checkSubmission, submissionValues, type TypedSubmission } from '../../../shared/views/typed-submission.ts';

const complete: TypedSubmission = {
  prospectName: 'Siemens AG',
  prospectWebsite: 'https://www.siemens.com/de',
  prospectCountry: 'DE',
  contactName: 'Contact (demo)',
  contactEmail: 'buyer@siemens.com',
  contactPhone: '+49 89 123',
  employees: '300000',
  industry: 'Industrial',
  estimatedAmount: '48000.50',
  estimatedCloseOn: '2027-03-31',
  notes: 'Needs a platform.\nSoon.',
  consent: true,
};

describe('what is wrong with a submission before it is sent', () => {
  it('is nothing when all is filled in, and nothing when only the least is', () => {
    expect(checkSubmission(complete, 'USD')).toEqual({});
    const least = Object.fromEntries(Object.keys(complete).map((code) => [code, ''])) as unknown as TypedSubmission;
    expect(
      checkSubmission({ ...least, prospectName: 'Siemens', contactEmail: 'a@siemens.com', consent: true }, 'USD'),
    ).toEqual({});
  });

  it.each([
    { code: 'prospectName', typed: '  ', problem: 'rule.submission_needs_company' },
    { code: 'prospectWebsite', typed: 'no website', problem: 'lwc.badWebsite' },
    { code: 'prospectWebsite', typed: 'siemens', problem: 'lwc.badWebsite' },
    { code: 'prospectWebsite', typed: 'buyer@siemens.com', problem: 'lwc.badWebsite' },
    { code: 'contactEmail', typed: '', problem: 'lwc.needEmail' },
    { code: 'contactEmail', typed: 'buyer@siemens', problem: 'lwc.badEmail' },
    { code: 'employees', typed: '12.5', problem: 'lwc.badEmployees' },
    { code: 'employees', typed: '-3', problem: 'lwc.badEmployees' },
    { code: 'estimatedAmount', typed: '-1', problem: 'lwc.badAmount' },
    { code: 'estimatedAmount', typed: '1.005', problem: 'lwc.badAmount' },
    { code: 'estimatedCloseOn', typed: 'soon', problem: 'lwc.badDate' },
    { code: 'consent', typed: false, problem: 'lwc.needConsent' },
  ])('$code “$typed”', ({ code, typed, problem }) => {
    expect(checkSubmission({ ...complete, [code]: typed }, 'USD')).toEqual({ [code]: problem });
  });

  it.each(['siemens.com', 'WWW.Siemens.com', 'http://xn--mnchen-3ya.de', 'münchen.de/a?b=c', 'siemens.com:8080'])(
    'takes the website %s',
    (website) => {
      expect(checkSubmission({ ...complete, prospectWebsite: website }, 'USD')).toEqual({});
    },
  );

  it('knows that yen have no decimals', () => {
    expect(checkSubmission({ ...complete, estimatedAmount: '48000.50' }, 'JPY')).toEqual({
      estimatedAmount: 'lwc.badAmount',
    });
  });
});

describe('the new record’s values', () => {
  it('are what the fields hold, with what was left open empty', () => {
    const typed = { ...complete, prospectName: ' Siemens AG ', industry: '', estimatedAmount: '' };
    const values = submissionValues(typed, 'nonce-1', 'USD');
    expect(values).toMatchObject({ prospectName: 'Siemens AG', industry: null, estimatedAmount: null });
    expect(values).toMatchObject({ employees: 300_000, consent: true, submissionNonce: 'nonce-1' });
    expect(submissionValues(complete, 'n', 'USD').estimatedAmount).toEqual({ amountMinor: 4_800_050, currency: 'USD' });
  });

  it('can be written whenever nothing is wrong', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const typed = fc.record({
      prospectName: text,
      notes: text,
      employees: fc.oneof(text, fc.nat().map(String)),
      estimatedAmount: fc.oneof(text, fc.double().map(String), fc.nat().map(String)),
    });
    fc.assert(
      fc.property(typed, (given) => {
        const submission = { ...complete, ...given };
        fc.pre(Object.keys(checkSubmission(submission, 'USD')).length === 0);
        expect(() => toSalesforce(REGISTRATION_OBJECT, submissionValues(submission, 'n', 'USD'))).not.toThrow();
      }),
    );
  });
});
