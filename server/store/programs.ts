import type { ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import { json } from './storable.ts';

/** What a program has chosen, beside its policy; whoever reads it parses it. */
export type ProgramSettings = Readonly<Record<string, unknown>>;

export interface ProgramRow {
  readonly programId: ProgramId;
  readonly name: string;
  readonly settings: ProgramSettings;
  readonly settingsVersion: number;
  readonly createdAt: Instant;
}

/** Creates the program with settings version 1; false when it exists already, and then nothing is changed. */
export async function createProgram(tx: Tx, program: Omit<ProgramRow, 'settingsVersion'>): Promise<boolean> {
  const added = await tx
    .insertInto('programs')
    .values({
      program_id: program.programId,
      name: program.name,
      settings: json(program.settings),
      created_at: program.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('program_id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function findProgram(db: Db, programId: ProgramId): Promise<ProgramRow | null> {
  const row = await db.selectFrom('programs').selectAll().where('program_id', '=', programId).executeTakeFirst();
  if (!row) return null;
  const { name, settings, settings_version: settingsVersion, created_at: createdAt } = row;
  return { programId, name, settings, settingsVersion, createdAt };
}

/** The ids of every program: the only list that spans tenants, for timers that visit each of them. */
export async function listProgramIds(db: Db): Promise<readonly ProgramId[]> {
  const rows = await db.selectFrom('programs').select('program_id').orderBy('program_id').execute();
  return rows.map((row) => row.program_id);
}

/** Replaces the settings that the caller read; false when somebody else changed them meanwhile. */
export async function saveSettings(
  tx: Tx,
  programId: ProgramId,
  settings: ProgramSettings,
  expectedVersion: number,
): Promise<boolean> {
  const saved = await tx
    .updateTable('programs')
    .set({ settings: json(settings), settings_version: expectedVersion + 1 })
    .where('program_id', '=', programId)
    .where('settings_version', '=', expectedVersion)
    .returning('program_id')
    .executeTakeFirst();
  return saved !== undefined;
}
