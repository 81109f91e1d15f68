/** `2026-11-24T11:00` in the zone, as the browser's date-time input takes it; empty when there is no moment. */
export function toLocalInput(moment: string, timeZone: string): string {
  const epochMs = Date.parse(moment.replace('+0000', 'Z'));
  return Number.isNaN(epochMs) ? '' : wallClock(epochMs, timeZone);
}

/** The moment that clocks in the zone show so; null when nothing is typed. */
export function fromLocalInput(typed: string, timeZone: string): string | null {
  if (typed === '') return null;
  const asUtcMs = Date.parse(`${typed}Z`);
  const offsetMs = Date.parse(`${wallClock(asUtcMs, timeZone)}Z`) - asUtcMs;
  return new Date(asUtcMs - offsetMs).toISOString();
}

/** Swedish writes dates as the input does. */
const wallClock = (epochMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
    .format(epochMs)
    .replace(' ', 'T');
