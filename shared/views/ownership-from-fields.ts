import type { FieldValues } from '../catalog/field.ts';
import { CONFLICT_KINDS } from '../lock/channel-conflict.ts';
import { LOCK_STATUSES } from '../lock/ownership-lock.ts';
import { REJECTION_REASONS } from '../registration/reasons.ts';
import { isUndecided, REGISTRATION_STATUSES } from '../registration/registration.ts';
import { daysLeft, type Instant, type Zone } from '../values/time.ts';
import type { Ownership, OwnershipState } from './ownership-view.ts';

/**
 * Ownership as the CRM's own fields tell it, for a first picture and for when the server is away. Whether a lock
 * still holds is computed from its end at read time, so a late sweep never shows a dead lock as alive.
 */
export function ownershipFromFields(fields: FieldValues, now: Instant, zone: Zone | null): Ownership {
  const endsAt = textOf(fields.lockEndsAt);
  const state = stateOf(fields, endsAt, now);
  const isHeld = state === 'pending' || state === 'locked' || state === 'conflict';
  return {
    state,
    partnerName: textOf(fields.partnerName),
    protectedUntil: endsAt,
    daysLeft: isHeld && endsAt !== null ? daysLeft(endsAt, now, zone) : null,
    reference: textOf(fields.registrationReference),
    registrationStatus: oneOf(REGISTRATION_STATUSES, fields.registrationStatus),
    registeredAt: textOf(fields.registeredAt),
    rejectionReason: oneOf(REJECTION_REASONS, fields.rejectionReason),
    conflictKind: oneOf(CONFLICT_KINDS, fields.channelConflict),
    conflictText: textOf(fields.conflictText),
  };
}

function stateOf(fields: FieldValues, endsAt: Instant | null, now: Instant): OwnershipState {
  const lock = oneOf(LOCK_STATUSES, fields.lockStatus);
  if (fields.registrationStatus === 'rejected') return 'refused';
  if (lock === 'released') return 'released';
  if (lock === 'expired') return 'expired';
  if (lock === 'pending' || lock === 'active' || lock === 'disputed') {
    if (endsAt === null || endsAt <= now) return 'expired';
    if (oneOf(CONFLICT_KINDS, fields.channelConflict) !== null) return 'conflict';
    return lock === 'pending' ? 'pending' : 'locked';
  }
  // What identifies no company is not reserved, but still waits for its decision.
  const status = oneOf(REGISTRATION_STATUSES, fields.registrationStatus);
  return status !== null && isUndecided({ status }) ? 'pending' : 'none';
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | null =>
  allowed.find((candidate) => candidate === value) ?? null;
