import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldType, FieldValue, FieldValues } from '../../../../shared/catalog/field.ts';
import { FIELD_CODES, fieldOf } from '../../../../shared/catalog/fields.ts';
import { renderHubSpotProperties } from '../../../../shared/catalog/render-hubspot.ts';
import {
  fromHubSpot,
  HUBSPOT_OBJECT,
  propertyNames,
  TEXT_MAX_CHARS,
  toHubSpot,
  type HeldObject,
} from '../../../../server/crm/hubspot/mapping.ts';
import { HOSTILE_TEXTS } from '../../../fixtures/prospects.ts';

const OBJECTS: readonly HeldObject[] = ['deal', 'company', 'contact'];

describe('field values and HubSpot’s property texts', () => {
  it.each(OBJECTS)('are the same after a round trip on a %s', (object) => {
    fc.assert(
      fc.property(valuesOn(object), fc.constantFrom('EUR', 'JPY', 'KWD'), (make, currency) => {
        const values = make(currency);
        expect(fromHubSpot(object, toHubSpot(object, values), currency)).toEqual(values);
      }),
    );
  });

  it.each<[string, FieldValues, string]>([
    ['an instant with its milliseconds', { lockEndsAt: '2027-02-20T23:00:00+01:00' }, '2027-02-20T22:00:00.000Z'],
    ['an amount in its currency', { estimatedAmount: { amountMinor: 4_800_050, currency: 'EUR' } }, '48000.50'],
    ['an amount without decimals', { estimatedAmount: { amountMinor: 4_800_050, currency: 'JPY' } }, '4800050'],
    ['several values', { verdictReasons: ['clean', 'free_mail'] }, 'clean;free_mail'],
    ['nothing', { verdictText: null }, ''],
    ['no values', { verdictReasons: [] }, ''],
  ])('%s', (_label, values, text) => {
    expect(Object.values(toHubSpot('deal', values))).toEqual([text]);
  });

  it('leave out what the object does not have', () => {
    const values: FieldValues = { lockKey: 'k', prospectKey: 'dom:sap.com', stagingNonce: 'n' };
    expect(Object.values(toHubSpot('company', values))).toEqual(['dom:sap.com']);
    expect(toHubSpot('deal', values)).not.toHaveProperty(fieldOf('stagingNonce').hubspot);
  });

  it('never take a value of another type', () => {
    expect(() => toHubSpot('deal', { lockEpoch: 1.5 })).toThrow(TypeError);
    expect(() => toHubSpot('deal', { estimatedAmount: 100 })).toThrow(TypeError);
    expect(() => toHubSpot('deal', { lockEndsAt: 'tomorrow' })).toThrow(RangeError);
  });

  it.each<[string, string]>([
    ['an epoch', '1803852000000'],
    ['a moment without milliseconds', '2027-02-28T22:00:00Z'],
  ])('read %s', (_label, text) => {
    const read = fromHubSpot('deal', { [fieldOf('lockEndsAt').hubspot]: text }, 'EUR');
    expect(read.lockEndsAt).toMatch(/^2027-02-28T.*\.000Z$/);
  });

  it('read nonsense that a person wrote as nothing', () => {
    const named = (code: 'lockEndsAt' | 'lockEpoch' | 'estimatedAmount', text: string) =>
      fromHubSpot('deal', { [fieldOf(code).hubspot]: text }, 'EUR')[code];
    expect(named('lockEndsAt', 'soon')).toBeNull();
    expect(named('lockEpoch', '1.5')).toBeNull();
    expect(named('estimatedAmount', '12.345')).toBeNull();
  });

  it('fit into HubSpot whatever was typed', () => {
    for (const text of HOSTILE_TEXTS) {
      const sent = toHubSpot('deal', { verdictText: text })[fieldOf('verdictText').hubspot] ?? '';
      expect(sent.length).toBeLessThanOrEqual(TEXT_MAX_CHARS);
      expect(sent).not.toContain('\u0000');
      expect(sent.isWellFormed()).toBe(true);
    }
  });

  it.each(['', 'x'])('are never cut inside a character (after "%s")', (start) => {
    const long = `${start}${'🏢'.repeat(TEXT_MAX_CHARS)}`;
    const sent = toHubSpot('deal', { verdictText: long })[fieldOf('verdictText').hubspot] ?? '';
    expect(sent.isWellFormed()).toBe(true);
    expect(sent.endsWith('🏢…')).toBe(true);
  });

  it.each(OBJECTS)('know exactly the properties that the set-up creates on a %s', (object) => {
    const created = renderHubSpotProperties((key) => key)[HUBSPOT_OBJECT[object]].map(({ name }) => name);
    expect(propertyNames(object)).toEqual(created);
  });
});

/** Values of an object in any currency, as our code would have them. */
function valuesOn(object: HeldObject): fc.Arbitrary<(currency: string) => FieldValues> {
  const names = new Set(propertyNames(object));
  const codes = FIELD_CODES.filter((code) => names.has(fieldOf(code).hubspot));
  const record = fc.record(
    Object.fromEntries(
      codes.map((code) => [code, fc.option(VALUES[fieldOf(code).type](fieldOf(code).options ?? []), { nil: null })]),
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
  .string({ minLength: 1, unit: 'binary' })
  .filter((value) => !value.includes('\u0000') && value.isWellFormed());
const instant = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const VALUES: Record<FieldType, (options: readonly string[]) => fc.Arbitrary<Made>> = {
  text: () => text,
  long_text: () => text,
  email: () => text,
  url: () => text,
  integer: () => fc.maxSafeInteger(),
  percent: () => fc.integer({ min: 0, max: 10_000 }),
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
