import type { FaultAnswer } from '../hubspot/faults.ts';

export { Faults } from '../hubspot/faults.ts';
export type { Fault, FaultAnswer } from '../hubspot/faults.ts';

const json = (status: number, errorCode: string, message: string, fields?: readonly string[]) => ({
  status,
  body: [fields === undefined ? { message, errorCode } : { message, errorCode, fields }],
});

/** Salesforce's own unpleasant answers, ready for `faults.add({ …, answer: SALESFORCE_FAULTS.rowLocked })`. */
export const SALESFORCE_FAULTS = {
  /** Another transaction holds the record; try again at once or after a moment. */
  rowLocked: json(400, 'UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record', []),
  /** The org's daily requests are used up. */
  requestLimit: json(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
  concurrentLimit: json(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'),
  sessionExpired: json(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
  serverUnavailable: json(503, 'SERVER_UNAVAILABLE', 'We are down for maintenance. Sorry for the inconvenience.'),
  internalError: json(500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.'),
} as const satisfies Record<string, FaultAnswer>;
