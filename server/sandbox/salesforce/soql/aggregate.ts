import type { FieldType as SelectItem, HavingClause, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import type { Row, Value } from '../entities.ts';
import { refuse } from '../errors.ts';
import { comparable } from './compare.ts';
import type { FilterScope } from './filter.ts';
import { argumentText, conditionOf, malformed, notImplemented } from './grammar.ts';
import type { Condition } from './grammar.ts';
import { clausesOf, compareKeys, directionOf, sortKey } from './order.ts';
import { resolvePath, valueAt } from './paths.ts';
import type { QueryRecord } from './run-query.ts';

const FUNCTIONS = ['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX'];

export function isAggregated(query: Query | Subquery): boolean {
  return query.groupBy !== undefined || (query.fields ?? []).some((item) => functionOf(item) !== undefined);
}

/** GROUP BY with COUNT, SUM and their like; HAVING and ORDER BY by what was grouped or computed. */
export function runAggregate(scope: FilterScope, query: Query | Subquery, rows: readonly Row[]): QueryRecord[] {
  const grouped = groupFields(query).map((field) => resolve(scope, field));
  const columns = columnsOf(
    scope,
    query,
    grouped.map((path) => path.field.name),
  );
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(grouped.map((path) => comparable(valueAt(scope.context, path, row), path.field.type)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  // Without GROUP BY there is one answer, even over nothing.
  const all = grouped.length === 0 ? [[...rows]] : [...groups.values()];
  const kept = query.having === undefined ? all : all.filter((group) => holds(query.having, scope, group));
  return ordered(scope, query, kept).map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(columns.map(({ name, read }) => [name, read(group)])),
  }));
}

const resolve = (scope: FilterScope, field: string) =>
  resolvePath(scope.context, scope.object, field, scope.soql, scope.alias);

function groupFields(query: Query | Subquery): string[] {
  const clauses = query.groupBy === undefined ? [] : Array.isArray(query.groupBy) ? query.groupBy : [query.groupBy];
  return clauses.map((clause) => {
    if (!('field' in clause)) throw notImplemented('a function in GROUP BY');
    return clause.field;
  });
}

function functionOf(item: SelectItem): { name: string; argument: string; alias?: string } | undefined {
  if (item.type !== 'FieldFunctionExpression') return undefined;
  const name = item.functionName.toUpperCase();
  if (!FUNCTIONS.includes(name)) return undefined;
  const argument = argumentText(item.parameters[0]);
  return item.alias === undefined ? { name, argument } : { name, argument, alias: item.alias };
}

function columnsOf(scope: FilterScope, query: Query | Subquery, grouped: readonly string[]) {
  let unnamed = 0;
  return (query.fields ?? []).map((item) => {
    const fn = functionOf(item);
    if (fn !== undefined) {
      const name = fn.alias ?? `expr${unnamed++}`;
      return { name, read: aggregator(scope, fn.name, fn.argument) };
    }
    if (item.type !== 'Field' && item.type !== 'FieldRelationship') throw notImplemented('this beside an aggregate');
    const steps = item.type === 'FieldRelationship' ? item.relationships : [];
    const path = resolve(scope, [...steps, item.field].join('.'));
    if (!grouped.includes(path.field.name)) throw malformed(`Field must be grouped or aggregated: ${item.field}`);
    const alias = 'alias' in item && typeof item.alias === 'string' ? item.alias : path.field.name;
    return { name: alias, read: (group: readonly Row[]) => (group[0] ? valueAt(scope.context, path, group[0]) : null) };
  });
}

function aggregator(scope: FilterScope, name: string, argument: string): (group: readonly Row[]) => Value {
  if (name === 'COUNT' && argument === '') return (group) => group.length;
  const path = resolve(scope, argument);
  const { type } = path.field;
  const isNumber = ['int', 'double', 'currency', 'percent'].includes(type);
  if ((name === 'SUM' || name === 'AVG') && !isNumber) {
    throw refuse(400, 'MALFORMED_QUERY', `field ${argument} does not support aggregate operator ${name}`);
  }
  const values = (group: readonly Row[]) =>
    group.map((row) => valueAt(scope.context, path, row)).filter((value) => value !== null);
  switch (name) {
    case 'COUNT':
      return (group) => values(group).length;
    case 'COUNT_DISTINCT':
      return (group) => new Set(values(group).map((value) => comparable(value, type))).size;
    case 'SUM':
      return (group) => (values(group).length === 0 ? null : sum(values(group)));
    case 'AVG':
      return (group) => (values(group).length === 0 ? null : sum(values(group)) / values(group).length);
    default: {
      const sign = name === 'MIN' ? -1 : 1;
      const better = (one: Value, other: Value) => {
        const [a, b] = [comparable(one, type), comparable(other, type)];
        return a !== null && b !== null && (a < b ? -1 : 1) === sign;
      };
      return (group) =>
        values(group).reduce<Value>((best, each) => (best === null || better(each, best) ? each : best), null);
    }
  }
}

const sum = (values: readonly Value[]): number => values.reduce<number>((total, value) => total + Number(value), 0);

function holds(having: HavingClause | undefined, scope: FilterScope, group: readonly Row[]): boolean {
  if (having === undefined) return true;
  const test = (condition: Condition): boolean => {
    if (condition.kind === 'not') return !test(condition.part);
    if (condition.kind !== 'compare') {
      return condition.kind === 'and' ? condition.parts.every(test) : condition.parts.some(test);
    }
    if (condition.fn === undefined) throw notImplemented('a plain field in HAVING');
    const actual = Number(aggregator(scope, condition.fn.name, condition.fn.argument)(group));
    const wanted = Number(condition.literals[0]?.text);
    const sign = Math.sign(actual - wanted);
    const signs: Readonly<Record<string, readonly number[]>> = {
      '=': [0],
      '!=': [-1, 1],
      '>': [1],
      '>=': [0, 1],
      '<': [-1],
      '<=': [-1, 0],
    };
    return (signs[condition.operator] ?? []).includes(sign);
  };
  return test(conditionOf(having));
}

function ordered(scope: FilterScope, query: Query | Subquery, groups: readonly Row[][]): Row[][] {
  const keys = clausesOf(query).map((clause) => {
    const direction = directionOf(clause);
    if ('field' in clause) {
      const path = resolve(scope, clause.field);
      const read = (group: readonly Row[]) =>
        group[0] ? sortKey(valueAt(scope.context, path, group[0]), path.field) : null;
      return { direction, read };
    }
    const { functionName = '', parameters = [] } = clause.fn;
    return { direction, read: aggregator(scope, functionName.toUpperCase(), argumentText(parameters[0])) };
  });
  return [...groups].sort((one, other) => {
    for (const { read, direction } of keys) {
      const sign = compareKeys(read(one), read(other), direction);
      if (sign !== 0) return sign;
    }
    return 0;
  });
}
