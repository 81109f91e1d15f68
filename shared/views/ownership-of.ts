import { isHolder, lastHolder, lockStatusOf } from '../crm/record-of.ts';
import type { ChannelConflict } from '../lock/channel-conflict.ts';
import { isHeld } from '../lock/ownership-lock.ts';
import type { Policy } from '../program/policy.ts';
import { isUndecided, type ProspectState, type Registration } from '../registration/registration.ts';
import { daysLeft, type Instant } from '../values/time.ts';
import { actionsAt, identifiesCompany } from './actions-of.ts';
import { nextStepOf } from './next-step.ts';
import type { Action, ConflictLine, OwnershipState, OwnershipView, PartnerProgramView } from './ownership-view.ts';

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
    next: isHeldByOther(shown, state, now)
      ? 'held_by_other'
      : nextStepOf({ state: ownership, status: shown.status }, viewerIsApprover),
    zone: policy.zone,
    viewerIsApprover,
    program,
  };
}

/** What an approver may do with a registration now. */
export function actionsOn(registration: Registration, isHeldNow: boolean, policy: Policy): readonly Action[] {
  const { submission, lock } = registration;
  return actionsAt({
    isUndecided: isUndecided(registration),
    isIdentified: identifiesCompany(submission.prospect.key),
    hold: lock === null ? 'none' : isHeldNow ? lock.kind : 'over',
    mayExtend: lock !== null && lock.extensionCount < policy.extensionsMax,
  });
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
