import type { OwnershipLock } from '../lock/ownership-lock.ts';
import type { ProspectKey, RegistrationId } from '../values/ids.ts';
import type { Instant } from '../values/time.ts';
import type { Registration, RegistrationEvent, ProspectState } from './registration.ts';

/** A prospect of which nothing is known yet. */
export const emptyProspect = (prospectKey: ProspectKey): ProspectState => ({
  prospectKey,
  registrations: new Map(),
  lock: null,
  lockEpoch: 0,
  latestAt: null,
});

/** Folds a prospect's history, oldest first. */
export const replay = (prospectKey: ProspectKey, events: readonly RegistrationEvent[]): ProspectState =>
  fold(emptyProspect(prospectKey), events);

/** The state after one more event. Refused commands leave a trace in the history and change nothing here. */
export const evolve = (state: ProspectState, event: RegistrationEvent): ProspectState => fold(state, [event]);

/** One copy for a whole history: a copy for every event would make long histories slow by the square. */
function fold(state: ProspectState, events: readonly RegistrationEvent[]): ProspectState {
  const draft: Draft = { ...state, registrations: new Map(state.registrations) };
  for (const event of events) apply(draft, event);
  return draft;
}

interface Draft {
  readonly prospectKey: ProspectKey;
  readonly registrations: Map<RegistrationId, Registration>;
  lock: OwnershipLock | null;
  lockEpoch: number;
  latestAt: Instant | null;
}

function apply(draft: Draft, event: RegistrationEvent): void {
  if (draft.latestAt === null || event.at > draft.latestAt) draft.latestAt = event.at;
  if (event.type === 'RegistrationSubmitted' || event.type === 'RegistrationRefused') return register(draft, event);
  if (event.type === 'CommandRefused') return;
  const before = draft.registrations.get(event.registrationId);
  if (before === undefined) return;

  const change = (after: Registration) => draft.registrations.set(after.registrationId, after);
  const decided = { decidedBy: event.by, decidedAt: event.at };
  switch (event.type) {
    case 'RegistrationApproved':
      change({ ...before, ...decided, status: 'approved' });
      return;
    case 'RegistrationRejected':
      change({ ...before, ...decided, status: 'rejected', rejectionReason: event.reason, note: event.note });
      return endHold(draft, event, 'released');
    case 'RegistrationWithdrawn':
      change({ ...before, ...decided, status: 'withdrawn' });
      return endHold(draft, event, 'released');
    case 'RegistrationExpired':
    case 'LockExpired':
      change({ ...before, status: 'expired' });
      return endHold(draft, event, 'expired');
    case 'LockReleased':
      return endHold(draft, event, 'released');
    case 'InformationRequested':
      change(said({ ...before, status: 'action_required' }, event.at, 'manager', event.question));
      return;
    case 'InformationProvided':
      change(said({ ...before, status: 'under_review' }, event.at, 'partner', event.answer));
      return;
    case 'LockGranted':
    case 'LockExtended':
      return hold(draft, event.lock);
    case 'ChannelConflictDetected':
      change({ ...before, conflicts: [...before.conflicts, event.conflict] });
      return;
    default: {
      const unreachable: never = event;
      return unreachable;
    }
  }
}

type Registering = Extract<RegistrationEvent, { type: 'RegistrationSubmitted' | 'RegistrationRefused' }>;

/**
 * A refusal can also meet a registration that waited until an earlier one arrived late. Then it stands as if it had
 * come in its true order: it never held anything, and only what was said stays.
 */
function register(draft: Draft, event: Registering): void {
  const { registrationId, submission, terms, verdict } = event;
  const isRefused = event.type === 'RegistrationRefused';
  const base = {
    registrationId,
    submission,
    terms,
    verdict,
    conflicts: [],
    lock: null,
    lockEnd: null,
    decidedBy: isRefused ? event.by : null,
    decidedAt: isRefused ? event.at : null,
    conversation: draft.registrations.get(registrationId)?.conversation ?? [],
  };
  if (isRefused) {
    draft.registrations.set(registrationId, { ...base, status: 'rejected', rejectionReason: event.reason, note: '' });
    return;
  }
  const status = verdict.outcome === 'review' ? 'under_review' : 'submitted';
  draft.registrations.set(registrationId, { ...base, status });
  if (event.reservation !== null) hold(draft, event.reservation);
}

function hold(draft: Draft, lock: OwnershipLock): void {
  const holder = draft.registrations.get(lock.registrationId);
  if (holder) draft.registrations.set(lock.registrationId, { ...holder, lock, lockEnd: null });
  draft.lock = lock;
  draft.lockEpoch = lock.epoch;
}

/** Ends the hold of the event's registration, and the prospect's lock when that is the one that holds it. */
function endHold(
  draft: Draft,
  event: Pick<RegistrationEvent, 'registrationId' | 'at'>,
  how: 'expired' | 'released',
): void {
  const registration = draft.registrations.get(event.registrationId);
  if (registration?.lock && registration.lockEnd === null) {
    draft.registrations.set(event.registrationId, { ...registration, lockEnd: { how, at: event.at } });
  }
  if (draft.lock?.registrationId !== event.registrationId) return;
  draft.lock = null;
  draft.lockEpoch += 1;
}

const said = (registration: Registration, at: string, who: 'manager' | 'partner', text: string): Registration => ({
  ...registration,
  conversation: [...registration.conversation, { at, who, text }],
});
