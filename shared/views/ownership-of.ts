import { isHolder, lastHolder, lockStatusOf } from '../crm/record-of.ts';
import type { ChannelConflict } from '../lock/channel-conflict.ts';
import { isHeld } from '../lock/ownership-lock.ts';
import type { Policy } from '../program/policy.ts';
import { isUndecided } from '../registration/decide.ts';
import type { ProspectState, Registration } from '../registration/registration.ts';
import { daysLeft, type Instant } from '../values/time.ts';
import type {
  Action,
  ConflictLine,
  NextStep,
  OwnershipState,
  OwnershipView,
  PartnerProgramView,
} from './ownership-view.ts';

/** Who looks, when, and under which policy. */
export interface Viewing {
  readonly now: Instant;
  readonly policy: Policy;
  readonly viewerIsApprover: boolean;
  /** Only company records have one. */
  readonly program: PartnerProgramView | null;
}

/**
 * What a record's card shows of a prospect. A registration's own deal shows that registration; a company, and a
 * direct deal that competes (`registrationId` null), show whoever holds the prospect or held it last.
 */
export function ownershipOf(
  state: ProspectState | null,
  record: { readonly registrationId: string | null; readonly isCompetingDeal: boolean },
  viewing: Viewing,
): OwnershipView {
  const shown =
    state &&
    (record.registrationId === null ? lastHolder(state) : (state.registrations.get(record.registrationId) ?? null));
  if (!state || !shown) return nothing(viewing);
  const { now, policy, viewerIsApprover, program } = viewing;
  const isHeldNow = isHolder(shown, now);
  const ownership = stateOf(shown, isHeldNow, record.isCompetingDeal, now);
  return {
    state: ownership,
    partnerName: shown.terms.partnerName || null,
    protectedUntil: shown.lock?.endsAt ?? null,
    daysLeft: isHeldNow && shown.lock ? daysLeft(shown.lock.endsAt, now, policy.zone) : null,
    reference: shown.submission.reference,
    registrationStatus: shown.status,
    registeredAt: shown.submission.submittedAt,
    rejectionReason: shown.status === 'rejected' ? shown.rejectionReason : null,
    conflictKind: shown.conflicts.at(-1)?.kind ?? null,
    conflictText: null,
    registrationId: shown.registrationId,
    partnerTier: shown.terms.partnerTier,
    submittedByEmail: shown.submission.submittedByEmail,
    verdict: shown.verdict,
    note: shown.status === 'rejected' && shown.note !== '' ? shown.note : null,
    conversation: shown.conversation,
    conflicts: shown.conflicts.map(conflictLine),
    extension: shown.lock && {
      daysMax: policy.extensionDaysMax,
      left: Math.max(0, policy.extensionsMax - shown.lock.extensionCount),
    },
    actions: viewerIsApprover && !record.isCompetingDeal ? actionsOn(shown, isHeldNow, policy) : [],
    next: isHeldByOther(shown, state, now) ? 'held_by_other' : nextStep(shown, ownership, viewerIsApprover),
    zone: policy.zone,
    viewerIsApprover,
    program,
  };
}

/** What an approver may do with a registration now. */
export function actionsOn(registration: Registration, isHeldNow: boolean, policy: Policy): readonly Action[] {
  if (isUndecided(registration)) return undecidedActions(registration, isHeldNow);
  if (!isHeldNow || registration.lock?.kind !== 'active') return [];
  return registration.lock.extensionCount < policy.extensionsMax ? ['extend', 'release'] : ['release'];
}

/** What identifies no company cannot be protected, and a reservation that ran out can only still be approved. */
function undecidedActions({ submission, lock }: Registration, isHeldNow: boolean): readonly Action[] {
  if (submission.prospect.key.startsWith('none:')) return ['reject', 'ask'];
  return lock !== null && !isHeldNow ? ['approve'] : ['approve', 'reject', 'ask'];
}

/** The state that is shown first, from a registration's own point of view. */
export function stateOf(
  shown: Registration,
  isHeldNow: boolean,
  isCompetingDeal: boolean,
  now: Instant,
): OwnershipState {
  if (isHeldNow) {
    if (isCompetingDeal || shown.conflicts.length > 0) return 'conflict';
    return shown.lock?.kind === 'active' ? 'locked' : 'pending';
  }
  if (shown.status === 'rejected') return 'refused';
  if (isUndecided(shown) && shown.lock === null) return 'pending';
  return lockStatusOf(shown, now) === 'released' ? 'released' : 'expired';
}

/** A record without protection must not tell a rep that the company is free when somebody else holds it. */
const isHeldByOther = ({ registrationId }: Registration, { lock }: ProspectState, now: Instant): boolean =>
  isHeld(lock, now) && lock.registrationId !== registrationId;

function nextStep(shown: Registration, state: OwnershipState, viewerIsApprover: boolean): NextStep {
  if (state === 'refused') return 'refused';
  if (shown.status === 'action_required') return 'wait_for_partner';
  if (isUndecided(shown)) return viewerIsApprover ? 'decide' : 'wait_for_manager';
  if (state === 'conflict') return 'talk_to_manager';
  return state === 'locked' ? 'work_with_partner' : 'free_to_work';
}

const conflictLine = (conflict: ChannelConflict): ConflictLine =>
  conflict.kind === 'partner_vs_partner'
    ? { kind: conflict.kind, at: conflict.submittedAt, who: conflict.partnerName, ownerName: null }
    : { kind: conflict.kind, at: conflict.detectedAt, who: conflict.dealName, ownerName: conflict.ownerName };

const nothing = ({ policy, viewerIsApprover, program }: Viewing): OwnershipView => ({
  state: 'none',
  partnerName: null,
  protectedUntil: null,
  daysLeft: null,
  reference: null,
  registrationStatus: null,
  registeredAt: null,
  rejectionReason: null,
  conflictKind: null,
  conflictText: null,
  registrationId: null,
  partnerTier: null,
  submittedByEmail: null,
  verdict: null,
  note: null,
  conversation: [],
  conflicts: [],
  extension: null,
  actions: [],
  next: 'nothing',
  zone: policy.zone,
  viewerIsApprover,
  program,
});
