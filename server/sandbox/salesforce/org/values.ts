import type { FieldDefinition, Value } from '../entities.ts';
import { cannotDeserialize, saveRefused } from '../errors.ts';
import { roundTo } from '../formulas/literals.ts';
import { isIdShaped, to18 } from '../ids.ts';
import { isDate, parseDateTime, toDateTime } from '../times.ts';

/** A value as it came in JSON, as it will be stored; refused in the platform's words. Empty text clears. */
export function toStored(field: FieldDefinition, value: unknown): Value {
  if (field.type === 'boolean') return toBoolean(value);
  if (value === null || value === undefined || value === '') return null;
  switch (field.type) {
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return toNumber(field, value);
    case 'date':
      return toDateValue(value);
    case 'datetime':
      return toDateTimeValue(value);
    case 'reference':
      return toReference(field, value);
    default:
      return toText(field, value) || null;
  }
}

function toBoolean(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw cannotDeserialize('boolean', value);
}

function toNumber(field: FieldDefinition, value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    throw cannotDeserialize(field.type === 'int' ? 'int' : 'double', value);
  }
  const scale = field.scale ?? 0;
  const digits = (field.precision ?? 18) - scale;
  if (Math.abs(number) >= 10 ** digits) {
    throw saveRefused(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${number}`,
      [field.name],
    );
  }
  return roundTo(number, scale);
}

function toDateValue(value: unknown): string {
  const text = typeof value === 'string' ? value.slice(0, 10) : '';
  if (isDate(text) && (value === text || parseDateTime(String(value)) !== undefined)) return text;
  throw cannotDeserialize('date', value);
}

function toDateTimeValue(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  // A bare date is taken as midnight UTC.
  const ms = isDate(text) ? Date.parse(`${text}T00:00:00Z`) : parseDateTime(text);
  if (ms === undefined) throw cannotDeserialize('datetime', value);
  return toDateTime(ms);
}

function toReference(field: FieldDefinition, value: unknown): string {
  if (typeof value !== 'string') throw cannotDeserialize('reference', value);
  if (isIdShaped(value)) return to18(value);
  throw saveRefused('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [field.name]);
}

function toText(field: FieldDefinition, value: unknown): string {
  if (typeof value !== 'string') throw cannotDeserialize('string', value);
  // The platform cuts white space at both ends, and control characters do not survive its store.
  const text = dropControls(value).trim();
  if (field.type === 'picklist') return checkPicklist(field, text);
  if (field.type === 'multipicklist') {
    return text
      .split(';')
      .map((each) => checkPicklist(field, each.trim()))
      .join(';');
  }
  if (field.type === 'email' && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/.test(text)) {
    throw saveRefused('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, [field.name]);
  }
  if (field.length !== undefined && text.length > field.length) {
    throw saveRefused('STRING_TOO_LONG', `${field.label}: data value too large: ${text} (max length=${field.length})`, [
      field.name,
    ]);
  }
  return text;
}

/** Line breaks and tabs stay. */
const dropControls = (text: string): string =>
  [...text].filter((character) => character >= ' ' || '\n\r\t'.includes(character)).join('');

function checkPicklist(field: FieldDefinition, value: string): string {
  if (field.picklist?.restricted !== true) return value;
  if (field.picklist.values.some((each) => each.active && each.value === value)) return value;
  throw saveRefused(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${value}`,
    [field.name],
  );
}
