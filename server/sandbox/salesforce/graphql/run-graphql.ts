import type { FieldNode } from 'graphql';
import { OperationTypeNode } from 'graphql';
import type { FieldDefinition, ObjectDefinition, Value } from '../entities.ts';
import type { Actor, Core } from '../org/core.ts';
import type { QueryRecord } from '../soql/run-query.ts';
import { runQuery } from '../soql/run-query.ts';
import { shown } from '../routes/shown-value.ts';
import { Document, type Input } from './document.ts';
import type { GraphqlRefusal } from './errors.ts';
import { undefinedField, validationError } from './errors.ts';
import { conditionOf, orderOf, parentOf, visibleField, type FilterTarget } from './filters.ts';

export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

const PAGE = { default: 10, max: 2_000 };

/** Answers `query { uiapi { query { Object(…) { edges { node { … } } } } } }` with the rights of the caller. */
export function runGraphql(core: Core, actor: Actor, request: GraphqlRequest): unknown {
  const document = new Document(request.query, request.variables, request.operationName);
  if (document.operation.operation !== OperationTypeNode.QUERY)
    throw validationError('The stand-in runs queries only.');
  const run = new Run(core, actor, document);
  return object(document.fields(document.operation.selectionSet), (field) => {
    if (field.name.value !== 'uiapi') throw undefinedField([], 'Query', field.name.value, field.loc);
    return object(document.fields(field.selectionSet), (inner) => {
      if (inner.name.value !== 'query') throw undefinedField(['uiapi'], 'UIAPI', inner.name.value, inner.loc);
      return object(document.fields(inner.selectionSet), (each) => run.connection(each));
    });
  });
}

/** What was selected, by alias or name. */
const object = (fields: readonly FieldNode[], valueOf: (field: FieldNode) => unknown): unknown =>
  Object.fromEntries(fields.map((field) => [field.alias?.value ?? field.name.value, valueOf(field)]));

const QUERY_PATH = ['uiapi', 'query'];

/** One request's work on the org. */
class Run {
  readonly #core: Core;
  readonly #document: Document;
  readonly #target: FilterTarget;

  constructor(core: Core, actor: Actor, document: Document) {
    this.#core = core;
    this.#document = document;
    this.#target = { schema: core.schema, actor };
  }

