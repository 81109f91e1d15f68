import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Crm, CrmId, ProgramId, ProspectKey, RegistrationId } from '../../shared/values/ids.ts';
import type { Db, Tx } from './database.ts';
import { rowToRegistration, type RegistrationRow } from './registrations.ts';
import type { Schema } from './schema.ts';

/** What one CRM shows of a registration. */
export interface RegistrationRecord {
  readonly registrationId: RegistrationId;
  /** The record that shows it, and the deal that grew out of it; in HubSpot they are one. */
  readonly recordId: CrmId | null;
  readonly dealId: CrmId | null;
  /** The contact or lead that carried the submission. */
  readonly contactId: CrmId | null;
  readonly shownVersion: number;
  /** The answer to a decision on the record that was carried out and is not written back yet. */
  readonly decisionAnswer: string | null;
  /** The key of the decision that is being carried out; null when none is. */
  readonly decision: string | null;
  readonly decisionSeq: number;
}

/** Remembers which records a submission came with, in the transaction that takes it. */
export async function seedRecord(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  registrationId: RegistrationId,
  from: { readonly recordId: CrmId | null; readonly contactId: CrmId | null },
): Promise<void> {
  await tx
    .insertInto('registration_records')
    .values({
      program_id: programId,
      crm,
      registration_id: registrationId,
      record_id: from.recordId,
      contact_id: from.contactId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The CRM merged one lead into another: the registrations that came with it follow. Returns their prospects. */
export async function moveContact(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  fromContactId: CrmId,
  toContactId: CrmId,
): Promise<readonly ProspectKey[]> {
  const moved = await tx
    .updateTable('registration_records as record')
    .from('registrations as of')
    .set({ contact_id: toContactId, shown_version: 0 })
    .whereRef('of.program_id', '=', 'record.program_id')
    .whereRef('of.registration_id', '=', 'record.registration_id')
    .where('record.program_id', '=', programId)
    .where('record.crm', '=', crm)
    .where('record.contact_id', '=', fromContactId)
    .returning('of.prospect_key')
    .execute();
  return moved.map((row) => row.prospect_key);
}

/** Remembers what the CRM shows. An older write that was answered late takes nothing back. */
export async function markShown(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  registrationId: RegistrationId,
  shown: { readonly version: number; readonly recordId: CrmId | null; readonly dealId: CrmId | null },
): Promise<void> {
  await tx
    .insertInto('registration_records')
    .values({
      program_id: programId,
      crm,
      registration_id: registrationId,
      record_id: shown.recordId,
      deal_id: shown.dealId,
      shown_version: shown.version,
    })
    .onConflict((conflict) =>
      conflict.columns(['program_id', 'crm', 'registration_id']).doUpdateSet({
        shown_version: sql<number>`greatest(registration_records.shown_version, excluded.shown_version)`,
        record_id: sql<string | null>`coalesce(excluded.record_id, registration_records.record_id)`,
        deal_id: sql<string | null>`coalesce(excluded.deal_id, registration_records.deal_id)`,
      }),
    )
    .execute();
}

/** Says that the CRM no longer shows what we wrote: the next write shows it again. */
export async function markStale(tx: Tx, programId: ProgramId, crm: Crm, registrationId: RegistrationId): Promise<void> {
  await ofRegistration(tx, programId, crm, registrationId).set({ shown_version: 0 }).execute();
}

/** A record is gone from the CRM: the next write makes another one. */
export async function forgetRecord(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  registrationId: RegistrationId,
  goneId: CrmId,
): Promise<void> {
  await ofRegistration(tx, programId, crm, registrationId)
    .set({
      shown_version: 0,
      record_id: sql<string | null>`nullif(record_id::text, ${goneId})`,
      deal_id: sql<string | null>`nullif(deal_id::text, ${goneId})`,
    })
    .execute();
}

/** How decisions on a record stood at some moment: what a reader has to know before it reads the record. */
export type DecisionState = Pick<RegistrationRecord, 'decision' | 'decisionSeq'>;

/**
 * Takes a decision that was read from the record. The same one, read again before its answer stands on the record, has
 * the same number; the next one has another. Null when another reader took one since `before`: what was read may have
 * been carried out and cleared meanwhile, so it has to be read again.
 */
export async function takeDecision(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  registrationId: RegistrationId,
  decision: string,
  before: DecisionState,
): Promise<number | null> {
  const row = await ofRegistration(tx, programId, crm, registrationId)
    .set({
      decision_seq: sql<number>`decision_seq + (decision is distinct from ${decision})::integer`,
      decision_answer: sql<
        string | null
      >`case when decision is distinct from ${decision} then null else decision_answer end`,
      decision,
    })
    .where(
      sql<boolean>`(decision is not distinct from ${decision}
        or (decision is not distinct from ${before.decision} and decision_seq = ${before.decisionSeq}::integer))`,
    )
    .returning('decision_seq')
    .executeTakeFirst();
  return row?.decision_seq ?? null;
}

/** Keeps what to answer on the record; it has to be shown again for that. */
export async function answerDecision(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  registrationId: RegistrationId,
  { seq, answer }: { readonly seq: number; readonly answer: string },
): Promise<void> {
  await ofRegistration(tx, programId, crm, registrationId)
    .set({ decision_answer: answer, shown_version: 0 })
    .where('decision_seq', '=', seq)
    .execute();
}

/** The record carries no decision any more: the next one is a new one, even when it says the same. */
export async function closeDecision(
  tx: Tx,
  programId: ProgramId,
  crm: Crm,
  registrationId: RegistrationId,
  seq: number,
): Promise<void> {
  await ofRegistration(tx, programId, crm, registrationId)
    .set({ decision: null, decision_answer: null })
    .where('decision_seq', '=', seq)
    .execute();
}

export async function findRecord(
  db: Db,
  programId: ProgramId,
  crm: Crm,
  registrationId: RegistrationId,
): Promise<RegistrationRecord | null> {
  const row = await db
    .selectFrom('registration_records')
    .selectAll()
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('registration_id', '=', registrationId)
    .executeTakeFirst();
  return row ? rowToRecord(row) : null;
}

/** The records that show these registrations in one CRM. */
export async function recordIdsOf(
  db: Db,
  programId: ProgramId,
  crm: Crm,
  registrationIds: readonly RegistrationId[],
): Promise<ReadonlyMap<RegistrationId, CrmId>> {
  if (registrationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('registration_records')
    .select(['registration_id', 'record_id'])
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('registration_id', 'in', registrationIds)
    .execute();
  return new Map(rows.flatMap((row) => (row.record_id === null ? [] : [[row.registration_id, row.record_id]])));
}

/** What one CRM shows of a prospect's registrations; those that it never showed are missing. */
export async function recordsOfProspect(
  db: Db,
  programId: ProgramId,
  crm: Crm,
  prospectKey: ProspectKey,
): Promise<ReadonlyMap<RegistrationId, RegistrationRecord>> {
  const rows = await db
    .selectFrom('registration_records as record')
    .innerJoin('registrations as of', (join) =>
      join.onRef('of.program_id', '=', 'record.program_id').onRef('of.registration_id', '=', 'record.registration_id'),
    )
    .selectAll('record')
    .where('record.program_id', '=', programId)
    .where('record.crm', '=', crm)
    .where('of.prospect_key', '=', prospectKey)
    .execute();
  return new Map(rows.map((row) => [row.registration_id, rowToRecord(row)]));
}

/** The registration that a record of the CRM shows, or whose deal it is; the holder, else the newest, after a merge. */
export const findByRecord = (db: Db, programId: ProgramId, crm: Crm, recordId: CrmId) =>
  newestWith(db, programId, crm, sql`(record.record_id = ${recordId} or record.deal_id = ${recordId})`);

/** The registration that came in with this contact or lead; the holder, else the newest, when a merge left several. */
export const findByContact = (db: Db, programId: ProgramId, crm: Crm, contactId: CrmId) =>
  newestWith(db, programId, crm, sql`record.contact_id = ${contactId}`);

async function newestWith(
  db: Db,
  programId: ProgramId,
  crm: Crm,
  condition: RawBuilder<unknown>,
): Promise<RegistrationRow | null> {
  const row = await db
    .selectFrom('registrations')
    .innerJoin('registration_records as record', (join) =>
      join
        .onRef('record.program_id', '=', 'registrations.program_id')
        .onRef('record.registration_id', '=', 'registrations.registration_id'),
    )
    .selectAll('registrations')
    .where('registrations.program_id', '=', programId)
    .where('record.crm', '=', crm)
    .where(sql<boolean>`${condition}`)
    .orderBy(sql`(registrations.lock_kind is not null)`, 'desc')
    .orderBy('registrations.received_at', 'desc')
    .orderBy('registrations.registration_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? rowToRegistration(row) : null;
}

const ofRegistration = (tx: Tx, programId: ProgramId, crm: Crm, registrationId: RegistrationId) =>
  tx
    .updateTable('registration_records')
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .where('registration_id', '=', registrationId);

const rowToRecord = (row: Selectable<Schema['registration_records']>): RegistrationRecord => ({
  registrationId: row.registration_id,
  recordId: row.record_id,
  dealId: row.deal_id,
  contactId: row.contact_id,
  shownVersion: row.shown_version,
  decisionAnswer: row.decision_answer,
  decision: row.decision,
  decisionSeq: row.decision_seq,
});
