import { HubSpotError } from './errors.ts';

/** OAuth marketplace apps: 110 calls in 10 seconds per installing account. */
const CALLS_MAX = 110;
const WINDOW_MS = 10_000;
/** Search has its own limit per account, shared by all apps, and answers without rate headers. */
const SEARCHES_MAX = 5;
const SEARCH_WINDOW_MS = 1_000;

/** Counts the calls of every portal by the stand-in's clock. */
export class RateLimits {
  readonly #now: () => number;
  readonly #calls = new Map<string, number[]>();
  readonly #searches = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts one call and answers the headers that go with it; throws 429 when the window is full. */
  countCall(portalId: string): Readonly<Record<string, string>> {
    const nowMs = this.#now();
    const recent = take(this.#calls, portalId, nowMs - WINDOW_MS);
    const oldestMs = recent[0];
    const full = recent.length >= CALLS_MAX;
    const headers = {
      'X-HubSpot-RateLimit-Max': String(CALLS_MAX),
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(WINDOW_MS),
      'X-HubSpot-RateLimit-Remaining': String(full ? 0 : CALLS_MAX - recent.length - 1),
    };
    if (full && oldestMs !== undefined) {
      const retryAfterSeconds = Math.max(1, Math.ceil((oldestMs + WINDOW_MS - nowMs) / 1000));
      throw rateLimited('You have reached your ten_secondly_rolling limit.', 'TEN_SECONDLY_ROLLING', {
        ...headers,
        'Retry-After': String(retryAfterSeconds),
      });
    }
    recent.push(nowMs);
    return headers;
  }

  countSearch(portalId: string): void {
    const nowMs = this.#now();
    const recent = take(this.#searches, portalId, nowMs - SEARCH_WINDOW_MS);
    if (recent.length >= SEARCHES_MAX) throw rateLimited('You have reached your secondly limit.', 'SECONDLY', {});
    recent.push(nowMs);
  }
}

function take(windows: Map<string, number[]>, portalId: string, sinceMs: number): number[] {
  const recent = (windows.get(portalId) ?? []).filter((atMs) => atMs > sinceMs);
  windows.set(portalId, recent);
  return recent;
}

const rateLimited = (message: string, policyName: string, headers: Readonly<Record<string, string>>) =>
  new HubSpotError(429, { message, errorType: 'RATE_LIMIT', category: 'RATE_LIMITS', policyName }, headers);
