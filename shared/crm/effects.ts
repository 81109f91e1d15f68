import type { RegistrationEvent } from '../registration/registration.ts';
import type { ProspectKey } from '../values/ids.ts';

/**
 * What has to happen outside after events, as data. An effect names its subject, never a change: whoever runs it
 * shows the subject's whole present state, so repeats, delays and reordering end in the same place.
 */
export interface Effect {
  readonly kind: 'show_prospect';
  readonly prospectKey: ProspectKey;
}

/** The effects of events on one prospect. Refused commands have none. */
export const effectsOf = (prospectKey: ProspectKey, events: readonly RegistrationEvent[]): readonly Effect[] =>
  events.some((event) => event.type !== 'CommandRefused') ? [{ kind: 'show_prospect', prospectKey }] : [];
