import {
  daysLeftKey,
  localeOf,
  say,
  sayInstant,
  sayLastDay,
  sayNumber,
  type Locale,
  type WordKey,
} from '@partnerlock/core';

/** Whoever looks at the screen: their language, and the zone in which days are counted. */
export interface Reader<Key extends string = WordKey> {
  readonly locale: Locale;
  readonly zone: string;
  readonly say: (key: Key, values?: Readonly<Record<string, string | number>>) => string;
  readonly instant: (moment: string) => string;
  readonly lastDay: (endsAt: string) => string;
  readonly number: (value: number) => string;
}

/** The little of HubSpot's context that every screen needs. All of it is display data, never authority. */
export interface ScreenContext {
  readonly user: { readonly locale?: string; readonly language?: string };
  readonly portal: { readonly timezone: string };
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Days are counted in the program's zone once the server has said it; until then in the account's. */
export function readerOf(context: ScreenContext, programZone?: string): Reader {
  const locale = localeOf(context.user.language ?? context.user.locale);
  const zone = knownZone(programZone ?? context.portal.timezone);
  return {
    locale,
    zone,
    say: (key, values) => sayOrKey(locale, key, values),
    instant: (moment) => (isMoment(moment) ? sayInstant(locale, moment, zone) : moment),
    lastDay: (endsAt) => (isMoment(endsAt) ? sayLastDay(locale, endsAt, zone) : endsAt),
    number: (value) => sayNumber(locale, value),
  };
}

/** Origin of our server from the HubSpot profile, `https://…`; null when the upload was made without it. */
export function originOf(context: ScreenContext): string | null {
  const origin = context.variables?.APP_ORIGIN;
  return typeof origin === 'string' && /^https?:\/\/[^/]+$/.test(origin) ? origin : null;
}

/** `3 days left`, in the words of the language for one, many and none. */
export const sayDaysLeft = (reader: Reader, days: number): string =>
  reader.say(daysLeftKey(days), { days: reader.number(days) });

/** A newer server may name a code that this bundle has no words for: better the code than no screen. */
function sayOrKey(locale: Locale, key: WordKey, values?: Readonly<Record<string, string | number>>): string {
  try {
    return say(locale, key, values);
  } catch {
    return key;
  }
}

const isMoment = (moment: string): boolean => !Number.isNaN(Date.parse(moment));

function knownZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}
