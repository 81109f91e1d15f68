import { describe, expect, it } from 'vitest';
import { endLease, findCursor, rewindCursor, saveCursor, takeLease } from '../../server/store/crm-cursors.ts';
import { after, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { OURS, THEIRS } from './database-fixtures.ts';

export function cursorsBattery({ db, within }: Subject): void {
  const stream = { programId: OURS, crm: 'salesforce', stream: '/data/ChangeEvents' } as const;
  const others = [
    { ...stream, crm: 'hubspot' as const },
    { ...stream, programId: THEIRS },
    { ...stream, stream: 'reconciled' },
  ];

  describe('how far a stream of changes was read', () => {
    it('is noted for each program, CRM and stream', async () => {
      expect(await findCursor(db(), stream)).toBeNull();
      await saveCursor(db(), stream, '17', START);
      expect(await findCursor(db(), stream)).toEqual({ cursor: '17', savedAt: START });
      await saveCursor(db(), stream, '9', after(1));
      expect(await findCursor(db(), stream)).toEqual({ cursor: '9', savedAt: after(1) });
      for (const other of others) expect(await findCursor(db(), other)).toBeNull();
    });

    it('is not noted when what was read with it is rolled back', async () => {
      const failing = within(async (tx) => {
        await saveCursor(tx, stream, '17', START);
        throw new Error('halfway');
      });
      await expect(failing).rejects.toThrow('halfway');
      expect(await findCursor(db(), stream)).toBeNull();
    });

    it.each([
      ['an earlier moment sets it back', after(1), after(1)],
      ['the same moment leaves it', after(3), after(3)],
      ['a later moment leaves it', after(5), after(3)],
    ])('only ever moves back when changes were lost: %s', async (_case, moment, expected) => {
      for (const each of [stream, ...others]) await saveCursor(db(), each, after(3), after(3));
      await rewindCursor(db(), stream, moment);
      expect(await findCursor(db(), stream)).toEqual({ cursor: expected, savedAt: after(3) });
      for (const other of others)
        expect(await findCursor(db(), other)).toEqual({ cursor: after(3), savedAt: after(3) });
    });

    it('stays unknown when changes were lost before anything was read', async () => {
      await rewindCursor(db(), stream, START);
      expect(await findCursor(db(), stream)).toBeNull();
    });
  });

  describe('the reader of a stream', () => {
    const lease = (holder: string, now: string, until: string, of: typeof stream = stream) =>
      takeLease(db(), of, holder, { now, until });

    it('is one among eight who want to be it', async () => {
      const wanted = Array.from({ length: 8 }, (_, index) => lease(`replica-${index}`, START, after(1)));
      expect((await Promise.all(wanted)).filter((taken) => taken)).toHaveLength(1);
    });

    it('stays the reader as long as it says so, and is followed at the moment its time is over', async () => {
      expect(await lease('a', START, after(1))).toBe(true);
      expect(await lease('b', after(1, -1), after(2))).toBe(false);
      expect(await lease('a', after(1, -1), after(2))).toBe(true);
      expect(await lease('b', after(1), after(3))).toBe(false);
      expect(await lease('b', after(2), after(3))).toBe(true);
      expect(await lease('a', after(2), after(3))).toBe(false);
    });

    it('lets another one take over at once, and ends nobody else’s turn', async () => {
      await lease('a', START, after(1));
      await endLease(db(), stream, 'b');
      expect(await lease('b', START, after(1))).toBe(false);
      await endLease(db(), stream, 'a');
      expect(await lease('b', START, after(1))).toBe(true);
    });

    it('keeps nobody from another stream, and moves no cursor', async () => {
      await saveCursor(db(), stream, '17', START);
      await lease('a', START, after(1));
      for (const other of others) expect(await takeLease(db(), other, 'b', { now: START, until: after(1) })).toBe(true);
      expect(await findCursor(db(), stream)).toEqual({ cursor: '17', savedAt: START });
    });
  });
}
