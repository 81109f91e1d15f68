import type { Policy } from '../program/policy.ts';
import type { PartnerStatus, PartnerTier } from '../program/partner.ts';
import type { RejectionReason } from '../registration/reasons.ts';
import type { CrmId, RegistrationId } from '../values/ids.ts';
import type { Instant } from '../values/time.ts';
import type { Action, OwnershipState, OwnershipView } from './ownership-view.ts';

/**
 * What the CRM's screens and the server say to each other. A refusal is an answer with `ok: false` and status 200,
 * because HubSpot wraps any other status into BAD_GATEWAY. Who asks is known only from the signed query.
 */
export type Answer<T> =
  ({ readonly ok: true } & T) | { readonly ok: false; readonly code: string; readonly message: string };

/** Paths below the app's origin. */
export const UI_PATHS = {
  ownership: '/hubspot/ui/ownership',
  decide: '/hubspot/ui/decide',
  queue: '/hubspot/ui/queue',
  bulkApprove: '/hubspot/ui/bulk-approve',
  settings: '/hubspot/ui/settings',
  partner: '/hubspot/ui/partner',
} as const;

/** GET ownership?objectTypeId=0-3&objectId=77&locale=es */
export type OwnershipAnswer = Answer<{ readonly view: OwnershipView }>;

/** POST decide. `requestId` makes a repeat harmless: HubSpot itself sends again after a 5xx. */
export interface DecideRequest {
  readonly requestId: string;
  readonly registrationId: RegistrationId;
  readonly action: Action;
  readonly reason?: RejectionReason;
  /** The note to a decision, or the question of `ask`. */
  readonly text?: string;
  readonly days?: number;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly locale: string;
}
export type DecideAnswer = Answer<{ readonly message: string; readonly view: OwnershipView }>;

/** One line of the approvals queue. */
export interface QueueItem {
  readonly registrationId: RegistrationId;
  readonly reference: string;
  readonly prospectName: string;
  readonly domain: string | null;
  readonly partnerName: string;
  readonly registeredAt: Instant;
  readonly state: OwnershipState;
  readonly status: string;
  readonly findings: readonly string[];
  readonly reservedUntil: Instant | null;
  readonly estimatedAmount: { readonly amountMinor: number; readonly currency: string } | null;
  readonly dealId: CrmId | null;
  readonly actions: readonly Action[];
}
export const QUEUE_FILTERS = ['waiting', 'locked', 'conflict', 'all'] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];
/** GET queue?filter=waiting&after=<cursor>&locale=en ; 50 lines at most. */
export type QueueAnswer = Answer<{
  readonly items: readonly QueueItem[];
  readonly counts: Readonly<Record<QueueFilter, number>>;
  readonly after: string | null;
  readonly viewerIsApprover: boolean;
}>;

/** POST bulk-approve with { requestId, dealIds, locale } or { requestId, registrationIds, locale }. */
export type BulkApproveAnswer = Answer<{
  readonly results: readonly {
    readonly id: string;
    readonly name: string;
    readonly ok: boolean;
    readonly message: string;
  }[];
}>;

export interface SettingsView {
  readonly policy: Policy;
  readonly policySavedAt: Instant | null;
  readonly approvers: readonly { readonly userId: string; readonly name: string; readonly email: string }[];
  readonly users: readonly { readonly userId: string; readonly name: string; readonly email: string }[];
  readonly pipelines: readonly {
    readonly id: string;
    readonly label: string;
    readonly stages: readonly { readonly id: string; readonly label: string }[];
  }[];
  readonly form: { readonly id: string; readonly url: string } | null;
  readonly connection: {
    readonly status: 'connected' | 'disconnected';
    readonly accountId: string;
    readonly since: Instant;
    readonly lastWebhookAt: Instant | null;
    readonly waitingWrites: number;
    readonly lastProblem: string | null;
  };
  /** The Salesforce org of the same program; null while the program has none. */
  readonly salesforce: {
    readonly status: 'connected' | 'disconnected';
    readonly accountId: string;
    readonly since: Instant;
    readonly lastProblem: string | null;
  } | null;
  /** Where an approver connects an org, for an hour; null for others, and when the server has no app at Salesforce. */
  readonly connectSalesforceUrl: string | null;
  readonly partners: readonly {
    readonly partnerId: string;
    readonly name: string;
    readonly code: string;
    readonly status: PartnerStatus;
    readonly tier: PartnerTier;
    /** null for who is no approver: whoever has the links can speak for the partner. */
    readonly formUrl: string | null;
    readonly statusUrl: string | null;
  }[];
  readonly viewerIsApprover: boolean;
}
/** GET settings; POST settings with `SettingsChange`. `fields` names what to correct. */
export type SettingsAnswer =
  | { readonly ok: true; readonly settings: SettingsView; readonly message: string | null }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly fields?: Readonly<Record<string, string>>;
    };
export interface SettingsChange {
  readonly requestId: string;
  readonly policy: Omit<Policy, 'version'>;
  /** The version that the page showed: a change made meanwhile by somebody else is not overwritten. */
  readonly policyVersion: number;
  readonly approverIds: readonly string[];
  readonly locale: string;
}

/** POST partner: one company (`companyId`) or many from CSV text. */
export type PartnerRequest =
  | {
      readonly requestId: string;
      readonly companyId: CrmId;
      readonly status: PartnerStatus;
      readonly tier: PartnerTier;
      readonly locale: string;
    }
  | { readonly requestId: string; readonly csv: string; readonly locale: string };
export type PartnerAnswer = Answer<{
  readonly message: string;
  readonly results: readonly {
    readonly line: number;
    readonly name: string;
    readonly ok: boolean;
    readonly message: string;
  }[];
}>;
