import type { Migration } from '../migrations.ts';

/** A program may own a HubSpot portal and a Salesforce org at once: what a CRM shows is kept for each of them. */
export const twoCrms: Migration = {
  version: 2,
  name: 'two CRMs',
  statements: [
    `create table registration_records (
       program_id identifier not null,
       crm text not null,
       registration_id identifier not null,
       record_id identifier,
       deal_id identifier,
       contact_id identifier,
       shown_version integer not null default 0,
       decision text,
       decision_seq integer not null default 0,
       decision_answer text,
       primary key (program_id, crm, registration_id)
     )`,
    `create index registration_records_by_record on registration_records (program_id, crm, record_id)
       where record_id is not null`,
    `create index registration_records_by_deal on registration_records (program_id, crm, deal_id)
       where deal_id is not null`,
    `create index registration_records_by_contact on registration_records (program_id, crm, contact_id)
       where contact_id is not null`,
    `insert into registration_records (program_id, crm, registration_id, record_id, deal_id, contact_id, shown_version)
       select program_id, 'hubspot', registration_id, deal_id, deal_id, contact_id, shown_version from registrations`,
    `alter table registrations drop column deal_id, drop column shown_version`,

    `create table prospect_records (
       program_id identifier not null,
       crm text not null,
       prospect_key identifier not null,
       company_id identifier,
       shown_version integer not null default 0,
       primary key (program_id, crm, prospect_key)
     )`,
    `create index prospect_records_by_company on prospect_records (program_id, crm, company_id)
       where company_id is not null`,
    `insert into prospect_records (program_id, crm, prospect_key, company_id, shown_version)
       select program_id, 'hubspot', prospect_key, company_id, shown_version from prospects`,
    `alter table prospects drop column company_id, drop column shown_version`,

    `alter table flagged_deals add column crm text not null default 'hubspot'`,
    `alter table flagged_deals alter column crm drop default`,
    `alter table flagged_deals drop constraint flagged_deals_pkey`,
    `alter table flagged_deals add primary key (program_id, crm, deal_id)`,

    `create table partner_records (
       program_id identifier not null,
       crm text not null,
       partner_id identifier not null,
       company_id identifier,
       channel_manager_id identifier,
       primary key (program_id, crm, partner_id)
     )`,
    `create unique index partner_records_company on partner_records (program_id, crm, company_id)`,
    `insert into partner_records (program_id, crm, partner_id, company_id, channel_manager_id)
       select program_id, 'hubspot', partner_id, company_id, channel_manager_id from partners`,
    `alter table partners drop column company_id, drop column channel_manager_id`,

    // How far each stream of changes was read: a replay id, or a moment.
    `create table crm_cursors (
       program_id identifier not null,
       crm text not null,
       stream text not null,
       cursor text not null,
       saved_at instant not null,
       primary key (program_id, crm, stream)
     )`,

    // Only HubSpot could be installed before, by the web server flow alone.
    `alter table installations add column instance_url text`,
    `alter table installations add column flow text not null default 'web_server'
       check (flow in ('web_server', 'jwt_bearer', 'client_credentials'))`,
    `alter table installations drop constraint installations_check`,
    `alter table installations add constraint installations_have_tokens
       check (status = 'disconnected' or flow <> 'web_server' or refresh_token_encrypted is not null)`,
    // The program that a second CRM is being connected to; null makes a program of its own.
    `alter table oauth_states add column program_id identifier`,
    `alter table oauth_states add column crm text not null default 'hubspot'`,
    `alter table oauth_states alter column crm drop default`,
    `update outbox set topic = 'show_prospect:hubspot' where topic = 'show_prospect'`,
  ],
};
