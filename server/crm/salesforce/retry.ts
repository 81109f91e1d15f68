import type { Attempt, NextStep } from '../next-step.ts';
import type { ApiError } from './errors.ts';

/** What came back for one request: an answer, a refusal, or nothing. */
export type Outcome =
  | { readonly kind: 'answer'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly errors: readonly ApiError[] }
  /** `wasSent` is false when nobody listened, so that nothing can have happened. */
  | { readonly kind: 'lost'; readonly why: string; readonly wasSent: boolean };

const ATTEMPTS_MAX = 4;
/** Each lost answer took as long as we wait for one. */
const LOSSES_MAX = 2;
/** A refused connection is refused again a moment later; facts and reservations must not wait for it. */
const CONNECTS_MAX = 2;
const BACKOFF_START_MS = 250;
/** Another transaction holds the row for as long as its triggers and rules run: seconds at most. */
const LOCKED_WAIT_MS = 500;
const CONCURRENT_WAIT_MS = 2_000;
/** The daily limit is counted over the last twenty-four hours, so an hour later there may be room again. */
const DAILY_WAIT_MS = 3_600_000;

/** What to do after an outcome. Refusals for being busy did nothing, so even a write is repeated. */
export function nextStep(outcome: Outcome, attempt: Attempt): NextStep {
  if (outcome.kind === 'answer') return { kind: 'done' };
  if (outcome.kind === 'lost') return afterLoss(outcome, attempt);
  const is = (...codes: readonly string[]) => outcome.errors.some(({ errorCode }) => codes.includes(errorCode));
  if (is('INVALID_SESSION_ID', 'INVALID_AUTH_HEADER', 'ERROR_HTTP_401')) return { kind: 'unauthorized' };
  if (is('REQUEST_LIMIT_EXCEEDED')) return afterLimit(outcome.errors, attempt);
  if (is('UNABLE_TO_LOCK_ROW'))
    return waitOrGiveUp(LOCKED_WAIT_MS, 'Salesforce has locked the record for a moment', attempt);
  if (is('SERVER_UNAVAILABLE', 'ERROR_HTTP_503', 'ERROR_HTTP_429', 'ERROR_HTTP_420'))
    return waitOrGiveUp(BACKOFF_START_MS, 'Salesforce is not available', attempt);
  const stumble = outcome.errors.find(({ errorCode }) => /^(ERROR_HTTP_5\d\d|UNKNOWN_EXCEPTION)$/.test(errorCode));
  if (stumble) return afterStumble(`Salesforce stumbled (${stumble.errorCode})`, attempt);
  return { kind: 'refused' };
}

function afterLoss({ why, wasSent }: Extract<Outcome, { kind: 'lost' }>, attempt: Attempt): NextStep {
  if (wasSent && attempt.effect === 'write') return { kind: 'unknown', why };
  if (wasSent) return waitOrGiveUp(BACKOFF_START_MS, why, attempt, LOSSES_MAX);
  return attempt.number > CONNECTS_MAX
    ? { kind: 'unavailable', why, retryAfterMs: null }
    : { kind: 'wait', waitMs: backoffMs(BACKOFF_START_MS, attempt) };
}

const afterStumble = (why: string, attempt: Attempt): NextStep =>
  attempt.effect === 'write' ? { kind: 'unknown', why } : waitOrGiveUp(BACKOFF_START_MS, why, attempt);

const afterLimit = (errors: readonly ApiError[], attempt: Attempt): NextStep =>
  errors.some(({ message }) => /concurrent/i.test(message))
    ? waitOrGiveUp(CONCURRENT_WAIT_MS, 'Salesforce asks for fewer calls at once', attempt)
    : {
        kind: 'unavailable',
        why: 'The daily limit of Salesforce calls is used up',
        retryAfterMs: Math.ceil(DAILY_WAIT_MS * (1 + attempt.random / 10)),
      };

function waitOrGiveUp(startMs: number, why: string, attempt: Attempt, attemptsMax = ATTEMPTS_MAX): NextStep {
  const waitMs = backoffMs(startMs, attempt);
  return attempt.number >= attemptsMax ? { kind: 'unavailable', why, retryAfterMs: waitMs } : { kind: 'wait', waitMs };
}

const backoffMs = (startMs: number, { number, random }: Attempt): number =>
  Math.ceil(startMs * 2 ** (number - 1) * (0.5 + random));
