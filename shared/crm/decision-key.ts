import type { StagedDecision } from './crm-port.ts';

/** Names what somebody decided on a record: the same decision, read again, has the same key. */
export const decisionKey = ({ action, reason, note, days, by }: StagedDecision): string =>
  JSON.stringify([action, reason, note, days, by.userId]);
