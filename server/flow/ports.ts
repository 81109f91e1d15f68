import type { CrmPort } from '../../shared/crm/crm-port.ts';
import type { Policy } from '../../shared/program/policy.ts';
import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Locale } from '../../shared/words/locale.ts';
import type { Database } from '../store/database.ts';

/** Structured logs: first the facts, then the sentence. Never a token, never personal data. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** A wait that can be cut short. */
export type Wait = (ms: number) => { readonly over: Promise<void>; readonly cut: () => void };

/** What every flow works with. The composition root makes it once. */
export interface Flow {
  readonly database: Database;
  readonly now: () => Instant;
  readonly log: Log;
  /** One CRM of a program. Throws CrmRefused('disconnected') when it is not connected. */
  readonly crmOf: (programId: ProgramId, crm: Crm) => Promise<CrmPort>;
  /** Users and pipelines of the program's HubSpot portal, for choosing; empty lists when it does not answer. */
  readonly directoryOf: (programId: ProgramId) => Promise<CrmDirectory>;
  /** How an account is connected; null when the program never had one in this CRM. */
  readonly connectionOf: (programId: ProgramId, crm: Crm) => Promise<Connection | null>;
  readonly programOf: (programId: ProgramId) => Promise<Program>;
  readonly links: PartnerLinks;
  readonly ids: RegistrationIds;
}

/** What a CRM offers to choose from. */
export interface CrmDirectory {
  readonly users: readonly { readonly userId: string; readonly name: string; readonly email: string }[];
  readonly pipelines: readonly {
    readonly id: string;
    readonly label: string;
    readonly stages: readonly { readonly id: string; readonly label: string }[];
  }[];
}

export interface Connection {
  readonly status: 'connected' | 'disconnected';
  readonly accountId: string;
  readonly since: Instant;
  readonly lastProblem: string | null;
}

/** A program as the flows see it. */
export interface Program {
  readonly programId: ProgramId;
  readonly policy: Policy;
  readonly locale: Locale;
  /** The CRMs that it was connected to, also when one of them is not connected at the moment. */
  readonly crms: readonly Crm[];
}

/** Signed links, and what a token says. */
export interface PartnerLinks {
  readonly formUrl: (programId: ProgramId, partnerId: string) => string;
  readonly statusUrl: (programId: ProgramId, partnerId: string) => string;
  /** Where an account of this CRM is connected to the program, for an hour; null when the server has no app there. */
  readonly connectUrl: (programId: ProgramId, crm: Crm) => string | null;
  /** The partner that the token was made for; null when it was forged or made for another program or purpose. */
  readonly partnerOf: (programId: ProgramId, token: string, purpose: 'form' | 'status') => string | null;
}

/** Ids that follow from the submission, so that the same submission always gets the same. */
export interface RegistrationIds {
  readonly registrationId: (programId: ProgramId, nonce: string) => string;
  /** What the partner sees and quotes: `PL-7K3M-Q2XA`. */
  readonly reference: (programId: ProgramId, nonce: string) => string;
  readonly partnerId: (programId: ProgramId, code: string) => string;
}
