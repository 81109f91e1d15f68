import { z } from 'zod';
import { validationError } from '../errors.ts';
import { toObject, toPage } from '../formatters.ts';
import type { Answer, ApiCall, HttpServer } from '../http.ts';
import { ok } from '../http.ts';
import { readsObjects, typeIn } from '../scopes.ts';
import type { SearchFilter } from '../search-filters.ts';
import { comparable, matches, OPERATORS } from '../search-filters.ts';
import { valuesAt } from '../store/record-values.ts';
import { lastModifiedName } from '../store/standard-properties.ts';
import { existsIn, OBJECTS } from './objects.ts';

const GROUPS_MAX = 5;
const FILTERS_MAX = 6;
const PAGE_MAX = 200;
/** Nobody can page past the ten thousandth result. */
const RESULTS_MAX = 10_000;
const BODY_CHARS_MAX = 3_000;

const filterInput = z.object({
  propertyName: z.string(),
  operator: z.enum(OPERATORS),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
  highValue: z.union([z.string(), z.number()]).transform(String).optional(),
  values: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
});

const searchInput = z.object({
  filterGroups: z.array(z.object({ filters: z.array(filterInput) })).default([]),
  sorts: z
    .array(z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }))
    .default([]),
  query: z.string().optional(),
  properties: z.array(z.string()).optional(),
  limit: z.number().int().min(1).max(PAGE_MAX).default(10),
  after: z
    .union([z.string().regex(/^\d+$/), z.number().int().min(0)])
    .transform(Number)
    .default(0),
});
type SearchInput = z.infer<typeof searchInput>;

/** Search over an index that lags: it answers what was true `searchLagMs` ago by the stand-in's clock. */
export function serveSearch(http: HttpServer, searchLagMs: number): void {
  http.api('post', `${OBJECTS}/search`, readsObjects, (call) => search(call, searchLagMs));
}

function search(call: ApiCall, searchLagMs: number): Answer {
  const type = typeIn(call);
  const input = call.body(searchInput);
  checkLimits(call, input);
  const indexedAtMs = call.portal.now() - searchLagMs;
  const found = call.portal.records
    .all(type)
    .flatMap((record) => {
      const values = valuesAt(record, indexedAtMs);
      return values === undefined ? [] : [{ record, values }];
    })
    .filter(({ values }) => inAnyGroup(call, input, values) && fitsQuery(input.query, values))
    .sort(byFirstSort(call, input));
  const exists = existsIn(call, type);
  const page = toPage(found, input.after, input.limit);
  return ok({
    total: found.length,
    ...page,
    results: page.results.map(({ record, values }) => ({
      ...toObject(record, values, input.properties, exists),
      updatedAt: values.get(lastModifiedName(type)) ?? null,
      archived: false,
    })),
  });
}

function checkLimits(call: ApiCall, { filterGroups, sorts, after, limit }: SearchInput): void {
  if (call.rawBody.length > BODY_CHARS_MAX) {
    throw validationError(`The request body is longer than ${BODY_CHARS_MAX} characters.`);
  }
  if (filterGroups.length > GROUPS_MAX) throw validationError(`Too many filterGroups: the limit is ${GROUPS_MAX}.`);
  if (filterGroups.some((group) => group.filters.length > FILTERS_MAX)) {
    throw validationError(`Too many filters in a group: the limit is ${FILTERS_MAX}.`);
  }
  if (sorts.length > 1) throw validationError('Only one sort is supported.');
  if (after + limit > RESULTS_MAX) {
    throw validationError(`Paging past ${RESULTS_MAX} results is not possible.`, { context: { after: [after] } });
  }
  const named = [...filterGroups.flatMap((group) => group.filters), ...sorts].map((each) => each.propertyName);
  for (const name of named) {
    if (!existsIn(call, typeIn(call))(name)) {
      throw validationError('There was a problem with the request.', {
        errors: [{ message: `Property '${name}' does not exist`, code: 'PROPERTY_DOESNT_EXIST' }],
      });
    }
  }
}

/** Groups are joined by OR, the filters of a group by AND; no group at all means everything. */
function inAnyGroup(call: ApiCall, { filterGroups }: SearchInput, values: ReadonlyMap<string, string>): boolean {
  if (filterGroups.length === 0) return true;
  const fits = (filter: SearchFilter) => {
    const definition = call.portal.properties.get(typeIn(call), filter.propertyName);
    return definition !== undefined && matches(filter, definition, values.get(filter.propertyName));
  };
  return filterGroups.some((group) => group.filters.every(fits));
}

const QUERIED = ['email', 'firstname', 'lastname', 'phone', 'company', 'name', 'domain', 'dealname', 'description'];

function fitsQuery(query: string | undefined, values: ReadonlyMap<string, string>): boolean {
  if (!query) return true;
  const wanted = query.toLowerCase();
  return QUERIED.some((name) => values.get(name)?.toLowerCase().includes(wanted) === true);
}

interface Found {
  readonly record: { readonly createdAtMs: number; readonly id: string };
  readonly values: ReadonlyMap<string, string>;
}

function byFirstSort(call: ApiCall, { sorts }: SearchInput): (a: Found, b: Found) => number {
  const sort = sorts[0];
  const byAge = (a: Found, b: Found) =>
    a.record.createdAtMs - b.record.createdAtMs || Number(a.record.id) - Number(b.record.id);
  if (sort === undefined) return byAge;
  const definition = call.portal.properties.require(typeIn(call), sort.propertyName);
  const sign = sort.direction === 'ASCENDING' ? 1 : -1;
  return (a, b) => {
    const [left, right] = [a, b].map((each) => each.values.get(sort.propertyName));
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    const [low, high] = [comparable(definition, left), comparable(definition, right)];
    return low === high ? byAge(a, b) : sign * (low < high ? -1 : 1);
  };
}
