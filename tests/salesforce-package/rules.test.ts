import { describe, expect, it } from 'vitest';
import { RULE_WORDS } from '../../shared/catalog/salesforce-rules.ts';
import { PEOPLE, refusalsOf, schema } from './package-rules.ts';
import { RECORD_CASES } from './rule-cases/records.ts';
import { REGISTRATION_CASES } from './rule-cases/registrations.ts';
import { DURING, LOCKED } from './rule-cases/rule-case.ts';
import { STAMP_CASES } from './rule-cases/stamps.ts';

const RULE_CASES = [...STAMP_CASES, ...RECORD_CASES, ...REGISTRATION_CASES];

describe.each([...new Set(RULE_CASES.map(({ object }) => object))])(
  'the validation rules of %s, run from their XML',
  (object) => {
    it.each(RULE_CASES.filter((row) => row.object === object))('$label ($who): $refusedBy', (row) => {
      const after = { ...row.before, ...row.change };
      const refusals = refusalsOf({ object, before: row.before, after, who: row.who, now: row.now });
      expect(refusals.toSorted()).toEqual([...row.refusedBy].toSorted());
    });
  },
);

it('every rule of the package refuses something in the table, and lets something through', () => {
  const rules = Object.entries(RULE_WORDS).flatMap(([object, words]) =>
    Object.keys(words).map((name) => ({ object, name })),
  );
  const refusing = (object: string, name: string) =>
    RULE_CASES.filter((row) => row.object === object && row.refusedBy.includes(name));
  for (const { object, name } of rules) {
    expect(refusing(object, name).length, `${object}.${name}`).toBeGreaterThan(0);
    expect(RULE_CASES.some((row) => row.object === object && !row.refusedBy.includes(name))).toBe(true);
  }
});

describe('clearing the end first and stealing with the next save', () => {
  it.each(['Account', 'Lead', 'Opportunity'])('fails on %s at its first step, whoever tries', (object) => {
    const cleared = { ...LOCKED, Partner_Lock_Ends_At__c: null };
    for (const who of ['rep', 'admin', 'manager'] as const) {
      expect(refusalsOf({ object, before: LOCKED, after: cleared, who, now: DURING })).not.toEqual([]);
      const stolen = { ...cleared, Partner_Id__c: 'south' };
      expect(refusalsOf({ object, before: cleared, after: stolen, who, now: DURING })).not.toEqual([]);
    }
  });
});

it('no custom permission but those of the package is asked for', () => {
  const known = new Set<string>(Object.values(PEOPLE).flat());
  const asked = schema.objects.flatMap(({ validationRules }) =>
    validationRules.flatMap(({ formula }) =>
      [...formula.matchAll(/\$Permission\.(\w+)/g)].map((match) => match[1] ?? ''),
    ),
  );
  expect(new Set(asked)).toEqual(known);
});
