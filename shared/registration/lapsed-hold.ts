import { contains, type Instant } from '../values/time.ts';
import type { ProspectState, Registration, RegistrationEvent } from './registration.ts';

/**
 * The events that write down a hold which time has ended already, so that whoever comes next finds the record tidy
 * even when no sweep has run. Empty when nobody holds, or the holder still does.
 */
export function lapsedHold(state: ProspectState, now: Instant): readonly RegistrationEvent[] {
  const { lock } = state;
  if (lock === null || contains(lock, now)) return [];
  const holder = state.registrations.get(lock.registrationId);
  return holder ? expiryOf(holder, now) : [];
}

/**
 * Whether the registration's reservation ran out undecided. It is so from that moment on, whether or not a sweep has
 * written it down: it can still be approved while nobody else came, and nothing else.
 */
export const hasLapsed = ({ lock, lockEnd, status }: Registration, now: Instant): boolean =>
  lock?.kind === 'pending' && (status === 'expired' || (lockEnd === null && now >= lock.endsAt));

/** The expiry of a registration's hold; empty before its end, and when something else ended it. */
export function expiryOf(
  { registrationId, lock, lockEnd, status }: Registration,
  now: Instant,
): readonly RegistrationEvent[] {
  if (lock === null || lockEnd !== null || now < lock.endsAt) return [];
  const on = { registrationId, at: now, by: { kind: 'system' } } as const;
  return status === 'approved'
    ? [{ ...on, type: 'LockExpired', endedAt: lock.endsAt }]
    : [{ ...on, type: 'RegistrationExpired' }];
}
