import { z } from 'zod';
import type { HubSpotObject } from '../../../shared/catalog/render-hubspot.ts';
import { API_VERSION, type HubSpotClient } from './client.ts';
import { isNotFound } from './errors.ts';

/** A record as HubSpot answers it. */
const record = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  propertiesWithHistory: z
    .record(z.string(), z.array(z.object({ value: z.string().nullable(), timestamp: z.string() })))
    .optional(),
  associations: z
    .record(
      z.string(),
      z.object({
        results: z.array(z.object({ id: z.string(), type: z.string() })),
        paging: z.object({ next: z.object({ after: z.string() }) }).nullish(),
      }),
    )
    .optional(),
});
export type HubSpotRecord = z.infer<typeof record>;
/** Oldest values stand last: HubSpot answers the newest version first. */
export type PropertyHistory = NonNullable<HubSpotRecord['propertiesWithHistory']>;

export type Properties = Readonly<Record<string, string>>;

/** A batch holds at most this many inputs. */
export const BATCH_MAX = 100;

const objectsPath = (object: HubSpotObject): string => `/crm/objects/${API_VERSION}/${object}`;

export interface Reading {
  readonly properties: readonly string[];
  readonly history?: readonly string[];
  readonly associations?: HubSpotObject;
}

/** One record by id; null when there is none. */
export async function getRecord(
  client: HubSpotClient,
  object: HubSpotObject,
  id: string,
  reading: Reading,
): Promise<HubSpotRecord | null> {
  const query = {
    properties: reading.properties,
    ...(reading.history && { propertiesWithHistory: reading.history }),
    ...(reading.associations && { associations: reading.associations }),
  };
  try {
    return await client.read(
      { method: 'GET', path: `${objectsPath(object)}/${encodeURIComponent(id)}`, query },
      record,
    );
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

const batchAnswer = z.object({ results: z.array(record) });

/** Values of one property: record ids, or values of the unique property that is named. */
export interface Keys {
  readonly values: readonly string[];
  readonly idProperty?: string;
}

/** Many records by id or unique value, in no order; those that do not exist are left out. */
export async function readRecords(
  client: HubSpotClient,
  object: HubSpotObject,
  keys: Keys,
  reading: Pick<Reading, 'properties' | 'history'>,
): Promise<HubSpotRecord[]> {
  const found: HubSpotRecord[] = [];
  for (const some of chunks([...new Set(keys.values)])) {
    const body = {
      inputs: some.map((id) => ({ id })),
      properties: reading.properties,
      propertiesWithHistory: reading.history ?? [],
      ...(keys.idProperty && { idProperty: keys.idProperty }),
    };
    const answer = await client.read({ method: 'POST', path: `${objectsPath(object)}/batch/read`, body }, batchAnswer);
    found.push(...answer.results);
  }
  return found;
}

/**
 * The record that holds a unique value; null when there is none. Asked as a batch of one, because a value that
 * people typed may be too long for a path, and has no place in logs.
 */
export async function findRecord(
  client: HubSpotClient,
  object: HubSpotObject,
  key: { readonly idProperty: string; readonly value: string },
  reading: Pick<Reading, 'properties' | 'history'>,
): Promise<HubSpotRecord | null> {
  const keys = { idProperty: key.idProperty, values: [key.value] };
  return (await readRecords(client, object, keys, reading))[0] ?? null;
}

export async function createRecord(
  client: HubSpotClient,
  object: HubSpotObject,
  body: CreateBody,
): Promise<HubSpotRecord> {
  return client.write({ method: 'POST', path: objectsPath(object), body: withAssociations(body) }, record);
}

export async function patchRecord(
  client: HubSpotClient,
  object: HubSpotObject,
  id: string,
  properties: Properties,
): Promise<HubSpotRecord> {
  const path = `${objectsPath(object)}/${encodeURIComponent(id)}`;
  return client.write({ method: 'PATCH', path, body: { properties } }, record);
}

export interface CreateBody {
  readonly properties: Properties;
  /** HubSpot's numbers of association types, with the records to associate. */
  readonly associations: readonly { readonly toId: string; readonly typeId: number }[];
}

const withAssociations = ({ properties, associations }: CreateBody) => ({
  properties,
  associations: associations.map(({ toId, typeId }) => ({
    to: { id: toId },
    types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }],
  })),
});

/** One batch of creations. Of a partial success (207) only what was created comes back. */
export async function createBatch(
  client: HubSpotClient,
  object: HubSpotObject,
  bodies: readonly CreateBody[],
): Promise<HubSpotRecord[]> {
  const body = { inputs: bodies.map(withAssociations) };
  return (await client.write({ method: 'POST', path: `${objectsPath(object)}/batch/create`, body }, batchAnswer))
    .results;
}

/** One batch of changes by id or unique value. Of a partial success (207) only what was changed comes back. */
export async function updateBatch(
  client: HubSpotClient,
  object: HubSpotObject,
  inputs: readonly { readonly id: string; readonly idProperty?: string; readonly properties: Properties }[],
): Promise<HubSpotRecord[]> {
  const path = `${objectsPath(object)}/batch/update`;
  return (await client.write({ method: 'POST', path, body: { inputs } }, batchAnswer)).results;
}

const associationsAnswer = z.object({
  results: z.array(
    z.object({
      to: z.array(z.object({ toObjectId: z.union([z.number(), z.string()]) })),
      paging: z.object({ next: z.object({ after: z.string() }) }).nullish(),
    }),
  ),
});

/** Ids of all records of a type associated with one record, over as many pages as there are. */
export async function associatedIds(
  client: HubSpotClient,
  from: { readonly object: HubSpotObject; readonly id: string },
  to: HubSpotObject,
): Promise<string[]> {
  const path = `/crm/associations/${API_VERSION}/${from.object}/${to}/batch/read`;
  const ids: string[] = [];
  for (let after: string | undefined; ;) {
    const body = { inputs: [{ id: from.id, ...(after && { after }) }] };
    const answer = await client.read({ method: 'POST', path, body }, associationsAnswer);
    const page = answer.results[0];
    ids.push(...(page?.to ?? []).map(({ toObjectId }) => String(toObjectId)));
    after = page?.paging?.next.after;
    if (!after) return ids;
  }
}

export function* chunks<T>(items: readonly T[], size = BATCH_MAX): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
