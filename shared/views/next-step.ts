import { isUndecided, type RegistrationStatus } from '../registration/registration.ts';
import type { NextStep, OwnershipState } from './ownership-view.ts';

/**
 * What whoever looks should do next. The status is null where a record does not show it; a reservation then says
 * that the registration still waits for its decision.
 */
export function nextStepOf(
  { state, status }: { readonly state: OwnershipState; readonly status: RegistrationStatus | null },
  viewerIsApprover: boolean,
): NextStep {
  if (state === 'none') return 'nothing';
  if (state === 'refused') return 'refused';
  if (status === 'action_required') return 'wait_for_partner';
  if (status === null ? state === 'pending' : isUndecided({ status }))
    return viewerIsApprover ? 'decide' : 'wait_for_manager';
  if (state === 'conflict') return 'talk_to_manager';
  return state === 'locked' ? 'work_with_partner' : 'free_to_work';
}
