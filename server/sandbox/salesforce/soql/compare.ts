import type { FieldDefinition, FieldType, Value } from '../entities.ts';
import { refuse } from '../errors.ts';
import { isIdShaped, to18 } from '../ids.ts';
import { parseDateTime } from '../times.ts';
import { spanOf } from './date-literals.ts';
import type { Comparison, Literal } from './grammar.ts';
import { malformed, notImplemented } from './grammar.ts';

/** Checks a comparison against its field once, and gives the test to run per value. */
export function testOf(comparison: Comparison, field: FieldDefinition, nowMs: number): (value: Value) => boolean {
  const { operator, literals } = comparison;
  checkFilterable(field, operator);
  for (const literal of literals) checkLiteral(literal, field);
  if (operator === 'IN') return anyOf(literals, field, nowMs);
  if (operator === 'NOT IN') return negate(anyOf(literals, field, nowMs));
  if (operator === 'INCLUDES') return includes(literals);
  if (operator === 'EXCLUDES') return negate(includes(literals));
  const [literal] = literals;
  if (literal === undefined) throw malformed(`unexpected token: '${operator}'`);
  if (operator === 'LIKE') return like(quoted(literal.text));
  return single(operator, literal, field, nowMs);
}

const negate = (test: (value: Value) => boolean) => (value: Value) => !test(value);

const anyOf = (literals: readonly Literal[], field: FieldDefinition, nowMs: number) => {
  const tests = literals.map((literal) => single('=', literal, field, nowMs));
  return (value: Value) => tests.some((test) => test(value));
};

/** One value against one literal. Text ignores case; blank equals the empty text; `<` and `>` never hold for blank. */
function single(operator: string, literal: Literal, field: FieldDefinition, nowMs: number): (value: Value) => boolean {
  if (literal.type === 'DATE_LITERAL' || literal.type === 'DATE_N_LITERAL') return inSpan(operator, literal, nowMs);
  const wanted = comparable(literalValue(literal, field), field.type);
  return (value) => {
    const actual = comparable(value, field.type);
    if (operator === '=') return actual === wanted;
    if (operator === '!=' || operator === '<>') return actual !== wanted;
    if (actual === null || wanted === null) return false;
    return ordered(operator, actual < wanted ? -1 : actual > wanted ? 1 : 0);
  };
}

const ordered = (operator: string, sign: number): boolean => {
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
    default:
      throw notImplemented(`the operator ${operator}`);
  }
};

function inSpan(operator: string, literal: Literal, nowMs: number): (value: Value) => boolean {
  const span = spanOf(literal.text, nowMs);
  if (span === undefined) throw notImplemented(`the date literal ${literal.text}`);
  return (value) => {
    if (value === null) return operator === '!=';
    const ms = momentOf(String(value));
    const sign = ms < span.startMs ? -1 : ms >= span.endMs ? 1 : 0;
    if (operator === '=') return sign === 0;
    if (operator === '!=') return sign !== 0;
    return ordered(operator, sign);
  };
}

const momentOf = (text: string): number => parseDateTime(text) ?? Date.parse(`${text}T00:00:00Z`);

export function comparable(value: Value, type: FieldType): string | number | boolean | null {
  if (value === null || value === '') return null;
  if (type === 'datetime') return momentOf(String(value));
  if (type === 'id' || type === 'reference') return to18(String(value));
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function literalValue(literal: Literal, field: FieldDefinition): Value {
  switch (literal.type) {
    case 'NULL':
      return field.type === 'boolean' ? false : null;
    case 'STRING':
      return quoted(literal.text);
    case 'BOOLEAN':
      return literal.text.toUpperCase() === 'TRUE';
    case 'INTEGER':
    case 'DECIMAL':
      return Number(literal.text);
    case 'INTEGER_WITH_CURRENCY_PREFIX':
    case 'DECIMAL_WITH_CURRENCY_PREFIX':
      return Number(literal.text.slice(3));
    case 'DATE':
    case 'DATETIME':
      return literal.text;
    default:
      throw notImplemented(`a ${literal.type} in a filter`);
  }
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text between the quotes. `\%` and `\_` keep their backslash: only LIKE gives it a meaning. */
export const quoted = (text: string): string =>
  text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (whole, escaped: string) => {
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return escaped === '%' || escaped === '_' ? whole : (ESCAPED[escaped.toLowerCase()] ?? escaped);
  });

function like(pattern: string): (value: Value) => boolean {
  const source = pattern
    .replace(/[.*+?^${}()|[\]]|\\(?![%_])/g, '\\$&')
    .replace(/(\\?)([%_])/g, (_, escape: string, sign: string) =>
      escape ? sign : sign === '%' ? '[\\s\\S]*' : '[\\s\\S]',
    );
  const expression = new RegExp(`^${source}$`, 'i');
  return (value) => value !== null && expression.test(String(value));
}

/** `INCLUDES ('a;b', 'c')`: both a and b, or c. */
function includes(literals: readonly Literal[]): (value: Value) => boolean {
  const wanted = literals.map((literal) => quoted(literal.text).toLowerCase().split(';'));
  return (value) => {
    const held = String(value ?? '')
      .toLowerCase()
      .split(';');
    return wanted.some((all) => all.every((each) => held.includes(each)));
  };
}

const TEXT_TYPES: readonly FieldType[] = ['string', 'textarea', 'email', 'url', 'phone', 'picklist', 'multipicklist'];

function checkFilterable(field: FieldDefinition, operator: string): void {
  if (field.longText) throw refuse(400, 'INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`);
  const isText = TEXT_TYPES.includes(field.type);
  const isMulti = field.type === 'multipicklist';
  const wrong =
    (operator === 'LIKE' && !isText) ||
    (['INCLUDES', 'EXCLUDES'].includes(operator) && !isMulti) ||
    (['<', '<=', '>', '>='].includes(operator) && (field.type === 'boolean' || isMulti));
  if (wrong)
    throw refuse(
      400,
      'INVALID_QUERY_FILTER_OPERATOR',
      `invalid operator on ${nameOfType(field.type)} field: ${operator}`,
    );
}

const nameOfType = (type: FieldType): string => (type === 'datetime' ? 'dateTime' : type === 'reference' ? 'id' : type);

function checkLiteral(literal: Literal, field: FieldDefinition): void {
  const { type } = literal;
  if (type === 'NULL') return;
  const isDateWord = type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL';
  switch (field.type) {
    case 'date':
      if (type !== 'DATE' && !isDateWord) throw wrongType(field, 'date', false);
      return;
    case 'datetime':
      if (type !== 'DATETIME' && !isDateWord) throw wrongType(field, 'dateTime', false);
      return;
    case 'boolean':
      if (type !== 'BOOLEAN') throw wrongType(field, 'boolean', false);
      return;
    case 'int':
    case 'double':
    case 'percent':
    case 'currency':
      if (!/^(INTEGER|DECIMAL)/.test(type)) throw wrongType(field, 'double', false);
      return;
    default:
      if (type !== 'STRING') throw wrongType(field, 'string', true);
  }
  if (field.type !== 'id' && field.type !== 'reference') return;
  const id = quoted(literal.text);
  if (id !== '' && !isIdShaped(id)) throw refuse(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${id}`);
}

const wrongType = (field: FieldDefinition, wanted: string, inQuotes: boolean) =>
  refuse(
    400,
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${wanted} and should ` +
      `${inQuotes ? '' : 'not '}be enclosed in quotes`,
  );
