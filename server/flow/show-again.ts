import type { RecordContext } from '../../shared/crm/record-of.ts';
import { replay } from '../../shared/registration/evolve.ts';
import type { ProspectState } from '../../shared/registration/registration.ts';
import type { Crm, ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import { loadStream } from '../store/event-store.ts';
import { addToOutbox } from '../store/outbox.ts';
import type { Flow } from './ports.ts';
import { showJobs } from './show-jobs.ts';

/** Has a CRM show a prospect once more, because somebody changed there what we had written. */
export async function showAgain(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  prospectKey: ProspectKey,
  edited: readonly string[],
): Promise<void> {
  flow.log.warn({ programId, crm, edited }, 'fields edited by hand are written again');
  await flow.database.transaction((tx) => addToOutbox(tx, programId, showJobs([crm], prospectKey), flow.now()));
}

export async function stateOf(flow: Flow, programId: ProgramId, prospectKey: ProspectKey): Promise<ProspectState> {
  const { events } = await loadStream(flow.database.db, programId, prospectKey);
  return replay(prospectKey, events);
}

export async function contextOf(flow: Flow, programId: ProgramId, crm: Crm): Promise<RecordContext> {
  const { policy, locale } = await flow.programOf(programId);
  return { programId, crm, zone: policy.zone, locale, now: flow.now() };
}
