/** `2026-11-24T10:00:00.000+0000`: the platform stores whole seconds and writes UTC like this. */
export const toDateTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '.000+0000');

export const toDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Epoch milliseconds of ISO text with a zone (`Z`, `+0000`, `+02:00`); undefined for anything else. */
export function parseDateTime(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)) return undefined;
  const ms = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? undefined : ms;
}

/** A calendar date that exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && toDate(ms) === text;
}
