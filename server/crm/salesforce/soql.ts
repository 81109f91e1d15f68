import { toInstant, type Instant } from '../../../shared/values/time.ts';

/** A query, or a part of one, that was put together here: values in it are literals, whatever they contain. */
export class Soql {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | boolean | null | readonly string[] | Soql;

/**
 * Builds SOQL from a template. What is filled in becomes a literal: text is escaped and quoted, a list stands in
 * parentheses. Only `names`, `moment` and `holds` give parts that are taken as they are.
 */
export function soql(parts: TemplateStringsArray, ...values: readonly Value[]): Soql {
  const text = parts
    .map((part, index) => part + (index < values.length ? literal(values[index] ?? null) : ''))
    .join('');
  return new Soql(text.replace(/\s+/g, ' ').trim());
}

/** Names of objects and fields, as the catalog or we wrote them. Throws RangeError on anything else. */
export function names(...fields: readonly string[]): Soql {
  const wrong = fields.find((field) => !/^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/.test(field));
  if (wrong !== undefined) throw new RangeError(`${JSON.stringify(wrong)} is no name of a field`);
  return new Soql(fields.join(', '));
}

/** A moment, which SOQL wants without quotes. */
export const moment = (at: Instant): Soql => new Soql(toInstant(at));

/** Whether the field holds any of the texts; wildcards in them are meant literally. */
export const holds = (field: string, ...texts: readonly string[]): Soql => {
  const { text: name } = names(field);
  const tests = [...new Set(texts)].map((text) => `${name} LIKE '%${escape(text).replace(/[%_]/g, '\\$&')}%'`);
  return new Soql(`(${tests.join(' OR ')})`);
};

function literal(value: Value): string {
  if (value instanceof Soql) return value.text;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `'${escape(value)}'`;
  return `(${value.map(literal).join(', ')})`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

/** Halves of surrogate pairs have no UTF-8; control characters have no meaning in any name or key. */
const escape = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\\'"]/g, '\\$&')
    .replace(/[\n\r\t\b\f]/g, (sign) => ESCAPES[sign] ?? '')
    .replace(/[\u0000-\u001F]/g, '');
