import { z } from 'zod';
import type { Line } from '../http.ts';
import type { Actor } from '../org/core.ts';
import type { ChangeEventHeader } from './change-events.ts';
import type { EventBus, RetainedEvent } from './event-bus.ts';
import { ALL_CHANGES } from './event-bus.ts';

/** One Bayeux message as a client sends it; CometD knows more members, these are the ones acted on. */
export const bayeuxMessage = z.object({
  channel: z.string(),
  id: z.string().optional(),
  clientId: z.string().optional(),
  subscription: z.string().optional(),
  advice: z.object({ timeout: z.number().optional() }).optional(),
  ext: z
    .object({ replay: z.record(z.string(), z.number()).optional() })
    .loose()
    .optional(),
});
export type BayeuxMessage = z.infer<typeof bayeuxMessage>;

export interface Delivery {
  readonly [name: string]: unknown;
}

export interface BayeuxDeps {
  readonly bus: EventBus;
  readonly newClientId: () => string;
  /** The user behind a session; undefined when it is no longer valid. */
  readonly actorOf: (token: string) => Actor | undefined;
  /** How long an idle connect is held, in real milliseconds. The platform holds 110 seconds. */
  readonly connectTimeoutMs: number;
}

interface Client {
  readonly id: string;
  readonly actor: Actor;
  readonly channels: Set<string>;
  queue: Delivery[];
  wake: (() => void) | undefined;
}

/** Events one client may leave unfetched. */
const QUEUE_MAX = 5_000;

/** CometD over long polling: handshake, connect, subscribe with the replay extension, disconnect. */
export class Bayeux {
  readonly #deps: BayeuxDeps;
  readonly #clients = new Map<string, Client>();

