/** A moment as canonical UTC text with milliseconds (`2026-11-22T00:00:00.000Z`), so that text order is time order. */
export type Instant = string;
/** A calendar date, `2026-11-22`, in the zone of whoever wrote it. */
export type CalendarDate = string;
/** An IANA time zone name, `Europe/Berlin`. */
export type Zone = string;

/** A half-open stretch of time: `startsAt` belongs to it, `endsAt` does not. */
export interface Period {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** Canonical text of a moment given as ISO text with an offset, or epoch milliseconds. Throws RangeError otherwise. */
export function toInstant(moment: string | number): Instant {
  if (typeof moment === 'string' && !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/i.test(moment)) {
    throw new RangeError(`Not a moment with its offset: ${moment.slice(0, 40)}`);
  }
  return new Date(moment).toISOString();
}

/** Epoch milliseconds of a moment. */
export const epochMs = (moment: Instant): number => Date.parse(moment);

/** Whether the moment lies in the period: `[startsAt, endsAt)`, so of two touching periods exactly one holds it. */
export const contains = (period: Period, moment: Instant): boolean =>
  period.startsAt <= moment && moment < period.endsAt;

/** The calendar day on which the moment falls in the zone. Intl keeps this small enough for a card. */
export const localDate = (moment: Instant, zone: Zone): CalendarDate =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    epochMs(moment),
  );

/**
 * Whole local days still protected after today: 90 on the day a 90-day lock starts, 0 on its last day.
 * Negative when the end has passed. Where nobody knows the program's zone (null), days of 24 hours are counted, which is
 * the same for an end at the zone's midnight.
 */
export function daysLeft(endsAt: Instant, now: Instant, zone: Zone | null): number {
  if (zone === null) return Math.ceil((epochMs(endsAt) - epochMs(now)) / 86_400_000) - 1;
  const lastProtected = localDate(toInstant(epochMs(endsAt) - 1), zone);
  return (Date.parse(lastProtected) - Date.parse(localDate(now, zone))) / 86_400_000;
}

/** Whether the text names a time zone that this runtime knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
