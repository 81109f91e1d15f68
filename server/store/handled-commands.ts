import type { ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import { json } from './storable.ts';
import { VersionConflict } from './version-conflict.ts';

/** What was answered to a command; its repeat gets the same answer. */
export interface HandledCommand {
  /** As it was remembered, after a trip through JSON. */
  readonly result: unknown;
  readonly handledAt: Instant;
}

/** The answer given to this command before; null when it is new. */
export async function findHandled(db: Db, programId: ProgramId, commandId: string): Promise<HandledCommand | null> {
  const row = await db
    .selectFrom('handled_commands')
    .select(['result', 'handled_at'])
    .where('program_id', '=', programId)
    .where('command_id', '=', commandId)
    .executeTakeFirst();
  return row ? { result: row.result, handledAt: row.handled_at } : null;
}

/** Remembers the answer with what the command changed. Throws VersionConflict when a twin was handled meanwhile. */
export async function rememberHandled(
  tx: Tx,
  programId: ProgramId,
  commandId: string,
  result: unknown,
  now: Instant,
): Promise<void> {
  const added = await tx
    .insertInto('handled_commands')
    .values({ program_id: programId, command_id: commandId, result: json(result ?? null), handled_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('command_id')
    .executeTakeFirst();
  if (!added) throw new VersionConflict(`The command ${commandId} was handled meanwhile: give the answer it got.`);
}
