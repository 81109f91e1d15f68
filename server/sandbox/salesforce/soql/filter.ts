import type { Row } from '../entities.ts';
import { refuse } from '../errors.ts';
import type { Query } from '@jetstreamapp/soql-parser-js';
import { field as defineField } from '../schema/field.ts';
import { comparable, testOf } from './compare.ts';
import type { Comparison, Condition } from './grammar.ts';
import { notImplemented } from './grammar.ts';
import type { QueryContext } from './paths.ts';
import { resolvePath, valueAt } from './paths.ts';

export interface FilterScope {
  readonly context: QueryContext;
  readonly object: string;
  readonly alias?: string;
  readonly soql: string;
  /** Runs a semi-join: the ids a subquery gives. */
  readonly idsOf: (subquery: Query) => ReadonlySet<unknown>;
}

/** A filter as a test per row; every name and literal is checked first, rows or not. */
export function filterOf(condition: Condition, scope: FilterScope): (row: Row) => boolean {
  if (condition.kind === 'compare') return comparisonTest(condition, scope);
  if (condition.kind === 'not') {
    const test = filterOf(condition.part, scope);
    return (row) => !test(row);
  }
  const tests = condition.parts.map((part) => filterOf(part, scope));
  return condition.kind === 'and'
    ? (row) => tests.every((test) => test(row))
    : (row) => tests.some((test) => test(row));
}

function comparisonTest(comparison: Comparison, scope: FilterScope): (row: Row) => boolean {
  const { context, object, alias, soql } = scope;
  if (comparison.fn !== undefined) return functionTest(comparison, comparison.fn, scope);
  const path = resolvePath(context, object, comparison.path, soql, alias);
  if (comparison.subquery === undefined) {
    const test = testOf(comparison, path.field, context.core.now());
    return (row) => test(valueAt(context, path, row));
  }
  if (path.field.type !== 'id' && path.field.type !== 'reference') {
    throw refuse(
      400,
      'INVALID_FIELD',
      `The left operand field in the where expression should be of type ID: ${comparison.path}`,
    );
  }
  const ids = scope.idsOf(comparison.subquery);
  const wanted = comparison.operator === 'IN';
  return (row) => ids.has(comparable(valueAt(context, path, row), 'id')) === wanted;
}

/** `DAY_ONLY(CreatedDate) = 2026-11-24`, the one function filters know here. */
function functionTest(
  comparison: Comparison,
  fn: NonNullable<Comparison['fn']>,
  scope: FilterScope,
): (row: Row) => boolean {
  if (fn.name !== 'DAY_ONLY') throw notImplemented(`${fn.name}() in a filter`);
  const path = resolvePath(scope.context, scope.object, fn.argument, scope.soql, scope.alias);
  const test = testOf(comparison, defineField(path.field.name, path.field.label, 'date'), scope.context.core.now());
  return (row) => {
    const value = valueAt(scope.context, path, row);
    return test(value === null ? null : String(value).slice(0, 10));
  };
}
