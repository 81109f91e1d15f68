import type { Migration } from '../migrations.ts';

/** Everything the first version stores. One statement per entry: PGlite prepares statements one by one. */
export const firstTables: Migration = {
  version: 1,
  name: 'first tables',
  statements: [
    // One place for the shape of a moment. Collation C compares bytes, so text order is time order everywhere.
    `create domain instant as text collate "C"
       check (value ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$')`,
    `create domain identifier as text collate "C"`,

    `create table programs (
       program_id identifier primary key,
       name text not null,
       settings jsonb not null,
       settings_version integer not null default 1,
       created_at instant not null
     )`,
    `create table policies (
       program_id identifier not null references programs,
       version integer not null check (version > 0),
       policy jsonb not null,
       saved_at instant not null,
       saved_by text not null,
       primary key (program_id, version)
     )`,

    `create table installations (
       crm text not null,
       account_id identifier not null,
       program_id identifier not null references programs,
       status text not null check (status in ('connected', 'disconnected')),
       refresh_token_encrypted text,
       access_token_encrypted text,
       access_expires_at instant,
       scopes jsonb not null,
       installed_by text not null,
       connected_at instant not null,
       last_problem text,
       primary key (crm, account_id),
       check (status = 'disconnected' or refresh_token_encrypted is not null)
     )`,
    `create unique index installations_one_connected on installations (program_id, crm) where status = 'connected'`,
    `create table oauth_states (
       state_hash text primary key,
       verifier_encrypted text not null,
       created_at instant not null,
       used_at instant
     )`,

    `create table events (
       program_id identifier not null,
       prospect_key identifier not null,
       version integer not null check (version > 0),
       position bigserial not null unique,
       registration_id identifier not null,
       type text not null,
       at instant not null,
       command_id identifier not null,
       data jsonb not null,
       primary key (program_id, prospect_key, version)
     )`,
    `create index events_by_position on events (program_id, position)`,
    `create function refuse_change() returns trigger language plpgsql as $$
       begin
         raise exception 'The table % only grows: append an event that corrects the earlier one', tg_table_name;
       end
     $$`,
    `create trigger events_only_grow before update or delete on events
       for each row execute function refuse_change()`,

    `create table handled_commands (
       program_id identifier not null,
       command_id identifier not null,
       result jsonb not null,
       handled_at instant not null,
       primary key (program_id, command_id)
     )`,

    `create table ownership_locks (
       program_id identifier not null,
       prospect_key identifier not null,
       registration_id identifier,
       partner_id identifier,
       kind text check (kind in ('pending', 'active')),
       starts_at instant,
       ends_at instant,
       epoch integer not null,
       extension_count integer not null,
       primary key (program_id, prospect_key),
       check (num_nulls(registration_id, partner_id, kind, starts_at, ends_at) in (0, 5))
     )`,
    `create index ownership_locks_due on ownership_locks (program_id, ends_at) where ends_at is not null`,

    `create table registrations (
       program_id identifier not null,
       registration_id identifier not null,
       prospect_key identifier not null,
       prospect_name text not null,
       domain text,
       reference text not null,
       partner_id identifier,
       partner_name text not null,
       status text not null,
       submitted_at instant not null,
       received_at instant not null,
       needs_decision boolean not null,
       has_conflict boolean not null,
       lock_kind text check (lock_kind in ('pending', 'active')),
       lock_ends_at instant,
       nonce identifier,
       source_id identifier not null,
       deal_id identifier,
       contact_id identifier,
       version integer not null,
       shown_version integer not null default 0,
       summary jsonb not null,
       primary key (program_id, registration_id)
     )`,
    `create index registrations_by_time on registrations (program_id, submitted_at, registration_id)`,
    `create index registrations_waiting on registrations (program_id, submitted_at, registration_id)
       where needs_decision`,
    `create index registrations_in_conflict on registrations (program_id, submitted_at, registration_id)
       where has_conflict`,
    `create index registrations_locked on registrations (program_id, lock_ends_at) where lock_kind = 'active'`,
    `create index registrations_of_partner on registrations (program_id, partner_id, submitted_at, registration_id)`,
    `create index registrations_of_prospect on registrations (program_id, prospect_key)`,
    `create index registrations_by_deal on registrations (program_id, deal_id) where deal_id is not null`,
    `create index registrations_by_nonce on registrations (program_id, nonce) where nonce is not null`,
    `create index registrations_by_source on registrations (program_id, source_id)`,
    `create index registrations_by_reference on registrations (program_id, reference)`,

    `create table prospects (
       program_id identifier not null,
       prospect_key identifier not null,
       company_id identifier,
       name text not null,
       name_key identifier not null,
       domain text,
       version integer not null,
       shown_version integer not null default 0,
       primary key (program_id, prospect_key)
     )`,
    `create index prospects_by_name on prospects (program_id, name_key)`,
    `create index prospects_by_company on prospects (program_id, company_id) where company_id is not null`,
    `create table flagged_deals (
       program_id identifier not null,
       deal_id identifier not null,
       prospect_key identifier not null,
       registration_id identifier not null,
       flagged_at instant not null,
       changed_seq integer not null default 1,
       shown_seq integer not null default 0,
       primary key (program_id, deal_id)
     )`,
    `create index flagged_deals_of_prospect on flagged_deals (program_id, prospect_key)`,

    `create table partners (
       program_id identifier not null,
       partner_id identifier not null,
       code text not null,
       name text not null,
       status text not null,
       tier text not null,
       channel_manager_id identifier,
       company_id identifier,
       domain text,
       created_at instant not null,
       primary key (program_id, partner_id)
     )`,
    `create unique index partners_code on partners (program_id, upper(code))`,
    `create unique index partners_company on partners (program_id, company_id)`,

    `create table inbox (
       id bigserial primary key,
       source text not null,
       account_id identifier not null,
       body text not null,
       headers jsonb not null,
       received_at instant not null,
       status text not null default 'waiting' check (status in ('waiting', 'done', 'failed')),
       attempts integer not null default 0,
       next_at instant not null,
       claimed_until instant,
       last_error text
     )`,
    `create index inbox_waiting on inbox (next_at, id) where status = 'waiting'`,
    `create index inbox_by_account on inbox (source, account_id, received_at)`,
    `create index inbox_done on inbox (received_at) where status = 'done'`,
    `create index inbox_open on inbox (status, received_at) where status <> 'done'`,
    `create table inbox_seen (
       program_id identifier not null,
       event_key identifier not null,
       seen_at instant not null,
       primary key (program_id, event_key)
     )`,
    `create index inbox_seen_by_age on inbox_seen (seen_at)`,

    `create table outbox (
       id bigserial primary key,
       program_id identifier not null,
       topic text not null,
       subject identifier not null,
       attempts integer not null default 0,
       next_at instant not null,
       claimed_until instant,
       claim_seq integer not null default 0,
       changed_seq integer not null default 0,
       status text not null default 'waiting' check (status in ('waiting', 'failed')),
       last_error text,
       created_at instant not null,
       unique (program_id, topic, subject)
     )`,
    `create index outbox_waiting on outbox (next_at, id) where status = 'waiting'`,

    `create table quotas (
       account_id identifier not null,
       bucket text not null,
       tat bigint not null,
       primary key (account_id, bucket)
     )`,
  ],
};
