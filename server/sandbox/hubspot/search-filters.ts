import type { PropertyDefinition } from './entities.ts';
import { validationError } from './errors.ts';

export const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: (typeof OPERATORS)[number];
  readonly value?: string | undefined;
  readonly highValue?: string | undefined;
  readonly values?: readonly string[] | undefined;
}

/** Whether a stored value (undefined when empty) passes the filter. An empty value passes only NOT_HAS_PROPERTY. */
export function matches(filter: SearchFilter, definition: PropertyDefinition, stored: string | undefined): boolean {
  const { operator } = filter;
  if (operator === 'HAS_PROPERTY') return stored !== undefined;
  if (operator === 'NOT_HAS_PROPERTY') return stored === undefined;
  if (operator === 'IN' || operator === 'NOT_IN') {
    const wanted = need(filter.values, 'values', operator).map((value) => comparable(definition, value));
    return stored !== undefined && wanted.includes(comparable(definition, stored)) === (operator === 'IN');
  }
  const value = need(filter.value, 'value', operator);
  if (operator === 'CONTAINS_TOKEN' || operator === 'NOT_CONTAINS_TOKEN') {
    return stored !== undefined && containsToken(stored, value) === (operator === 'CONTAINS_TOKEN');
  }
  const limit = comparable(definition, value);
  const high = operator === 'BETWEEN' ? comparable(definition, need(filter.highValue, 'highValue', operator)) : limit;
  if (stored === undefined) return false;
  return compare(operator, comparable(definition, stored), limit, high);
}

type Comparing = Exclude<
  SearchFilter['operator'],
  'IN' | 'NOT_IN' | 'HAS_PROPERTY' | 'NOT_HAS_PROPERTY' | 'CONTAINS_TOKEN' | 'NOT_CONTAINS_TOKEN'
>;

function compare(operator: Comparing, own: string | number, limit: string | number, high: string | number): boolean {
  switch (operator) {
    case 'EQ':
      return own === limit;
    case 'NEQ':
      return own !== limit;
    case 'LT':
      return own < limit;
    case 'LTE':
      return own <= limit;
    case 'GT':
      return own > limit;
    case 'GTE':
      return own >= limit;
    case 'BETWEEN':
      return own >= limit && own <= high;
    default: {
      const unreachable: never = operator;
      return unreachable;
    }
  }
}

/** Numbers and moments compare by size, text without regard to case. */
export function comparable(definition: PropertyDefinition, value: string): string | number {
  switch (definition.type) {
    case 'number':
      return Number(value);
    case 'date':
    case 'datetime':
      return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
    default:
      return value.toLowerCase();
  }
}

function need<T>(given: T | undefined, name: string, operator: string): T {
  if (given === undefined) throw validationError(`Operator ${operator} needs '${name}'.`);
  return given;
}

/** HubSpot splits text into words; `*` stands for any rest of a word. */
function containsToken(stored: string, wanted: string): boolean {
  const words = tokens(stored);
  return tokens(wanted, '*').every((token) => {
    const pattern = new RegExp(`^${token.split('*').join('[^]*')}$`, 'u');
    return words.some((word) => pattern.test(word));
  });
}

const tokens = (text: string, keep = ''): readonly string[] =>
  text
    .toLowerCase()
    .split(keep === '' ? /[^\p{L}\p{N}]+/u : /[^\p{L}\p{N}*]+/u)
    .filter((token) => token !== '');
