import type { Connection } from 'jsforce';
import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

export const CHANNEL = '/data/Partner_Registration__ChangeEvent';
export const ALL = '/data/ChangeEvents';

const eventSchema = z.object({
  payload: z.looseObject({
    ChangeEventHeader: z.looseObject({ changeType: z.string(), recordIds: z.array(z.string()) }),
  }),
  event: z.object({ replayId: z.number() }),
});
type Seen = z.infer<typeof eventSchema>;

export interface Listener {
  readonly seen: Seen[];
  readonly ready: Promise<void>;
  readonly types: () => string[];
  stop(): Promise<void>;
}

/** Subscribes with jsforce's own streaming client and its replay extension. */
export function listen(connection: Connection, channel: string, replayId: number): Listener {
  const client = connection.streaming.createClient([
    new StreamingExtension.AuthFailure(() => undefined),
    new StreamingExtension.Replay(channel, replayId),
  ]);
  const seen: Seen[] = [];
  const subscription = client.subscribe(channel, (message: unknown) => seen.push(eventSchema.parse(message)));
  const ready = new Promise<void>((resolve, reject) => {
    subscription.then(() => resolve(), reject);
  });
  // jsforce leaves this method of faye's client out of its types.
  const leaving = z.custom<{ disconnect(): Promise<unknown> }>().parse(client);
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    const patience = new Promise((resolve) => setTimeout(resolve, 500));
    await Promise.race([leaving.disconnect(), patience]);
  };
  onTestFinished(stop);
  return { seen, ready, types: () => seen.map(({ payload }) => payload.ChangeEventHeader.changeType), stop };
}

/** One Bayeux exchange without a client library. */
export async function bayeux(baseUrl: string, token: string, messages: unknown) {
  const response = await fetch(`${baseUrl}/cometd/67.0`, {
    method: 'POST',
    headers: { authorization: `OAuth ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(messages),
  });
  return z.array(z.looseObject({ channel: z.string() })).parse(await response.json());
}

/** The answer to a subscription, after a handshake. */
export async function subscribed(baseUrl: string, token: string, subscription: string, replayId: number) {
  const [hello] = await bayeux(baseUrl, token, [{ channel: '/meta/handshake', version: '1.0' }]);
  const ext = { replay: { [subscription]: replayId } };
  const [answer] = await bayeux(baseUrl, token, [
    { channel: '/meta/subscribe', clientId: hello?.['clientId'], subscription, ext },
  ]);
  return { clientId: hello?.['clientId'], answer };
}
