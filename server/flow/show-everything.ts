import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import { addToOutbox } from '../store/outbox.ts';
import { listPartners } from '../store/partners.ts';
import { prospectKeysAfter } from '../store/prospects.ts';
import type { Flow } from './ports.ts';
import { partnerJobs, showJobs } from './show-jobs.ts';

const PROSPECTS_AT_ONCE = 500;

/** A CRM that was just connected gets what the program has already: its partners and its prospects. */
export async function showEverything(flow: Flow, programId: ProgramId, crm: Crm): Promise<void> {
  const partners = await listPartners(flow.database.db, programId);
  const partnerIds = partners.map(({ partnerId }) => partnerId);
  const first = partnerIds.flatMap((id) => partnerJobs([crm], id));
  await flow.database.transaction((tx) => addToOutbox(tx, programId, first, flow.now()));
  let after = '';
  for (;;) {
    const keys = await prospectKeysAfter(flow.database.db, programId, after, PROSPECTS_AT_ONCE);
    const jobs = keys.flatMap((key) => showJobs([crm], key));
    await flow.database.transaction((tx) => addToOutbox(tx, programId, jobs, flow.now()));
    after = keys.at(-1) ?? '';
    if (keys.length < PROSPECTS_AT_ONCE) return;
  }
}
