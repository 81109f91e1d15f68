import type { WordKey } from '@partnerlock/core';
import { readerOf, type Reader, type ScreenContext } from './reader.ts';
import { en } from './screen-words/en.ts';
import { es } from './screen-words/es.ts';

type ScreenKey = keyof typeof en;
export type ScreenReader = Reader<WordKey | ScreenKey>;

/**
 * A reader who also knows the words of the large screens. They are kept out of the core's words because every bundle
 * carries all of those, and the record card has a budget.
 */
export function screenReaderOf(context: ScreenContext): ScreenReader {
  const reader = readerOf(context);
  const words: Readonly<Record<string, string>> = { en, es }[reader.locale];
  return {
    ...reader,
    say: (key, values) => (isScreenKey(key) ? fill(words[key] ?? key, values) : reader.say(key, values)),
  };
}

const isScreenKey = (key: WordKey | ScreenKey): key is ScreenKey => Object.hasOwn(en, key);

const fill = (sentence: string, values: Readonly<Record<string, string | number>> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : place));
