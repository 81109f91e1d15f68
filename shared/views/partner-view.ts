import { isHolder } from '../crm/record-of.ts';
import { isUndecided, type Registration, type RegistrationStatus } from '../registration/registration.ts';
import { daysLeft, type Instant, type Zone } from '../values/time.ts';
import type { WordKey } from '../words/say.ts';

/**
 * What a partner may learn of its own registration: its state, its protection and a reason that names no customer,
 * deal or rival.
 */
export interface PartnerRegistrationView {
  readonly reference: string;
  readonly prospectName: string;
  readonly domain: string | null;
  readonly submittedAt: Instant;
  readonly status: RegistrationStatus;
  readonly protectedUntil: Instant | null;
  /** Whether the protection is still the reservation of an undecided registration. */
  readonly isReserved: boolean;
  readonly daysLeft: number | null;
  /** Word key of the neutral sentence; null when there is nothing to explain. */
  readonly reason: WordKey | null;
  /** The open question of the channel manager; null when none is open. */
  readonly question: string | null;
  readonly canWithdraw: boolean;
}

/** The partner's view of one registration at this moment. */
export function partnerViewOf(registration: Registration, now: Instant, zone: Zone): PartnerRegistrationView {
  const { submission, status, lock } = registration;
  const isHeldNow = isHolder(registration, now);
  const isOver = lock !== null && !isHeldNow && (status === 'approved' || isUndecided(registration));
  const asked = registration.conversation.filter((line) => line.who === 'manager').at(-1);
  return {
    reference: submission.reference,
    prospectName: submission.prospect.name,
    domain: submission.prospect.domain,
    submittedAt: submission.submittedAt,
    status: isOver ? 'expired' : status,
    protectedUntil: lock?.endsAt ?? null,
    isReserved: lock?.kind === 'pending',
    daysLeft: isHeldNow && lock ? daysLeft(lock.endsAt, now, zone) : null,
    reason: registration.status === 'rejected' ? `neutral.${registration.rejectionReason}` : null,
    question: status === 'action_required' && !isOver ? (asked?.text ?? null) : null,
    canWithdraw: isHeldNow || (isUndecided(registration) && lock === null),
  };
}
