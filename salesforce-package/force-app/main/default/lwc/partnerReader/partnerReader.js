import CURRENCY from '@salesforce/i18n/currency';
import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import { daysLeftKey, decimalsOf, fillPlaces } from 'c/partnerCore';
import { LABELS } from 'c/partnerLabels';

/** The currency in which the org keeps amounts. */
export { CURRENCY, LOCALE };

/** This moment, as the core takes it. */
export const now = () => new Date().toISOString();

/**
 * The label in the reader's language with its `{name}` places filled.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export const say = (key, values = {}) => fillPlaces(LABELS[key] ?? key, values);

/**
 * What a code means. A newer server may write one that has no word here yet: better the code than nothing.
 * @param {string} family
 * @param {unknown} code
 */
export const sayCode = (family, code) => (isText(code) ? (LABELS[`${family}.${code}`] ?? code) : null);

/**
 * What the rules found.
 * @param {unknown} codes
 * @returns {string[]}
 */
export const sayReasons = (codes) => (Array.isArray(codes) ? codes.map((code) => sayCode('reason', code) ?? '') : []);

/**
 * A moment in the reader's zone.
 * @param {unknown} moment
 */
export const sayMoment = (moment) =>
  isText(moment) ? format(Date.parse(moment), { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE }) : null;

/**
 * The last protected day: the end itself is exclusive.
 * @param {unknown} endsAt
 */
export const sayLastDay = (endsAt) =>
  isText(endsAt) ? format(Date.parse(endsAt) - 1, { dateStyle: 'medium', timeZone: TIME_ZONE }) : null;

/**
 * A calendar date is the same in every zone.
 * @param {unknown} date
 */
export const sayDate = (date) =>
  isText(date) ? format(Date.parse(date), { dateStyle: 'medium', timeZone: 'UTC' }) : null;

/** @param {unknown} value */
export const sayNumber = (value) => (typeof value === 'number' ? new Intl.NumberFormat(LOCALE).format(value) : null);

/** @param {unknown} amount */
export function sayMoney(amount) {
  if (!isMoney(amount)) return null;
  const { amountMinor, currency } = amount;
  const style = /** @type {const} */ ({ style: 'currency', currency });
  return new Intl.NumberFormat(LOCALE, style).format(amountMinor / 10 ** decimalsOf(currency));
}

/**
 * `3 days left`, in the words for one, many and none.
 * @param {number} days
 */
export const sayDaysLeft = (days) => say(daysLeftKey(days), { days });

/**
 * The last protected day, and how long that is still.
 * @param {{ protectedUntil: string | null, daysLeft: number | null }} ownership
 */
export function sayUntil({ protectedUntil, daysLeft }) {
  const lastDay = sayLastDay(protectedUntil);
  return lastDay && daysLeft !== null ? `${lastDay} (${sayDaysLeft(daysLeft)})` : lastDay;
}

/** Colour and icon of each state. They go with its words, so that nobody depends on them. */
export const LOOKS = {
  none: { theme: '', icon: 'utility:routing_offline' },
  pending: { theme: 'slds-theme_warning', icon: 'utility:clock' },
  locked: { theme: 'slds-theme_success', icon: 'utility:lock' },
  conflict: { theme: 'slds-theme_error', icon: 'utility:warning' },
  expired: { theme: '', icon: 'utility:unlock' },
  released: { theme: '', icon: 'utility:unlock' },
  refused: { theme: '', icon: 'utility:ban' },
};

/**
 * Countries in the reader's language, in its order.
 * @returns {{ value: string, label: string }[]}
 */
export function countryOptions() {
  const names = new Intl.DisplayNames(LOCALE, { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code) && names.of(code) !== undefined)
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, LOCALE));
}

/** Unions, reserved and historic codes that browsers have names for. */
const NO_COUNTRIES = new Set([
  'BU',
  'DD',
  'EU',
  'EZ',
  'FX',
  'NT',
  'QO',
  'SU',
  'TP',
  'UK',
  'UN',
  'XA',
  'XB',
  'YD',
  'YU',
  'ZR',
  'ZZ',
]);

/**
 * @param {number} epochMs
 * @param {Intl.DateTimeFormatOptions} options
 */
const format = (epochMs, options) => new Intl.DateTimeFormat(LOCALE, options).format(epochMs);

/**
 * @param {unknown} value
 * @returns {value is string}
 */
const isText = (value) => typeof value === 'string' && value !== '';

/**
 * @param {unknown} value
 * @returns {value is { amountMinor: number, currency: string }}
 */
const isMoney = (value) => typeof value === 'object' && value !== null && 'amountMinor' in value;
