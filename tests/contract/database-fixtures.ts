import { sql } from 'kysely';
import { DEFAULT_POLICY } from '../../shared/program/policy.ts';
import { replay } from '../../shared/registration/evolve.ts';
import type { RegistrationEvent } from '../../shared/registration/registration.ts';
import type { Database } from '../../server/store/database.ts';
import type { FoldedRegistration } from '../../server/store/registrations.ts';
import { createProgram } from '../../server/store/programs.ts';
import { NORTH, START, story } from '../builders/registration.ts';

/** The two tenants of every test: what one stores, the other must not see. */
export const OURS = 'pro_ours';
export const THEIRS = 'pro_theirs';
export const KEY = 'dom:siemens.com';

/** The events of a registration that North submitted and a manager approved a day later. */
export const SUBMITTED: readonly RegistrationEvent[] = story().submit(NORTH).events;

/** Empties every table, without opening the database again: that takes PGlite seconds. */
export async function emptyTables(database: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select string_agg(quote_ident(tablename), ', ') as name from pg_tables
    where schemaname = 'public' and tablename <> 'schema_migrations'`.execute(database.db);
  await sql.raw(`truncate ${rows[0]?.name} restart identity`).execute(database.db);
  await database.transaction(async (tx) => {
    for (const programId of [OURS, THEIRS]) {
      await createProgram(tx, { programId, name: `Program ${programId}`, settings: {}, createdAt: START });
    }
  });
}

/** A row of the read model, as a projection would write it. */
export function registrationRow(change: Partial<FoldedRegistration> = {}): FoldedRegistration {
  const [registration] = replay(KEY, SUBMITTED).registrations.values();
  if (!registration) throw new Error('The fixture submits a registration');
  return {
    registrationId: 'reg_1',
    prospectKey: KEY,
    prospectName: 'Siemens',
    domain: 'siemens.com',
    reference: 'PL-7K3M-Q2XA',
    partnerId: NORTH.partnerId,
    partnerName: NORTH.name,
    status: 'submitted',
    submittedAt: START,
    receivedAt: START,
    needsDecision: true,
    hasConflict: false,
    lockKind: 'pending',
    lockEndsAt: '2026-12-07T00:00:00.000Z',
    nonce: 'nonce-1',
    sourceId: 'source-1',
    contactId: null,
    version: 1,
    summary: registration,
    ...change,
  };
}

export const POLICY = DEFAULT_POLICY;
