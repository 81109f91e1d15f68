import type { FieldDefinition, ObjectDefinition } from '../entities.ts';
import type { Actor } from '../org/core.ts';
import type { Schema } from '../schema/schema.ts';
import type { Input } from './document.ts';
import { validationError } from './errors.ts';

export interface FilterTarget {
  readonly schema: Schema;
  readonly actor: Actor;
}

/** `where` as a SOQL condition; undefined when it says nothing. */
export function conditionOf(target: FilterTarget, object: ObjectDefinition, where: Input): string | undefined {
  return all(target, object, '', entriesOf(where, `${object.name}_Filter`));
}

type Entries = readonly (readonly [string, Input])[];

function all(target: FilterTarget, object: ObjectDefinition, prefix: string, entries: Entries): string | undefined {
  const parts = entries.flatMap(([name, value]) => part(target, object, prefix, name, value) ?? []);
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : `(${parts.join(' AND ')})`;
}

function part(
  target: FilterTarget,
  object: ObjectDefinition,
  prefix: string,
  name: string,
  value: Input,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (name === 'and' || name === 'or') {
    const parts = [value].flat().flatMap((each) => all(target, object, prefix, entriesOf(each, name)) ?? []);
    return parts.length === 0 ? undefined : `(${parts.join(name === 'and' ? ' AND ' : ' OR ')})`;
  }
  if (name === 'not') {
    const inner = all(target, object, prefix, entriesOf(value, name));
    return inner === undefined ? undefined : `(NOT ${inner.startsWith('(') ? inner : `(${inner})`})`;
  }
  const field = visibleField(target, object, name);
  if (field !== undefined) return comparisons(field, `${prefix}${field.name}`, entriesOf(value, name));
  const parent = parentOf(target, object, name);
  if (parent === undefined) throw unknownInput(object, name);
  return all(target, parent.object, `${prefix}${parent.name}.`, entriesOf(value, name));
}

export const visibleField = ({ schema, actor }: FilterTarget, object: ObjectDefinition, name: string) =>
  object.fields.find((each) => each.name === name && actor.access.canSee(object.name, each)) &&
  schema.field(object.name, name);

/** The record behind a lookup, for those who may see both. GraphQL's names, unlike SOQL's, heed their case. */
export function parentOf({ schema, actor }: FilterTarget, object: ObjectDefinition, name: string) {
  const relation = object.fields.find((each) => each.relationshipName === name);
  const parent = schema.object(relation?.referenceTo[0] ?? '');
  if (relation === undefined || parent === undefined) return undefined;
  if (!actor.access.canSee(object.name, relation) || !actor.access.mayRead(parent.name)) return undefined;
  return { object: parent, name };
}

const OPERATORS: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '!=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'LIKE',
  in: 'IN',
  nin: 'NOT IN',
  includes: 'INCLUDES',
  excludes: 'EXCLUDES',
};

function comparisons(field: FieldDefinition, path: string, entries: Entries): string | undefined {
  const parts = entries.flatMap(([name, value]) => {
    const operator = OPERATORS[name];
    if (operator === undefined) throw validationError(`The operator '${name}' of field '${field.name}' is undefined`);
    // A variable that was not given takes its condition with it.
    if (value === undefined) return [];
    if (!operator.endsWith('IN') && !operator.endsWith('CLUDES'))
      return [`${path} ${operator} ${literal(field, value)}`];
    const values = Array.isArray(value) ? (value as readonly Input[]) : [value];
    if (values.length === 0) throw validationError(`The list of '${name}' for field '${field.name}' is empty`);
    return [`${path} ${operator} (${values.map((each) => literal(field, each)).join(', ')})`];
  });
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : `(${parts.join(' AND ')})`;
}

function literal(field: FieldDefinition, value: Input): string {
  if (value === null) return 'null';
  if (field.type === 'date' || field.type === 'datetime') return timeLiteral(field, value);
  const wanted = field.type === 'boolean' ? 'boolean' : NUMBERS.includes(field.type) ? 'number' : 'string';
  if (typeof value !== wanted) throw wrongInput(field, wanted);
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : JSON.stringify(value);
}

const NUMBERS: readonly FieldDefinition['type'][] = ['int', 'double', 'currency', 'percent'];

/** `{ value }`, `{ literal: TODAY }` or `{ range: { next_n_days: 3 } }`, never the bare text. */
function timeLiteral(field: FieldDefinition, given: Input): string {
  const [entry] = entriesOf(given, field.name);
  if (entry === undefined) throw wrongInput(field, 'date input');
  const [kind, value] = entry;
  if (kind === 'literal' && typeof value === 'string') return value;
  if (kind === 'value' && value === null) return 'null';
  if (kind === 'value' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
    return field.type === 'date' ? value : new Date(value).toISOString();
  }
  if (kind !== 'range') throw wrongInput(field, 'date input');
  const [[name = '', count] = []] = entriesOf(value, field.name);
  if (typeof count !== 'number') throw wrongInput(field, 'date input');
  return `${name.toUpperCase()}:${count}`;
}

const wrongInput = (field: FieldDefinition, wanted: string) =>
  validationError(`Validation error (WrongType) : the filter value of field '${field.name}' must be a ${wanted}`);

const unknownInput = (object: ObjectDefinition, name: string) =>
  validationError(`Validation error (WrongType) : contains a field not in '${object.name}_Filter': '${name}'`);

export function entriesOf(value: Input, where: string): Entries {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw validationError(`Validation error (WrongType) : '${where}' must be an object`);
  }
  return Object.entries(value);
}

/** `orderBy: { Account: { Name: { order: DESC, nulls: LAST } } }` as SOQL. */
export function orderOf(
  target: FilterTarget,
  object: ObjectDefinition,
  orderBy: Input,
  prefix = '',
): readonly string[] {
  const given: readonly Input[] = Array.isArray(orderBy) ? (orderBy as readonly Input[]) : [orderBy];
  return given.flatMap((each) =>
    entriesOf(each, `${object.name}_OrderBy`).flatMap(([name, value]) => {
      if (value === undefined || value === null) return [];
      const field = visibleField(target, object, name);
      if (field !== undefined) return [clauseOf(`${prefix}${field.name}`, entriesOf(value, name))];
      const parent = parentOf(target, object, name);
      if (parent === undefined) throw unknownInput(object, name);
      return orderOf(target, parent.object, value, `${prefix}${parent.name}.`);
    }),
  );
}

function clauseOf(path: string, entries: Entries): string {
  const { order = 'ASC', nulls = 'FIRST', ...rest } = Object.fromEntries(entries);
  const isKnown = (order === 'ASC' || order === 'DESC') && (nulls === 'FIRST' || nulls === 'LAST');
  if (!isKnown || Object.keys(rest).length > 0)
    throw validationError(`Validation error (WrongType) : order of '${path}'`);
  return `${path} ${order} NULLS ${nulls}`;
}
