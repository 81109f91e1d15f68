import { sql, type Selectable } from 'kysely';
import type { Registration, RegistrationStatus } from '../../shared/registration/registration.ts';
import type { CrmId, PartnerId, ProgramId, ProspectKey, RegistrationId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';
import { json } from './storable.ts';

/** One registration as lists and pages read it: folded from its prospect's events up to `version`. */
export interface RegistrationRow {
  readonly registrationId: RegistrationId;
  readonly prospectKey: ProspectKey;
  readonly prospectName: string;
  readonly domain: string | null;
  readonly reference: string;
  readonly partnerId: PartnerId | null;
  readonly partnerName: string;
  readonly status: RegistrationStatus;
  readonly submittedAt: Instant;
  readonly receivedAt: Instant;
  readonly needsDecision: boolean;
  readonly hasConflict: boolean;
  /** What it holds, as of its events; null when it holds nothing. Time may have ended it: compare `lockEndsAt`. */
  readonly lockKind: 'pending' | 'active' | null;
  readonly lockEndsAt: Instant | null;
  readonly nonce: string | null;
  readonly sourceId: string;
  readonly contactId: CrmId | null;
  readonly version: number;
  /** The whole registration, so that a page can show any of it without replaying the stream. */
  readonly summary: Registration;
}

/** Writes the row unless a later version is there already, as when a rebuild meets live traffic. */
export async function saveRegistration(tx: Tx, programId: ProgramId, row: RegistrationRow): Promise<void> {
  await tx
    .insertInto('registrations')
    .values({
      program_id: programId,
      registration_id: row.registrationId,
      prospect_key: row.prospectKey,
      prospect_name: row.prospectName,
      domain: row.domain,
      reference: row.reference,
      partner_id: row.partnerId,
      partner_name: row.partnerName,
      status: row.status,
      submitted_at: row.submittedAt,
      received_at: row.receivedAt,
      needs_decision: row.needsDecision,
      has_conflict: row.hasConflict,
      lock_kind: row.lockKind,
      lock_ends_at: row.lockEndsAt,
      nonce: row.nonce,
      source_id: row.sourceId,
      contact_id: row.contactId,
      version: row.version,
      summary: json(row.summary),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['program_id', 'registration_id'])
        .doUpdateSet((set) => ({
          prospect_key: set.ref('excluded.prospect_key'),
          prospect_name: set.ref('excluded.prospect_name'),
          domain: set.ref('excluded.domain'),
          reference: set.ref('excluded.reference'),
          partner_id: set.ref('excluded.partner_id'),
          partner_name: set.ref('excluded.partner_name'),
          status: set.ref('excluded.status'),
          submitted_at: set.ref('excluded.submitted_at'),
          received_at: set.ref('excluded.received_at'),
          needs_decision: set.ref('excluded.needs_decision'),
          has_conflict: set.ref('excluded.has_conflict'),
          lock_kind: set.ref('excluded.lock_kind'),
          lock_ends_at: set.ref('excluded.lock_ends_at'),
          nonce: set.ref('excluded.nonce'),
          source_id: set.ref('excluded.source_id'),
          // A contact found later, by e-mail, stays known.
          contact_id: sql<string | null>`coalesce(excluded.contact_id, registrations.contact_id)`,
          version: set.ref('excluded.version'),
          summary: set.ref('excluded.summary'),
        }))
        .whereRef('registrations.version', '<=', 'excluded.version'),
    )
    .execute();
}

export const findRegistration = (db: Db, programId: ProgramId, registrationId: RegistrationId) =>
  newestWhere(db, programId, 'registration_id', registrationId);

/** The registration of the form that was opened with this nonce. */
export const findByNonce = (db: Db, programId: ProgramId, nonce: string) => newestWhere(db, programId, 'nonce', nonce);

export const findBySourceId = (db: Db, programId: ProgramId, sourceId: string) =>
  newestWhere(db, programId, 'source_id', sourceId);

/** The registration on a partner's receipt. */
export const findByReference = (db: Db, programId: ProgramId, reference: string) =>
  newestWhere(db, programId, 'reference', reference);

/** All registrations of a prospect, oldest first. */
export async function registrationsOfProspect(
  db: Db,
  programId: ProgramId,
  prospectKey: ProspectKey,
): Promise<readonly RegistrationRow[]> {
  const rows = await db
    .selectFrom('registrations')
    .selectAll()
    .where('program_id', '=', programId)
    .where('prospect_key', '=', prospectKey)
    .orderBy('submitted_at')
    .orderBy('registration_id')
    .execute();
  return rows.map(rowToRegistration);
}

async function newestWhere(
  db: Db,
  programId: ProgramId,
  column: 'registration_id' | 'nonce' | 'source_id' | 'reference',
  value: string,
): Promise<RegistrationRow | null> {
  const row = await db
    .selectFrom('registrations')
    .selectAll()
    .where('program_id', '=', programId)
    .where(column, '=', value)
    .orderBy('received_at', 'desc')
    .orderBy('registration_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? rowToRegistration(row) : null;
}

export const rowToRegistration = (row: Selectable<Schema['registrations']>): RegistrationRow => ({
  registrationId: row.registration_id,
  prospectKey: row.prospect_key,
  prospectName: row.prospect_name,
  domain: row.domain,
  reference: row.reference,
  partnerId: row.partner_id,
  partnerName: row.partner_name,
  status: row.status,
  submittedAt: row.submitted_at,
  receivedAt: row.received_at,
  needsDecision: row.needs_decision,
  hasConflict: row.has_conflict,
  lockKind: row.lock_kind,
  lockEndsAt: row.lock_ends_at,
  nonce: row.nonce,
  sourceId: row.source_id,
  contactId: row.contact_id,
  version: row.version,
  summary: row.summary,
});
