import type { Literal } from 'formulon';
import type { FieldDefinition, FieldType, Value } from '../entities.ts';

/** A formula's blank: neither zero nor the empty text. */
export const BLANK: Literal = { type: 'literal', dataType: 'null', value: null, options: {} };

/** Longer than any value here, so that formulon never objects to a length. */
const NUMBER_OPTIONS = { length: 18, scale: 10 };

/** A stored value as formulon takes it. */
export function toLiteral(value: Value | undefined, type: FieldType, blankAsZero: boolean): Literal {
  if (value === undefined || value === null || value === '') return blankOf(type, blankAsZero);
  switch (type) {
    case 'datetime':
      return literal('datetime', new Date(String(value)));
    case 'date':
      return literal('date', new Date(`${value}T00:00:00Z`));
    case 'boolean':
      return literal('checkbox', value === true);
    case 'picklist':
      return literal('picklist', String(value), { values: [value] });
    case 'multipicklist':
      return literal('multipicklist', String(value).split(';'), { values: String(value).split(';') });
    case 'percent':
      // 12.5 percent is 0.125 inside a formula.
      return literal('number', Number(value) / 100, NUMBER_OPTIONS);
    case 'int':
    case 'double':
    case 'currency':
      return literal('number', Number(value), NUMBER_OPTIONS);
    default:
      return literal('text', String(value), { length: Math.max(String(value).length, 255) });
  }
}

/** What a formula field shows of a result. */
export function fromLiteral({ value }: Literal, field: Pick<FieldDefinition, 'type' | 'scale'>): Value {
  if (field.type === 'boolean') return value === true;
  if (value === null || value === '') return null;
  if (value instanceof Date) {
    const iso = value.toISOString();
    return field.type === 'date' ? iso.slice(0, 10) : iso.replace(/\.\d+Z$/, '.000+0000');
  }
  if (typeof value === 'number') {
    const shown = field.type === 'percent' ? value * 100 : value;
    return Number.isFinite(shown) ? roundTo(shown, field.scale ?? 0) : null;
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : value.join(';');
}

/** Half away from zero, as the platform rounds; the exponent form avoids 1.005 becoming 1.00. */
export function roundTo(value: number, scale: number): number {
  const rounded = Number(`${Math.round(Number(`${Math.abs(value)}e${scale}`))}e-${scale}`);
  return Number.isFinite(rounded) ? Math.sign(value) * rounded : value;
}

/** Some value of a type that is not blank, to try a formula on. */
export function sampleOf(type: FieldType): Literal {
  const samples: Partial<Record<FieldType, Value>> = {
    datetime: '2026-01-01T00:00:00Z',
    date: '2026-01-01',
    boolean: true,
    int: 1,
    double: 1,
    currency: 1,
    percent: 1,
  };
  return toLiteral(samples[type] ?? '1', type, false);
}

export const literal = (dataType: string, value: Literal['value'], options: Literal['options'] = {}): Literal => ({
  type: 'literal',
  dataType,
  value,
  options,
});

/** formulon makes `TEXT(null)` the text "NULL" and knows no blank picklist: these stand for the platform's blanks. */
function blankOf(type: FieldType, blankAsZero: boolean): Literal {
  switch (type) {
    case 'picklist':
      return literal('picklist', '', { values: [''] });
    case 'multipicklist':
      return literal('multipicklist', [], { values: [] });
    case 'boolean':
      return literal('checkbox', false);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return blankAsZero ? literal('number', 0, NUMBER_OPTIONS) : BLANK;
    case 'date':
    case 'datetime':
      return BLANK;
    default:
      return literal('text', '', { length: 255 });
  }
}
