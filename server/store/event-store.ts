import type { RegistrationEvent } from '../../shared/registration/registration.ts';
import type { ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import type { Db, Tx } from './database.ts';
import { json } from './storable.ts';
import { VersionConflict, violates } from './version-conflict.ts';

/** A prospect's history, oldest first. `version` is the number of its events, 0 when there are none. */
export interface Stream {
  readonly version: number;
  readonly events: readonly RegistrationEvent[];
}

export async function loadStream(db: Db, programId: ProgramId, prospectKey: ProspectKey): Promise<Stream> {
  const rows = await db
    .selectFrom('events')
    .select(['version', 'data'])
    .where('program_id', '=', programId)
    .where('prospect_key', '=', prospectKey)
    .orderBy('version')
    .execute();
  return { version: rows.at(-1)?.version ?? 0, events: rows.map((row) => inTodaysWords(row.data)) };
}

/**
 * Adds events after `expectedVersion` and returns the new version. Throws VersionConflict when the stream stands
 * elsewhere: of two writers that read the same version exactly one succeeds, by the table's primary key.
 */
export async function append(
  tx: Tx,
  programId: ProgramId,
  prospectKey: ProspectKey,
  expectedVersion: number,
  events: readonly RegistrationEvent[],
  commandId: string,
): Promise<number> {
  const version = await currentVersion(tx, programId, prospectKey);
  if (version !== expectedVersion) throw conflictOn(prospectKey, expectedVersion);
  if (events.length === 0) return version;
  const rows = events.map((event, index) => ({
    program_id: programId,
    prospect_key: prospectKey,
    version: expectedVersion + index + 1,
    registration_id: event.registrationId,
    type: event.type,
    at: event.at,
    command_id: commandId,
    data: json(event),
  }));
  try {
    await tx.insertInto('events').values(rows).execute();
  } catch (error) {
    throw violates(error, 'events_pkey') ? conflictOn(prospectKey, expectedVersion) : error;
  }
  return expectedVersion + events.length;
}

/** An event with its place among all events of the program. */
export interface PlacedEvent {
  readonly position: number;
  readonly prospectKey: ProspectKey;
  readonly version: number;
  readonly event: RegistrationEvent;
}

/**
 * Events of all prospects in the order of their positions, for rebuilding read models; start after position 0.
 * While others write, an event can still appear below a position that was read: its own transaction projects it, and
 * the read models refuse an older version than they have.
 */
export async function eventsSince(
  db: Db,
  programId: ProgramId,
  afterPosition: number,
  limit: number,
): Promise<readonly PlacedEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select(['position', 'prospect_key', 'version', 'data'])
    .where('program_id', '=', programId)
    .where('position', '>', afterPosition)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    position: row.position,
    prospectKey: row.prospect_key,
    version: row.version,
    event: inTodaysWords(row.data),
  }));
}

/** Conflicts that were recorded before a program could own a second CRM say nothing of it: their deals are HubSpot's. */
function inTodaysWords(event: RegistrationEvent): RegistrationEvent {
  if (event.type !== 'ChannelConflictDetected' || event.conflict.kind !== 'partner_vs_direct') return event;
  return { ...event, conflict: { ...event.conflict, crm: event.conflict.crm ?? 'hubspot' } };
}

async function currentVersion(tx: Tx, programId: ProgramId, prospectKey: ProspectKey): Promise<number> {
  const row = await tx
    .selectFrom('events')
    .select((of) => of.fn.max('version').as('version'))
    .where('program_id', '=', programId)
    .where('prospect_key', '=', prospectKey)
    .executeTakeFirst();
  return row?.version ?? 0;
}

const conflictOn = (prospectKey: ProspectKey, expectedVersion: number): VersionConflict =>
  new VersionConflict(
    `Somebody else changed ${prospectKey} after version ${expectedVersion}: read it and decide again.`,
  );
