import { describe, expect, it } from 'vitest';
import { createInboxWriter, storeDeliveries, type Delivery } from '../../server/store/inbox-writer.ts';
import {
  alreadySeen,
  claimInbox,
  failInbox,
  finishInbox,
  forgetInbox,
  inboxState,
  lastReceivedAt,
  seenBefore,
} from '../../server/store/inbox.ts';
import { after, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { OURS } from './database-fixtures.ts';

const LEASE_MS = 1_000;
const minutes = (count: number): string => after(0, count * 60_000);

export function inboxBattery({ database, db, within }: Subject): void {
  describe('the inbox', () => {
    const delivery = (change: Partial<Delivery> = {}): Delivery => ({
      source: 'hubspot',
      accountId: '42',
      body: '[{"eventId":1}]',
      headers: { 'x-request-id': 'r1' },
      receivedAt: START,
      ...change,
    });
    const receive = (change: Partial<Delivery> = {}) => createInboxWriter(database()).receive(delivery(change));
    const claim = (now = START, limit = 10, source = 'hubspot') =>
      claimInbox(db(), source, now, { limit, leaseMs: LEASE_MS });

    it('gives a delivery as it came, to one worker at a time', async () => {
      await receive();
      const [first] = await claim();
      expect(first).toEqual({ ...delivery(), id: 1, attempts: 1 });
      expect(await claim(after(0, LEASE_MS - 1))).toEqual([]);
    });

    it('shares what waits among workers without giving anything twice', async () => {
      const writer = createInboxWriter(database());
      await Promise.all(Array.from({ length: 60 }, (_, index) => writer.receive(delivery({ body: `${index}` }))));
      const claims = await Promise.all(Array.from({ length: 8 }, () => claim(START, 10)));
      const bodies = claims.flat().map(({ body }) => body);
      expect(new Set(bodies).size).toBe(bodies.length);
      expect(bodies.length + (await claim(START, 60)).length).toBe(60);
    });

    it('gives the oldest first', async () => {
      await receive({ body: 'second', receivedAt: minutes(2) });
      await receive({ body: 'first', receivedAt: minutes(1) });
      expect((await claim(minutes(3), 1)).map(({ body }) => body)).toEqual(['first']);
    });

    it('gives a dead worker’s delivery to another after the lease, and the late one cannot finish it', async () => {
      await receive();
      const [slow] = await claim();
      const [fast] = await claim(after(0, LEASE_MS));
      if (!slow || !fast) throw new Error('Both workers must have had the delivery');
      expect(fast.attempts).toBe(2);
      expect(await within((tx) => finishInbox(tx, slow))).toBe(false);
      await failInbox(db(), slow, 'too late', null);
      expect(await within((tx) => finishInbox(tx, fast))).toBe(true);
      expect(await inboxState(db())).toEqual({ waiting: 0, failed: 0, oldestAt: null });
    });

    it('tries a failed delivery again when it is time, and parks it when there is no next time', async () => {
      await receive();
      const [first] = await claim();
      if (!first) throw new Error('Nothing was claimed');
      await failInbox(db(), first, 'CRM away', minutes(5));
      expect(await inboxState(db())).toEqual({ waiting: 1, failed: 0, oldestAt: START });
      expect(await claim(minutes(4))).toEqual([]);
      const [again] = await claim(minutes(5));
      if (!again) throw new Error('Nothing was claimed');
      await failInbox(db(), again, 'unreadable', null);
      expect(await claim(minutes(60))).toEqual([]);
      expect(await inboxState(db())).toEqual({ waiting: 0, failed: 1, oldestAt: null });
    });

    it('knows an event that it has seen, however often and by however many it is brought', async () => {
      const mark = (...keys: string[]) => within((tx) => seenBefore(tx, OURS, keys, START));
      expect(await mark('a', 'b', 'a')).toEqual(new Set());
      expect(await mark('b', 'c')).toEqual(new Set(['b']));
      expect(await mark()).toEqual(new Set());
      expect(await alreadySeen(db(), OURS, ['a', 'x'])).toEqual(new Set(['a']));
      const twins = await Promise.all([mark('y', 'z'), mark('z', 'y')]);
      expect(twins.map((seen) => seen.size).sort()).toEqual([0, 2]);
    });

    it('forgets an event key when the work that it stands for is rolled back', async () => {
      const failing = within(async (tx) => {
        await seenBefore(tx, OURS, ['a'], START);
        throw new Error('halfway');
      });
      await expect(failing).rejects.toThrow('halfway');
      expect(await within((tx) => seenBefore(tx, OURS, ['a'], START))).toEqual(new Set());
    });

    it('forgets what is done and old, and keeps what failed or waits', async () => {
      for (const body of ['done', 'failed', 'waiting']) await receive({ body });
      const [done, failed] = await claim(START, 2);
      if (!done || !failed) throw new Error('Two deliveries must be claimed');
      await within((tx) => finishInbox(tx, done));
      await failInbox(db(), failed, 'unreadable', null);
      await within((tx) => seenBefore(tx, OURS, ['a'], START));
      await forgetInbox(db(), START);
      expect(await alreadySeen(db(), OURS, ['a'])).toEqual(new Set(['a']));
      await forgetInbox(db(), after(1));
      expect(await alreadySeen(db(), OURS, ['a'])).toEqual(new Set());
      const left = await db().selectFrom('inbox').select('body').orderBy('id').execute();
      expect(left.map(({ body }) => body)).toEqual(['failed', 'waiting']);
    });

    it('gives what one CRM delivered, however long the other one’s deliveries wait', async () => {
      await receive({ source: 'salesforce', body: 'older' });
      await receive({ body: 'newer', receivedAt: minutes(1) });
      expect((await claim(minutes(2), 1)).map(({ body }) => body)).toEqual(['newer']);
      expect(await claim(minutes(2))).toEqual([]);
      expect((await claim(minutes(2), 10, 'salesforce')).map(({ body }) => body)).toEqual(['older']);
    });

    it('keeps several deliveries with what else is stored in their transaction, or none of them', async () => {
      const bodies = ['first', 'second'].map((body) => delivery({ body, source: 'salesforce' }));
      const failing = within(async (tx) => {
        await storeDeliveries(tx, bodies);
        throw new Error('halfway');
      });
      await expect(failing).rejects.toThrow('halfway');
      expect(await claim(START, 10, 'salesforce')).toEqual([]);
      await within((tx) => storeDeliveries(tx, bodies));
      expect((await claim(START, 10, 'salesforce')).map(({ body }) => body)).toEqual(['first', 'second']);
    });

    it('knows when an account delivered last', async () => {
      expect(await lastReceivedAt(db(), 'hubspot', '42')).toBeNull();
      await receive({ receivedAt: minutes(1) });
      await receive({ receivedAt: minutes(2) });
      await receive({ receivedAt: minutes(3), accountId: '43' });
      expect(await lastReceivedAt(db(), 'hubspot', '42')).toBe(minutes(2));
    });

    it('stores the good deliveries of a group that holds a bad one, and refuses the bad one only', async () => {
      const writer = createInboxWriter(database());
      const outcomes = await Promise.allSettled([
        writer.receive(delivery({ body: 'good' })),
        writer.receive(delivery({ body: 'bad', receivedAt: 'yesterday' })),
        writer.receive(delivery({ body: 'good too' })),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await claim()).map(({ body }) => body).sort()).toEqual(['good', 'good too']);
    });
  });
}
