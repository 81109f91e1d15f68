import { z } from 'zod';
import type { HubSpotObject } from '../../../shared/catalog/render-hubspot.ts';
import { API_VERSION, type HubSpotClient } from './client.ts';

export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'GTE' | 'HAS_PROPERTY' | 'NOT_HAS_PROPERTY' | 'CONTAINS_TOKEN';
  readonly value?: string;
}

export interface SearchHit {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

const answer = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) })),
  paging: z.object({ next: z.object({ after: z.string() }) }).nullish(),
});

const PAGE_MAX = 200;
/** HubSpot answers no hit beyond this many of one search. */
const HITS_MAX = 10_000;

/**
 * One page of records that fit any of the groups. HubSpot's index lags behind by some seconds, so a search is good
 * for hints and sweeps and never for deciding who holds a company.
 */
export async function search(
  client: HubSpotClient,
  object: HubSpotObject,
  groups: readonly (readonly SearchFilter[])[],
  properties: readonly string[],
): Promise<readonly SearchHit[]> {
  return (await searchPage(client, object, { groups, properties })).hits;
}

/** Every record changed at or after the moment that fits any of the groups, oldest first, however many there are. */
export async function searchChanged(
  client: HubSpotClient,
  object: HubSpotObject,
  sinceMs: number,
  alternatives: readonly (readonly SearchFilter[])[],
): Promise<readonly SearchHit[]> {
  const changedAt = LAST_MODIFIED[object];
  const hits = new Map<string, SearchHit>();
  let fromMs = sinceMs;
  let after: string | undefined;
  for (;;) {
    const isRecent = { propertyName: changedAt, operator: 'GTE', value: String(fromMs) } as const;
    const groups = alternatives.map((filters) => [isRecent, ...filters]);
    const page = await searchPage(client, object, { groups, properties: [changedAt], sortBy: changedAt, after });
    for (const hit of page.hits) hits.set(hit.id, hit);
    if (page.after === undefined) return [...hits.values()];
    after = page.after;
    if (Number(after) + PAGE_MAX > HITS_MAX) {
      // Beyond the cap the search starts again at the last moment seen; the map forgets repeats.
      const lastMs = Date.parse(page.hits.at(-1)?.properties[changedAt] ?? '');
      if (Number.isNaN(lastMs) || lastMs <= fromMs) return [...hits.values()];
      fromMs = lastMs;
      after = undefined;
    }
  }
}

/** Contacts keep an older name for it. */
export const LAST_MODIFIED: Record<HubSpotObject, string> = {
  contacts: 'lastmodifieddate',
  companies: 'hs_lastmodifieddate',
  deals: 'hs_lastmodifieddate',
};

interface PageRequest {
  readonly groups: readonly (readonly SearchFilter[])[];
  readonly properties: readonly string[];
  readonly sortBy?: string;
  readonly after?: string | undefined;
}

async function searchPage(client: HubSpotClient, object: HubSpotObject, request: PageRequest) {
  const body = {
    filterGroups: request.groups.map((filters) => ({ filters })),
    properties: request.properties,
    limit: PAGE_MAX,
    ...(request.sortBy && { sorts: [{ propertyName: request.sortBy, direction: 'ASCENDING' }] }),
    ...(request.after && { after: request.after }),
  };
  const path = `/crm/objects/${API_VERSION}/${object}/search`;
  const { results, paging } = await client.read({ method: 'POST', path, body }, answer);
  return { hits: results, after: paging?.next.after };
}
