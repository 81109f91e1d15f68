import { describe, expect, it } from 'vitest';
import { addToOutbox, claimOutbox, doneOutbox, outboxState, retryOutbox } from '../../server/store/outbox.ts';
import { takeQuota } from '../../server/store/quotas.ts';
import { after, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { OURS } from './database-fixtures.ts';

const LEASE_MS = 1_000;
const minutes = (count: number): string => after(0, count * 60_000);

export function queuesBattery({ database, db, within }: Subject): void {
  describe('the outbox', () => {
    const item = { topic: 'show_prospect:hubspot', subject: 'dom:acme.com' };
    const add = (now = START, items = [item]) => within((tx) => addToOutbox(tx, OURS, items, now));
    const claim = (now = START, limit = 10, topics = [item.topic, 't']) =>
      claimOutbox(database(), topics, now, { limit, leaseMs: LEASE_MS });
    const claimOne = async (now = START) => {
      const [claimed] = await claim(now);
      if (!claimed) throw new Error('Nothing was claimed');
      return claimed;
    };

    it('works an item that was added many times once, and then it is gone', async () => {
      for (let times = 0; times < 5; times++) await add();
      await add(START, [item, item]);
      const claimed = await claimOne();
      expect(claimed).toMatchObject({ ...item, programId: OURS, attempts: 1 });
      expect(await claim()).toEqual([]);
      await doneOutbox(db(), claimed, START);
      expect(await outboxState(db(), OURS)).toEqual({ waiting: 0, failed: 0, oldestAt: null, lastError: null });
    });

    it('works an item again that was added while it was worked', async () => {
      await add();
      const first = await claimOne();
      await add(minutes(1));
      await doneOutbox(db(), first, minutes(1));
      const second = await claimOne(minutes(1));
      expect(second).toMatchObject({ ...item, attempts: 1 });
      await doneOutbox(db(), second, minutes(1));
      expect(await claim(minutes(60))).toEqual([]);
    });

    it('loses none of many additions that race with the work', async () => {
      let shown = 0;
      let changes = 0;
      const change = async (): Promise<void> => {
        await within(async (tx) => {
          changes += 1;
          await addToOutbox(tx, OURS, [item], START);
        });
      };
      const work = async (): Promise<void> => {
        for (const claimed of await claim()) {
          shown = changes;
          await doneOutbox(db(), claimed, START);
        }
      };
      for (let round = 0; round < 15; round++) await Promise.all([change(), work(), change(), work()]);
      while ((await outboxState(db(), OURS)).waiting > 0) await work();
      expect(shown).toBe(changes);
    });

    it('gives a dead worker’s item to another after the lease, and the late one cannot end it', async () => {
      await add();
      const slow = await claimOne();
      const fast = await claimOne(after(0, LEASE_MS));
      expect(fast.attempts).toBe(2);
      await doneOutbox(db(), slow, START);
      await retryOutbox(db(), slow, null, 'too late');
      expect(await outboxState(db(), OURS)).toMatchObject({ waiting: 1, failed: 0 });
      await doneOutbox(db(), fast, START);
      expect(await outboxState(db(), OURS)).toMatchObject({ waiting: 0 });
    });

    it('waits as long as a retry says, unless it is added again', async () => {
      await add();
      await retryOutbox(db(), await claimOne(), minutes(10), 'HubSpot is away');
      expect(await outboxState(db(), OURS)).toEqual({
        waiting: 1,
        failed: 0,
        oldestAt: START,
        lastError: 'HubSpot is away',
      });
      expect(await claim(minutes(9))).toEqual([]);
      await add(minutes(9));
      expect(await claimOne(minutes(9))).toMatchObject({ attempts: 2 });
    });

    it('parks what cannot succeed until it is added again', async () => {
      await add();
      await retryOutbox(db(), await claimOne(), null, 'not permitted');
      expect(await claim(minutes(60))).toEqual([]);
      expect(await outboxState(db(), OURS)).toMatchObject({ waiting: 0, failed: 1, lastError: 'not permitted' });
      await add(minutes(61));
      expect(await claimOne(minutes(61))).toMatchObject({ attempts: 1 });
    });

    it('does not park what was added again while it failed', async () => {
      await add();
      const claimed = await claimOne();
      await add();
      await retryOutbox(db(), claimed, null, 'not permitted');
      expect(await claimOne()).toMatchObject(item);
    });

    it('gives what is due longest first, each to one worker', async () => {
      await add(minutes(2), [{ topic: 't', subject: 'late' }]);
      await add(minutes(1), [{ topic: 't', subject: 'early' }]);
      await add(minutes(9), [{ topic: 't', subject: 'future' }]);
      const claims = await Promise.all([claim(minutes(3), 5), claim(minutes(3), 5)]);
      expect(claims.flat().map(({ subject }) => subject)).toEqual(['early', 'late']);
      await add(START, []);
    });

    it('gives each CRM’s queue by itself: what waits in one keeps nobody from the other', async () => {
      const inSalesforce = { topic: 'show_prospect:salesforce', subject: item.subject };
      await add(START, [inSalesforce, { ...inSalesforce, subject: 'dom:other.com' }]);
      await add(minutes(1));
      expect((await claim(minutes(2), 1)).map(({ topic }) => topic)).toEqual([item.topic]);
      expect(await claim(minutes(2))).toEqual([]);
      const theirs = await claim(minutes(2), 10, [inSalesforce.topic]);
      expect(theirs.map(({ subject }) => subject)).toEqual([item.subject, 'dom:other.com']);
      for (const claimed of theirs) await doneOutbox(db(), claimed, minutes(2));
      expect(await outboxState(db(), OURS)).toMatchObject({ waiting: 1 });
    });

    it('takes the same items from two sides at once', async () => {
      const items = Array.from({ length: 20 }, (_, index) => ({ topic: 't', subject: `s${index}` }));
      await Promise.all([add(START, items), add(START, items.toReversed())]);
      expect(await claim(START, 50)).toHaveLength(20);
    });
  });

  describe('a quota', () => {
    const quota = { count: 10, perMs: 1_000 };
    const take = (nowMs: number, account = '42', bucket = 'burst') => takeQuota(db(), account, bucket, quota, nowMs);

    it('lets calls through at its pace and says how long to wait', async () => {
      expect(await take(5_000)).toBe(0);
      expect(await take(5_000)).toBe(100);
      expect(await take(5_099)).toBe(1);
      expect(await take(5_100)).toBe(0);
    });

    it('counts each account and bucket by itself', async () => {
      expect([await take(0), await take(0, '43'), await take(0, '42', 'daily')]).toEqual([0, 0, 0]);
    });

    it('is shared: of many that ask at once only as many pass as may', async () => {
      const big = { count: 190, perMs: 10_000 };
      const asked = Array.from({ length: 60 }, () => takeQuota(db(), '42', 'shared', big, 1_000));
      const passed = (await Promise.all(asked)).filter((waitMs) => waitMs === 0);
      expect(passed).toHaveLength(9);
    });

    it('is not fooled by a clock that steps back', async () => {
      expect(await take(5_000)).toBe(0);
      expect(await take(4_000)).toBe(1_100);
    });
  });
}
