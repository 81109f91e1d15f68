import type { Policy } from '../program/policy.ts';
import type { PartnerId, RegistrationId } from '../values/ids.ts';
import { endOfLocalDay, extendedEnd } from '../values/local-days.ts';
import type { Instant } from '../values/time.ts';
import type { OwnershipLock } from './ownership-lock.ts';

interface Holder {
  readonly registrationId: RegistrationId;
  readonly partnerId: PartnerId;
}

/** The reservation of a registration that waits for its decision. `epoch` is the prospect's next one. */
export const reservationOf = (holder: Holder, epoch: number, policy: Policy, now: Instant): OwnershipLock => ({
  ...holder,
  kind: 'pending',
  startsAt: now,
  endsAt: endOfLocalDay(now, policy.reservationDays, policy.zone),
  epoch,
  extensionCount: 0,
});

/** The lock that an approval gives: from now to the end of the policy's last local day. */
export const grantedLock = (holder: Holder, epoch: number, policy: Policy, now: Instant): OwnershipLock => ({
  ...holder,
  kind: 'active',
  startsAt: now,
  endsAt: endOfLocalDay(now, policy.lockDays, policy.zone),
  epoch,
  extensionCount: 0,
});

/** The lock with `days` more local days after its last protected day. */
export const extendedLock = (lock: OwnershipLock, days: number, epoch: number, policy: Policy): OwnershipLock => ({
  ...lock,
  endsAt: extendedEnd(lock.endsAt, days, policy.zone),
  epoch,
  extensionCount: lock.extensionCount + 1,
});
