export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

/** The locale of ours that serves the reader: `es-MX` is served by `es`, everything unknown by English. */
export function localeOf(language: string | null | undefined): Locale {
  const base = (language ?? '').toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => locale === base) ?? 'en';
}

/** The sentence with its `{name}` places filled; what `values` does not know stays as it is. */
export const fillPlaces = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : place));

/** A moment as the reader writes dates: "Feb 20, 2027, 11:59 PM". Without a zone, UTC. */
export const sayInstant = (locale: Locale, moment: string, zone = 'UTC'): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(moment));

/** The last protected day before the exclusive end of a period. */
export const sayLastDay = (locale: Locale, endsAt: string, zone = 'UTC'): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(new Date(Date.parse(endsAt) - 1));

export const sayNumber = (locale: Locale, value: number): string => new Intl.NumberFormat(locale).format(value);
