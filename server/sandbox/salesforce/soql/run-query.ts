import type { FieldType as SelectItem, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import type { FieldDefinition, Row, Value } from '../entities.ts';
import { refuse } from '../errors.ts';
import { isAggregated, runAggregate } from './aggregate.ts';
import { comparable } from './compare.ts';
import type { FilterScope } from './filter.ts';
import { filterOf } from './filter.ts';
import { argumentText, conditionOf, malformed, notImplemented, parseSoql } from './grammar.ts';
import { orderRows } from './order.ts';
import type { QueryContext } from './paths.ts';
import { follow, resolvePath, valueAt } from './paths.ts';

/** A record as an answer shows it: `attributes`, then the fields in the order they were asked for. */
export interface QueryRecord {
  readonly [name: string]: unknown;
}

export interface QueryResult {
  readonly totalSize: number;
  readonly records: readonly QueryRecord[];
}

const OFFSET_MAX = 2_000;

/** Runs a query with the rights of its user; refused in SOQL's words. */
export function runQuery(context: QueryContext, soql: string): QueryResult {
  const query = parseSoql(soql);
  return runParsed(context, query, query.sObject ?? '', soql);
}

function runParsed(
  context: QueryContext,
  query: Query | Subquery,
  objectName: string,
  soql: string,
  /** Rows considered at all: those of one parent in a child subquery. */
  belongs: (row: Row) => boolean = () => true,
): QueryResult {
  const { core, actor } = context;
  const object = core.schema.object(objectName);
  if (object === undefined || !actor.access.mayRead(object.name)) {
    throw refuse(
      400,
      'INVALID_TYPE',
      `sObject type '${objectName}' is not supported. If you are attempting to use a custom object, be sure to append ` +
        "the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
    );
  }
  refuseUnknownClauses(query);
  const scope = scopeOf(context, object.name, query, soql);
  const rows = matching(scope, query, belongs);
  const fields = query.fields ?? [];
  const [only] = fields;
  if (fields.length === 1 && only?.type === 'FieldFunctionExpression' && only.rawValue?.toUpperCase() === 'COUNT()') {
    return { totalSize: window(rows, query).length, records: [] };
  }
  if (isAggregated(query)) {
    const records = window(runAggregate(scope, query, rows), query);
    return { totalSize: records.length, records };
  }
  const columns = fields.flatMap((item) => columnsOf(item, scope));
  const shown = window(orderRows(rows, query, scope), query);
  const records = shown.map((row) => recordOf(object.name, row, columns));
  return { totalSize: records.length, records };
}

function refuseUnknownClauses(query: Query | Subquery): void {
  if (query.offset !== undefined && query.offset > OFFSET_MAX) {
    throw refuse(400, 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  }
  if (query.withDataCategory !== undefined) throw notImplemented('WITH DATA CATEGORY');
  if (query.usingScope !== undefined) throw notImplemented('USING SCOPE');
}

function scopeOf(context: QueryContext, object: string, query: Query | Subquery, soql: string): FilterScope {
  return {
    context,
    object,
    ...(query.sObjectAlias === undefined ? {} : { alias: query.sObjectAlias }),
    soql,
    idsOf: (subquery) => {
      const result = runParsed(context, subquery, subquery.sObject ?? '', soql);
      const [column] = Object.keys(result.records[0] ?? {}).filter((name) => name !== 'attributes');
      return new Set(result.records.map((record) => comparable(textOf(record[column ?? '']), 'id')));
    },
  };
}

const textOf = (value: unknown): Value => (typeof value === 'string' ? value : null);

function matching(scope: FilterScope, query: Query | Subquery, belongs: (row: Row) => boolean): Row[] {
  const test = query.where === undefined ? () => true : filterOf(conditionOf(query.where), scope);
  const { core, includeDeleted } = scope.context;
  return core.tables
    .all(scope.object)
    .filter((row) => (includeDeleted || row['IsDeleted'] !== true) && belongs(row) && test(row));
}

function window<T>(rows: readonly T[], { limit, offset = 0 }: Query | Subquery): readonly T[] {
  return rows.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** One thing to show: where it stands in the record, and what it is for a row. */
interface Column {
  readonly path: readonly string[];
  readonly relatedTo: readonly string[];
  readonly read: (row: Row) => unknown;
  readonly owner: (row: Row) => Row | undefined;
}

function columnsOf(item: SelectItem, scope: FilterScope): Column[] {
  switch (item.type) {
    case 'Field':
    case 'FieldRelationship': {
      const steps = item.type === 'FieldRelationship' ? item.relationships : [];
      return [pathColumn([...steps, item.field].join('.'), scope)];
    }
    case 'FieldSubquery':
      return [childColumn(item.subquery, scope)];
    case 'FieldFunctionExpression':
      return functionColumns(item, scope);
    default:
      throw notImplemented('TYPEOF');
  }
}

function functionColumns(item: Extract<SelectItem, { type: 'FieldFunctionExpression' }>, scope: FilterScope): Column[] {
  const name = item.functionName.toUpperCase();
  const argument = argumentText(item.parameters[0]);
  if (name === 'TOLABEL') {
    const path = resolvePath(scope.context, scope.object, argument, scope.soql, scope.alias);
    const label = (row: Row) => labelOf(path.field, valueAt(scope.context, path, row));
    return [{ path: [item.alias ?? path.field.name], relatedTo: [], read: label, owner: (row) => row }];
  }
  if (name !== 'FIELDS') throw notImplemented(`${item.functionName}()`);
  const { core, actor } = scope.context;
  const kind = argument.toUpperCase();
  const wanted = (field: FieldDefinition) => kind === 'ALL' || field.custom === (kind === 'CUSTOM');
  return (core.schema.object(scope.object)?.fields ?? [])
    .filter((field) => wanted(field) && actor.access.canSee(scope.object, field))
    .map((field) => pathColumn(field.name, scope));
}

const labelOf = (field: FieldDefinition, value: Value): Value =>
  field.picklist?.values.find((each) => each.value === value)?.label ?? value;

function pathColumn(text: string, scope: FilterScope): Column {
  const { context } = scope;
  const path = resolvePath(context, scope.object, text, scope.soql, scope.alias);
  return {
    path: [...path.steps.map((step) => step.relationshipName ?? step.name), path.field.name],
    relatedTo: path.targets,
    read: (row) => valueAt(context, path, row),
    owner: (row) => follow(context, path, row),
  };
}

/** `(SELECT Id FROM Contacts)`: null when there are none. */
function childColumn(subquery: Subquery, scope: FilterScope): Column {
  const child = scope.context.core.schema.childRelationship(scope.object, subquery.relationshipName);
  if (child === undefined) {
    throw refuse(
      400,
      'INVALID_TYPE',
      `Didn't understand relationship '${subquery.relationshipName}' in FROM part of query call. If you are attempting ` +
        "to use a custom relationship, be sure to append the '__r' after the custom relationship name.",
    );
  }
  // Checked even when no row asks for it.
  runParsed(scope.context, { ...subquery, limit: 0 }, child.object.name, scope.soql);
  const read = (row: Row): unknown => {
    const own = (each: Row) => each[child.field.name] === row['Id'];
    const result = runParsed(scope.context, subquery, child.object.name, scope.soql, own);
    return result.totalSize === 0 ? null : { totalSize: result.totalSize, done: true, records: result.records };
  };
  const name = child.field.childRelationshipName ?? subquery.relationshipName;
  return { path: [name], relatedTo: [], read, owner: (row) => row };
}

function recordOf(object: string, row: Row, columns: readonly Column[]): QueryRecord {
  const record: Record<string, unknown> = { attributes: attributesOf(object, row) };
  for (const column of columns) {
    const last = column.path.at(-1);
    if (last === undefined) throw malformed('an empty column');
    const owner = column.owner(row);
    const holder = descend(record, column, owner);
    if (holder !== undefined) holder[last] = column.read(row);
  }
  return record;
}

/** The nested object a related field stands in; the relationship is null when its record is not there. */
function descend(record: Record<string, unknown>, { path, relatedTo }: Column, owner: Row | undefined) {
  let at = record;
  for (const [index, step] of path.slice(0, -1).entries()) {
    if (owner === undefined) {
      at[step] ??= null;
      return undefined;
    }
    const known = at[step];
    const isLast = index === relatedTo.length - 1;
    const nested: Record<string, unknown> = isRecord(known)
      ? known
      : { attributes: isLast ? attributesOf(relatedTo[index] ?? '', owner) : { type: relatedTo[index] } };
    at[step] = nested;
    at = nested;
  }
  return at;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export const attributesOf = (object: string, row: Row) => ({
  type: object,
  url: `/services/data/v67.0/sobjects/${object}/${String(row['Id'])}`,
});
