import type { OwnershipLock } from '../lock/ownership-lock.ts';
import type { ProspectKey } from '../values/ids.ts';
import type { Registration, RegistrationEvent, ProspectState } from './registration.ts';

/** A prospect of which nothing is known yet. */
export const emptyProspect = (prospectKey: ProspectKey): ProspectState => ({
  prospectKey,
  registrations: new Map(),
  lock: null,
  lockEpoch: 0,
});

/** Folds a prospect's history, oldest first. */
export const replay = (prospectKey: ProspectKey, events: readonly RegistrationEvent[]): ProspectState =>
  events.reduce(evolve, emptyProspect(prospectKey));

/** The state after one more event. Refused commands leave a trace in the history and change nothing here. */
export function evolve(state: ProspectState, event: RegistrationEvent): ProspectState {
  if (event.type === 'RegistrationSubmitted' || event.type === 'RegistrationRefused') return register(state, event);
  if (event.type === 'CommandRefused') return state;
  const before = state.registrations.get(event.registrationId);
  if (before === undefined) return state;

  const change = (after: Registration): ProspectState => withRegistration(state, after);
  const decided = { decidedBy: event.by, decidedAt: event.at };
  switch (event.type) {
    case 'RegistrationApproved':
      return change({ ...before, ...decided, status: 'approved' });
    case 'RegistrationRejected':
      return endHold(
        change({ ...before, ...decided, status: 'rejected', rejectionReason: event.reason, note: event.note }),
        event,
        'released',
      );
    case 'RegistrationWithdrawn':
      return endHold(change({ ...before, ...decided, status: 'withdrawn' }), event, 'released');
    case 'RegistrationExpired':
      return endHold(change({ ...before, status: 'expired' }), event, 'expired');
    case 'InformationRequested':
      return change(said({ ...before, status: 'action_required' }, event.at, 'manager', event.question));
    case 'InformationProvided':
      return change(said({ ...before, status: 'under_review' }, event.at, 'partner', event.answer));
    case 'LockGranted':
    case 'LockExtended':
      return hold(change(before), event.lock);
    case 'LockReleased':
      return endHold(state, event, 'released');
    case 'LockExpired':
      return endHold(change({ ...before, status: 'expired' }), event, 'expired');
    case 'ChannelConflictDetected':
      return change({ ...before, conflicts: [...before.conflicts, event.conflict] });
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
function register(state: ProspectState, event: Registering): ProspectState {
  const before = state.registrations.get(event.registrationId);
  const base = {
    registrationId: event.registrationId,
    submission: event.submission,
    terms: event.terms,
    verdict: event.verdict,
    conflicts: [],
    lock: null,
    lockEnd: null,
    decidedBy: event.type === 'RegistrationRefused' ? event.by : null,
    decidedAt: event.type === 'RegistrationRefused' ? event.at : null,
    conversation: before?.conversation ?? [],
  };
  if (event.type === 'RegistrationRefused') {
    return withRegistration(state, { ...base, status: 'rejected', rejectionReason: event.reason, note: '' });
  }
  const status = event.verdict.outcome === 'review' ? 'under_review' : 'submitted';
  const after = withRegistration(state, { ...base, status });
  return event.reservation === null ? after : hold(after, event.reservation);
}

function hold(state: ProspectState, lock: OwnershipLock): ProspectState {
  const holder = state.registrations.get(lock.registrationId);
  const after = holder === undefined ? state : withRegistration(state, { ...holder, lock, lockEnd: null });
  return { ...after, lock, lockEpoch: lock.epoch };
}

/** Ends the hold of the event's registration, and the prospect's lock when that is the one that holds it. */
function endHold(
  state: ProspectState,
  event: Pick<RegistrationEvent, 'registrationId' | 'at'>,
  how: 'expired' | 'released',
): ProspectState {
  const registration = state.registrations.get(event.registrationId);
  const ended =
    registration?.lock && registration.lockEnd === null
      ? withRegistration(state, { ...registration, lockEnd: { how, at: event.at } })
      : state;
  return state.lock?.registrationId === event.registrationId
    ? { ...ended, lock: null, lockEpoch: state.lockEpoch + 1 }
    : ended;
}

const said = (registration: Registration, at: string, who: 'manager' | 'partner', text: string): Registration => ({
  ...registration,
  conversation: [...registration.conversation, { at, who, text }],
});

const withRegistration = (state: ProspectState, registration: Registration): ProspectState => ({
  ...state,
  registrations: new Map(state.registrations).set(registration.registrationId, registration),
});
