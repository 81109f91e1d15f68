import { storedFieldsOn } from '../../../shared/catalog/salesforce-placement.ts';
import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import { crm } from '../../../shared/words/en/crm.ts';
import { reasons } from '../../../shared/words/en/reasons.ts';
import type { Code } from './names.ts';

/** What a picklist value of a registration is called on screen; a value that the words lack stays as it is. */
export function optionLabel(code: Code, value: string): string {
  const key = `${OPTION_WORDS.get(code) ?? ''}.${value}`;
  return WORDS.get(key) ?? value;
}

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries({ ...reasons, ...crm }));
const OPTION_WORDS: ReadonlyMap<string, string | null> = new Map(
  storedFieldsOn(REGISTRATION_OBJECT).map(({ code, optionWords }) => [code, optionWords]),
);
