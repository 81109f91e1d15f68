import type { Crm, CrmId, PartnerId, RegistrationId } from '../values/ids.ts';
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
      /** Where the deal is: the holder may have been registered through the other CRM. */
      readonly crm: Crm;
      readonly dealId: CrmId;
      readonly dealName: string;
      readonly ownerName: string | null;
    };

/** Whether the conflict is with this deal: each CRM counts its own ids, so an id alone names no deal. */
export const isAboutDeal = (conflict: ChannelConflict, deal: { readonly crm: Crm; readonly id: CrmId }): boolean =>
  conflict.kind === 'partner_vs_direct' && conflict.crm === deal.crm && conflict.dealId === deal.id;
