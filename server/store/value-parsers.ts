/**
 * How column values become JavaScript, by PostgreSQL type number. Both engines use this one table, because their own
 * defaults differ: `pg` reads int8 as text, PGlite as a number or bigint, and dates become Date objects.
 */
export const VALUE_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [20 /* int8 */]: safeInteger,
  [1700 /* numeric */]: asText,
  [114 /* json */]: asJson,
  [3802 /* jsonb */]: asJson,
  [17 /* bytea */]: asText,
  [1082 /* date */]: asText,
  [1114 /* timestamp */]: asText,
  [1184 /* timestamptz */]: asText,
  [1186 /* interval */]: asText,
};

/** A count or sequence value; beyond 2^53 it would lose its last digits, so it is refused. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database returned an integer beyond 2^53: ${text}`);
  return value;
}

function asJson(text: string): unknown {
  return JSON.parse(text);
}

function asText(text: string): string {
  return text;
}
