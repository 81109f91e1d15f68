/** What should go wrong, in place of or around the real work. */
export interface Fault {
  readonly match?: { readonly method?: string; readonly path?: RegExp };
  /** How many matching requests it hits; afterwards it is gone. */
  readonly times: number;
  readonly answer: FaultAnswer;
}

export type FaultAnswer =
  /** Instead of the work. */
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** The socket is destroyed before the work. */
  | 'drop'
  /** The work is done, then the socket is destroyed: the caller cannot know the outcome. */
  | 'dropAfter'
  /** The answer comes late, in real milliseconds; the work is done first unless it is said to be late as well. */
  | { readonly delayMs: number; readonly work?: 'before' | 'late' };

/** The faults waiting for requests, first come first served. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** How many hits are still to come. */
  get left(): number {
    return this.#waiting.reduce((sum, each) => sum + each.left, 0);
  }

  /** The fault for this request, used up by one. */
  take(method: string, path: string): FaultAnswer | undefined {
    const hit = this.#waiting.find(({ fault: { match } }) => {
      const methodFits = match?.method === undefined || match.method.toUpperCase() === method;
      return methodFits && (match?.path === undefined || match.path.test(path));
    });
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.#waiting = this.#waiting.filter((each) => each !== hit);
    return hit.fault.answer;
  }
}

/** HubSpot's own unpleasant answers, ready for `faults.add({ …, answer: HUBSPOT_FAULTS.locked })`. */
export const HUBSPOT_FAULTS = {
  /** 423: the record is being written in bulk; wait two seconds. */
  locked: { status: 423, body: { status: 'error', category: 'LOCKED', message: 'The resource is locked.' } },
  /** 477: the account is moving to another data centre. */
  migration: {
    status: 477,
    headers: { 'Retry-After': '86400' },
    body: { status: 'error', category: 'MIGRATION_IN_PROGRESS', message: 'The account is being migrated.' },
  },
  dailyLimit: {
    status: 429,
    body: {
      status: 'error',
      message: 'You have reached your daily limit.',
      errorType: 'RATE_LIMIT',
      category: 'RATE_LIMITS',
      policyName: 'DAILY',
    },
  },
  internalError: { status: 500, body: { status: 'error', message: 'internal error', category: 'INTERNAL_ERROR' } },
  badGateway: { status: 502, body: { status: 'error', message: 'Bad gateway', category: 'BAD_GATEWAY' } },
} as const satisfies Record<string, FaultAnswer>;
