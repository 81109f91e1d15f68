import type { StagedDecision } from '../../shared/crm/crm-port.ts';
import { decisionKey } from '../../shared/crm/decision-key.ts';
import type { Crm, CrmId, ProgramId } from '../../shared/values/ids.ts';
import { addToOutbox } from '../store/outbox.ts';
import {
  answerDecision,
  findByRecord,
  findRecord,
  takeDecision,
  type DecisionState,
} from '../store/registration-records.ts';
import type { RegistrationRow } from '../store/registrations.ts';
import { decideFromCrm } from './decide-from-crm.ts';
import { repairOrReplace } from './observe-record.ts';
import type { Flow } from './ports.ts';
import { showJobs } from './show-jobs.ts';
import { takeSubmission } from './take-submission.ts';

/**
 * A registration's own record was made, changed or deleted: a partner user may have submitted it, a manager may have
 * decided on it, somebody may have edited it.
 */
export async function observeRegistration(flow: Flow, programId: ProgramId, crm: Crm, recordId: CrmId): Promise<void> {
  const ref = { object: 'registration', id: recordId } as const;
  const ours = await findByRecord(flow.database.db, programId, crm, recordId);
  if (ours === null) {
    await takeSubmission(flow, programId, crm, { record: ref, nonce: null });
    return;
  }
  const port = await flow.crmOf(programId, crm);
  const before = await findRecord(flow.database.db, programId, crm, ours.registrationId);
  const record = await port.readRecord(ref);
  if (record?.decision && before && !(await carryOut(flow, programId, crm, ours, record.decision, before)))
    return observeRegistration(flow, programId, crm, recordId);
  await repairOrReplace(flow, programId, crm, ours, { id: recordId, record });
}

/**
 * The CRM vouches for who decided and that they may. However often the same decision is read before its answer stands
 * on the record, it is carried out once. False when another reader was faster, and the record has to be read again.
 */
async function carryOut(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  { registrationId, prospectKey }: RegistrationRow,
  decision: StagedDecision,
  before: DecisionState,
): Promise<boolean> {
  const { action, reason, note, days, by } = decision;
  const { locale } = await flow.programOf(programId);
  const seq = await flow.database.transaction((tx) =>
    takeDecision(tx, programId, crm, registrationId, decisionKey(decision), before),
  );
  if (seq === null) return false;
  const { message } = await decideFromCrm(
    flow,
    programId,
    { kind: 'manager', ...by },
    {
      requestId: `${crm}:${seq}`,
      registrationId,
      action,
      text: note,
      locale,
      ...(reason !== null && { reason }),
      ...(days !== null && { days }),
    },
  );
  await flow.database.transaction(async (tx) => {
    await answerDecision(tx, programId, crm, registrationId, { seq, answer: message });
    await addToOutbox(tx, programId, showJobs([crm], prospectKey), flow.now());
  });
  return true;
}
