import { toInstant, type FieldCode, type FieldValues } from '@partnerlock/core';

/**
 * HubSpot's property values under our field codes; `properties[i]` is the name of `codes[i]`. A property that the
 * account does not have is simply missing.
 */
export function fieldsOf(
  codes: readonly FieldCode[],
  properties: readonly string[],
  values: Readonly<Record<string, string | null>>,
): FieldValues {
  return Object.fromEntries(
    codes.map((code, index) => {
      const value = values[properties[index] ?? ''] ?? null;
      return [code, INSTANT_CODES.includes(code) ? instantOf(value) : value];
    }),
  );
}

const INSTANT_CODES: readonly FieldCode[] = ['lockEndsAt', 'registeredAt'];

/** HubSpot gives moments to extensions as epoch milliseconds or as ISO text, depending on where they come from. */
function instantOf(value: string | null): string | null {
  if (value === null || value === '') return null;
  try {
    return toInstant(/^-?\d+$/.test(value) ? Number(value) : value);
  } catch {
    return null;
  }
}
