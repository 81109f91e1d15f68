import { z } from 'zod';
import { FIELDS } from '../../shared/catalog/fields.ts';
import type { CrmId } from '../../shared/values/ids.ts';
import { toInstant } from '../../shared/values/time.ts';
import type { Hint, ReceivedHint } from './hint.ts';

const id = z.union([z.string(), z.number()]).transform(String);
const eventSchema = z.object({
  portalId: id,
  subscriptionId: id.optional(),
  eventId: id.optional(),
  occurredAt: z.int().min(0).max(8_640_000_000_000_000),
  subscriptionType: z.string(),
  objectTypeId: z.string().optional(),
  objectId: id.optional(),
  propertyName: z.string().optional(),
  propertyValue: z.string().nullish(),
  changeSource: z.string().optional(),
  sourceId: z.string().optional(),
  fromObjectId: id.optional(),
  fromObjectTypeId: z.string().optional(),
  toObjectId: id.optional(),
  toObjectTypeId: z.string().optional(),
  primaryObjectId: id.optional(),
  mergedObjectIds: z.array(id).optional(),
  newObjectId: id.optional(),
});
type HubSpotEvent = z.infer<typeof eventSchema>;

const OBJECTS: Readonly<Record<string, 'contact' | 'company' | 'deal'>> = {
  '0-1': 'contact',
  '0-2': 'company',
  '0-3': 'deal',
};

/** The hints in a webhook's body, and how many entries nobody could read. `appId` recognises our own writes. */
export function hintsFromHubSpot(
  body: string,
  appId: string,
): { readonly hints: readonly ReceivedHint[]; readonly unreadable: number } {
  const entries = parseArray(body);
  const events = entries.map((entry) => eventSchema.safeParse(entry));
  const readable = events.flatMap((event) => (event.success ? [event.data] : []));
  const hints = readable
    .filter((event) => !isEcho(event, appId))
    .flatMap((event) => {
      const hint = hintOf(event);
      return hint
        ? [{ accountId: event.portalId, eventKey: keyOf(event), occurredAt: toInstant(event.occurredAt), hint }]
        : [];
    });
  return { hints, unreadable: events.length - readable.length };
}

function hintOf(event: HubSpotEvent): Hint | null {
  const object = OBJECTS[event.objectTypeId ?? ''];
  const isAssociation = event.subscriptionType.endsWith('associationChange');
  if (isAssociation) return associationHint(event);
  if (object === undefined) return null;
  if (event.subscriptionType.endsWith('merge')) {
    // HubSpot may give the record that is left an id of its own.
    const primary = event.newObjectId ?? event.primaryObjectId ?? event.objectId;
    if (primary === undefined) return null;
    return object === 'company'
      ? { kind: 'company_merged', id: primary, mergedIds: mergedInto(primary, event) }
      : object === 'deal'
        ? { kind: 'deal', id: primary }
        : null;
  }
  if (event.objectId === undefined) return null;
  if (object !== 'contact') return { kind: object, id: event.objectId };
  // Sent without a nonce, or with one that was used before: only the status says that there is something new.
  const isUnnamed = event.propertyName === FIELDS.stagingStatus.hubspot && event.propertyValue === 'new';
  const record = { object: 'contact', id: event.objectId } as const;
  if (isUnnamed) return { kind: 'submission', record, nonce: null };
  const isSubmission = event.propertyName === FIELDS.stagingNonce.hubspot && Boolean(event.propertyValue);
  return isSubmission ? { kind: 'submission', record, nonce: event.propertyValue ?? '' } : null;
}

/** Every record that is now part of the one that is left, the former primary included when it got a new id. */
const mergedInto = (left: CrmId, { primaryObjectId, mergedObjectIds = [] }: HubSpotEvent): readonly CrmId[] =>
  [...(primaryObjectId ? [primaryObjectId] : []), ...mergedObjectIds].filter((merged) => merged !== left);

/** A deal that got a company may now compete with its holder. */
function associationHint(event: HubSpotEvent): Hint | null {
  const ends = [
    [event.fromObjectTypeId, event.fromObjectId],
    [event.toObjectTypeId, event.toObjectId],
  ] as const;
  const deal = ends.find(([type]) => OBJECTS[type ?? ''] === 'deal')?.[1];
  return deal === undefined ? null : { kind: 'deal', id: deal };
}

/** Our own writes come back as webhooks. What a form or a person did never carries our app's id. */
const isEcho = (event: HubSpotEvent, appId: string): boolean =>
  event.changeSource === 'INTEGRATION' && (event.sourceId ?? '').split(':').includes(appId);

/** HubSpot: eventId alone is not unique. */
const keyOf = (event: HubSpotEvent): string =>
  [
    event.subscriptionId,
    event.subscriptionType,
    event.objectId ?? `${event.fromObjectId}-${event.toObjectId}`,
    event.eventId,
    event.occurredAt,
    event.propertyName,
    event.propertyValue?.slice(0, 100),
  ].join('|');

function parseArray(body: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(body);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
