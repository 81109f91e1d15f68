import { setTimeout as wait } from 'node:timers/promises';
import type { ProgramId } from '../../../shared/values/ids.ts';
import type { RunningServer } from '../../main.ts';
import { CHANNELS } from '../../salesforce/change-feed.ts';
import { ONLY_NEW } from '../../salesforce/cometd-client.ts';
import type { Operator } from '../../sandbox/demo/operator.ts';
import { findCursor } from '../../store/crm-cursors.ts';

/** Change events come in real time, whatever the story's clock says; after a break the server waits before it returns. */
const LIMIT_MS = 90_000;
const LOOK_EVERY_MS = 20;

/** Waits until the server has stored every change event that the org has published. */
export function createFeedWatch(running: () => RunningServer, { salesforce }: Operator, programId: ProgramId) {
  /**
   * Of a channel that begins anew: since when, and up to which event it need not come in, because the reconcile reads
   * those records.
   */
  const excused = new Map<string, { readonly since: string; readonly lastId: number }>();

  return async function caughtUp(): Promise<void> {
    for (let waitedMs = 0; waitedMs < LIMIT_MS; waitedMs += LOOK_EVERY_MS) {
      const { last } = await salesforce.events({});
      const isBehind = await Promise.all(CHANNELS.map((channel) => isChannelBehind(channel, last[channel] ?? 0)));
      if (!isBehind.includes(true)) return;
      await wait(LOOK_EVERY_MS);
    }
    throw new Error(`The change events did not come in: ${JSON.stringify(running().feeds())}`);
  };

  async function isChannelBehind(channel: string, lastId: number): Promise<boolean> {
    const server = running();
    const [feed] = server.feeds();
    if (feed?.reading !== 'here' || feed.channels[channel] !== 'open') return true;
    const stream = { programId, crm: 'salesforce', stream: channel } as const;
    const stored = await findCursor(server.flow.database.db, stream);
    if (stored === null) return true;
    const place = Number(stored.cursor);
    if (place !== ONLY_NEW) {
      excused.delete(channel);
      return place < lastId;
    }
    const since = `${stored.savedAt} ${feed.openSince}`;
    const known = excused.get(channel);
    if (known?.since === since) return lastId > known.lastId;
    excused.set(channel, { since, lastId });
    return false;
  }
}
