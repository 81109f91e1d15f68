import { REGISTRATION_OBJECT } from '../catalog/salesforce-fields.ts';
import { salesforceName, type SalesforceCode } from '../catalog/salesforce-values.ts';
import { CONFLICT_KINDS } from '../lock/channel-conflict.ts';
import { UNDECIDED_STATUSES } from '../registration/registration.ts';
import { epochMs, toInstant, type Instant } from '../values/time.ts';

/** Tabs of the approvals queue in Salesforce. */
export const QUEUE_TABS = ['waiting', 'conflict', 'asked', 'soon'] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** Protection that ends within so many days ends soon. */
export const SOON_DAYS = 14;

/** A `where` or `orderBy` of Salesforce's GraphQL. */
export type GraphqlInput = Readonly<Record<string, unknown>>;

/**
 * Which registrations a tab shows. What has just come in has no status yet and waits too; a conflict is one while the
 * lock holds.
 */
export function queueWhere(tab: QueueTab, now: Instant): GraphqlInput {
  switch (tab) {
    case 'waiting': {
      const waiting = UNDECIDED_STATUSES.filter((status) => status !== 'action_required');
      return { or: [where('registrationStatus', { in: waiting }), where('registrationStatus', { eq: null })] };
    }
    case 'conflict':
      return { and: [where('channelConflict', { in: CONFLICT_KINDS }), where('isLocked', { eq: true })] };
    case 'asked':
      return where('registrationStatus', { eq: 'action_required' });
    case 'soon':
      return {
        and: [where('isLocked', { eq: true }), where('lockEndsAt', { lte: { value: daysAfter(now, SOON_DAYS) } })],
      };
    default: {
      const unreachable: never = tab;
      return unreachable;
    }
  }
}

/** What a column is sorted by; what has no value yet comes last. */
export const queueOrder = (code: SalesforceCode, direction: 'asc' | 'desc'): GraphqlInput =>
  where(code, { order: direction === 'asc' ? 'ASC' : 'DESC', nulls: 'LAST' });

const where = (code: SalesforceCode, condition: GraphqlInput): GraphqlInput => ({
  [salesforceName(REGISTRATION_OBJECT, code)]: condition,
});

const daysAfter = (now: Instant, days: number): Instant => toInstant(epochMs(now) + days * 86_400_000);
