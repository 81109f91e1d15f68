import { z } from 'zod';
import { STAGING_CODES } from '../../shared/catalog/staging-fields.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import { LOCALES } from '../../shared/words/locale.ts';
import type { Db, Tx } from '../store/database.ts';
import { findProgram, saveSettings } from '../store/programs.ts';

const settingsSchema = z.object({
  approverIds: z.array(z.string()).default([]),
  /** The language of what is written into CRM records. */
  locale: z.enum(LOCALES).default('en'),
  /** The hosted form, and the place of waiting registrations, as the set-up left them. */
  form: z.object({ id: z.string(), url: z.string() }).nullable().default(null),
  place: z
    .object({ pipelineId: z.string(), stages: z.object({ waiting: z.string(), closed: z.string() }) })
    .nullable()
    .default(null),
  /** Salesforce's Web-to-Lead: where its form goes, and the ids that it knows our lead fields by. */
  leadForm: z
    .object({ action: z.string(), oid: z.string(), fields: z.partialRecord(z.enum(STAGING_CODES), z.string()) })
    .nullable()
    .default(null),
});

/** What a program has chosen beside its policy, and what the set-up found in its CRM. */
export type ProgramSettings = z.infer<typeof settingsSchema>;

/** The settings of a program that exists. Throws when it does not. */
export async function readSettings(db: Db, programId: ProgramId): Promise<ProgramSettings> {
  return settingsSchema.parse((await programRow(db, programId)).settings);
}

/** Changes some settings and keeps the others. */
export async function updateSettings(tx: Tx, programId: ProgramId, change: Partial<ProgramSettings>): Promise<void> {
  const row = await programRow(tx, programId);
  const saved = await saveSettings(
    tx,
    programId,
    { ...settingsSchema.parse(row.settings), ...change },
    row.settingsVersion,
  );
  if (!saved) throw new Error(`The settings of ${programId} were changed at the same moment. Save again.`);
}

async function programRow(db: Db, programId: ProgramId) {
  const row = await findProgram(db, programId);
  if (row === null) throw new Error(`There is no program ${programId}. Install the app in a CRM account first.`);
  return row;
}
