import { sayInstant } from '../../../shared/words/locale.ts';
import { optionLabel } from './option-label.ts';
import type { ShownField } from './registration.ts';

/** A field's value as a person reads it, moments in the given zone. */
export function sayField({ code, value }: ShownField, zone: string): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'string') return String(value ?? '');
  if (MOMENT.test(value)) return sayInstant('en', value, zone);
  // Salesforce joins the values of a multi-select picklist with semicolons.
  const parts = code === 'verdictReasons' ? value.split(';') : [value];
  return parts.map((part) => optionLabel(code, part)).join(', ');
}

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
