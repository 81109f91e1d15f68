import type { OwnershipState } from '../views/ownership-view.ts';

/** The word key of how long something is still protected; the sentence for many takes `{days}`. */
export function daysLeftKey(days: number) {
  if (days < 0) return 'card.daysLeftNone';
  if (days === 0) return 'card.daysLeftLast';
  return days === 1 ? 'card.daysLeftOne' : 'card.daysLeftMany';
}

/** The word key that stands before the end of a protection: to come, only reserved, or past. */
export function untilKey(state: OwnershipState) {
  if (state === 'pending') return 'card.reservedUntil';
  return state === 'expired' || state === 'released' ? 'card.protectedBefore' : 'card.protectedUntil';
}
