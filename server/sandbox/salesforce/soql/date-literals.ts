/** A half-open span of time, epoch milliseconds. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** `TODAY`, `LAST_N_DAYS:3` … in UTC, weeks from Sunday, fiscal years as calendar years; undefined when unknown. */
export function spanOf(literal: string, nowMs: number): Span | undefined {
  const [name = '', number] = literal.toUpperCase().replaceAll('FISCAL_', '').split(':');
  const count = number === undefined ? undefined : Number(number);
  if (name === 'YESTERDAY') return days(nowMs, -1, 0);
  if (name === 'TODAY') return days(nowMs, 0, 1);
  if (name === 'TOMORROW') return days(nowMs, 1, 2);
  if (name === 'LAST_90_DAYS') return days(nowMs, -90, 1);
  if (name === 'NEXT_90_DAYS') return days(nowMs, 1, 91);
  if (count === undefined) {
    const [, which, unit] = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name) ?? [];
    if (which === undefined || unit === undefined) return undefined;
    const from = which === 'LAST' ? -1 : which === 'THIS' ? 0 : 1;
    return units(unit, nowMs, from, from + 1);
  }
  const [, ago] = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(name) ?? [];
  if (ago !== undefined) return units(ago, nowMs, -count, -count + 1);
  const [, which, unit] = /^(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(name) ?? [];
  if (which === undefined || unit === undefined) return undefined;
  // The last n days include today; the other spans leave out the unit that is running.
  if (which === 'LAST') return units(unit, nowMs, -count, unit === 'DAY' ? 1 : 0);
  return units(unit, nowMs, 1, count + 1);
}

const DAY_MS = 86_400_000;

const days = (nowMs: number, from: number, to: number): Span => units('DAY', nowMs, from, to);

const units = (unit: string, nowMs: number, from: number, to: number): Span => ({
  startMs: startOf(unit, nowMs, from),
  endMs: startOf(unit, nowMs, to),
});

/** The start of the unit that lies `offset` units from the running one. */
function startOf(unit: string, nowMs: number, offset: number): number {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const today = Date.UTC(year, month, now.getUTCDate());
  switch (unit) {
    case 'DAY':
      return today + offset * DAY_MS;
    case 'WEEK':
      return today + (offset * 7 - now.getUTCDay()) * DAY_MS;
    case 'MONTH':
      return Date.UTC(year, month + offset);
    case 'QUARTER':
      return Date.UTC(year, month - (month % 3) + offset * 3);
    default:
      return Date.UTC(year + offset, 0);
  }
}
