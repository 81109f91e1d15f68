import { isAboutDeal, type ChannelConflict } from '../lock/channel-conflict.ts';
import { extendedLock, grantedLock } from '../lock/grant-lock.ts';
import { isHeld } from '../lock/ownership-lock.ts';
import type { Policy } from '../program/policy.ts';
import type { Instant } from '../values/time.ts';
import type { Command } from './commands.ts';
import { decideSubmission } from './decide-submission.ts';
import type { Facts } from './facts.ts';
import { expiryOf, hasLapsed } from './lapsed-hold.ts';
import type { RefusalCode } from './reasons.ts';
import { doubtfulNamesakes } from './rules.ts';
import { isUndecided, type ProspectState, type Registration, type RegistrationEvent } from './registration.ts';

/**
 * What happens when the command meets the prospect's history: the events, which may be refusals with a reason, or
 * none when the command changes nothing. Facts matter to a submission and to an approval.
 */
export function decide(
  command: Command,
  state: ProspectState,
  facts: Facts,
  policy: Policy,
): readonly RegistrationEvent[] {
  // A command may have waited while another was decided, and clocks differ: time never runs backwards on a prospect,
  // or a lock that was granted a moment ago would seem not to have begun yet.
  const { latestAt } = state;
  const inOrder = latestAt !== null && command.at < latestAt ? { ...command, at: latestAt } : command;
  return decideInOrder(inOrder, state, facts, policy);
}

function decideInOrder(
  command: Command,
  state: ProspectState,
  facts: Facts,
  policy: Policy,
): readonly RegistrationEvent[] {
  if (command.type === 'SubmitRegistration') return decideSubmission(command, state, facts, policy);
  const registration = state.registrations.get(command.registrationId);
  if (registration === undefined) return refuse(command, 'registration_not_found');

  switch (command.type) {
    case 'ApproveRegistration':
      return approve(command, registration, state, facts, policy);
    case 'RejectRegistration':
      if (!isOpen(registration, command.at)) return refuse(command, 'already_decided');
      return [{ ...signed(command), type: 'RegistrationRejected', reason: command.reason, note: command.note }];
    case 'AskForInformation':
      if (!isOpen(registration, command.at)) return refuse(command, 'already_decided');
      return [{ ...signed(command), type: 'InformationRequested', question: command.question }];
    case 'ProvideInformation':
      if (isSomebodyElse(command, registration)) return refuse(command, 'not_your_registration');
      if (registration.status !== 'action_required' || hasLapsed(registration, command.at))
        return refuse(command, 'nothing_was_asked');
      return [{ ...signed(command), type: 'InformationProvided', answer: command.answer }];
    case 'WithdrawRegistration':
      if (isSomebodyElse(command, registration)) return refuse(command, 'not_your_registration');
      if (!isOpen(registration, command.at) && !holds(state, registration, command.at))
        return refuse(command, 'already_decided');
      return [{ ...signed(command), type: 'RegistrationWithdrawn', note: command.note }];
    case 'ExtendLock':
      return extend(command, registration, state, policy);
    case 'ReleaseLock':
      if (!isGranted(state, registration, command.at)) return refuse(command, 'lock_not_held');
      return [{ ...signed(command), type: 'LockReleased', note: command.note }];
    case 'ExpireLock':
      return expiryOf(registration, command.at);
    case 'RecordCompetingDeal':
      return recordCompetingDeal(command, state);
    default: {
      const unreachable: never = command;
      return unreachable;
    }
  }
}

/** Undecided, and its reservation has not run out. */
const isOpen = (registration: Registration, now: Instant): boolean =>
  isUndecided(registration) && !hasLapsed(registration, now);

/** Whether the registration is the one that holds the prospect at this moment. */
export const holds = (state: ProspectState, registration: Registration, now: Instant): boolean =>
  isHeld(state.lock, now) && state.lock.registrationId === registration.registrationId;

function approve(
  command: Extract<Command, { type: 'ApproveRegistration' }>,
  registration: Registration,
  state: ProspectState,
  facts: Facts,
  policy: Policy,
): readonly RegistrationEvent[] {
  if (!isUndecided(registration) && !hasLapsed(registration, command.at)) return refuse(command, 'already_decided');
  if (state.prospectKey.startsWith('none:')) return refuse(command, 'nothing_to_lock');
  if (isHeld(state.lock, command.at) && !holds(state, registration, command.at))
    return refuse(command, 'lock_held_by_other');
  if (doubtfulNamesakes(state.prospectKey, facts).some(({ lockKind }) => lockKind === 'active'))
    return refuse(command, 'namesake_held');
  const holder = { registrationId: registration.registrationId, partnerId: registration.submission.partnerId ?? '' };
  return [
    { ...signed(command), type: 'RegistrationApproved', note: command.note },
    { ...signed(command), type: 'LockGranted', lock: grantedLock(holder, state.lockEpoch + 1, policy, command.at) },
  ];
}

function extend(
  command: Extract<Command, { type: 'ExtendLock' }>,
  registration: Registration,
  state: ProspectState,
  policy: Policy,
): readonly RegistrationEvent[] {
  const { lock } = registration;
  if (lock === null || !isGranted(state, registration, command.at)) return refuse(command, 'lock_not_held');
  if (lock.extensionCount >= policy.extensionsMax) return refuse(command, 'extension_limit_reached');
  if (!Number.isInteger(command.days) || command.days < 1 || command.days > policy.extensionDaysMax) {
    return refuse(command, 'extension_out_of_range');
  }
  const extended = extendedLock(lock, command.days, state.lockEpoch + 1, policy);
  return [{ ...signed(command), type: 'LockExtended', lock: extended, note: command.note }];
}

function recordCompetingDeal(
  command: Extract<Command, { type: 'RecordCompetingDeal' }>,
  state: ProspectState,
): readonly RegistrationEvent[] {
  if (!isHeld(state.lock, command.at)) return [];
  const holder = state.registrations.get(state.lock.registrationId);
  if (holder === undefined || holder.conflicts.some((known) => isAboutDeal(known, command.deal))) return [];
  const { crm, id: dealId, name: dealName, ownerName } = command.deal;
  const detectedAt = command.at;
  const conflict: ChannelConflict = { kind: 'partner_vs_direct', detectedAt, crm, dealId, dealName, ownerName };
  return [{ ...signed(command), registrationId: holder.registrationId, type: 'ChannelConflictDetected', conflict }];
}

const isGranted = (state: ProspectState, registration: Registration, now: Instant): boolean =>
  holds(state, registration, now) && state.lock?.kind === 'active';

/** A partner may speak for its own registrations only; managers and the system for all. */
const isSomebodyElse = ({ by }: Command, { submission }: Registration): boolean =>
  by.kind === 'partner' && by.partnerId !== submission.partnerId;

const signed = ({ registrationId, at, by }: Command) => ({ registrationId, at, by });

const refuse = (command: Command, refusal: RefusalCode): readonly RegistrationEvent[] => [
  { ...signed(command), type: 'CommandRefused', command: command.type, refusal },
];
