import type { FieldValues } from '../catalog/field.ts';
import { isUndecided, REGISTRATION_STATUSES } from '../registration/registration.ts';
import type { Instant } from '../values/time.ts';
import type { Action } from './ownership-view.ts';

/** What the actions depend on, whether the registration itself tells it or its record's fields. */
export interface Standing {
  readonly isUndecided: boolean;
  /** What identifies no company cannot be protected. */
  readonly isIdentified: boolean;
  /** `over` is a hold that ended, by time or by somebody. */
  readonly hold: 'none' | 'pending' | 'active' | 'over';
  readonly mayExtend: boolean;
}

/** What an approver may do now. A reservation that ran out can only still be approved. */
export function actionsAt({ isUndecided: isOpen, isIdentified, hold, mayExtend }: Standing): readonly Action[] {
  if (isOpen) {
    if (!isIdentified) return ['reject', 'ask'];
    return hold === 'over' ? ['approve'] : ['approve', 'reject', 'ask'];
  }
  if (hold !== 'active') return [];
  return mayExtend ? ['extend', 'release'] : ['release'];
}

/** Whether the key names something that a lock can protect. */
export const identifiesCompany = (prospectKey: string): boolean => !prospectKey.startsWith('none:');

/**
 * What an approver may do, as the record's own fields tell it. Without a status nobody has looked at it yet, so
 * nothing is offered. The fields do not know how often the policy lets extend: the server answers that.
 */
export function actionsFromFields(fields: FieldValues, now: Instant): readonly Action[] {
  const status = REGISTRATION_STATUSES.find((candidate) => candidate === fields.registrationStatus);
  if (status === undefined) return [];
  return actionsAt({
    isUndecided: isUndecided({ status }),
    isIdentified: typeof fields.prospectKey !== 'string' || identifiesCompany(fields.prospectKey),
    hold: holdOf(fields, now),
    mayExtend: true,
  });
}

function holdOf({ lockStatus, lockEndsAt }: FieldValues, now: Instant): Standing['hold'] {
  const isOver = typeof lockEndsAt !== 'string' || lockEndsAt <= now;
  switch (lockStatus) {
    case 'pending':
      return isOver ? 'over' : 'pending';
    case 'active':
    case 'disputed':
      return isOver ? 'over' : 'active';
    case 'expired':
    case 'released':
    case 'won':
      return 'over';
    default:
      return 'none';
  }
}
