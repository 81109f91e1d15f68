import type { StagingCode } from '../../shared/catalog/staging-fields.ts';
import type { CrmObject, CrmPort, RecordRef, StagedDecision } from '../../shared/crm/crm-port.ts';
import type { CrmId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';

/** One CRM with the product set up in it, and what people do there by hand. null is what this CRM does not have. */
export interface CrmHarness {
  readonly crm: CrmPort;
  /** What shows a registration. */
  readonly recordObject: CrmObject;
  /** A moment as the CRM keeps it. */
  readonly stored: (at: Instant) => Instant;
  /** Lets time pass in the CRM, also until its search shows what was written. */
  readonly advance: (ms: number) => void;
  readonly now: () => Instant;
  /** A well-formed id that no record has. */
  readonly unknownId: CrmId;
  readonly addCompany: (company: SeedCompany) => Promise<CrmId>;
  readonly addDeal: (deal: SeedDeal) => Promise<CrmId>;
  /** A rep works a person of the company as a lead. */
  readonly addLead: ((lead: { readonly company: string; readonly email: string }) => Promise<CrmId>) | null;
  /** The second becomes part of the first. */
  readonly mergeCompanies: (survivorId: CrmId, loserId: CrmId) => Promise<void>;
  /** A rep makes a company and a deal of a lead. */
  readonly convertLead: ((leadId: CrmId) => Promise<{ companyId: CrmId; dealId: CrmId }>) | null;
  /** Submits the hosted form; gives the record that carries it. */
  readonly submitForm: (email: string, values: Staged) => Promise<RecordRef>;
  /** A partner's own user registers in the CRM. */
  readonly submitOwn: ((values: OwnSubmission) => Promise<{ record: RecordRef; partnerCompanyId: CrmId }>) | null;
  /** A channel manager writes a decision into the registration's record; gives whom the CRM vouches for. */
  readonly decide: ((recordId: CrmId, decision: Decision) => Promise<StagedDecision['by']>) | null;
  /** Whether sales has the registration's deal where it begins, elsewhere, or not at all. */
  readonly standing: (recordId: CrmId) => Promise<'outside' | 'sales' | 'elsewhere'>;
  /** A sales rep moves the registration's deal on. */
  readonly moveOn: (recordId: CrmId) => Promise<void>;
  /** The amount with which the registration's deal stands in the forecast. */
  readonly amountOf: (recordId: CrmId) => Promise<number | null>;
  readonly remove: (ref: RecordRef) => Promise<void>;
  /** Records that show registrations of the company. */
  readonly recordsOf: (companyId: CrmId) => Promise<readonly CrmId[]>;
  /** The next change is done, and the answer to it never arrives. */
  readonly loseNextAnswer: () => void;
  readonly close: () => Promise<void>;
}

export type Staged = Readonly<Partial<Record<StagingCode, string>>>;
export type Decision = Pick<StagedDecision, 'action' | 'reason' | 'note' | 'days'>;

export interface OwnSubmission {
  readonly nonce: string;
  readonly company: string;
  readonly website: string;
  readonly contactEmail: string;
}

export interface SeedCompany {
  readonly name: string;
  readonly domain: string | null;
  readonly isCustomer?: boolean;
  /** By the rep whose name begins with "Sales Rep One". */
  readonly owned?: boolean;
}

export interface SeedDeal {
  readonly name: string;
  readonly companyId: CrmId;
  readonly stage: 'open' | 'won' | 'lost';
  readonly owned?: boolean;
}

export type Harness = () => CrmHarness;
