import type { PartnerId, RegistrationId } from '../values/ids.ts';
import { contains, type Instant, type Period } from '../values/time.ts';

/** What a lock is now, in both CRMs. */
export const LOCK_STATUSES = ['none', 'pending', 'active', 'disputed', 'expired', 'released', 'won'] as const;
export type LockStatus = (typeof LOCK_STATUSES)[number];

/**
 * The hold of one registration on one prospect. `pending` is the reservation of a registration that waits for its
 * decision; `active` is the granted lock. Either keeps everybody else out while its period contains now.
 */
export interface OwnershipLock extends Period {
  readonly registrationId: RegistrationId;
  readonly partnerId: PartnerId;
  readonly kind: 'pending' | 'active';
  /** Rises with every change of a prospect's lock, so that a late CRM write can be told from a new one. */
  readonly epoch: number;
  readonly extensionCount: number;
}

/** Whether the lock keeps others out at this moment. Time alone ends a lock; no job is needed. */
export const isHeld = (lock: OwnershipLock | null, now: Instant): lock is OwnershipLock =>
  lock !== null && contains(lock, now);
