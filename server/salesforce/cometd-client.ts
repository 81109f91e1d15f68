import jsforce from 'jsforce';
import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { z } from 'zod';
import { API_VERSION, type SalesforceSession } from '../crm/salesforce/client.ts';

/** Salesforce's code for a place in the stream before which nothing is asked for again. */
export const ONLY_NEW = -1;

export interface CometdListener {
  /** After which event a channel goes on; asked again whenever the connection was made anew. */
  readonly positionOf: (channel: string) => number;
  readonly onSubscribed: (channel: string) => void;
  readonly onRefused: (channel: string, error: string) => void;
  readonly onEvent: (channel: string, replayId: number, header: unknown) => void;
  /** The session is not accepted, or Salesforce wants no more of it: this client is dead. */
  readonly onRejected: (error: string) => void;
  /** The line is broken. */
  readonly onDown: () => void;
}

/** What jsforce's own type leaves out of the faye client that it returns. */
interface FayeClient {
  subscribe(channel: string, listener: (message: unknown) => void): PromiseLike<void>;
  disconnect(): PromiseLike<void> | undefined;
  bind(event: string, listener: () => void): void;
  readonly _dispatcher: { close(): void };
}
const fayeClient = z.custom<FayeClient>((client) => typeof client === 'object' && client !== null);

/** An event without a replay id could not be gone on from, so it is none. */
const eventMessage = z.object({
  event: z.object({ replayId: z.number() }),
  payload: z.looseObject({ ChangeEventHeader: z.unknown() }),
});
const wireMessage = z.object({
  channel: z.string(),
  subscription: z.string().optional(),
  successful: z.boolean().optional(),
  error: z.string().catch('refused without a reason'),
});

/**
 * Listens to several channels over one CometD client. The position is sent by an extension of ours: jsforce's own
 * knows one channel only, and moves on when an event arrives instead of when it was stored.
 */
export function openCometd(session: SalesforceSession, channels: readonly string[], listener: CometdListener) {
  const connection = new jsforce.Connection({ ...session, version: API_VERSION });
  let isClosed = false;
  const whileOpen = (run: () => void): void => {
    if (!isClosed) run();
  };
  const client = fayeClient.parse(
    connection.streaming.createClient([
      new StreamingExtension.AuthFailure((message: unknown) => {
        whileOpen(() => listener.onRejected(wireMessage.parse(message).error));
      }),
      // faye subscribes again by itself after some breaks, and tells nobody how that went.
      { outgoing: withPosition(listener.positionOf), incoming: toldOf(listener, whileOpen) },
    ]),
  );
  client.bind('transport:down', () => whileOpen(listener.onDown));
  for (const channel of channels) {
    const onMessage = (message: unknown): void => {
      const { success, data } = eventMessage.safeParse(message);
      if (success) whileOpen(() => listener.onEvent(channel, data.event.replayId, data.payload.ChangeEventHeader));
    };
    client.subscribe(channel, onMessage).then(ignore, ignore);
  }

  return {
    /** Says good-bye, for a limited time: to a server that is gone, faye would say it for ever. */
    async close(limit: Promise<void>): Promise<void> {
      isClosed = true;
      await Promise.race([client.disconnect()?.then(ignore, ignore), limit]);
      client._dispatcher.close();
    },
  };
}

/** What became of a subscription is told by the extension. */
const ignore = (): void => undefined;

type Step = (message: unknown, next: (message: unknown) => void) => void;

const withPosition =
  (positionOf: CometdListener['positionOf']): Step =>
  (message, next) => {
    const { channel, subscription } = wireMessage.parse(message);
    const isSubscription = channel === '/meta/subscribe' && subscription !== undefined;
    next(
      isSubscription && typeof message === 'object'
        ? { ...message, ext: { replay: { [subscription]: positionOf(subscription) } } }
        : message,
    );
  };

const toldOf =
  (listener: CometdListener, whileOpen: (run: () => void) => void): Step =>
  (message, next) => {
    const { channel, subscription, successful, error } = wireMessage.parse(message);
    if (channel === '/meta/subscribe' && subscription !== undefined) {
      whileOpen(() => (successful ? listener.onSubscribed(subscription) : listener.onRefused(subscription, error)));
    }
    next(message);
  };
