import type {
  Condition as RawCondition,
  LiteralType,
  Query,
  Subquery,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { parseQuery } from '@jetstreamapp/soql-parser-js';
import { refuse } from '../errors.ts';

/** A filter as a tree; the parser gives a chain with counts of parentheses. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | Comparison;

export interface Comparison {
  readonly kind: 'compare';
  /** A field path; empty when a function stands there. */
  readonly path: string;
  readonly fn?: { readonly name: string; readonly argument: string };
  readonly operator: string;
  readonly literals: readonly Literal[];
  readonly subquery?: Query;
}

export interface Literal {
  readonly type: LiteralType;
  /** As written, quotes included. */
  readonly text: string;
}

/** The query as the real parser reads it; MALFORMED_QUERY where it does not. */
export function parseSoql(soql: string): Query {
  try {
    const query = parseQuery(soql);
    if (query.sObject === undefined || query.fields === undefined) throw new Error('SELECT and FROM are needed');
    return query;
  } catch (error) {
    throw malformed(firstLine(error));
  }
}

export const malformed = (message: string) => refuse(400, 'MALFORMED_QUERY', message);

export const notImplemented = (what: string) =>
  refuse(501, 'STAND_IN_NOT_IMPLEMENTED', `The stand-in does not know ${what}. Extend it, or ask in another way.`);

/**
 * SOQL's own grammar of filters: AND and OR mix only with parentheses, NOT stands at the start or inside parentheses.
 * The parser is more generous than the platform here.
 */
export function conditionOf(where: WhereClause): Condition {
  const tokens = tokensOf(where);
  let at = 0;
  const peek = () => tokens[at];
  const expression = (): Condition => {
    if (peek() === 'NOT') {
      at += 1;
      return { kind: 'not', part: simple() };
    }
    const first = simple();
    const joint = peek();
    if (joint !== 'AND' && joint !== 'OR') return first;
    const parts = [first];
    while (peek() === joint) {
      at += 1;
      parts.push(simple());
    }
    return { kind: joint === 'AND' ? 'and' : 'or', parts };
  };
  const simple = (): Condition => {
    const token = tokens[at];
    at += 1;
    if (token === '(') {
      const inside = expression();
      if (peek() !== ')') throw unexpected(peek());
      at += 1;
      return inside;
    }
    if (token === undefined || typeof token === 'string') throw unexpected(token);
    return token;
  };
  const whole = expression();
  if (at < tokens.length) throw unexpected(peek());
  return whole;
}

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Comparison;

const unexpected = (token: Token | undefined) =>
  malformed(`unexpected token: '${token === undefined ? '<EOF>' : typeof token === 'string' ? token : token.path}'`);

function tokensOf(where: WhereClause): Token[] {
  const tokens: Token[] = [];
  let clause: WhereClause | undefined = where;
  while (clause !== undefined) {
    const left: WhereClause['left'] = clause.left;
    if (left !== null) {
      tokens.push(...Array.from({ length: left.openParen ?? 0 }, (): Token => '('));
      if ('operator' in left) tokens.push(toComparison(left));
      if ('closeParen' in left) tokens.push(...Array.from({ length: left.closeParen ?? 0 }, (): Token => ')'));
    }
    if (!('operator' in clause)) break;
    tokens.push(clause.operator);
    clause = clause.right;
  }
  return tokens;
}

type RawComparison = Exclude<NonNullable<WhereClause['left']>, { openParen: number; operator?: undefined }>;

function toComparison(raw: RawComparison | RawCondition): Comparison {
  if (!('operator' in raw)) throw malformed('a condition is missing');
  const operator = raw.operator.toUpperCase();
  if ('valueQuery' in raw) {
    return { kind: 'compare', path: raw.field, operator, literals: [], subquery: raw.valueQuery };
  }
  const values = Array.isArray(raw.value) ? raw.value : [raw.value];
  const types = raw.literalType;
  const literals = values.map((text, index): Literal => {
    const type = Array.isArray(types) ? types[index] : types;
    return { type: type ?? 'STRING', text };
  });
  if ('field' in raw) return { kind: 'compare', path: raw.field, operator, literals };
  const [argument = ''] = raw.fn.parameters ?? [];
  const name = (raw.fn.functionName ?? '').toUpperCase();
  return { kind: 'compare', path: '', fn: { name, argument: argumentText(argument) }, operator, literals };
}

export const argumentText = (argument: unknown): string => (typeof argument === 'string' ? argument : '');

export const isSubquery = (query: Query | Subquery): query is Subquery => 'relationshipName' in query;

const firstLine = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
