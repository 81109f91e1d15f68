import { z } from 'zod';
import type { ObjectType, RecordRef } from '../hubspot/entities.ts';
import { objectTypeOf } from '../hubspot/entities.ts';
import { notFound, validationError } from '../hubspot/errors.ts';
import type { Portal } from '../hubspot/portal.ts';
import type { RecordView } from '../hubspot/crm-screen.ts';
import { matches, OPERATORS } from '../hubspot/search-filters.ts';
import type { Display } from './views/display.ts';

type Names = readonly string[] | '*';
type Values = Readonly<Record<string, string | null>>;

/** For `useCrmProperties` and its relatives: null where there is no value, `'*'` for everything that is filled. */
export function propertiesFor(display: Display, at: RecordRef, names: Names, format: Names): Values {
  const record = requireRecord(display.portal, at);
  const wanted = names === '*' ? Object.keys(record.properties) : names;
  return Object.fromEntries(
    wanted.map((name) => {
      const value = record.properties[name] ?? null;
      const isFormatted = format === '*' || format.includes(name);
      return [name, isFormatted && value !== null ? display.value(at.type, name, value) : value];
    }),
  );
}

interface AssociationPage {
  readonly toType: ObjectType;
  readonly properties: readonly string[];
  readonly pageLength: number;
  readonly offset: number;
}

/** For `useAssociations`, which takes ids as numbers and refuses any other shape. */
export function associationsFor(portal: Portal, from: RecordRef, page: AssociationPage) {
  requireRecord(portal, from);
  const all = portal.associations.list(from, page.toType);
  const end = page.offset + page.pageLength;
  return {
    results: all.slice(page.offset, end).map(({ id, types }) => ({
      toObjectId: Number(id),
      associationTypes: types.map(({ typeId, label }) => ({ category: 'HUBSPOT_DEFINED', typeId, label: label ?? '' })),
      properties: pick(portal.objects(page.toType).get(id), page.properties),
    })),
    hasMore: all.length > end,
    nextOffset: Math.min(end, all.length),
  };
}

const filterInput = z.object({
  propertyName: z.string(),
  operator: z.enum(OPERATORS),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
  highValue: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
  values: z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
});
const searchInput = z.object({
  objectType: z.string(),
  properties: z.array(z.string()).default([]),
  query: z.string().default(''),
  filterGroups: z.array(z.object({ filters: z.array(filterInput) })).default([]),
  sorts: z.array(z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']) })).default([]),
  pageLength: z.number().int().min(1).max(100).default(10),
  after: z.string().regex(/^\d+$/).default('0').transform(Number),
});

/** For `useCrmSearch`. Unlike HubSpot's index this one does not lag: what is shown never decides anything. */
export function searchFor(portal: Portal, request: unknown) {
  const { objectType, properties, query, filterGroups, sorts, pageLength, after } = searchInput.parse(request);
  const type = objectTypeOf(objectType);
  if (type === undefined) throw notFound(`This preview has no objects of type ${objectType}.`);
  const passes = (record: RecordView, filter: z.infer<typeof filterInput>) => {
    const definition = portal.properties.get(type, filter.propertyName);
    if (definition === undefined) throw validationError(`Property '${filter.propertyName}' does not exist`);
    return matches(filter, definition, record.properties[filter.propertyName]);
  };
  const found = portal
    .objects(type)
    .list()
    .filter((record) => Object.values(record.properties).join('\n').toLowerCase().includes(query.toLowerCase()))
    .filter(
      (record) =>
        filterGroups.length === 0 ||
        filterGroups.some(({ filters }) => filters.every((filter) => passes(record, filter))),
    );
  const [sort] = sorts;
  const ordered = sort === undefined ? found : found.toSorted((a, b) => bySort(a, b, sort));
  const end = after + pageLength;
  return {
    results: ordered
      .slice(after, end)
      .map((record) => ({ objectId: Number(record.id), properties: pick(record, properties) })),
    total: found.length,
    hasMore: found.length > end,
    ...(found.length > end ? { after: String(end) } : {}),
  };
}

/** For `formatCrmProperties`. */
export const formatFor = (display: Display, type: ObjectType, propertiesList: readonly Values[]): readonly Values[] =>
  propertiesList.map((properties) =>
    Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        value === null ? null : display.value(type, name, value),
      ]),
    ),
  );

function bySort(a: RecordView, b: RecordView, sort: { propertyName: string; direction: string }): number {
  const [left = '', right = ''] = [a, b].map((record) => record.properties[sort.propertyName]);
  const order = left.localeCompare(right, 'en', { numeric: true });
  return sort.direction === 'ASCENDING' ? order : -order;
}

const pick = (record: RecordView | undefined, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, record?.properties[name] ?? null]));

function requireRecord(portal: Portal, { type, id }: RecordRef): RecordView {
  const record = portal.objects(type).get(id);
  if (record === undefined || record.archived) throw notFound('There is no such record, or it was deleted.');
  return record;
}
