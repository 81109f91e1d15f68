import type { Attempt, NextStep } from '../next-step.ts';

/** What came back for one request: an answer, or nothing. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly retryAfter: string | null; readonly body: unknown }
  | { readonly kind: 'lost'; readonly why: string };

/** HubSpot's limits can make one call wait several times. */
export interface WaitingAttempt extends Attempt {
  /** What this call has waited for before. */
  readonly waitedMs: number;
}

const ATTEMPTS_MAX = 5;
/** All waits of one call. More is the outbox's business: a worker that sleeps longer loses its claim to others. */
const WAITS_MAX_MS = 22_000;
const BACKOFF_START_MS = 300;
/** "423 Locked: wait two seconds" (HubSpot's error guide). */
const LOCKED_WAIT_MS = 2_000;
const ROLLING_WAIT_MS = 10_000;
const SECONDLY_WAIT_MS = 1_000;

/** What to do after an outcome. Refusals for being busy (423, 429, 477) did nothing, so even a write is repeated. */
export function nextStep(outcome: Outcome, attempt: WaitingAttempt): NextStep {
  if (outcome.kind === 'lost') return afterStumble(outcome.why, attempt);
  const { status } = outcome;
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 401) return { kind: 'unauthorized' };
  if (status === 429) return afterRateLimit(outcome, attempt);
  if (status === 423) return waitOrGiveUp(LOCKED_WAIT_MS, 'HubSpot has locked the record for a moment', attempt);
  if (status === 477) {
    const waitMs = retryAfterMs(outcome.retryAfter) ?? ROLLING_WAIT_MS;
    return waitOrGiveUp(waitMs, 'HubSpot is moving this portal to another data centre', attempt);
  }
  if (status >= 400 && status < 500) return { kind: 'refused' };
  return afterStumble(`HubSpot answered ${status}`, attempt);
}

function afterStumble(why: string, attempt: WaitingAttempt): NextStep {
  if (attempt.effect === 'write') return { kind: 'unknown', why };
  return waitOrGiveUp(BACKOFF_START_MS * 2 ** (attempt.number - 1) * (0.5 + attempt.random), why, attempt);
}

function afterRateLimit(outcome: Extract<Outcome, { kind: 'answer' }>, attempt: WaitingAttempt): NextStep {
  const wishMs = retryAfterMs(outcome.retryAfter);
  if (policyOf(outcome.body) === 'DAILY') {
    return { kind: 'unavailable', why: 'The daily limit of HubSpot calls is used up', retryAfterMs: wishMs };
  }
  const waitMs = wishMs ?? (policyOf(outcome.body) === 'SECONDLY' ? SECONDLY_WAIT_MS : ROLLING_WAIT_MS);
  return waitOrGiveUp(waitMs * (1 + attempt.random / 10), 'HubSpot asks for fewer calls', attempt);
}

function waitOrGiveUp(waitMs: number, why: string, attempt: WaitingAttempt): NextStep {
  const givesUp = attempt.number >= ATTEMPTS_MAX || attempt.waitedMs + waitMs > WAITS_MAX_MS;
  return givesUp ? { kind: 'unavailable', why, retryAfterMs: Math.ceil(waitMs) } : { kind: 'wait', waitMs };
}

function policyOf(body: unknown): 'DAILY' | 'SECONDLY' | 'ROLLING' {
  const { policyName, message } =
    typeof body === 'object' && body !== null ? { policyName: '', message: '', ...body } : {};
  if (policyName === 'DAILY') return 'DAILY';
  // The search limit says so only in its message.
  return policyName === 'SECONDLY' || /secondly limit/i.test(String(message)) ? 'SECONDLY' : 'ROLLING';
}

/** Retry-After in seconds; null when it is absent or a date, which HubSpot does not send. */
const retryAfterMs = (header: string | null): number | null =>
  header !== null && /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1_000 : null;
