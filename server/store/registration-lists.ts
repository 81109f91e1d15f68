import { sql } from 'kysely';
import type { PartnerId, ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { QueueFilter } from '../../shared/views/ui-api.ts';
import type { Db } from './database.ts';
import { pageOf, placeOf, type Page } from './page.ts';
import { rowToRegistration, type RegistrationRow } from './registrations.ts';

/**
 * The approvals queue. What waits for a decision comes oldest first, because it is worked from the top; the other
 * filters show the newest first.
 */
export async function queue(
  db: Db,
  programId: ProgramId,
  {
    filter,
    now,
    after,
    limit,
  }: { readonly filter: QueueFilter; readonly now: Instant; readonly after: string | null; readonly limit: number },
): Promise<Page<RegistrationRow>> {
  const isOldestFirst = filter === 'waiting';
  const place = placeOf(after);
  let query = registrationsIn(db, programId)
    .where(inFilter(filter, now))
    .orderBy('submitted_at', isOldestFirst ? 'asc' : 'desc')
    .orderBy('registration_id', isOldestFirst ? 'asc' : 'desc')
    .limit(limit + 1);
  if (place) query = query.where(isOldestFirst ? isAfter(place) : isBefore(place));
  return pageOf((await query.execute()).map(rowToRegistration), limit);
}

/** How many registrations each filter of the queue would show now. */
export async function queueCounts(
  db: Db,
  programId: ProgramId,
  now: Instant,
): Promise<Readonly<Record<QueueFilter, number>>> {
  const row = await db
    .selectFrom('registrations')
    .select((of) => [
      of.fn.countAll<number>().as('all'),
      of.fn.countAll<number>().filterWhere(inFilter('waiting', now)).as('waiting'),
      of.fn.countAll<number>().filterWhere(inFilter('locked', now)).as('locked'),
      of.fn.countAll<number>().filterWhere(inFilter('conflict', now)).as('conflict'),
    ])
    .where('program_id', '=', programId)
    .executeTakeFirst();
  return row ?? { all: 0, waiting: 0, locked: 0, conflict: 0 };
}

/** What a partner's status page lists: its own registrations, newest first. */
export async function ofPartner(
  db: Db,
  programId: ProgramId,
  partnerId: PartnerId,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<Page<RegistrationRow>> {
  const place = placeOf(after);
  let query = registrationsIn(db, programId)
    .where('partner_id', '=', partnerId)
    .orderBy('submitted_at', 'desc')
    .orderBy('registration_id', 'desc')
    .limit(limit + 1);
  if (place) query = query.where(isBefore(place));
  return pageOf((await query.execute()).map(rowToRegistration), limit);
}

const registrationsIn = (db: Db, programId: ProgramId) =>
  db.selectFrom('registrations').selectAll().where('program_id', '=', programId);

function inFilter(filter: QueueFilter, now: Instant) {
  switch (filter) {
    case 'waiting':
      return sql<boolean>`needs_decision`;
    case 'locked':
      return sql<boolean>`(lock_kind = 'active' and lock_ends_at > ${now})`;
    case 'conflict':
      return sql<boolean>`has_conflict`;
    case 'all':
      return sql<boolean>`true`;
  }
}

type At = NonNullable<ReturnType<typeof placeOf>>;
const isAfter = ({ submittedAt, registrationId }: At) =>
  sql<boolean>`(submitted_at, registration_id) > (${submittedAt}, ${registrationId})`;
const isBefore = ({ submittedAt, registrationId }: At) =>
  sql<boolean>`(submitted_at, registration_id) < (${submittedAt}, ${registrationId})`;
