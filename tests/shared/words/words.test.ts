import { describe, expect, it } from 'vitest';
import { FIELD_CODES, fieldOf } from '../../../shared/catalog/fields.ts';
import { REASON_CODES, REFUSAL_CODES, REJECTION_REASONS } from '../../../shared/registration/reasons.ts';
import { NEXT_STEPS, OWNERSHIP_STATES } from '../../../shared/views/ownership-view.ts';
import { en } from '../../../shared/words/en.ts';
import { es } from '../../../shared/words/es.ts';
import { localeOf, sayInstant, sayLastDay } from '../../../shared/words/locale.ts';
import { say } from '../../../shared/words/say.ts';

const places = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

describe('every language', () => {
  it('has every word, and none that another lacks', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    expect(Object.values({ ...en, ...es }).filter((word) => word.trim() === '')).toEqual([]);
  });

  it.each(Object.keys(en) as (keyof typeof en)[])('%s fills the same places', (key) => {
    expect(places(es[key])).toEqual(places(en[key]));
  });
});

describe('every code that people meet', () => {
  const needed = [
    ...REASON_CODES.map((code) => `reason.${code}`),
    ...REJECTION_REASONS.flatMap((code) => [`rejection.${code}`, `neutral.${code}`]),
    ...REFUSAL_CODES.map((code) => `refusal.${code}`),
    ...OWNERSHIP_STATES.map((code) => `state.${code}`),
    ...NEXT_STEPS.map((code) => `next.${code}`),
    ...FIELD_CODES.flatMap((code) => {
      const { options, optionWords } = fieldOf(code);
      return (options ?? []).map((value) => `${optionWords}.${value}`);
    }),
  ];
  it.each([...new Set(needed)])('%s has a sentence', (key) => expect(Object.keys(en)).toContain(key));
});

it('neutral sentences of rivals, customers and deals are one and the same, so that they tell nothing', () => {
  for (const words of [en, es]) {
    const told = new Set([
      words['neutral.prospect_locked'],
      words['neutral.prospect_reserved'],
      words['neutral.existing_customer'],
      words['neutral.named_account'],
      words['neutral.open_direct_deal'],
    ]);
    expect(told.size).toBe(1);
  }
});

it('fills places, and leaves what it does not know as it is', () => {
  expect(say('en', 'record.title', { prospect: 'Siemens', partner: 'Demo Partner North' })).toBe(
    'Siemens (registered by Demo Partner North)',
  );
  expect(say('en', 'record.title', { prospect: '{partner} & Co' })).toBe('{partner} & Co (registered by {partner})');
  expect(say('es', 'status.approved')).toBe('Aprobado');
});

it.each([
  { language: 'es-MX', locale: 'es' },
  { language: 'es_ES', locale: 'es' },
  { language: 'en-GB', locale: 'en' },
  { language: 'fr', locale: 'en' },
  { language: '', locale: 'en' },
  { language: null, locale: 'en' },
])('a reader of $language is served in $locale', ({ language, locale }) => expect(localeOf(language)).toBe(locale));

it('writes moments and last days as the reader does, in the program’s zone', () => {
  expect(sayInstant('en', '2027-02-20T23:30:00.000Z', 'Europe/Berlin')).toBe('Feb 21, 2027, 12:30 AM');
  expect(sayLastDay('en', '2027-02-21T00:00:00.000Z', 'UTC')).toBe('Feb 20, 2027');
  expect(sayLastDay('es', '2027-02-20T23:00:00.000Z', 'Europe/Berlin')).toBe('20 feb 2027');
});
