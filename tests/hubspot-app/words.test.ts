import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { en as screenEn } from '../../hubspot-app/kit/screen-words/en.ts';
import { es as screenEs } from '../../hubspot-app/kit/screen-words/es.ts';
import { crm as cardEn } from '../../shared/words/en/crm.ts';
import { crm as cardEs } from '../../shared/words/es/crm.ts';

const DICTIONARIES: readonly { name: string; en: Record<string, string>; es: Record<string, string> }[] = [
  { name: 'the card', en: cardEn, es: cardEs },
  { name: 'the large screens', en: screenEn, es: screenEs },
];

describe.each(DICTIONARIES)('the words of $name', ({ en, es }) => {
  it('have the same places to fill in both languages', () => {
    const placesOf = (words: Record<string, string>) =>
      Object.entries(words).map(([key, sentence]) => [key, (sentence.match(/\{\w+\}/g) ?? []).toSorted()]);
    expect(Object.fromEntries(placesOf(es))).toEqual(Object.fromEntries(placesOf(en)));
  });

  it('are translated, except what is the same word in both', () => {
    const same = Object.keys(en).filter((key) => en[key] === es[key] && !SAME_IN_BOTH.includes(key));
    expect(same).toEqual([]);
  });

  it('are all used', () => {
    const source = readdirSync(APP_DIR, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('screen-words') && !file.includes('node_modules'))
      .map((file) => readFileSync(path.join(APP_DIR, file), 'utf8'))
      .concat(readFileSync(CHOSEN_BY_CORE, 'utf8'))
      .join('\n');
    expect(Object.keys(en).filter((key) => !isUsed(source, key))).toEqual([]);
  });
});

const SAME_IN_BOTH = ['card.partner', 'matched.partner', 'who.partner', 'settings.partners', 'screen.no'];

const APP_DIR = path.resolve(import.meta.dirname, '../../hubspot-app');
/** Words that the core chooses for the card and the Lightning components alike. */
const CHOSEN_BY_CORE = path.resolve(import.meta.dirname, '../../shared/words/ownership-words.ts');

/** Literally, or with its last part filled in: `state.${state}`. */
const isUsed = (source: string, key: string): boolean =>
  source.includes(`'${key}'`) || source.includes(`\`${key.slice(0, key.lastIndexOf('.'))}.\${`);
