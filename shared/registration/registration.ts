import type { ChannelConflict } from '../lock/channel-conflict.ts';
import type { OwnershipLock } from '../lock/ownership-lock.ts';
import type { PartnerTier } from '../program/partner.ts';
import type { Crm, CrmId, PartnerId, ProspectKey, RegistrationId } from '../values/ids.ts';
import type { Money } from '../values/money.ts';
import type { CalendarDate, Instant } from '../values/time.ts';
import type { RefusalCode, RejectionReason, Verdict } from './reasons.ts';

export const REGISTRATION_STATUSES = [
  'submitted',
  'under_review',
  'action_required',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'won',
  'lost',
] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** Statuses in which a manager can still decide. */
export const UNDECIDED_STATUSES = ['submitted', 'under_review', 'action_required'] as const;

/** Whether a manager can still decide. */
export const isUndecided = ({ status }: { readonly status: RegistrationStatus }): boolean =>
  UNDECIDED_STATUSES.some((undecided) => undecided === status);

/** The end company that a partner brings. */
export interface Prospect {
  readonly key: ProspectKey;
  readonly name: string;
  readonly website: string | null;
  /** Registrable domain in A-labels, `xn--mnchen-3ya.de`; null when only a name identifies the company. */
  readonly domain: string | null;
  /** ISO 3166 alpha-2. */
  readonly country: string | null;
}

export interface Contact {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** What the partner tells of the opportunity. */
export interface Qualification {
  readonly employees: number | null;
  readonly industry: string | null;
  readonly estimatedAmount: Money | null;
  readonly estimatedCloseOn: CalendarDate | null;
  readonly notes: string;
  readonly consent: boolean;
}

/** How a submission came in. `salesforce_lead` is Web-to-Lead, `salesforce_registration` a partner user's own record. */
export const SOURCES = ['hubspot_form', 'salesforce_lead', 'salesforce_registration', 'csv', 'api'] as const;
export type Source = (typeof SOURCES)[number];

/** The CRM that a submission came in through; null when it came past every CRM. */
export const crmOfSource = (source: Source): Crm | null =>
  source === 'hubspot_form' ? 'hubspot' : source.startsWith('salesforce_') ? 'salesforce' : null;

/** One submission as it arrived, already in our words. `submittedAt` is the sender's clock, `receivedAt` ours. */
export interface Submission {
  readonly registrationId: RegistrationId;
  /** What the partner sees and quotes: `PL-7K3M-Q2XA`. */
  readonly reference: string;
  readonly source: Source;
  /** The submission's own id at its source; the same id is the same submission. */
  readonly sourceId: string;
  /**
   * The record of the source's CRM that carries the submission: a HubSpot contact, a Salesforce lead, or a partner
   * user's own registration record; null when it came past every CRM.
   */
  readonly contactId: CrmId | null;
  /** Ties a hosted form back to the receipt page of the browser that sent it. */
  readonly nonce: string | null;
  /** null when the partner token of the form was missing or forged. */
  readonly partnerId: PartnerId | null;
  readonly submittedByEmail: string | null;
  readonly submittedAt: Instant;
  readonly receivedAt: Instant;
  readonly prospect: Prospect;
  readonly contact: Contact;
  readonly qualification: Qualification;
}

/** Who did it. A manager or rep is a CRM user whose identity the CRM signed. */
export type Actor =
  | { readonly kind: 'partner'; readonly partnerId: PartnerId | null; readonly email: string | null }
  | { readonly kind: 'manager'; readonly userId: string; readonly email: string }
  | { readonly kind: 'rep'; readonly userId: string | null; readonly email: string | null }
  | { readonly kind: 'system' };

interface EventBase {
  readonly registrationId: RegistrationId;
  readonly at: Instant;
  readonly by: Actor;
}

/** What is frozen of the partner and the policy when a registration is accepted for decision. */
export interface Terms {
  readonly partnerName: string;
  readonly partnerTier: PartnerTier | null;
  readonly policyVersion: number;
}

export type RegistrationEvent =
  | (EventBase & {
      readonly type: 'RegistrationSubmitted';
      readonly submission: Submission;
      readonly terms: Terms;
      readonly verdict: Verdict;
      /** The reservation from the first second; null when nothing identifies a company to reserve. */
      readonly reservation: OwnershipLock | null;
    })
  | (EventBase & {
      readonly type: 'RegistrationRefused';
      readonly submission: Submission;
      readonly terms: Terms;
      readonly verdict: Verdict;
      readonly reason: RejectionReason;
    })
  | (EventBase & { readonly type: 'RegistrationApproved'; readonly note: string })
  | (EventBase & { readonly type: 'LockGranted'; readonly lock: OwnershipLock })
  | (EventBase & { readonly type: 'RegistrationRejected'; readonly reason: RejectionReason; readonly note: string })
  | (EventBase & { readonly type: 'InformationRequested'; readonly question: string })
  | (EventBase & { readonly type: 'InformationProvided'; readonly answer: string })
  | (EventBase & { readonly type: 'RegistrationWithdrawn'; readonly note: string })
  | (EventBase & { readonly type: 'RegistrationExpired' })
  | (EventBase & { readonly type: 'LockExtended'; readonly lock: OwnershipLock; readonly note: string })
  | (EventBase & { readonly type: 'LockReleased'; readonly note: string })
  | (EventBase & { readonly type: 'LockExpired'; readonly endedAt: Instant })
  | (EventBase & { readonly type: 'ChannelConflictDetected'; readonly conflict: ChannelConflict })
  | (EventBase & { readonly type: 'CommandRefused'; readonly command: string; readonly refusal: RefusalCode });

interface RegistrationBase {
  readonly registrationId: RegistrationId;
  readonly submission: Submission;
  readonly terms: Terms;
  readonly verdict: Verdict;
  readonly conflicts: readonly ChannelConflict[];
  /** The last hold of this registration on its prospect, also after it ended. */
  readonly lock: OwnershipLock | null;
  /** How the hold ended; null while nothing but time has ended it. */
  readonly lockEnd: { readonly how: 'expired' | 'released'; readonly at: Instant } | null;
  readonly decidedBy: Actor | null;
  readonly decidedAt: Instant | null;
  /** What the manager asked and the partner answered, oldest first. */
  readonly conversation: readonly {
    readonly at: Instant;
    readonly who: 'manager' | 'partner';
    readonly text: string;
  }[];
}

export type Registration = RegistrationBase &
  (
    | { readonly status: 'submitted' | 'under_review' | 'action_required' }
    | { readonly status: 'approved' }
    | { readonly status: 'rejected'; readonly rejectionReason: RejectionReason; readonly note: string }
    | { readonly status: 'withdrawn' | 'expired' | 'won' | 'lost' }
  );

/** Everything decided about one prospect, folded from its events. */
export interface ProspectState {
  readonly prospectKey: ProspectKey;
  readonly registrations: ReadonlyMap<RegistrationId, Registration>;
  /** Who holds the prospect; null when nobody does. Ask `isHeld(lock, now)`: time alone can end it. */
  readonly lock: OwnershipLock | null;
  readonly lockEpoch: number;
  /** When the last thing happened here, by whatever clock was ahead; null before anything did. */
  readonly latestAt: Instant | null;
}
