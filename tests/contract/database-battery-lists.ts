import { describe, expect, it } from 'vitest';
import type { QueueFilter } from '../../shared/views/ui-api.ts';
import { currentPolicy, policyAt, savePolicy } from '../../server/store/policies.ts';
import { createProgram, findProgram, listProgramIds, saveSettings } from '../../server/store/programs.ts';
import { ofPartner, queue, queueCounts } from '../../server/store/registration-lists.ts';
import {
  findByNonce,
  findByReference,
  findBySourceId,
  findRegistration,
  registrationsOfProspect,
  saveRegistration,
  type RegistrationRow,
} from '../../server/store/registrations.ts';
import { after, NORTH, SOUTH, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { KEY, OURS, POLICY, registrationRow, THEIRS } from './database-fixtures.ts';

export function listsBattery({ db, within }: Subject): void {
  const save = (change: Partial<RegistrationRow> = {}) =>
    within((tx) => saveRegistration(tx, OURS, registrationRow(change)));
  const found = (registrationId = 'reg_1') => findRegistration(db(), OURS, registrationId);

  describe('a registration', () => {
    it('is found by every name it has', async () => {
      await save();
      const row = registrationRow();
      expect(await found()).toEqual(row);
      expect(await findByNonce(db(), OURS, 'nonce-1')).toEqual(row);
      expect(await findBySourceId(db(), OURS, 'source-1')).toEqual(row);
      expect(await findByReference(db(), OURS, 'PL-7K3M-Q2XA')).toEqual(row);
      expect(await registrationsOfProspect(db(), OURS, KEY)).toEqual([row]);
      expect(await found('reg_2')).toBeNull();
    });

    it('takes a later version, keeps the contact that brought it, and refuses an earlier version', async () => {
      await save({ contactId: '5' });
      await save({ version: 3, status: 'approved', contactId: null });
      await save({ version: 2, status: 'rejected' });
      expect(await found()).toMatchObject({ version: 3, status: 'approved', contactId: '5' });
    });
  });

  describe('the queue', () => {
    const fill = async (): Promise<void> => {
      const day = (index: number) => ({ registrationId: `reg_${index}`, submittedAt: after(index) });
      const decided = { needsDecision: false, lockKind: 'active' } as const;
      await save({ ...day(1) });
      await save({ ...day(2), hasConflict: true });
      await save({ ...day(3), ...decided, lockEndsAt: after(90) });
      await save({ ...day(4), ...decided, lockEndsAt: after(5) });
      await save({ ...day(5), needsDecision: false, lockKind: null, lockEndsAt: after(90) });
      await save({ ...day(6) });
    };
    const ids = async (filter: QueueFilter, now = after(6)) =>
      (await queue(db(), OURS, { filter, now, after: null, limit: 50 })).rows.map((row) => row.registrationId);

    it.each<[QueueFilter, string[]]>([
      ['waiting', ['reg_1', 'reg_2', 'reg_6']],
      ['locked', ['reg_3']],
      ['conflict', ['reg_2']],
      ['all', ['reg_6', 'reg_5', 'reg_4', 'reg_3', 'reg_2', 'reg_1']],
    ])('shows %s', async (filter, expected) => {
      await fill();
      expect(await ids(filter)).toEqual(expected);
      expect((await queueCounts(db(), OURS, after(6)))[filter]).toBe(expected.length);
    });

    it('drops a lock at the moment it ends', async () => {
      await fill();
      expect(await ids('locked', after(5, -1))).toEqual(['reg_4', 'reg_3']);
      expect(await ids('locked', after(5))).toEqual(['reg_3']);
    });

    it.each<QueueFilter>(['waiting', 'all'])('can be read page by page: %s', async (filter) => {
      // Equal times are told apart by the id, or a page break between them would lose lines.
      for (let index = 0; index < 7; index++) {
        await save({ registrationId: `reg_${index}`, submittedAt: index < 5 ? START : after(1) });
      }
      const pages: string[][] = [];
      let cursor: string | null = null;
      do {
        const page = await queue(db(), OURS, { filter, now: START, after: cursor, limit: 3 });
        pages.push(page.rows.map((row) => row.registrationId));
        cursor = page.after;
      } while (cursor !== null);
      expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
      expect(pages.flat()).toEqual(await ids(filter));
    });

    it('says so when it cannot continue where it is asked to', async () => {
      const asked = queue(db(), OURS, { filter: 'all', now: START, after: 'nonsense', limit: 3 });
      await expect(asked).rejects.toThrow(RangeError);
    });

    it('counts nothing in an empty program', async () => {
      expect(await queueCounts(db(), OURS, START)).toEqual({ all: 0, waiting: 0, locked: 0, conflict: 0 });
    });
  });

  it('a partner’s list holds its own registrations only, newest first', async () => {
    await save({ registrationId: 'reg_1', submittedAt: after(1) });
    await save({ registrationId: 'reg_2', submittedAt: after(2), partnerId: SOUTH.partnerId });
    await save({ registrationId: 'reg_3', submittedAt: after(3) });
    await save({ registrationId: 'reg_4', submittedAt: after(4), partnerId: null });
    const first = await ofPartner(db(), OURS, NORTH.partnerId, { after: null, limit: 1 });
    const second = await ofPartner(db(), OURS, NORTH.partnerId, { after: first.after, limit: 1 });
    expect([...first.rows, ...second.rows].map((row) => row.registrationId)).toEqual(['reg_3', 'reg_1']);
    expect(second.after).toBeNull();
  });

  describe('a program', () => {
    it('is created once', async () => {
      const again = { programId: OURS, name: 'Again', settings: { locale: 'es' }, createdAt: after(1) };
      expect(await within((tx) => createProgram(tx, again))).toBe(false);
      expect(await findProgram(db(), OURS)).toMatchObject({ name: `Program ${OURS}`, settings: {} });
      expect(await listProgramIds(db())).toEqual([OURS, THEIRS]);
    });

    it('keeps the settings of whoever saved first', async () => {
      const put = (locale: string, version: number) => within((tx) => saveSettings(tx, OURS, { locale }, version));
      expect(await Promise.all([put('es', 1), put('en', 1)])).toContain(false);
      expect(await put('de', 2)).toBe(true);
      expect(await findProgram(db(), OURS)).toMatchObject({ settings: { locale: 'de' }, settingsVersion: 3 });
    });

    it('keeps every version of its policy, and refuses a change to a version that is gone', async () => {
      const put = (lockDays: number, expected: number) =>
        within((tx) => savePolicy(tx, OURS, { ...POLICY, lockDays }, START, 'manager@vendor.example', expected));
      expect(await currentPolicy(db(), OURS)).toBeNull();
      expect(await put(90, 0)).toBe(true);
      const rivals = await Promise.all([put(120, 1), put(150, 1)]);
      expect([...rivals].sort()).toEqual([false, true]);
      expect([await put(180, 1), await put(180, 7)]).toEqual([false, false]);
      expect((await currentPolicy(db(), OURS))?.policy).toMatchObject({ version: 2, lockDays: rivals[0] ? 120 : 150 });
      expect(await policyAt(db(), OURS, 1)).toEqual({
        policy: { ...POLICY, version: 1 },
        savedAt: START,
        savedBy: 'manager@vendor.example',
      });
    });
  });
}
