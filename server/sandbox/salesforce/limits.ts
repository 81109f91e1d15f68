import { refuse } from './errors.ts';
import type { Answer } from './http.ts';

const DAY_MS = 86_400_000;

export interface LimitNumbers {
  /** Requests in any twenty-four hours. */
  readonly dailyRequests: number;
  /** Requests that run long (here: those a fault delays) at the same time. */
  readonly concurrentLong: number;
}

/** API requests of the org, counted over the last twenty-four hours by the clock. */
export class ApiLimits {
  readonly numbers: LimitNumbers;
  readonly #now: () => number;
  #calledAtMs: number[] = [];
  #long = 0;

  constructor(numbers: LimitNumbers, now: () => number) {
    this.numbers = numbers;
    this.#now = now;
  }

  get used(): number {
    const since = this.#now() - DAY_MS;
    const gone = this.#calledAtMs.findIndex((atMs) => atMs > since);
    this.#calledAtMs = gone < 0 ? [] : this.#calledAtMs.slice(gone);
    return this.#calledAtMs.length;
  }

  count(): void {
    if (this.used >= this.numbers.dailyRequests) {
      throw refuse(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    }
    this.#calledAtMs.push(this.#now());
  }

  /** `api-usage=18/100000`. */
  header(): string {
    return `api-usage=${this.used}/${this.numbers.dailyRequests}`;
  }

  startLong(): Answer | undefined {
    if (this.#long >= this.numbers.concurrentLong) {
      const message = 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.';
      return { status: 403, json: [{ message, errorCode: 'REQUEST_LIMIT_EXCEEDED' }] };
    }
    this.#long += 1;
    return undefined;
  }

  endLong(): void {
    this.#long -= 1;
  }
}
