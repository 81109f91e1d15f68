import type { StagedDecision } from '../../../shared/crm/crm-port.ts';
import { REJECTION_REASONS } from '../../../shared/registration/reasons.ts';
import { ACTIONS } from '../../../shared/views/ownership-view.ts';
import { parentName, REGISTRATION, textAt, textOf, type Row } from './rows.ts';

/** Where the e-mail of whoever decided stands. */
export const DECIDER_EMAIL = `${parentName(REGISTRATION, 'decisionBy')}.Email`;

export const DECISION_CODES = ['decision', 'decisionReason', 'decisionNote', 'decisionDays', 'decisionBy'] as const;

/** What a manager decided on the record. The rule "Decision by" has made sure that it was this user who saved it. */
export function decisionOf(record: Row): StagedDecision | null {
  const action = ACTIONS.find((each) => each === textOf(REGISTRATION, record, 'decision'));
  const userId = textOf(REGISTRATION, record, 'decisionBy');
  if (action === undefined || userId === null) return null;
  const days = textOf(REGISTRATION, record, 'decisionDays');
  return {
    action,
    reason: REJECTION_REASONS.find((each) => each === textOf(REGISTRATION, record, 'decisionReason')) ?? null,
    note: textOf(REGISTRATION, record, 'decisionNote') ?? '',
    days: days === null ? null : Number(days),
    by: { userId, email: textAt(record, DECIDER_EMAIL) ?? '' },
  };
}
