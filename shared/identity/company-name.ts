import { LEADING_FORMS, TRAILING_FORMS, WRITTEN_TOGETHER } from './legal-forms.ts';
import { plainText } from './plain-text.ts';

/**
 * The name by which spellings of one company meet: lower case, no punctuation, no legal form, "and" for "&" and its
 * translations. Umlauts are written out, so that "Müller" and "Mueller" are one (`mueller`) and "Groß" is `gross`;
 * every other mark is dropped. At most 120 characters; '' only when the name has no letter or digit.
 */
export function normaliseCompanyName(name: string): string {
  return settled(withoutPunctuation(folded(plainText(name, MAX_READ))));
}

/** Repeats until nothing changes: a cut or a removed form can bring the next one to the end. */
function settled(name: string): string {
  const tokens = cut(name)
    .split(' ')
    .map(withoutAttachedForm)
    .filter((token) => token !== '');
  const next = cut(withOneAnd(withoutLegalForms(tokens)).join(' '));
  return next === name ? name : settled(next);
}

const cut = (name: string): string => name.slice(0, MAX_LENGTH).toWellFormed().replaceAll('\uFFFD', '').trim();

function folded(name: string): string {
  const composed = name.normalize('NFKC').toLowerCase().normalize('NFC');
  // Only Latin, Greek and Cyrillic accents: dropping every mark would take the vowels from Hindi and the voicing
  // from Japanese, and make different names equal.
  const bare = spelledOut(composed).normalize('NFKD').replaceAll(ACCENTS, '').normalize('NFC').toLowerCase();
  // Once more, for letters that lost an accent just now: "ǣ" became "æ".
  return spelledOut(bare);
}

const spelledOut = (name: string): string =>
  name.replaceAll(/[äöüßæœøłđðþıς]/g, (letter) => SPELLED.get(letter) ?? letter);

function withoutPunctuation(name: string): string {
  return name
    .replaceAll(/['’‘`´]/g, '')
    .replaceAll(INITIALS, (initials) => initials.replaceAll(/[./ ]/g, ''))
    .replaceAll(/(?<=[\p{L}\p{N}.)])\s*[&+]\s*(?=[\p{L}\p{N}(])/gu, ' and ')
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** Removes legal forms from both ends until none is left, but never the last word: a company may be called "AG". */
function withoutLegalForms(tokens: readonly string[]): readonly string[] {
  let rest = tokens;
  for (;;) {
    const atEnd = formLength(TRAILING_FORMS, (length) => rest.slice(-length), rest.length);
    const atStart = formLength(LEADING_FORMS, (length) => rest.slice(0, length), rest.length);
    if (atStart > 0) rest = rest.slice(atStart);
    else if (atEnd > 0) rest = rest.slice(0, -atEnd);
    else return rest;
  }
}

/** How many tokens the longest legal form takes; 0 when there is none or nothing would remain. */
function formLength(
  forms: ReadonlySet<string>,
  take: (length: number) => readonly string[],
  available: number,
): number {
  for (let length = Math.min(LONGEST_FORM, available - 1); length > 0; length -= 1) {
    if (forms.has(take(length).join(' '))) return length;
  }
  return 0;
}

/** Japanese, Chinese and Korean put the legal form against the name without a blank. */
function withoutAttachedForm(token: string): string {
  for (const form of WRITTEN_TOGETHER) {
    if (token === form) continue;
    if (token.startsWith(form)) return withoutAttachedForm(token.slice(form.length));
    if (token.endsWith(form)) return withoutAttachedForm(token.slice(0, -form.length));
  }
  return token;
}

/** Only between two words: "Y Combinator" and "Plan E" keep their letter. */
const withOneAnd = (tokens: readonly string[]): readonly string[] =>
  tokens.map((token, at) => (at > 0 && at < tokens.length - 1 && AND_WORDS.has(token) ? 'and' : token));

const ACCENTS = /[\u0300-\u036F]/g;
const MAX_READ = 300;
const MAX_LENGTH = 120;
const LONGEST_FORM = 6;

/**
 * `s.a.`, `s. a.`, `u.s.`, `a/s`: single letters with dots or slashes between them are one word. After a blank only
 * a letter with a dot of its own belongs to them, so that "G. e R." keeps its "and".
 */
const INITIALS = /(?<![\p{L}\p{N}])\p{L}(?:(?:[./]|\. (?=\p{L}\.))\p{L})+(?![\p{L}\p{N}])/gu;

const AND_WORDS: ReadonlySet<string> = new Set(['and', 'und', 'et', 'y', 'e', 'en', 'og', 'och', 'и']);

const SPELLED: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ς', 'σ'],
]);
