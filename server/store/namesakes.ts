import type { Namesake } from '../../shared/registration/facts.ts';
import type { ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db } from './database.ts';

/** Prospects that are held at the moment and have the same normalised name, under other keys than this one. */
export async function heldNamesakes(
  db: Db,
  programId: ProgramId,
  { nameKey, prospectKey, now }: { readonly nameKey: string; readonly prospectKey: ProspectKey; readonly now: Instant },
): Promise<readonly Namesake[]> {
  if (nameKey === '') return [];
  const rows = await db
    .selectFrom('prospects')
    .innerJoin('ownership_locks', (join) =>
      join
        .onRef('ownership_locks.program_id', '=', 'prospects.program_id')
        .onRef('ownership_locks.prospect_key', '=', 'prospects.prospect_key'),
    )
    .innerJoin('registrations', (join) =>
      join
        .onRef('registrations.program_id', '=', 'ownership_locks.program_id')
        .onRef('registrations.registration_id', '=', 'ownership_locks.registration_id'),
    )
    .select([
      'prospects.prospect_key',
      'registrations.registration_id',
      'registrations.reference',
      'registrations.partner_name',
      'ownership_locks.kind',
    ])
    .where('prospects.program_id', '=', programId)
    .where('prospects.name_key', '=', nameKey)
    .where('prospects.prospect_key', '<>', prospectKey)
    .where('ownership_locks.ends_at', '>', now)
    .orderBy('prospects.prospect_key')
    .execute();
  return rows.flatMap(({ kind, ...row }) =>
    kind === null
      ? []
      : [
          {
            prospectKey: row.prospect_key,
            registrationId: row.registration_id,
            reference: row.reference,
            partnerName: row.partner_name,
            lockKind: kind,
          },
        ],
  );
}
