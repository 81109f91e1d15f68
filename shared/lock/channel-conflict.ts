import type { CrmId, PartnerId, RegistrationId } from '../values/ids.ts';
import type { Instant } from '../values/time.ts';

export const CONFLICT_KINDS = ['partner_vs_partner', 'partner_vs_direct'] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** Two parties on one prospect: what the channel manager has to look at. */
export type ChannelConflict =
  | {
      readonly kind: 'partner_vs_partner';
      readonly detectedAt: Instant;
      /** The registration that came second, and who sent it. */
      readonly registrationId: RegistrationId;
      readonly partnerId: PartnerId;
      readonly partnerName: string;
      readonly submittedAt: Instant;
    }
  | {
      readonly kind: 'partner_vs_direct';
      readonly detectedAt: Instant;
      readonly dealId: CrmId;
      readonly dealName: string;
      readonly ownerName: string | null;
    };
