import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toStored } from '../../../server/sandbox/salesforce/org/values.ts';
import { readPackage } from '../../../server/sandbox/salesforce/schema/read-package.ts';
import { Schema } from '../../../server/sandbox/salesforce/schema/schema.ts';
import type { FieldType, FieldValue } from '../../../shared/catalog/field.ts';
import { SALESFORCE_OBJECTS, type SalesforceObject } from '../../../shared/catalog/salesforce-fields.ts';
import { storedFieldsOn } from '../../../shared/catalog/salesforce-placement.ts';
import { fitText, isFitting, SALESFORCE_LENGTHS } from '../../../shared/catalog/salesforce-text.ts';
import {
  fromSalesforce,
  isOnObject,
  salesforceName,
  salesforceNames,
  toSalesforce,
  type SalesforceFieldValues,
} from '../../../shared/catalog/salesforce-values.ts';
import { HOSTILE_TEXTS } from '../../fixtures/prospects.ts';

const R = 'Partner_Registration__c';
const schema = new Schema(readPackage(path.resolve(import.meta.dirname, '../../../salesforce-package/force-app')));

describe('field values and Salesforce’s', () => {
  it.each(SALESFORCE_OBJECTS)('are the same after the stand-in’s %s has stored them', (object) => {
    fc.assert(
      fc.property(valuesOn(object), fc.constantFrom('EUR', 'JPY'), (make, currency) => {
        const values = make(currency);
        expect(fromSalesforce(object, stored(object, values), currency)).toEqual(values);
      }),
    );
  });

  it.each<[string, SalesforceFieldValues, unknown]>([
    ['an instant, whole seconds only', { lockEndsAt: '2027-02-20T23:00:00.999+01:00' }, '2027-02-20T22:00:00.000Z'],
    ['an amount', { estimatedAmount: { amountMinor: 4_800_050, currency: 'EUR' } }, 48_000.5],
    ['an amount without decimals', { estimatedAmount: { amountMinor: 4_800_050, currency: 'JPY' } }, 4_800_050],
    ['several values in the picklist’s order', { verdictReasons: ['clean', 'free_mail'] }, 'free_mail;clean'],
    ['no values', { verdictReasons: [] }, null],
    ['nothing', { verdictText: null }, null],
    ['nothing in a checkbox', { consent: null }, false],
    ['blank text', { partnerName: ' \n ' }, null],
    ['one line', { partnerName: ' Ace\r\nPartners\u0000 ' }, 'Ace Partners'],
    ['lines', { verdictText: 'one\r\ntwo\rthree\u0007' }, 'one\ntwo\nthree'],
    ['no half address', { submittedByEmail: `${'a'.repeat(80)}@sap.com` }, null],
  ])('%s', (_label, values, value) => {
    expect(Object.values(toSalesforce(R, values))).toEqual([value]);
  });

  it('leave out what the object does not store', () => {
    const values: SalesforceFieldValues = { lockKey: 'k', prospectKey: 'dom:sap.com', decision: 'approve' };
    expect(Object.values(toSalesforce('Account', values))).toEqual(['dom:sap.com']);
    expect(Object.keys(toSalesforce(R, values))).toHaveLength(3);
    expect(toSalesforce('Contact', values)).toEqual({});
  });

  it('never take a value of another type', () => {
    expect(() => toSalesforce(R, { lockEpoch: 1.5 })).toThrow(TypeError);
    expect(() => toSalesforce(R, { estimatedAmount: 100 })).toThrow(TypeError);
    expect(() => toSalesforce(R, { partnerName: 3 })).toThrow('partnerName is of type text and cannot hold 3');
    expect(() => toSalesforce(R, { lockEndsAt: 'tomorrow' })).toThrow(RangeError);
  });

  it('are read as REST and as UI API write moments', () => {
    for (const text of ['2026-11-22T08:59:59.000+0000', '2026-11-22T08:59:59.000Z'])
      expect(fromSalesforce('Lead', { [salesforceName('Lead', 'lockEndsAt')]: text }, 'EUR')).toEqual({
        lockEndsAt: '2026-11-22T08:59:59.000Z',
      });
  });

  it('are read with what Salesforce computes', () => {
    const row = {
      [salesforceName('Opportunity', 'isCompeting')]: true,
      [salesforceName('Opportunity', 'daysLeft')]: 89,
      [salesforceName('Opportunity', 'accountProtectedUntil')]: '2026-11-22T08:59:59.000Z',
      attributes: { type: 'Opportunity' },
    };
    expect(fromSalesforce('Opportunity', row, 'EUR')).toEqual({
      isCompeting: true,
      daysLeft: 89,
      accountProtectedUntil: '2026-11-22T08:59:59.000Z',
    });
  });

  it('read nonsense as nothing', () => {
    const read = (code: 'lockEndsAt' | 'lockEpoch' | 'estimatedAmount' | 'estimatedCloseOn', value: unknown) =>
      fromSalesforce(R, { [salesforceName(R, code)]: value }, 'EUR')[code];
    expect(read('lockEndsAt', 'soon')).toBeNull();
    expect(read('lockEndsAt', 7)).toBeNull();
    expect(read('lockEpoch', 1.5)).toBeNull();
    expect(read('lockEpoch', '1')).toBeNull();
    expect(read('estimatedAmount', 12.345)).toBeNull();
    expect(read('estimatedCloseOn', '22.11.2026')).toBeNull();
  });
});

