import type { FieldDefinition, Row, Value } from '../../../salesforce/entities.ts';
import { notFound } from '../../../salesforce/errors.ts';
import type { QueryRecord } from '../../../salesforce/soql/run-query.ts';
import type { ListFilter, ListViewDefinition } from '../org/list-views.ts';
import { recordAddress } from '../page-address.ts';
import type { CellView, ListRowView, ListView } from '../wire.ts';
import { iconOf } from './icons.ts';
import type { Screen } from './screen.ts';

const ROWS_MAX = 200;

/** A list view as this person sees it: columns that are hidden from him are left out. */
export function listView(
  screen: Screen,
  objectName: string,
  views: readonly ListViewDefinition[],
  wanted: string | undefined,
): ListView {
  const object = screen.object(objectName);
  const visible = views.filter((view) => view.filters.every(({ field }) => columnOf(screen, objectName, field)));
  const view = visible.find((each) => each.name === wanted) ?? visible[0];
  if (object === undefined || view === undefined) throw notFound();
  const columns = view.columns.flatMap((path) => columnOf(screen, object.name, path) ?? []);
  const paths = [
    ...new Set(['Id', 'Name', ...columns.flatMap(({ path, idPath }) => [path, ...(idPath ? [idPath] : [])])]),
  ];
  const where = [...view.filters.map((filter) => conditionOf(screen, object.name, filter)), ...ownOnly(screen)];
  const soql =
    `SELECT ${paths.join(', ')} FROM ${object.name}` +
    (where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`) +
    ` ORDER BY CreatedDate DESC LIMIT ${ROWS_MAX}`;
  return {
    object: object.name,
    objectLabel: object.labelPlural,
    icon: iconOf(object.name),
    views: visible.map(({ name, label }) => ({ name, label })),
    view: view.name,
    columns: columns.map(({ label }) => label),
    rows: screen.as.query(soql).map((record) => rowOf(screen, object.name, record, columns)),
    canCreate: screen.actor.access.mayCreate(object.name),
  };
}

/** Sharing keeps partner users to what they registered; the stand-in's API does not imitate it, this list does. */
const ownOnly = ({ actor }: Screen): string[] =>
  actor.user.profile.standardObjects || actor.access.customPermissions.length > 0
    ? []
    : [`OwnerId = '${actor.user.id}'`];

export interface Column {
  /** `Account.Name`. */
  readonly path: string;
  readonly label: string;
  readonly object: string;
  readonly field: FieldDefinition;
  /** Of the record that a related name belongs to. */
  readonly idPath: string | undefined;
}

export function columnOf(screen: Screen, objectName: string, path: string): Column | undefined {
  const [first = '', second] = path.split('.');
  if (second === undefined) {
    const field = screen.field(objectName, first);
    return field && { path, label: screen.labelOf(objectName, field), object: objectName, field, idPath: undefined };
  }
  const relation = screen.org.schema.relationship(objectName, first);
  const target = relation?.referenceTo[0] ?? '';
  const field = screen.field(target, second);
  if (relation === undefined || field === undefined || screen.object(target) === undefined) return undefined;
  const label = screen.labelOf(objectName, relation);
  return { path, label, object: target, field, idPath: `${first}.Id` };
}

export function rowOf(screen: Screen, object: string, record: QueryRecord, columns: readonly Column[]): ListRowView {
  const id = String(record['Id']);
  const cells = columns.map((column): CellView => {
    const value = valueAt(record, column.path);
    const text = screen.text(column.object, column.field, value);
    if (column.path === 'Name') return { text: text || id, to: recordAddress(object, id) };
    const related = column.idPath === undefined ? value : valueAt(record, column.idPath);
    const isLink = column.field.type === 'reference' || column.idPath !== undefined;
    return { text, to: isLink && typeof related === 'string' ? screen.addressOfId(related) : null };
  });
  return { id, cells };
}

function valueAt(record: QueryRecord, path: string): Value {
  let at: unknown = record;
  for (const step of path.split('.')) at = typeof at === 'object' && at !== null ? (at as Row)[step] : null;
  return typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean' ? at : null;
}

function conditionOf(screen: Screen, object: string, { field: name, operation, value }: ListFilter): string {
  const field = screen.field(object, name);
  if (field === undefined) throw notFound();
  const isEqual = operation === 'equals';
  if (!isEqual && operation !== 'notEqual') throw new Error(`The preview does not know the filter ${operation}.`);
  if (value === '') return `${name} ${isEqual ? '=' : '!='} null`;
  if (field.type === 'boolean') return `${name} ${isEqual ? '=' : '!='} ${value === '1' ? 'TRUE' : 'FALSE'}`;
  const bare = ['date', 'datetime', 'currency', 'double', 'int', 'percent'].includes(field.type);
  const literals = value.split(',').map((each) => (bare ? each : `'${each.replace(/['\\]/g, '\\$&')}'`));
  if (literals.length === 1) return `${name} ${isEqual ? '=' : '!='} ${literals.join('')}`;
  return `${name} ${isEqual ? 'IN' : 'NOT IN'} (${literals.join(', ')})`;
}
