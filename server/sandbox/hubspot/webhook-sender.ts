import type { Change } from './entities.ts';
import type { Subscription, SubscriptionDraft, WebhookEvent } from './webhook-events.ts';
import { isSubscribed, subscriptionDraft, toEvent } from './webhook-events.ts';
import { signatureHeaders } from './webhook-signature.ts';

/** HubSpot sends fewer than 100 events per request, waits five seconds, and tries again up to ten times. */
const EVENTS_PER_REQUEST_MAX = 99;
const TIMEOUT_MS = 5_000;
const RETRIES_MAX = 10;
/** First retry after about a minute, then doubling: ten retries stay within HubSpot's 24 hours. */
const BACKOFF_MS = 60_000;
const BACKOFF_MAX_MS = 4 * 3_600_000;
const AUTO_EVERY_MS = 150;

export interface WebhookSenderDeps {
  readonly now: () => number;
  readonly random: () => number;
  readonly app: { readonly appId: string; readonly clientSecret: string };
  /** Webhooks are sent only for accounts that have the app installed. */
  readonly isInstalled: (portalId: string) => boolean;
  readonly target?: string | undefined;
  readonly delayMs: number;
}

/** One request to the target. `status` 0 means no answer: refused, broken off or too slow. */
export interface Attempt {
  readonly atMs: number;
  readonly url: string;
  readonly status: number;
  readonly events: readonly WebhookEvent[];
}

export interface Trouble {
  /** The next so many events never leave, as when every retry fails. */
  readonly loseNext?: number;
  /** Every request is sent twice. */
  readonly duplicate?: boolean;
  /** Events that are due together leave in a random order. */
  readonly reorder?: boolean;
}

/** Turns changes into signed webhook requests, as HubSpot's webhook service does for a developer app. */
export class WebhookSender {
  target: string | undefined;
  timeoutMs = TIMEOUT_MS;
  trouble: Trouble = {};
  readonly attempts: Attempt[] = [];
  readonly lost: WebhookEvent[] = [];
  readonly #deps: WebhookSenderDeps;
  #subscriptions: Subscription[] = [];
  #pending: { event: WebhookEvent; dueAtMs: number }[] = [];
  #lastEventId = 100;
  #flushing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: WebhookSenderDeps) {
    this.#deps = deps;
    this.target = deps.target;
  }

  /** Requests that the target answered with 2xx. */
  get delivered(): readonly Attempt[] {
    return this.attempts.filter((attempt) => attempt.status >= 200 && attempt.status < 300);
  }

  /** Events on their way: not yet due, or waiting for a retry. */
  get pending(): readonly WebhookEvent[] {
    return this.#pending.map((each) => each.event);
  }

  get subscriptions(): readonly Subscription[] {
    return this.#subscriptions;
  }

  /** Replaces all subscriptions, as an upload of the app does. Throws ZodError on a subscription HubSpot would refuse. */
  subscribe(drafts: readonly SubscriptionDraft[]): void {
    this.#subscriptions = drafts.map((draft, index) => ({
      ...subscriptionDraft.parse(draft),
      subscriptionId: 3_000_001 + index,
    }));
  }

  /** True: deliver by itself shortly after each change, as in a running sandbox. */
  get auto(): boolean {
    return this.#timer !== undefined;
  }

  set auto(on: boolean) {
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => void this.flush(), AUTO_EVERY_MS) : undefined;
    this.#timer?.unref();
  }

  /** Queues the events of one change, echoes of the app's own writes included. */
  enqueue(change: Change): void {
    if (!this.#deps.isInstalled(change.portalId)) return;
    const eventId = (this.#lastEventId += 1);
    for (const subscription of this.#subscriptions) {
      if (!isSubscribed(subscription, change)) continue;
      const event = toEvent(change, subscription, { eventId, appId: this.#deps.app.appId });
      if ((this.trouble.loseNext ?? 0) > 0) {
        this.trouble = { ...this.trouble, loseNext: (this.trouble.loseNext ?? 0) - 1 };
        this.lost.push(event);
      } else {
        this.#pending.push({ event, dueAtMs: this.#deps.now() + this.#deps.delayMs });
      }
    }
  }

  /** Delivers everything that is due by the stand-in's clock, retries and what the deliveries themselves cause. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#deliverDue());
    return this.#flushing;
  }

  stop(): void {
    this.auto = false;
    this.#pending = [];
  }

  async #deliverDue(): Promise<void> {
    // A receiver that writes back causes new events; a bound keeps two echoing systems from looping here forever.
    for (let round = 0; round < 100; round += 1) {
      const { target } = this;
      if (target === undefined) return;
      const nowMs = this.#deps.now();
      const due = this.#pending.filter((each) => each.dueAtMs <= nowMs).map((each) => each.event);
      if (due.length === 0) return;
      this.#pending = this.#pending.filter((each) => each.dueAtMs > nowMs);
      for (const batch of batches(this.trouble.reorder === true ? this.#shuffled(due) : due)) {
        await this.#send(target, batch);
        if (this.trouble.duplicate === true) await this.#post(target, batch);
      }
    }
  }

  async #send(target: string, events: readonly WebhookEvent[]): Promise<void> {
    const status = await this.#post(target, events);
    if (status >= 200 && status < 300) return;
    for (const event of events) this.#retryLater(event);
  }

  #retryLater(event: WebhookEvent): void {
    const attemptNumber = event.attemptNumber + 1;
    if (attemptNumber > RETRIES_MAX) {
      this.lost.push(event);
      return;
    }
    const waitMs = Math.min(BACKOFF_MS * 2 ** (attemptNumber - 1), BACKOFF_MAX_MS);
    const jitter = 0.75 + this.#deps.random() * 0.5;
    this.#pending.push({ event: { ...event, attemptNumber }, dueAtMs: this.#deps.now() + Math.round(waitMs * jitter) });
  }

  async #post(url: string, events: readonly WebhookEvent[]): Promise<number> {
    const rawBody = JSON.stringify(events);
    const timestampMs = this.#deps.now();
    const { clientSecret } = this.#deps.app;
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'HubSpot Webhooks (stand-in)',
      ...signatureHeaders({ clientSecret, method: 'POST', uri: url, rawBody, timestampMs }),
    };
    const signal = AbortSignal.timeout(this.timeoutMs);
    // Redirects are not followed: a signed body must not travel to an address that was not configured.
    const request = { method: 'POST', headers, body: rawBody, signal, redirect: 'manual' } as const;
    const status = await fetch(url, request).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    this.attempts.push({ atMs: timestampMs, url, status, events });
    return status;
  }

  #shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, rank: this.#deps.random() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  }
}

/** One request carries the events of one account only. */
function batches(events: readonly WebhookEvent[]): WebhookEvent[][] {
  const byPortal = Map.groupBy(events, (event) => event.portalId);
  return [...byPortal.values()].flatMap((mine) => {
    const count = Math.ceil(mine.length / EVENTS_PER_REQUEST_MAX);
    return Array.from({ length: count }, (_, index) =>
      mine.slice(index * EVENTS_PER_REQUEST_MAX, (index + 1) * EVENTS_PER_REQUEST_MAX),
    );
  });
}