  constructor(deps: BayeuxDeps) {
    this.#deps = deps;
    deps.bus.subscribe((event) => this.#push(event));
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** As after a node change: every client is unknown, its next connect is told to shake hands again. */
  forgetClients(): void {
    const clients = [...this.#clients.values()];
    this.#clients.clear();
    for (const client of clients) client.wake?.();
  }

  /** Answers one message; a connect waits for events until its line breaks or its time is over. */
  async answer(message: BayeuxMessage, token: string, line: Line): Promise<Delivery[]> {
    const { channel, id } = message;
    const reply = (fields: Delivery): Delivery => ({ channel, ...(id === undefined ? {} : { id }), ...fields });
    const actor = this.#deps.actorOf(token);
    if (actor === undefined) return [reply(refusedSession(channel))];
    if (channel === '/meta/handshake') return [reply(this.#handshake(actor))];
    const clientId = message.clientId ?? '';
    const client = this.#clients.get(clientId);
    if (client === undefined) return [reply(UNKNOWN_CLIENT)];
    switch (channel) {
      case '/meta/connect':
        return this.#connect(message, client, line, reply);
      case '/meta/subscribe':
        return [reply({ clientId, ...this.#subscribe(message, client) })];
      case '/meta/unsubscribe':
        client.channels.delete(message.subscription ?? '');
        return [reply({ clientId, subscription: message.subscription, successful: true })];
      case '/meta/disconnect':
        this.#clients.delete(clientId);
        client.wake?.();
        return [reply({ clientId, successful: true })];
      default:
        return [reply({ clientId, successful: false, error: `400::Unknown channel ${channel}` })];
    }
  }

  #handshake(actor: Actor): Delivery {
    const clientId = this.#deps.newClientId();
    this.#clients.set(clientId, { id: clientId, actor, channels: new Set(), queue: [], wake: undefined });
    return {
      version: '1.0',
      minimumVersion: '1.0',
      supportedConnectionTypes: ['long-polling'],
      clientId,
      successful: true,
      ext: { replay: true, 'payload.format': true },
      advice: this.#advice(),
    };
  }

  #advice(): Delivery {
    return { reconnect: 'retry', interval: 0, timeout: this.#deps.connectTimeoutMs };
  }

  async #connect(
    message: BayeuxMessage,
    client: Client,
    line: Line,
    reply: (fields: Delivery) => Delivery,
  ): Promise<Delivery[]> {
    if (client.queue.length === 0 && message.advice?.timeout !== 0) await this.#hold(client, line.closed);
    const clientId = message.clientId ?? '';
    if (!this.#clients.has(clientId)) return [reply(UNKNOWN_CLIENT)];
    // Nobody reads the answer of a broken line: what waited stays for the next connect.
    const events = line.isOpen() ? client.queue.splice(0) : [];
    return [...events, reply({ clientId, successful: true, advice: this.#advice() })];
  }

  #hold(client: Client, closed: AbortSignal): Promise<void> {
    client.wake?.();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        client.wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, this.#deps.connectTimeoutMs);
      client.wake = done;
      if (closed.aborted) done();
      closed.addEventListener('abort', done, { once: true });
    });
  }

  #subscribe(message: BayeuxMessage, client: Client): Delivery {
    const subscription = message.subscription ?? '';
    const refused = this.#objection(subscription, client.actor);
    if (refused !== undefined) return { subscription, successful: false, error: refused };
    const replayId = message.ext?.replay?.[subscription] ?? -1;
    const missed = replayId === -1 ? [] : this.#deps.bus.replay(subscription, replayId);
    if (missed === 'invalid') {
      const error =
        `400::The replayId {${replayId}} you provided was invalid.  Please provide a valid ID, -2 to replay all ` +
        'events, or -1 to replay only new events.';
      return { subscription, successful: false, error };
    }
    client.channels.add(subscription);
    for (const event of missed) this.#enqueue(client, subscription, event);
    return { subscription, successful: true };
  }

  #objection(subscription: string, { access }: Actor): string | undefined {
    if (subscription === ALL_CHANGES) return undefined;
    const entity = this.#deps.bus.entityOf(subscription);
    if (entity === undefined) return `400::The channel you requested to subscribe to does not exist {${subscription}}`;
    // The channel of one object shows every record of it, so it takes the right to see them all.
    if (access.viewsAll(entity)) return undefined;
    return `403:denied_by_security_policy:create_denied:{${subscription}}`;
  }

  #push(event: RetainedEvent): void {
    for (const client of this.#clients.values()) {
      for (const channel of client.channels) {
        if (channel === event.channel || channel === ALL_CHANGES) this.#enqueue(client, channel, event);
      }
      if (client.queue.length > 0) client.wake?.();
    }
  }

  #enqueue(client: Client, channel: string, event: RetainedEvent): void {
    const { access } = client.actor;
    const { entityName } = event.header;
    // On a channel of many objects an event the subscriber may not see is left out without a word.
    if (!access.mayRead(entityName) || !access.viewsAll(entityName)) return;
    client.queue.push({ channel, data: this.#dataOf(event, client.actor) });
    // Nobody fetches any more: the client is gone, and a new one replays from what it handled.
    if (client.queue.length > QUEUE_MAX) this.#clients.delete(client.id);
  }

  #dataOf({ header, fields, replayId }: RetainedEvent, { access }: Actor): Delivery {
    const sees = (name: string) => this.#deps.bus.isVisible(header.entityName, name, access);
    const visible = Object.entries(fields).filter(([name]) => sees(name));
    const shownHeader: ChangeEventHeader = {
      ...header,
      changedFields: header.changedFields.filter(sees),
      nulledFields: header.nulledFields.filter(sees),
    };
    const payload = { ChangeEventHeader: shownHeader, ...Object.fromEntries(visible) };
    return { schema: `${header.entityName}-67.0`, payload, event: { replayId } };
  }
}

const UNKNOWN_CLIENT: Delivery = {
  successful: false,
  error: '403::Unknown client',
  advice: { reconnect: 'handshake', interval: 0 },
};

const refusedSession = (channel: string): Delivery =>
  channel === '/meta/handshake'
    ? {
        successful: false,
        error: '403::Handshake denied',
        ext: { sfdc: { failureReason: '401::Authentication invalid' } },
        advice: { reconnect: 'none' },
      }
    : { successful: false, error: '401::Authentication invalid', advice: { reconnect: 'none' } };
