import type { FieldValues } from '../catalog/field.ts';
import type { PartnerStatus, PartnerTier } from '../program/partner.ts';
import type { CrmProspect } from '../registration/facts.ts';
import type { Prospect } from '../registration/registration.ts';
import type { CrmId, PartnerId, RegistrationId } from '../values/ids.ts';
import type { Money } from '../values/money.ts';
import type { CalendarDate, Instant } from '../values/time.ts';

export type CrmObject = 'contact' | 'company' | 'deal';

/** A record, by what it is and its id in the CRM. */
export interface RecordRef {
  readonly object: CrmObject;
  readonly id: CrmId;
}

/**
 * The little we ask of any CRM. Every method throws `CrmUnavailable` when the CRM cannot be asked now (try later)
 * and `CrmRefused` when it said no (a person must act); nothing else.
 */
export interface CrmPort {
  /** What the hosted form staged on a contact; null when there is none, or it was taken and cleared. */
  readSubmission(ref: SubmissionRef): Promise<StagedSubmission | null>;
  /** What the CRM knows of a prospect: its company (by id, else by domain) and that company's deals. */
  readProspect(prospect: Prospect, companyId: CrmId | null): Promise<CrmProspect>;
  /** A deal or company with our fields and the little else that rules need; null when it is gone. */
  readRecord(ref: RecordRef): Promise<CrmRecord | null>;
  /** Makes the CRM show a prospect. Says the whole truth each time, so repeating it changes nothing. */
  writeProspect(write: ProspectWrite): Promise<ProspectWritten>;
  /** Makes a company record a partner of the program, or changes its terms; creates the company when it has no id. */
  writePartner(write: PartnerWrite): Promise<CrmId>;
  /**
   * Records changed at or after the moment, oldest first: contacts with an untaken submission, deals, and partner
   * companies. What webhooks lost is found again here.
   */
  listChanges(since: Instant): Promise<readonly RecordRef[]>;
}

/** The contact that carries a submission: by id, or by the nonce that its form was opened with. */
export type SubmissionRef =
  { readonly contactId: CrmId; readonly nonce: string | null } | { readonly contactId: null; readonly nonce: string };

/** Staged values as the partner typed them: text, untrusted, under catalog names. */
export interface StagedSubmission {
  readonly contactId: CrmId;
  readonly nonce: string;
  /** When the CRM stored the submission, by the CRM's clock. */
  readonly submittedAt: Instant;
  readonly contactEmail: string | null;
  readonly values: Readonly<Record<string, string>>;
}

/** A deal or company as it stands in the CRM. */
export interface CrmRecord {
  readonly ref: RecordRef;
  readonly name: string;
  readonly fields: FieldValues;
  readonly domain: string | null;
  readonly country: string | null;
  readonly ownerId: CrmId | null;
  readonly ownerName: string | null;
  /** The record's company: its primary company for a deal, itself for a company. */
  readonly company: { readonly id: CrmId; readonly name: string; readonly domain: string | null } | null;
  /** Only on deals. */
  readonly isOpen: boolean;
  readonly isWon: boolean;
}

/** Where a registration's deal stands: waiting for a decision, in sales, or closed without protection. */
export type DealPlace = 'waiting' | 'sales' | 'closed';

export interface RegistrationWrite {
  readonly registrationId: RegistrationId;
  readonly title: string;
  readonly place: DealPlace;
  readonly amount: Money | null;
  readonly closeOn: CalendarDate | null;
  readonly contactId: CrmId | null;
  /** The deal that showed it last, in case its own fields no longer say so. */
  readonly dealId?: CrmId | null;
  readonly fields: FieldValues;
}

/** Everything that the CRM should show of one prospect. */
export interface ProspectWrite {
  readonly prospect: Prospect;
  readonly companyId: CrmId | null;
  readonly company: FieldValues;
  /** Those whose record must change; deals are found by `registrationId`, so a repeat creates nothing. */
  readonly registrations: readonly RegistrationWrite[];
  /** Deals of the direct team that compete with the holder. */
  readonly flaggedDeals: readonly { readonly dealId: CrmId; readonly fields: FieldValues }[];
  readonly sales: { readonly pipeline: string; readonly stage: string };
}

export interface ProspectWritten {
  readonly companyId: CrmId;
  readonly dealIds: ReadonlyMap<RegistrationId, CrmId>;
  /** Registrations whose lock key another deal holds in the CRM: somebody must look. */
  readonly fenced: readonly { readonly registrationId: RegistrationId; readonly heldByDealId: CrmId }[];
}

export interface PartnerWrite {
  readonly partnerId: PartnerId;
  readonly companyId: CrmId | null;
  readonly name: string;
  readonly domain: string | null;
  readonly code: string;
  readonly status: PartnerStatus;
  readonly tier: PartnerTier;
}

/** The CRM cannot be asked now. `retryAfterMs` is its own wish, null when it gave none. */
export class CrmUnavailable extends Error {
  override readonly name = 'CrmUnavailable';
  readonly retryAfterMs: number | null;
  constructor(message: string, retryAfterMs: number | null = null) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The CRM said no, and asking again will not help until a person has acted. */
export class CrmRefused extends Error {
  override readonly name = 'CrmRefused';
  readonly code: 'disconnected' | 'not_permitted' | 'invalid';
  constructor(code: 'disconnected' | 'not_permitted' | 'invalid', message: string) {
    super(message);
    this.code = code;
  }
}
