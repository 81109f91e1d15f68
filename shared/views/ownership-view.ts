import type { ConflictKind } from '../lock/channel-conflict.ts';
import type { PartnerStatus, PartnerTier } from '../program/partner.ts';
import type { Finding, RejectionReason, Verdict } from '../registration/reasons.ts';
import type { RegistrationStatus } from '../registration/registration.ts';
import type { CrmId, RegistrationId } from '../values/ids.ts';
import type { Instant, Zone } from '../values/time.ts';

/** What anybody sees first on a record. The same states and words in the HubSpot card and the LWC. */
export const OWNERSHIP_STATES = ['none', 'pending', 'locked', 'conflict', 'expired', 'released', 'refused'] as const;
export type OwnershipState = (typeof OWNERSHIP_STATES)[number];

/** What the viewer may do now; the server checks again. */
export const ACTIONS = ['approve', 'reject', 'ask', 'extend', 'release'] as const;
export type Action = (typeof ACTIONS)[number];

/** What to do next, as a word key `next.<code>`. */
export const NEXT_STEPS = [
  'nothing',
  'wait_for_manager',
  'decide',
  'wait_for_partner',
  'work_with_partner',
  'talk_to_manager',
  'free_to_work',
  'refused',
  'held_by_other',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** The part of ownership that stands on the CRM's own fields: shown at once, and when the server is away. */
export interface Ownership {
  readonly state: OwnershipState;
  readonly partnerName: string | null;
  readonly protectedUntil: Instant | null;
  /** Whole local days after today; null when nothing is protected. */
  readonly daysLeft: number | null;
  readonly reference: string | null;
  readonly registrationStatus: RegistrationStatus | null;
  readonly registeredAt: Instant | null;
  readonly rejectionReason: RejectionReason | null;
  readonly conflictKind: ConflictKind | null;
  readonly conflictText: string | null;
}

/** Everything that the card shows, as the server answers it. Instants are UTC text; the card formats them. */
export interface OwnershipView extends Ownership {
  readonly registrationId: RegistrationId | null;
  readonly partnerTier: PartnerTier | null;
  readonly submittedByEmail: string | null;
  readonly verdict: (Pick<Verdict, 'outcome' | 'policyVersion'> & { readonly findings: readonly Finding[] }) | null;
  readonly note: string | null;
  readonly conversation: readonly {
    readonly at: Instant;
    readonly who: 'manager' | 'partner';
    readonly text: string;
  }[];
  readonly conflicts: readonly ConflictLine[];
  readonly extension: { readonly daysMax: number; readonly left: number } | null;
  readonly actions: readonly Action[];
  readonly next: NextStep;
  readonly zone: Zone;
  readonly viewerIsApprover: boolean;
  /** Set on company records: what the company is to the partner program. */
  readonly program: PartnerProgramView | null;
}

export interface ConflictLine {
  readonly kind: ConflictKind;
  readonly at: Instant;
  /** The other partner, or the deal's name. */
  readonly who: string;
  readonly ownerName: string | null;
}

export interface PartnerProgramView {
  readonly companyId: CrmId;
  readonly status: PartnerStatus | null;
  readonly tier: PartnerTier | null;
  readonly code: string | null;
  readonly formUrl: string | null;
  readonly statusUrl: string | null;
}
