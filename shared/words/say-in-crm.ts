import { crm as enCrm } from './en/crm.ts';
import { reasons as enReasons } from './en/reasons.ts';
import { crm as esCrm } from './es/crm.ts';
import { reasons as esReasons } from './es/reasons.ts';
import { fillPlaces, type Locale } from './locale.ts';

const en = { ...enReasons, ...enCrm };
export type CrmWordKey = keyof typeof en;

const WORDS: Record<Locale, Record<CrmWordKey, string>> = { en, es: { ...esReasons, ...esCrm } };

/** As `say`, with only the words that the CRM's screens need: a card must stay small. */
export const sayInCrm = (
  locale: Locale,
  key: CrmWordKey,
  values: Readonly<Record<string, string | number>> = {},
): string => fillPlaces(WORDS[locale][key], values);
