import { isHolder } from '../../shared/crm/record-of.ts';
import type { CrmId, ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import { actionsOn, stateOf } from '../../shared/views/ownership-of.ts';
import type { QueueAnswer, QueueFilter, QueueItem } from '../../shared/views/ui-api.ts';
import { queue, queueCounts } from '../store/registration-lists.ts';
import { recordIdsOf } from '../store/registration-records.ts';
import type { RegistrationRow } from '../store/registrations.ts';
import type { Flow, Program } from './ports.ts';

const LINES_MAX = 50;

/** One page of the approvals queue. */
export async function showQueue(
  flow: Flow,
  programId: ProgramId,
  asked: { readonly filter: QueueFilter; readonly after: string | null },
  viewerIsApprover: boolean,
): Promise<Extract<QueueAnswer, { ok: true }>> {
  const { db } = flow.database;
  const now = flow.now();
  const program = await flow.programOf(programId);
  const page = await queue(db, programId, { ...asked, now, limit: LINES_MAX });
  const ids = page.rows.map(({ registrationId }) => registrationId);
  const deals = await recordIdsOf(db, programId, 'hubspot', ids);
  const items = page.rows.map((row) =>
    itemOf(row, deals.get(row.registrationId) ?? null, program, { now, viewerIsApprover }),
  );
  return { ok: true, items, counts: await queueCounts(db, programId, now), after: page.after, viewerIsApprover };
}

function itemOf(
  row: RegistrationRow,
  dealId: CrmId | null,
  { policy }: Program,
  { now, viewerIsApprover }: { readonly now: Instant; readonly viewerIsApprover: boolean },
): QueueItem {
  const { summary: registration } = row;
  const isHeldNow = isHolder(registration, now);
  return {
    registrationId: row.registrationId,
    reference: row.reference,
    prospectName: row.prospectName,
    domain: row.domain,
    partnerName: row.partnerName,
    registeredAt: row.submittedAt,
    state: stateOf(registration, isHeldNow, false, now),
    status: row.status,
    findings: registration.verdict.findings.map((finding) => finding.code),
    reservedUntil: isHeldNow ? row.lockEndsAt : null,
    estimatedAmount: registration.submission.qualification.estimatedAmount,
    dealId,
    actions: viewerIsApprover ? actionsOn(registration, isHeldNow, policy) : [],
  };
}
