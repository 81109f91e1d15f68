import { Temporal } from 'temporal-polyfill';
import { epochMs, toInstant, type Instant, type Zone } from './time.ts';

/**
 * The end of the `days`-th local day after the day of `startsAt`, in the program's zone: the first moment that is
 * no longer protected. Counting local days keeps "90 days" true across daylight saving.
 */
export function endOfLocalDay(startsAt: Instant, days: number, zone: Zone): Instant {
  const localDay = Temporal.Instant.fromEpochMilliseconds(epochMs(startsAt)).toZonedDateTimeISO(zone).toPlainDate();
  const nextMidnight = localDay.add({ days: days + 1 }).toZonedDateTime({ timeZone: zone });
  return toInstant(nextMidnight.epochMilliseconds);
}

/** The end of a period moved by `days` local days: what an extension gives. */
export const extendedEnd = (endsAt: Instant, days: number, zone: Zone): Instant =>
  endOfLocalDay(toInstant(epochMs(endsAt) - 1), days, zone);
