import { z } from 'zod';
import type { Change } from './entities.ts';
import { OBJECT_TYPE_IDS, objectTypeOf } from './entities.ts';

/** One subscription as it stands in the app's `webhooks-hsmeta.json`. */
export const subscriptionDraft = z.object({
  subscriptionType: z.enum([
    'object.creation',
    'object.deletion',
    'object.merge',
    'object.restore',
    'object.associationChange',
    'object.propertyChange',
    'contact.privacyDeletion',
  ]),
  objectType: z.string().optional(),
  propertyName: z.string().optional(),
  active: z.boolean().optional(),
});
export type SubscriptionDraft = z.infer<typeof subscriptionDraft>;

export interface Subscription extends SubscriptionDraft {
  readonly subscriptionId: number;
}

export type WebhookEvent = Readonly<Record<string, unknown>> & {
  readonly eventId: number;
  readonly subscriptionId: number;
  readonly portalId: number;
  readonly occurredAt: number;
  readonly subscriptionType: string;
  readonly attemptNumber: number;
};

/** Whether a subscription asked for this change. */
export function isSubscribed(subscription: Subscription, change: Change): boolean {
  if (subscription.active === false) return false;
  if (change.kind === 'privacyDeletion') return subscription.subscriptionType === 'contact.privacyDeletion';
  const type = change.kind === 'associationChange' ? change.from.type : change.type;
  return (
    subscription.subscriptionType === `object.${change.kind}` &&
    objectTypeOf(subscription.objectType ?? '') === type &&
    (change.kind !== 'propertyChange' || subscription.propertyName === change.name)
  );
}

/** The payload HubSpot sends. `eventId` is shared by all subscriptions that a change meets, so it is not unique. */
export function toEvent(
  change: Change,
  subscription: Subscription,
  ids: { eventId: number; appId: string },
): WebhookEvent {
  return {
    eventId: ids.eventId,
    subscriptionId: subscription.subscriptionId,
    portalId: Number(change.portalId),
    appId: Number(ids.appId),
    occurredAt: change.atMs,
    subscriptionType: subscription.subscriptionType,
    attemptNumber: 0,
    changeSource: change.actor.changeSource,
    sourceId: change.actor.sourceId,
    ...detailsOf(change),
  };
}

function detailsOf(change: Change): Readonly<Record<string, unknown>> {
  switch (change.kind) {
    case 'creation':
    case 'deletion':
    case 'restore':
      return {
        objectId: Number(change.id),
        objectTypeId: OBJECT_TYPE_IDS[change.type],
        changeFlag: FLAGS[change.kind],
      };
    case 'propertyChange':
      return {
        objectId: Number(change.id),
        objectTypeId: OBJECT_TYPE_IDS[change.type],
        propertyName: change.name,
        propertyValue: change.value,
        isSensitive: false,
      };
    case 'merge':
      return {
        objectTypeId: OBJECT_TYPE_IDS[change.type],
        changeFlag: 'MERGED',
        primaryObjectId: Number(change.primaryId),
        mergedObjectIds: change.mergedIds.map(Number),
        newObjectId: Number(change.newId),
        numberOfPropertiesMoved: change.propertiesMoved,
      };
    case 'associationChange':
      return {
        associationType: change.typeName.toUpperCase(),
        associationTypeId: change.typeId,
        associationCategory: 'HUBSPOT_DEFINED',
        fromObjectId: Number(change.from.id),
        fromObjectTypeId: OBJECT_TYPE_IDS[change.from.type],
        toObjectId: Number(change.to.id),
        toObjectTypeId: OBJECT_TYPE_IDS[change.to.type],
        associationRemoved: change.removed,
        isPrimaryAssociation: change.primary,
      };
    case 'privacyDeletion':
      return { objectId: Number(change.id), changeFlag: 'DELETED' };
    default: {
      const unreachable: never = change;
      return unreachable;
    }
  }
}

const FLAGS = { creation: 'CREATED', deletion: 'DELETED', restore: 'RESTORED' } as const;
