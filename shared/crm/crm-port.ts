import type { FieldValue, FieldValues } from '../catalog/field.ts';
import type { SalesforceFieldCode } from '../catalog/salesforce-fields.ts';
import type { PartnerStatus, PartnerTier } from '../program/partner.ts';
import type { CrmProspect } from '../registration/facts.ts';
import type { RejectionReason } from '../registration/reasons.ts';
import type { Prospect } from '../registration/registration.ts';
import type { CrmId, PartnerId, RegistrationId } from '../values/ids.ts';
import type { Money } from '../values/money.ts';
import type { Action } from '../views/ownership-view.ts';
import type { CalendarDate, Instant } from '../values/time.ts';

/**
 * What a record is. HubSpot shows a registration on a deal and takes submissions on a contact. Salesforce has a
 * registration record of its own beside the deal (an opportunity), takes submissions on leads and registration
 * records, and its reps may work a company as a lead before there is a deal.
 */
export type CrmObject = 'contact' | 'company' | 'deal' | 'lead' | 'registration';

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
  /**
   * A record with our fields and the little else that rules need; null when it is gone. A company or lead that was
   * merged away is read as the one that it went into, under that one's id.
   */
  readRecord(ref: RecordRef): Promise<CrmRecord | null>;
  /** Makes the CRM show a prospect. Says the whole truth each time, so repeating it changes nothing. */
  writeProspect(write: ProspectWrite): Promise<ProspectWritten>;
  /** Makes a company record a partner of the program, or changes its terms; creates the company when it has no id. */
  writePartner(write: PartnerWrite): Promise<CrmId>;
  /**
   * Records changed at or after the moment, oldest first: those that carry an untaken submission or an undone
   * decision, registrations, deals, leads, and partner companies. What was lost on its way to us is found again here.
   */
  listChanges(since: Instant): Promise<readonly RecordRef[]>;
}

/** The record that carries a submission: by what it is, or by the nonce that its form was opened with. */
export type SubmissionRef =
  { readonly record: RecordRef; readonly nonce: string | null } | { readonly record: null; readonly nonce: string };

/** Staged values as the partner typed them: text, untrusted, under catalog names. */
export interface StagedSubmission {
  /** A contact, lead or registration record. */
  readonly record: RecordRef;
  readonly nonce: string;
  /** When the CRM stored the submission, by the CRM's clock. */
  readonly submittedAt: Instant;
  readonly contactEmail: string | null;
  readonly values: Readonly<Record<string, string>>;
  /** The company whose user submitted, as the CRM itself vouches; null for a public form, where a token says it. */
  readonly partnerCompanyId: CrmId | null;
}

/** A record as it stands in the CRM. */
export interface CrmRecord {
  readonly ref: RecordRef;
  readonly name: string;
  readonly fields: FieldValues;
  readonly domain: string | null;
  readonly country: string | null;
  readonly ownerId: CrmId | null;
  readonly ownerName: string | null;
  /** The record's company: its primary company for a deal, itself for a company; a lead only names one. */
  readonly company: { readonly id: CrmId | null; readonly name: string; readonly domain: string | null } | null;
  /** Only on deals and leads. */
  readonly isOpen: boolean;
  readonly isWon: boolean;
  /** Of a deal: the lead that became it. */
  readonly convertedFrom: CrmId | null;
  /** Of a lead that was converted: what it became. */
  readonly converted: { readonly companyId: CrmId; readonly dealId: CrmId | null } | null;
  /** Of a registration: what a manager decided on the record and nobody carried out yet. */
  readonly decision: StagedDecision | null;
}

/** A decision that a channel manager wrote into the record; the CRM vouches for who and for the right to decide. */
export interface StagedDecision {
  readonly action: Action;
  readonly reason: RejectionReason | null;
  readonly note: string;
  readonly days: number | null;
  readonly by: { readonly userId: string; readonly email: string };
}

/** Where a registration's deal stands: waiting for a decision, in sales, or closed without protection. */
export type DealPlace = 'waiting' | 'sales' | 'closed';

export interface RegistrationWrite {
  readonly registrationId: RegistrationId;
  readonly title: string;
  readonly place: DealPlace;
  readonly amount: Money | null;
  readonly closeOn: CalendarDate | null;
  /** The contact or lead of this CRM that carried the submission. */
  readonly contactId: CrmId | null;
  /** The record that showed it last, in case its own fields no longer say so, and the deal that grew out of it. */
  readonly recordId?: CrmId | null;
  readonly dealId?: CrmId | null;
  readonly partnerCompanyId?: CrmId | null;
  /** Who looks after the partner, in this CRM: set when the record is created, the manager's to change after that. */
  readonly channelManagerId?: CrmId | null;
  readonly fields: FieldValues;
  /** What only a registration record has room for: what was submitted, the conversation, the decision's answer. */
  readonly details?: RegistrationDetails;
  /** The key of the decision that was carried out: cleared with this write, unless another one stands there by now. */
  readonly clearsDecision?: string;
}

export type RegistrationDetails = Readonly<Partial<Record<SalesforceFieldCode, FieldValue>>>;

/** Everything that the CRM should show of one prospect. */
export interface ProspectWrite {
  readonly prospect: Prospect;
  readonly companyId: CrmId | null;
  /** Whether a company that the CRM does not have is created. */
  readonly mayCreateCompany: boolean;
  /** What the company shows: this prospect, or another that shares the company and comes before it. */
  readonly company: FieldValues;
  /** Those whose record must change; records are found by `registrationId`, so a repeat creates nothing. */
  readonly registrations: readonly RegistrationWrite[];
  /** Deals and leads of the direct team that compete with the holder. */
  readonly flaggedDeals: readonly { readonly dealId: CrmId; readonly fields: FieldValues }[];
}

export interface ProspectWritten {
  /** null when the CRM does not have the company and none may be created. */
  readonly companyId: CrmId | null;
  /** The record that shows each registration. */
  readonly recordIds: ReadonlyMap<RegistrationId, CrmId>;
  /** The deal of each registration that has one; in HubSpot it is the record itself. */
  readonly dealIds: ReadonlyMap<RegistrationId, CrmId>;
  /** Registrations whose lock key another record holds in the CRM: somebody must look. */
  readonly fenced: readonly { readonly registrationId: RegistrationId; readonly heldByRecordId: CrmId }[];
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