describe('names', () => {
  it('are those that the package declares, stored and computed', () => {
    for (const object of SALESFORCE_OBJECTS) {
      const declared = (schema.object(object)?.fields ?? []).map(({ name }) => name);
      expect(salesforceNames(object).toSorted()).toEqual(declared.filter((name) => /^Partner_/.test(name)).toSorted());
    }
  });

  it('of what an object lacks are a mistake', () => {
    expect(isOnObject('Contact', 'lockKey')).toBe(false);
    expect(() => salesforceName('Contact', 'lockKey')).toThrow('Contact has no field lockKey');
    expect(isOnObject('Contact', 'daysLeft')).toBe(true);
  });
});

describe('text', () => {
  const lengths = [10, SALESFORCE_LENGTHS.text];

  it.each(lengths)('fits into %s whatever was typed', (max) => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...HOSTILE_TEXTS),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('one_line' as const, 'lines' as const), (text, keep) => {
        const fitted = fitText(text, max, keep);
        expect(fitted.replaceAll('\n', '\r\n').length).toBeLessThanOrEqual(max);
        expect(fitted.isWellFormed()).toBe(true);
        expect(fitted.replaceAll('\n', keep === 'lines' ? '' : '\n')).not.toMatch(/\p{Cc}/u);
        expect(fitText(fitted, max, keep)).toBe(fitted);
      }),
    );
  });

  it.each(['', 'x'])('is never cut inside a character (after "%s")', (start) => {
    const cut = fitText(start + '🏢'.repeat(20), 10);
    expect(cut).toBe(start === '' ? '🏢🏢🏢🏢…' : 'x🏢🏢🏢🏢…');
  });

  it('counts a line break twice, as Salesforce does', () => {
    expect(fitText('ab\ncd', 6, 'lines')).toBe('ab\ncd');
    expect(fitText('ab\ncd', 5, 'lines')).toBe('ab…');
  });

  it('fits as it is, or not', () => {
    expect(isFitting(' abc ', 3)).toBe(true);
    expect(isFitting('abcd', 3)).toBe(false);
    expect(isFitting('a\nb', 3)).toBe(false);
  });
});

/** The row that the stand-in's strict store makes of the values. */
function stored(object: SalesforceObject, values: SalesforceFieldValues): Record<string, unknown> {
  const rows = Object.entries(toSalesforce(object, values)).map(([name, value]) => {
    const field = schema.field(object, name);
    if (!field) throw new Error(`${object} has no field ${name}`);
    return [name, toStored(field, value)] as const;
  });
  return Object.fromEntries(rows);
}

/** Values of an object in any currency, as our code would have them. */
function valuesOn(object: SalesforceObject): fc.Arbitrary<(currency: string) => SalesforceFieldValues> {
  const record = fc.record(
    Object.fromEntries(
      storedFieldsOn(object).map(({ code, type, options }) => [
        code,
        // A checkbox is never empty in Salesforce.
        type === 'boolean' ? VALUES.boolean([]) : fc.option(VALUES[type](options), { nil: null }),
      ]),
    ),
    { requiredKeys: [] },
  );
  return record.map(
    (made) => (currency) =>
      Object.fromEntries(
        Object.entries(made).map(([code, value]) => [code, typeof value === 'function' ? value(currency) : value]),
      ),
  );
}

type Made = FieldValue | ((currency: string) => FieldValue);
const text = fc
  .string({ minLength: 1, maxLength: 255, unit: 'binary' })
  .map((value) => fitText(value, SALESFORCE_LENGTHS.text))
  .filter((value) => value !== '');
const instant = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}.000Z`);

const VALUES: Record<FieldType | 'lookup', (options: readonly string[]) => fc.Arbitrary<Made>> = {
  text: () => text,
  long_text: () => fc.array(text, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n')),
  email: () => fc.constantFrom('kim@partner.example', 'a.b+c@sap.com'),
  url: () => fc.webUrl().filter((url) => url.length <= 255),
  lookup: () => fc.constantFrom('001000000000001AAA', '005000000000009AAA'),
  integer: () => fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  percent: () => fc.integer({ min: 0, max: 99_999 }),
  amount: () =>
    fc
      .integer({ min: -1_000_000_000, max: 1_000_000_000 })
      .map((amountMinor) => (currency: string) => ({ amountMinor, currency })),
  instant: () => instant,
  date: () => instant.map((moment) => moment.slice(0, 10)),
  boolean: () => fc.boolean(),
  picklist: (options) => fc.constantFrom(...options),
  multi_picklist: (options) => fc.subarray([...options], { minLength: 1 }),
};
