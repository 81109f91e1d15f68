import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import { epochMs, toInstant, type Instant } from '../../shared/values/time.ts';
import type { Hint } from '../inbound/hint.ts';
import { rewindCursor } from '../store/crm-cursors.ts';
import { followMerge } from './follow-moves.ts';
import { observeCompany } from './observe-company.ts';
import { observeLead } from './observe-lead.ts';
import { observeDeal } from './observe-record.ts';
import { observeRegistration } from './observe-registration.ts';
import type { Flow } from './ports.ts';
import { reconciledIn } from './reconciled-stream.ts';
import { takeSubmission } from './take-submission.ts';

/** Longer than the reconcile ever rests. */
const OLD_MS = 15 * 60_000;

const earlier = (since: Instant, now: Instant): Instant => toInstant(Math.min(epochMs(since), epochMs(now) - OLD_MS));

/** Reads the changed record again and acts on what it finds. */
export async function follow(flow: Flow, programId: ProgramId, crm: Crm, hint: Hint): Promise<void> {
  switch (hint.kind) {
    case 'submission':
      await takeSubmission(flow, programId, crm, { record: hint.record, nonce: hint.nonce });
      return;
    case 'deal':
      return observeDeal(flow, programId, crm, hint.id);
    case 'company':
      return observeCompany(flow, programId, crm, hint.id);
    case 'company_merged':
      return followMerge(flow, programId, crm, hint.id, hint.mergedIds);
    case 'lead':
      return observeLead(flow, programId, crm, hint.id);
    case 'registration':
      return observeRegistration(flow, programId, crm, hint.id);
    case 'changes_lost':
      // An old cursor makes the reconcile due at once, so one that is not old yet is set back further.
      return rewindCursor(flow.database.db, reconciledIn(programId, crm), earlier(hint.since, flow.now()));
    default: {
      const unreachable: never = hint;
      return unreachable;
    }
  }
}
