import type { OrderByClause, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import type { FieldDefinition, Row, Value } from '../entities.ts';
import { refuse } from '../errors.ts';
import { comparable } from './compare.ts';
import type { FilterScope } from './filter.ts';
import { notImplemented } from './grammar.ts';
import { resolvePath, valueAt } from './paths.ts';

/** ORDER BY over rows; without it, as the records came. Blank values stand first unless NULLS LAST is said. */
export function orderRows(rows: readonly Row[], query: Query | Subquery, scope: FilterScope): readonly Row[] {
  const keys = clausesOf(query).map((clause) => {
    if (!('field' in clause)) throw notImplemented('a function in ORDER BY');
    const path = resolvePath(scope.context, scope.object, clause.field, scope.soql, scope.alias);
    if (path.field.longText || path.field.type === 'multipicklist') {
      throw refuse(400, 'INVALID_FIELD', `field '${path.field.name}' can not be sorted in a query call`);
    }
    const read = (row: Row) => sortKey(valueAt(scope.context, path, row), path.field);
    return { read, direction: directionOf(clause) };
  });
  if (keys.length === 0) return rows;
  const keyed = rows.map((row) => ({ row, values: keys.map((key) => key.read(row)) }));
  keyed.sort((one, other) => {
    for (const [index, key] of keys.entries()) {
      const sign = compareKeys(one.values[index] ?? null, other.values[index] ?? null, key.direction);
      if (sign !== 0) return sign;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

export const clausesOf = (query: Query | Subquery): OrderByClause[] =>
  query.orderBy === undefined ? [] : Array.isArray(query.orderBy) ? query.orderBy : [query.orderBy];

export interface Direction {
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export const directionOf = ({ order, nulls }: OrderByClause): Direction => ({
  descending: order === 'DESC',
  nullsLast: nulls === 'LAST',
});

type Key = string | number | boolean | null;

export function compareKeys(one: Key, other: Key, { descending, nullsLast }: Direction): number {
  if (one === null || other === null) {
    if (one === other) return 0;
    return (one === null) === nullsLast ? 1 : -1;
  }
  const sign = one < other ? -1 : one > other ? 1 : 0;
  return descending ? -sign : sign;
}

/** Picklists sort by their defined order, values outside it at the end. */
export function sortKey(value: Value, field: FieldDefinition): Key {
  if (field.type !== 'picklist' || value === null || field.picklist === undefined) return comparable(value, field.type);
  const index = field.picklist.values.findIndex((each) => each.value === value);
  return index < 0 ? field.picklist.values.length : index;
}
