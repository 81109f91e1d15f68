import { isAboutDeal, type ChannelConflict } from '../lock/channel-conflict.ts';
import { grantedLock, reservationOf } from '../lock/grant-lock.ts';
import { isHeld, type OwnershipLock } from '../lock/ownership-lock.ts';
import type { Policy } from '../program/policy.ts';
import type { Instant } from '../values/time.ts';
import type { Command } from './commands.ts';
import { evolve } from './evolve.ts';
import type { Facts } from './facts.ts';
import { lapsedHold } from './lapsed-hold.ts';
import type { Finding } from './reasons.ts';
import type { ProspectState, Registration, RegistrationEvent, Submission, Terms } from './registration.ts';
import { holderAgainst, judge, openDirectDeals, rejectionReasonOf } from './rules.ts';

type Submit = Extract<Command, { type: 'SubmitRegistration' }>;

/**
 * A new registration: refused with its reasons, or accepted and, from this moment, reserving its prospect. A later
 * submission that holds a reservation only because its delivery was faster makes way.
 */
export function decideSubmission(
  command: Submit,
  history: ProspectState,
  facts: Facts,
  policy: Policy,
): readonly RegistrationEvent[] {
  if (history.registrations.has(command.registrationId)) return [];
  const lapsed = lapsedHold(history, command.at);
  const state = lapsed.reduce(evolve, history);
  return [...lapsed, ...register(command, state, facts, policy)];
}

function register(command: Submit, state: ProspectState, facts: Facts, policy: Policy): readonly RegistrationEvent[] {
  const { submission, at } = command;
  const on = { registrationId: submission.registrationId, at, by: command.by };
  const terms: Terms = {
    partnerName: facts.partner?.name ?? '',
    partnerTier: facts.partner?.tier ?? null,
    policyVersion: policy.version,
  };
  const verdict = judge({ submission, state, facts, policy, now: at });

  if (verdict.outcome === 'refuse') {
    const reason = rejectionReasonOf(verdict);
    const holder = holderAgainst({ submission, state, now: at });
    const conflict =
      holder && holder.submission.partnerId !== submission.partnerId
        ? [conflictOn(holder, { submission, terms }, at)]
        : [];
    return [{ ...on, type: 'RegistrationRefused', submission, terms, verdict, reason }, ...conflict];
  }

  const overtaken = isHeld(state.lock, at) ? state.registrations.get(state.lock.registrationId) : undefined;
  const reservation = reserve(submission, state, policy, at);
  const accepted: RegistrationEvent[] = [
    { ...on, type: 'RegistrationSubmitted', submission, terms, verdict, reservation },
  ];
  if (overtaken) accepted.push(...makeWay(overtaken, { submission, terms }, policy, at));
  const moved = overtaken?.conflicts ?? [];
  for (const deal of openDirectDeals(facts).filter((one) => !moved.some((known) => isAboutDeal(known, one)))) {
    const { crm, id: dealId, name: dealName, ownerName } = deal;
    const conflict: ChannelConflict = { kind: 'partner_vs_direct', detectedAt: at, crm, dealId, dealName, ownerName };
    accepted.push({ ...on, by: { kind: 'system' }, type: 'ChannelConflictDetected', conflict });
  }
  const mayApprove = policy.autoApprove && verdict.outcome === 'approve' && reservation !== null;
  return mayApprove ? [...accepted, ...approveAtOnce(reservation, policy, at)] : accepted;
}

type Entrant = { readonly submission: Submission; readonly terms: Terms };

/** Nothing that identifies no company can be reserved; nobody else could be kept out by it either. */
const reserve = (
  { registrationId, partnerId }: Submission,
  state: ProspectState,
  policy: Policy,
  now: Instant,
): OwnershipLock | null =>
  state.prospectKey.startsWith('none:') || partnerId === null
    ? null
    : reservationOf({ registrationId, partnerId }, state.lockEpoch + 1, policy, now);

/** The overtaken registration is refused as if it had arrived in its true order, and its conflicts move along. */
function makeWay(overtaken: Registration, first: Entrant, policy: Policy, at: Instant): RegistrationEvent[] {
  const isSamePartner = overtaken.submission.partnerId === first.submission.partnerId;
  const code = isSamePartner ? 'same_partner' : 'prospect_reserved';
  const matched = {
    kind: 'registration',
    id: first.submission.registrationId,
    name: `${first.submission.reference} · ${first.terms.partnerName}`,
  } as const;
  const refusing: Finding = { code, weight: 'refuse', matched };
  const findings = [refusing, ...overtaken.verdict.findings.filter((finding) => finding.code !== 'clean')];
  const by = { kind: 'system' } as const;
  const conflicts = [
    ...overtaken.conflicts.filter((known) => !isAboutPartner(known, first.submission.partnerId)),
    ...(isSamePartner ? [] : [conflictOf(overtaken, at)]),
  ];
  return [
    {
      registrationId: overtaken.registrationId,
      at,
      by,
      type: 'RegistrationRefused',
      submission: overtaken.submission,
      terms: overtaken.terms,
      reason: code,
      verdict: { outcome: 'refuse', findings, policyVersion: policy.version },
    },
    ...conflicts.map((conflict): RegistrationEvent => ({
      registrationId: first.submission.registrationId,
      at,
      by,
      type: 'ChannelConflictDetected',
      conflict,
    })),
  ];
}

const isAboutPartner = (conflict: ChannelConflict, partnerId: string | null): boolean =>
  conflict.kind === 'partner_vs_partner' && conflict.partnerId === partnerId;

const conflictOn = (holder: Registration, second: Entrant, at: Instant): RegistrationEvent => ({
  registrationId: holder.registrationId,
  at,
  by: { kind: 'system' },
  type: 'ChannelConflictDetected',
  conflict: conflictOf(second, at),
});

const conflictOf = ({ submission, terms }: Entrant, at: Instant): ChannelConflict => ({
  kind: 'partner_vs_partner',
  detectedAt: at,
  registrationId: submission.registrationId,
  partnerId: submission.partnerId ?? '',
  partnerName: terms.partnerName,
  submittedAt: submission.submittedAt,
});

function approveAtOnce(
  { registrationId, partnerId, epoch }: OwnershipLock,
  policy: Policy,
  at: Instant,
): readonly RegistrationEvent[] {
  const on = { registrationId, at, by: { kind: 'system' } } as const;
  const lock = grantedLock({ registrationId, partnerId }, epoch + 1, policy, at);
  return [
    { ...on, type: 'RegistrationApproved', note: '' },
    { ...on, type: 'LockGranted', lock },
  ];
}
