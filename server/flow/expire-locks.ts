import type { ProgramId } from '../../shared/values/ids.ts';
import { dueLocks } from '../store/locks.ts';
import { handleCommand } from './handle-command.ts';
import type { Flow } from './ports.ts';

const LOCKS_AT_ONCE = 100;

/** Writes down holds that time has ended. Nothing depends on when it runs; it returns how many it tidied up. */
export async function expireLocks(flow: Flow, programId: ProgramId): Promise<number> {
  const program = await flow.programOf(programId);
  const due = await dueLocks(flow.database.db, programId, flow.now(), LOCKS_AT_ONCE);
  for (const { prospectKey, lock, epoch } of due) {
    if (lock === null) continue;
    const { registrationId } = lock;
    await handleCommand(flow, program, prospectKey, {
      type: 'ExpireLock',
      commandId: `expire:${registrationId}:${epoch}`,
      at: flow.now(),
      by: { kind: 'system' },
      registrationId,
    });
  }
  return due.length;
}
