/** Languages in which people name countries to us. */
const LANGUAGES = ['en', 'es', 'de', 'fr', 'pt', 'it'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Names that people use and no dictionary gives. */
const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ['uk', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['great britain', 'GB'],
  ['usa', 'US'],
  ['u s a', 'US'],
  ['america', 'US'],
  ['holland', 'NL'],
  ['czech republic', 'CZ'],
  ['uae', 'AE'],
  ['korea', 'KR'],
]);

/** The ISO 3166 alpha-2 code of a country as people write it, "DE", "Germany", "Alemania"; null when it names none. */
export function countryCode(text: string): string | null {
  const name = fold(text);
  return NICKNAMES.get(name) ?? namesToCodes().get(name) ?? null;
}

let cached: ReadonlyMap<string, string> | null = null;

function namesToCodes(): ReadonlyMap<string, string> {
  cached ??= new Map(
    LANGUAGES.map((language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })).flatMap(
      (names) =>
        LETTERS.flatMap((first) =>
          LETTERS.flatMap((second): [string, string][] => {
            const code = first + second;
            const name = names.of(code);
            return name === undefined || code === 'ZZ'
              ? []
              : [
                  [fold(code), code],
                  [fold(name), code],
                ];
          }),
        ),
    ),
  );
  return cached;
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