  connection(field: FieldNode): unknown {
    const name = field.name.value;
    const { schema, actor } = this.#target;
    const entity = schema.objects.find((each) => each.name === name && actor.access.mayRead(each.name));
    if (entity === undefined) throw undefinedField(QUERY_PATH, 'RecordQuery', name, field.loc);
    this.#checkArguments(field);
    const path = [...QUERY_PATH, name];
    const selected = this.#document.fields(field.selectionSet);
    const nodes = this.#nodeFields(selected);
    const paths = new Set(['Id', ...this.#paths(entity, nodes, '', [...path, 'edges', 'node'])]);
    const records = this.#query(entity, field, [...paths]);
    const page = this.#page(field, records);
    return object(selected, (each) => this.#part(each, path, entity, page));
  }

  #checkArguments(field: FieldNode): void {
    for (const { name, loc } of field.arguments ?? [])
      if (!ARGUMENTS.includes(name.value)) throw undefinedField([], 'argument', name.value, loc);
  }

  #nodeFields(selected: readonly FieldNode[]): readonly FieldNode[] {
    return selected
      .filter((each) => each.name.value === 'edges')
      .flatMap((edges) => this.#document.fields(edges.selectionSet))
      .filter((each) => each.name.value === 'node')
      .flatMap((node) => this.#document.fields(node.selectionSet));
  }

  /** The SOQL columns of a node, checked: unknown or hidden names do not exist. */
  #paths(entity: ObjectDefinition, fields: readonly FieldNode[], prefix: string, at: readonly string[]): string[] {
    return fields.flatMap((each) => {
      const name = each.name.value;
      if (name === 'Id') return [`${prefix}Id`];
      const field = visibleField(this.#target, entity, name);
      if (field !== undefined) {
        this.#checkLeaf(each, field, at);
        return [`${prefix}${name}`];
      }
      const parent = parentOf(this.#target, entity, name);
      if (parent === undefined) throw undefinedField(at, entity.name, name, each.loc);
      const inner = this.#document.fields(each.selectionSet);
      if (inner.length === 0) throw subselection(name, parent.object.name, at, each);
      return [`${prefix}${name}.Id`, ...this.#paths(parent.object, inner, `${prefix}${name}.`, [...at, name])];
    });
  }

  #checkLeaf(node: FieldNode, field: FieldDefinition, at: readonly string[]): void {
    const type = TYPES[field.type] ?? 'StringValue';
    const parts = this.#document.fields(node.selectionSet);
    if (parts.length === 0) throw subselection(field.name, type, at, node);
    for (const part of parts) {
      const isKnown = part.name.value === 'value' || part.name.value === 'displayValue';
      if (!isKnown) throw undefinedField([...at, field.name], type, part.name.value, part.loc);
    }
  }

  #query(entity: ObjectDefinition, field: FieldNode, columns: readonly string[]): readonly QueryRecord[] {
    const where = conditionOf(this.#target, entity, this.#document.argument(field, 'where'));
    const order = orderOf(this.#target, entity, this.#document.argument(field, 'orderBy'));
    const soql = [
      `SELECT ${columns.join(', ')} FROM ${entity.name}`,
      ...(where === undefined ? [] : [`WHERE ${where}`]),
      ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
    ].join(' ');
    return runQuery({ core: this.#core, actor: this.#target.actor, includeDeleted: false }, soql).records;
  }

  #page(field: FieldNode, records: readonly QueryRecord[]): Page {
    const first = this.#document.argument(field, 'first') ?? PAGE.default;
    if (typeof first !== 'number' || !Number.isInteger(first) || first < 1 || first > PAGE.max)
      throw validationError(`Invalid value for argument 'first': it takes 1 to ${PAGE.max}`, field.loc);
    const start = startOf(this.#document.argument(field, 'after'));
    return { records: records.slice(start, start + first), start, total: records.length };
  }

  #part(part: FieldNode, path: readonly string[], entity: ObjectDefinition, page: Page): unknown {
    const { records, start, total } = page;
    const fields = this.#document.fields(part.selectionSet);
    switch (part.name.value) {
      case 'totalCount':
        return total;
      case 'pageResultCount':
        return records.length;
      case 'pageInfo':
        return object(fields, (each) => {
          const info = pageInfo(page);
          const { value: name } = each.name;
          if (!(name in info)) throw undefinedField([...path, 'pageInfo'], 'PageInfo', name, each.loc);
          return info[name];
        });
      case 'edges':
        return records.map((record, index) =>
          object(fields, (each) => {
            if (each.name.value === 'cursor') return cursorOf(start + index + 1);
            if (each.name.value !== 'node')
              throw undefinedField([...path, 'edges'], `${entity.name}Edge`, each.name.value, each.loc);
            return this.#node(entity, record, this.#document.fields(each.selectionSet));
          }),
        );
      default:
        throw undefinedField(path, `${entity.name}Connection`, part.name.value, part.loc);
    }
  }

  #node(entity: ObjectDefinition, record: QueryRecord, fields: readonly FieldNode[]): unknown {
    return object(fields, (each) => {
      const name = each.name.value;
      const value = record[name];
      if (name === 'Id') return value ?? null;
      const field = visibleField(this.#target, entity, name);
      const inner = this.#document.fields(each.selectionSet);
      if (field !== undefined) {
        const { value: plain, displayValue } = shown(field, asValue(value));
        return object(inner, (part) => (part.name.value === 'value' ? plain : displayValue));
      }
      const parent = parentOf(this.#target, entity, name);
      return parent === undefined || !isRecord(value) ? null : this.#node(parent.object, value, inner);
    });
  }
}

interface Page {
  readonly records: readonly QueryRecord[];
  readonly start: number;
  readonly total: number;
}

function pageInfo({ records, start, total }: Page): Readonly<Record<string, unknown>> {
  const end = start + records.length;
  return {
    hasNextPage: end < total,
    hasPreviousPage: start > 0,
    startCursor: records.length === 0 ? null : cursorOf(start + 1),
    endCursor: records.length === 0 ? null : cursorOf(end),
  };
}

const ARGUMENTS: readonly string[] = ['first', 'after', 'where', 'orderBy', 'scope'];

/** Opaque to callers; here how many records lie before the next page. */
const cursorOf = (position: number): string => Buffer.from(`v1:${position}`).toString('base64');

function startOf(after: Input): number {
  if (after === undefined || after === null || after === '') return 0;
  const text = typeof after === 'string' ? Buffer.from(after, 'base64').toString() : '';
  const [, position] = /^v1:(\d+)$/.exec(text) ?? [];
  if (position === undefined) throw validationError("Invalid value for argument 'after'");
  return Number(position);
}

const subselection = (name: string, type: string, at: readonly string[], node: FieldNode): GraphqlRefusal =>
  validationError(
    `Validation error (SubselectionRequired@[${[...at, name].join('/')}]) : Subselection required for type '${type}' ` +
      `of field '${name}'`,
    node.loc,
  );

const TYPES: Partial<Record<FieldDefinition['type'], string>> = {
  boolean: 'BooleanValue',
  currency: 'CurrencyValue',
  date: 'DateValue',
  datetime: 'DateTimeValue',
  double: 'DoubleValue',
  id: 'IDValue',
  int: 'IntValue',
  multipicklist: 'MultiPicklistValue',
  percent: 'PercentValue',
  picklist: 'PicklistValue',
  reference: 'IDValue',
};

const isRecord = (value: unknown): value is QueryRecord => typeof value === 'object' && value !== null;

const asValue = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
