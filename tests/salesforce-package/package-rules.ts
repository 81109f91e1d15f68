import path from 'node:path';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';
import type { Value } from '../../server/sandbox/salesforce/entities.ts';
import { evaluateFormula, evaluateRule, type FormulaRecord } from '../../server/sandbox/salesforce/formulas/engine.ts';
import { readPackage } from '../../server/sandbox/salesforce/schema/read-package.ts';
import { Schema } from '../../server/sandbox/salesforce/schema/schema.ts';

/** The package as it would be in an org, read from its XML. */
export const schema = new Schema(readPackage(path.join(PACKAGE_DIR, 'force-app')));

/** Who saves: the custom permissions that the package's permission sets give, and nothing about fields. */
export const PEOPLE = {
  rep: [],
  // Holds every field through a profile and "Modify All Data": only rules bind such a user.
  admin: [],
  manager: ['Partner_Decide_Registration'],
  integration: ['Partner_Write_Lock', 'Partner_Override_Lock'],
  mender: ['Partner_Override_Lock'],
} as const;
export type Person = keyof typeof PEOPLE;

export const userIdOf = (person: Person): string => `005000000000${person.slice(0, 3)}`;

/** What a person saves; `before` is null for a new record. */
export interface Save {
  readonly object: string;
  readonly before: FormulaRecord | null;
  readonly after: FormulaRecord;
  readonly who: Person;
  readonly now: string;
}

/** Names of the rules of the package that refuse the save, run from their XML. */
export const refusalsOf = ({ object, before, after, who, now }: Save): string[] =>
  (schema.object(object)?.validationRules ?? [])
    .filter((rule) => rule.active)
    .filter(({ formula }) =>
      evaluateRule(formula, {
        schema,
        object,
        before,
        after,
        isNew: before === null,
        user: { id: userIdOf(who), permissions: PEOPLE[who] },
        now: Date.parse(now),
      }),
    )
    .map(({ name }) => name);

/** What a formula field of the record shows at that moment. */
export const shown = (object: string, name: string, record: FormulaRecord, now: string): Value =>
  evaluateFormula(name, { schema, object, after: record, user: { permissions: [] }, now: Date.parse(now) });
