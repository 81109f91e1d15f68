import type { FieldDefinition, Value } from '../entities.ts';

/** A field as the UI API and GraphQL show it: picklists, dates and numbers with a text beside their value. */
export function shown(field: FieldDefinition, value: Value): { displayValue: string | null; value: Value } {
  if (field.type === 'datetime') return { displayValue: uiTime(value), value: uiTime(value) };
  if (field.picklist !== undefined) {
    const label =
      field.picklist.values.find((each) => each.value === value)?.label ?? (value === null ? null : String(value));
    return { displayValue: label, value };
  }
  const hasText = ['date', 'double', 'currency', 'percent', 'int'].includes(field.type) && value !== null;
  return { displayValue: hasText ? String(value) : null, value };
}

export const uiTime = (value: Value | undefined): string | null =>
  typeof value === 'string' ? value.replace('+0000', 'Z') : null;
