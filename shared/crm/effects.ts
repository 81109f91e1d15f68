import type { RegistrationEvent } from '../registration/registration.ts';
import type { CrmId, ProspectKey } from '../values/ids.ts';

/**
 * What has to happen outside after events, as data. An effect names its subject, never a change: whoever runs it
 * shows the subject's whole present state, so repeats, delays and reordering end in the same place.
 */
export type Effect =
  | { readonly kind: 'show_prospect'; readonly prospectKey: ProspectKey }
  | { readonly kind: 'flag_deal'; readonly prospectKey: ProspectKey; readonly dealId: CrmId };

/** The effects of events on one prospect. Refused commands have none. */
export function effectsOf(prospectKey: ProspectKey, events: readonly RegistrationEvent[]): readonly Effect[] {
  const visible = events.filter((event) => event.type !== 'CommandRefused');
  if (visible.length === 0) return [];
  const flags = visible.flatMap((event): Effect[] =>
    event.type === 'ChannelConflictDetected' && event.conflict.kind === 'partner_vs_direct'
      ? [{ kind: 'flag_deal', prospectKey, dealId: event.conflict.dealId }]
      : [],
  );
  return [{ kind: 'show_prospect', prospectKey }, ...flags];
}
