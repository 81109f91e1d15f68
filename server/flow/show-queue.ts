import type { ProgramId } from '../../shared/values/ids.ts';
import { replay } from '../../shared/registration/evolve.ts';
import { isHolder } from '../../shared/crm/record-of.ts';
import type { Registration, ProspectState } from '../../shared/registration/registration.ts';
import { actionsOn, stateOf } from '../../shared/views/ownership-of.ts';
import type { QueueAnswer, QueueFilter, QueueItem } from '../../shared/views/ui-api.ts';
import { loadStream } from '../store/event-store.ts';
import { queue, queueCounts } from '../store/registrations.ts';
import type { Flow } from './ports.ts';

const LINES_MAX = 50;

/** One page of the approvals queue, oldest registration first. */
export async function showQueue(
  flow: Flow,
  programId: ProgramId,
  asked: { readonly filter: QueueFilter; readonly after: string | null },
  viewerIsApprover: boolean,
): Promise<Extract<QueueAnswer, { ok: true }>> {
  const { db } = flow.database;
  const now = flow.now();
  const { policy } = await flow.programOf(programId);
  const page = await queue(db, programId, { ...asked, now, limit: LINES_MAX });
  const items: QueueItem[] = [];
  for (const row of page.rows) {
    const { events } = await loadStream(db, programId, row.prospectKey);
    const state = replay(row.prospectKey, events);
    const registration = state.registrations.get(row.registrationId);
    if (registration) items.push(itemOf(registration, state, row.dealId));
  }
  return { ok: true, items, counts: await queueCounts(db, programId, now), after: page.after, viewerIsApprover };

  function itemOf(registration: Registration, state: ProspectState, dealId: string | null): QueueItem {
    const { submission, terms, verdict, lock } = registration;
    const isHeldNow = isHolder(registration, state, now);
    return {
      registrationId: registration.registrationId,
      reference: submission.reference,
      prospectName: submission.prospect.name,
      domain: submission.prospect.domain,
      partnerName: terms.partnerName,
      registeredAt: submission.submittedAt,
      state: stateOf(registration, isHeldNow, false, now),
      status: registration.status,
      findings: verdict.findings.map((finding) => finding.code),
      reservedUntil: isHeldNow ? (lock?.endsAt ?? null) : null,
      estimatedAmount: submission.qualification.estimatedAmount,
      dealId,
      actions: viewerIsApprover ? actionsOn(registration, isHeldNow, policy) : [],
    };
  }
}
