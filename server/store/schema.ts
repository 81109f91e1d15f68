import type { Generated } from 'kysely';
import type { PartnerStatus, PartnerTier } from '../../shared/program/partner.ts';
import type { Policy } from '../../shared/program/policy.ts';
import type { Registration, RegistrationEvent, RegistrationStatus } from '../../shared/registration/registration.ts';
import type { Crm } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';

/**
 * The tables as they are stored. Instants are canonical UTC text, so that text order is time order and both engines
 * return the same; jsonb columns are written with `json()`. The SQL is in `migrations/`.
 */
export interface Schema {
  programs: ProgramsTable;
  policies: PoliciesTable;
  installations: InstallationsTable;
  oauth_states: OauthStatesTable;
  events: EventsTable;
  handled_commands: HandledCommandsTable;
  ownership_locks: OwnershipLocksTable;
  registrations: RegistrationsTable;
  registration_records: RegistrationRecordsTable;
  prospects: ProspectsTable;
  prospect_records: ProspectRecordsTable;
  flagged_deals: FlaggedDealsTable;
  partners: PartnersTable;
  partner_records: PartnerRecordsTable;
  crm_cursors: CrmCursorsTable;
  inbox: InboxTable;
  inbox_seen: InboxSeenTable;
  outbox: OutboxTable;
  quotas: QuotasTable;
}

interface ProgramsTable {
  program_id: string;
  name: string;
  settings: Readonly<Record<string, unknown>>;
  settings_version: Generated<number>;
  created_at: Instant;
}

interface PoliciesTable {
  program_id: string;
  version: number;
  policy: Policy;
  saved_at: Instant;
  saved_by: string;
}

interface InstallationsTable {
  crm: Crm;
  account_id: string;
  program_id: string;
  status: 'connected' | 'disconnected';
  refresh_token_encrypted: string | null;
  access_token_encrypted: string | null;
  access_expires_at: Instant | null;
  scopes: readonly string[];
  installed_by: string;
  connected_at: Instant;
  last_problem: string | null;
  /** Salesforce tells with every sign-in where the org lives. */
  instance_url: string | null;
  flow: Generated<'web_server' | 'jwt_bearer' | 'client_credentials'>;
}

interface OauthStatesTable {
  state_hash: string;
  crm: Crm;
  /** The program that the account is connected to; null makes one of its own. */
  program_id: string | null;
  verifier_encrypted: string;
  created_at: Instant;
  used_at: Instant | null;
}

interface EventsTable {
  program_id: string;
  prospect_key: string;
  version: number;
  position: Generated<number>;
  registration_id: string;
  type: RegistrationEvent['type'];
  at: Instant;
  command_id: string;
  data: RegistrationEvent;
}

interface HandledCommandsTable {
  program_id: string;
  command_id: string;
  result: unknown;
  handled_at: Instant;
}

/** The holder's columns are all null once a lock ended: the row stays, because its epoch keeps late writers out. */
interface OwnershipLocksTable {
  program_id: string;
  prospect_key: string;
  registration_id: string | null;
  partner_id: string | null;
  kind: 'pending' | 'active' | null;
  starts_at: Instant | null;
  ends_at: Instant | null;
  epoch: number;
  extension_count: number;
}

interface RegistrationsTable {
  program_id: string;
  registration_id: string;
  prospect_key: string;
  prospect_name: string;
  domain: string | null;
  reference: string;
  partner_id: string | null;
  partner_name: string;
  status: RegistrationStatus;
  submitted_at: Instant;
  received_at: Instant;
  needs_decision: boolean;
  has_conflict: boolean;
  lock_kind: 'pending' | 'active' | null;
  lock_ends_at: Instant | null;
  nonce: string | null;
  source_id: string;
  contact_id: string | null;
  version: number;
  summary: Registration;
}

/** What one CRM shows of a registration. */
interface RegistrationRecordsTable {
  program_id: string;
  crm: Crm;
  registration_id: string;
  record_id: string | null;
  deal_id: string | null;
  /** The contact or lead that carried the submission. */
  contact_id: string | null;
  shown_version: Generated<number>;
  /** The decision that a manager wrote into the record, as it was read; null when none is open. */
  decision: string | null;
  /** Rises with every decision read, so that the same one is carried out once and the next one again. */
  decision_seq: Generated<number>;
  decision_answer: string | null;
}

interface ProspectsTable {
  program_id: string;
  prospect_key: string;
  name: string;
  /** The name as identity compares it; '' when there is none. */
  name_key: string;
  domain: string | null;
  version: number;
}

/** What one CRM shows of a prospect. */
interface ProspectRecordsTable {
  program_id: string;
  crm: Crm;
  prospect_key: string;
  company_id: string | null;
  shown_version: Generated<number>;
}

interface FlaggedDealsTable {
  program_id: string;
  crm: Crm;
  deal_id: string;
  prospect_key: string;
  registration_id: string;
  flagged_at: Instant;
  /** Rises whenever what the deal should show changes; the CRM shows it as of `shown_seq`. */
  changed_seq: Generated<number>;
  shown_seq: Generated<number>;
}

interface PartnersTable {
  program_id: string;
  partner_id: string;
  code: string;
  name: string;
  status: PartnerStatus;
  tier: PartnerTier;
  domain: string | null;
  created_at: Instant;
}

/** A partner's company in one CRM, and who looks after it there. */
interface PartnerRecordsTable {
  program_id: string;
  crm: Crm;
  partner_id: string;
  company_id: string | null;
  channel_manager_id: string | null;
}

/** How far a stream of changes was read: a replay id, or a moment. */
interface CrmCursorsTable {
  program_id: string;
  crm: Crm;
  stream: string;
  cursor: string;
  saved_at: Instant;
}

interface InboxTable {
  id: Generated<number>;
  source: string;
  account_id: string;
  body: string;
  headers: Readonly<Record<string, string>>;
  received_at: Instant;
  status: Generated<'waiting' | 'done' | 'failed'>;
  attempts: Generated<number>;
  next_at: Instant;
  claimed_until: Instant | null;
  last_error: string | null;
}

interface InboxSeenTable {
  program_id: string;
  event_key: string;
  seen_at: Instant;
}

interface OutboxTable {
  id: Generated<number>;
  program_id: string;
  topic: string;
  subject: string;
  attempts: Generated<number>;
  next_at: Instant;
  claimed_until: Instant | null;
  /** Rises with every claim, so that a worker whose lease ran out cannot finish somebody else's work. */
  claim_seq: Generated<number>;
  /** Rises whenever the subject is added again, so that a change made meanwhile is worked too. */
  changed_seq: Generated<number>;
  status: Generated<'waiting' | 'failed'>;
  last_error: string | null;
  created_at: Instant;
}

interface QuotasTable {
  account_id: string;
  bucket: string;
  /** GCRA's theoretical arrival time in microseconds since 1970. */
  tat: number;
}
