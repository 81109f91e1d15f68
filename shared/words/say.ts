import { en } from './en.ts';
import { es } from './es.ts';
import { fillPlaces, type Locale } from './locale.ts';

export type WordKey = keyof typeof en;

const WORDS: Record<Locale, Record<WordKey, string>> = { en, es };

/** A sentence in the reader's language; `{name}` places are filled from `values`. */
export const say = (locale: Locale, key: WordKey, values: Readonly<Record<string, string | number>> = {}): string =>
  fillPlaces(WORDS[locale][key], values);
