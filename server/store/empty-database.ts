import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Empties every table. For demos and tests that begin anew; the product itself never calls it. */
export async function emptyDatabase({ db }: Database): Promise<void> {
  await sql`truncate programs, policies, installations, oauth_states, events, handled_commands, ownership_locks,
    registrations, registration_records, prospects, prospect_records, flagged_deals, partners, partner_records,
    crm_cursors, inbox, inbox_seen, outbox, quotas restart identity cascade`.execute(db);
}
