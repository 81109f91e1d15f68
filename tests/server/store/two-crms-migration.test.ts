import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFlaggedDeal } from '../../../server/store/flagged-deals.ts';
import { migrate, MIGRATIONS } from '../../../server/store/migrations.ts';
import { partnerRecordsOf } from '../../../server/store/partner-records.ts';
import { prospectsOfCompany } from '../../../server/store/prospect-records.ts';
import { findByRecord, findRecord } from '../../../server/store/registration-records.ts';
import type { Schema } from '../../../server/store/schema.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../../contract/postgres.ts';

const AT = '2026-11-22T09:00:00.000Z';

/** What a program with one HubSpot portal had stored by the first version, in that version's own tables. */
const STORED_BEFORE: readonly string[] = [
  `insert into programs values ('pro', 'Program', '{}', 1, '${AT}')`,
  `insert into installations (crm, account_id, program_id, status, refresh_token_encrypted, scopes, installed_by, connected_at)
     values ('hubspot', '42', 'pro', 'connected', 'sealed', '[]', 'admin@vendor.example', '${AT}')`,
  `insert into oauth_states values ('hash', 'sealed', '${AT}', null)`,
  ...[
    ['reg_1', `'77'`, `'5'`, 3],
    ['reg_2', 'null', 'null', 0],
  ].map(
    ([id, dealId, contactId, shown]) =>
      `insert into registrations (program_id, registration_id, prospect_key, prospect_name, reference, partner_name, status,
         submitted_at, received_at, needs_decision, has_conflict, source_id, deal_id, contact_id, version, shown_version, summary)
       values ('pro', '${id}', 'dom:acme.com', 'Acme', 'PL-1', 'Demo Partner', 'approved', '${AT}', '${AT}', false, false,
         's', ${dealId}, ${contactId}, 4, ${shown}, '{}')`,
  ),
  `insert into prospects values ('pro', 'dom:acme.com', '9', 'Acme', 'acme', 'acme.com', 4, 3)`,
  `insert into flagged_deals values ('pro', 'd1', 'dom:acme.com', 'reg_1', '${AT}', 2, 2)`,
  `insert into partners values ('pro', 'par_1', 'NORTH', 'Demo Partner', 'active', 'referral', '31', '55', null, '${AT}')`,
  `insert into outbox (program_id, topic, subject, next_at, created_at)
     values ('pro', 'show_prospect', 'dom:acme.com', '${AT}', '${AT}')`,
];

const migrationOver = (open: () => Promise<Kysely<Schema>>): void => {
  let db: Kysely<Schema>;
  beforeAll(async () => {
    db = await open();
    await migrate(db, MIGRATIONS.slice(0, 1));
    for (const statement of STORED_BEFORE) await sql.raw(statement).execute(db);
    await migrate(db);
  });
  afterAll(() => db.destroy());

  it('keeps the deal, contact and shown version of every registration, as what HubSpot shows', async () => {
    expect(await findRecord(db, 'pro', 'hubspot', 'reg_1')).toEqual({
      registrationId: 'reg_1',
      recordId: '77',
      dealId: '77',
      contactId: '5',
      shownVersion: 3,
      decision: null,
      decisionAnswer: null,
      decisionSeq: 0,
    });
    expect(await findRecord(db, 'pro', 'hubspot', 'reg_2')).toMatchObject({ recordId: null, shownVersion: 0 });
    expect(await findRecord(db, 'pro', 'salesforce', 'reg_1')).toBeNull();
    expect(await findByRecord(db, 'pro', 'hubspot', '77')).toMatchObject({ registrationId: 'reg_1', version: 4 });
  });

  it('keeps each prospect’s company, and each partner’s with its channel manager', async () => {
    const acme = { prospectKey: 'dom:acme.com', companyId: '9', version: 4, shownVersion: 3 };
    expect(await prospectsOfCompany(db, 'pro', 'hubspot', '9')).toEqual([acme]);
    expect(await prospectsOfCompany(db, 'pro', 'salesforce', '9')).toEqual([]);
    const partner = { crm: 'hubspot', companyId: '55', channelManagerId: '31' };
    expect(await partnerRecordsOf(db, 'pro', 'par_1')).toEqual([partner]);
  });

  it('keeps competing deals as HubSpot’s, also those that it shows already', async () => {
    expect(await findFlaggedDeal(db, 'pro', 'hubspot', 'd1')).toMatchObject({ changedSeq: 2, shown: true });
    expect(await findFlaggedDeal(db, 'pro', 'salesforce', 'd1')).toBeNull();
  });

  it('goes on with writes that waited, and with the portal that was connected or being connected', async () => {
    const topics = await db.selectFrom('outbox').select(['topic', 'subject', 'status']).execute();
    expect(topics).toEqual([{ topic: 'show_prospect:hubspot', subject: 'dom:acme.com', status: 'waiting' }]);
    const installed = await db.selectFrom('installations').select(['flow', 'instance_url', 'status']).execute();
    expect(installed).toEqual([{ flow: 'web_server', instance_url: null, status: 'connected' }]);
    const begun = await db.selectFrom('oauth_states').select(['crm', 'program_id']).execute();
    expect(begun).toEqual([{ crm: 'hubspot', program_id: null }]);
  });

  it('leaves no column behind that two CRMs would have to share', async () => {
    const { rows } = await sql<{ column: string }>`
      select table_name || '.' || column_name as column from information_schema.columns
      where table_name in ('registrations', 'prospects', 'partners')
        and column_name in ('deal_id', 'shown_version', 'company_id', 'channel_manager_id')`.execute(db);
    expect(rows).toEqual([]);
  });
};

describe('a database of the first version, in PGlite', () => {
  migrationOver(async () => {
    const pglite = await PGlite.create();
    return new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: () => Promise.resolve(pglite) }) });
  });
});

describe.skipIf(!hasPostgres())('a database of the first version, in PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  migrationOver(async () => {
    const pool = new pg.Pool({ connectionString: server.url });
    // The database is dropped while the last connection still says goodbye; that is no failure of the test.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  });
});
