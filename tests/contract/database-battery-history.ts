import { describe, expect, it } from 'vitest';
import type { OwnershipLock } from '../../shared/lock/ownership-lock.ts';
import { append, eventsSince, loadStream } from '../../server/store/event-store.ts';
import { findHandled, rememberHandled } from '../../server/store/handled-commands.ts';
import { dueLocks, findLock, saveLock } from '../../server/store/locks.ts';
import { VersionConflict } from '../../server/store/version-conflict.ts';
import { after, NORTH, SOUTH, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { KEY, OURS, SUBMITTED } from './database-fixtures.ts';

export function historyBattery({ db, within }: Subject): void {
  const add = (expectedVersion: number, commandId = 'c', key = KEY) =>
    within((tx) => append(tx, OURS, key, expectedVersion, SUBMITTED, commandId));

  describe('a prospect’s history', () => {
    it('is empty at first, and comes back as it was appended', async () => {
      expect(await loadStream(db(), OURS, KEY)).toEqual({ version: 0, events: [] });
      expect(await add(0)).toBe(1);
      expect(await add(1)).toBe(2);
      expect(await loadStream(db(), OURS, KEY)).toEqual({ version: 2, events: [...SUBMITTED, ...SUBMITTED] });
    });

    it('has one winner among twenty who read the same version', async () => {
      await add(0);
      const racers = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => add(1, `c${index}`)));
      const losers = racers.flatMap((racer) => (racer.status === 'rejected' ? [racer.reason as unknown] : []));
      expect(losers).toHaveLength(19);
      for (const loser of losers) expect(loser).toBeInstanceOf(VersionConflict);
      expect((await loadStream(db(), OURS, KEY)).version).toBe(2);
    });

    it.each([
      ['behind', 0],
      ['ahead', 2],
    ])('refuses a writer that is %s', async (_where, expectedVersion) => {
      await add(0);
      await expect(add(expectedVersion)).rejects.toBeInstanceOf(VersionConflict);
    });

    it('never changes what it holds', async () => {
      await add(0);
      const only = 'only grows';
      await expect(
        db()
          .updateTable('events')
          .set({ at: after(1) })
          .execute(),
      ).rejects.toThrow(only);
      await expect(db().deleteFrom('events').execute()).rejects.toThrow(only);
    });

    it('can be read for all prospects together, page by page, in order', async () => {
      await add(0, 'c1', 'dom:a.com');
      await add(0, 'c2', 'dom:b.com');
      await add(1, 'c3', 'dom:a.com');
      const first = await eventsSince(db(), OURS, 0, 2);
      const rest = await eventsSince(db(), OURS, first.at(-1)?.position ?? 0, 2);
      const places = [...first, ...rest].map(({ prospectKey, version }) => [prospectKey, version]);
      expect(places).toEqual([
        ['dom:a.com', 1],
        ['dom:b.com', 1],
        ['dom:a.com', 2],
      ]);
      expect(first[0]?.event).toEqual(SUBMITTED[0]);
    });
  });

  describe('a handled command', () => {
    it('is found again with its answer, also when that was nothing', async () => {
      expect(await findHandled(db(), OURS, 'c1')).toBeNull();
      await within((tx) => rememberHandled(tx, OURS, 'c1', { refusal: null }, START));
      await within((tx) => rememberHandled(tx, OURS, 'c2', undefined, START));
      expect(await findHandled(db(), OURS, 'c1')).toEqual({ result: { refusal: null }, handledAt: START });
      expect(await findHandled(db(), OURS, 'c2')).toEqual({ result: null, handledAt: START });
    });

    it('is remembered once, however many handle it at the same time', async () => {
      const twins = Array.from({ length: 5 }, () => within((tx) => rememberHandled(tx, OURS, 'c1', {}, START)));
      const outcomes = await Promise.allSettled(twins);
      const losers = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      expect(losers).toHaveLength(4);
      for (const loser of losers) expect(loser).toBeInstanceOf(VersionConflict);
    });
  });

  describe('a prospect’s lock', () => {
    const lockOf = (partnerId: string, epoch: number, change: Partial<OwnershipLock> = {}): OwnershipLock => ({
      registrationId: `reg_${partnerId}`,
      partnerId,
      kind: 'pending',
      startsAt: START,
      endsAt: after(14),
      epoch,
      extensionCount: 0,
      ...change,
    });
    const save = (lock: OwnershipLock | null, epoch = lock?.epoch ?? 0) =>
      within((tx) => saveLock(tx, OURS, KEY, lock, epoch));
    const north = (epoch: number, change: Partial<OwnershipLock> = {}) => lockOf(NORTH.partnerId, epoch, change);
    const south = (epoch: number) => lockOf(SOUTH.partnerId, epoch);

    it('comes back as it was saved, moves on with its epoch, and ends', async () => {
      expect(await findLock(db(), OURS, KEY)).toBeNull();
      await save(north(1));
      expect(await findLock(db(), OURS, KEY)).toEqual({ prospectKey: KEY, epoch: 1, lock: north(1) });
      const granted = north(2, { kind: 'active', endsAt: after(90), extensionCount: 1 });
      await save(granted);
      expect(await findLock(db(), OURS, KEY)).toEqual({ prospectKey: KEY, epoch: 2, lock: granted });
      await save(null, 3);
      expect(await findLock(db(), OURS, KEY)).toEqual({ prospectKey: KEY, epoch: 3, lock: null });
    });

    it.each([
      ['another holder with the same epoch', south(2), 2],
      ['another holder with an older epoch', south(1), 1],
      ['the same holder with an older epoch', north(1), 1],
      ['an end with an older epoch', null, 1],
      ['an end with the same epoch', null, 2],
    ])('refuses %s', async (_who, lock, epoch) => {
      await save(north(2));
      await expect(save(lock, epoch)).rejects.toBeInstanceOf(VersionConflict);
      expect((await findLock(db(), OURS, KEY))?.lock).toEqual(north(2));
    });

    it('keeps its fence after it ended', async () => {
      await save(north(1));
      await save(null, 2);
      await expect(save(south(2))).rejects.toBeInstanceOf(VersionConflict);
      await save(south(3));
      expect((await findLock(db(), OURS, KEY))?.lock).toEqual(south(3));
    });

    it('lets the same writer repeat itself', async () => {
      await save(north(1));
      await save(north(1));
      expect((await findLock(db(), OURS, KEY))?.epoch).toBe(1);
    });

    it('has one holder after twenty wanted it with the same epoch', async () => {
      const wanted = Array.from({ length: 20 }, (_, index) => save(lockOf(`par_${index}`, 1)));
      const outcomes = await Promise.allSettled(wanted);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('is due from the moment it ends, and no longer once it was tidied up', async () => {
      const end = (key: string, endsAt: string) => within((tx) => saveLock(tx, OURS, key, north(1, { endsAt }), 1));
      await end('dom:late.com', after(3));
      await end('dom:early.com', after(1));
      await end('dom:future.com', after(9));
      const due = async (now: string, limit = 10) =>
        (await dueLocks(db(), OURS, now, limit)).map(({ prospectKey }) => prospectKey);
      expect(await due(after(1, -1))).toEqual([]);
      expect(await due(after(1))).toEqual(['dom:early.com']);
      expect(await due(after(3))).toEqual(['dom:early.com', 'dom:late.com']);
      expect(await due(after(3), 1)).toEqual(['dom:early.com']);
      await within((tx) => saveLock(tx, OURS, 'dom:early.com', null, 2));
      expect(await due(after(3))).toEqual(['dom:late.com']);
    });
  });
}
