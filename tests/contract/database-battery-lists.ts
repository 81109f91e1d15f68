import { describe, expect, it } from 'vitest';
import type { QueueFilter } from '../../shared/views/ui-api.ts';
import {
  findFlaggedDeal,
  flagDeal,
  flaggedDealsOf,
  markDealsShown,
  markDealsStale,
} from '../../server/store/flagged-deals.ts';
import {
  findPartner,
  findPartnerByCode,
  findPartnerByCompany,
  listPartners,
  savePartner,
  type StoredPartner,
} from '../../server/store/partners.ts';
import { currentPolicy, policyAt, savePolicy } from '../../server/store/policies.ts';
import { createProgram, findProgram, listProgramIds, saveSettings } from '../../server/store/programs.ts';
import {
  findProspect,
  markProspectShown,
  moveProspects,
  prospectsOfCompany,
  saveProspect,
} from '../../server/store/prospects.ts';
import { ofPartner, queue, queueCounts } from '../../server/store/registration-lists.ts';
import {
  findByDeal,
  findByNonce,
  findByReference,
  findBySourceId,
  findRegistration,
  markShown,
  markStale,
  registrationsOfProspect,
  saveRegistration,
  type FoldedRegistration,
} from '../../server/store/registrations.ts';
import { AlreadyTaken } from '../../server/store/version-conflict.ts';
import { after, NORTH, partner, SOUTH, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { KEY, OURS, POLICY, registrationRow, THEIRS } from './database-fixtures.ts';

export function listsBattery({ db, within }: Subject): void {
  const save = (change: Partial<FoldedRegistration> = {}) =>
    within((tx) => saveRegistration(tx, OURS, registrationRow(change)));
  const found = (registrationId = 'reg_1') => findRegistration(db(), OURS, registrationId);

  describe('a registration', () => {
    it('is found by every name it has', async () => {
      await save();
      await within((tx) => markShown(tx, OURS, 'reg_1', { version: 1, dealId: '77' }));
      const row = { ...registrationRow(), dealId: '77', shownVersion: 1 };
      expect(await found()).toEqual(row);
      expect(await findByDeal(db(), OURS, '77')).toEqual(row);
      expect(await findByNonce(db(), OURS, 'nonce-1')).toEqual(row);
      expect(await findBySourceId(db(), OURS, 'source-1')).toEqual(row);
      expect(await findByReference(db(), OURS, 'PL-7K3M-Q2XA')).toEqual(row);
      expect(await registrationsOfProspect(db(), OURS, KEY)).toEqual([row]);
      expect(await found('reg_2')).toBeNull();
    });

    it('takes a later version, keeps what the CRM told, and refuses an earlier version', async () => {
      await save({ contactId: '5' });
      await within((tx) => markShown(tx, OURS, 'reg_1', { version: 1, dealId: '77' }));
      await save({ version: 3, status: 'approved', contactId: null });
      await save({ version: 2, status: 'rejected' });
      const kept = { version: 3, status: 'approved', contactId: '5', dealId: '77', shownVersion: 1 };
      expect(await found()).toMatchObject(kept);
    });

    it('shows no less because an older write was answered late, and everything again once it is stale', async () => {
      await save({ version: 4 });
      await within((tx) => markShown(tx, OURS, 'reg_1', { version: 4, dealId: '77' }));
      await within((tx) => markShown(tx, OURS, 'reg_1', { version: 2, dealId: null }));
      expect(await found()).toMatchObject({ shownVersion: 4, dealId: '77' });
      await within((tx) => markStale(tx, OURS, 'reg_1'));
      expect(await found()).toMatchObject({ shownVersion: 0, dealId: '77' });
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

  describe('a prospect', () => {
    const siemens = { prospectKey: KEY, companyId: null, name: 'Siemens', domain: 'siemens.com', version: 1 };

    it('learns its company once, and follows it when companies are merged', async () => {
      await within((tx) => saveProspect(tx, OURS, { ...siemens, nameKey: 'siemens' }));
      await within((tx) => markProspectShown(tx, OURS, KEY, { version: 1, companyId: '9' }));
      await within((tx) => saveProspect(tx, OURS, { nameKey: 'siemens', ...siemens, version: 2, name: 'Siemens AG' }));
      await within((tx) => saveProspect(tx, OURS, { nameKey: 'siemens', ...siemens, version: 1, name: 'too late' }));
      const row = { ...siemens, companyId: '9', name: 'Siemens AG', version: 2, shownVersion: 1 };
      expect(await findProspect(db(), OURS, KEY)).toEqual(row);
      expect(await prospectsOfCompany(db(), OURS, '9')).toEqual([row]);
      expect(await within((tx) => moveProspects(tx, OURS, '9', '10'))).toEqual([KEY]);
      expect(await prospectsOfCompany(db(), OURS, '9')).toEqual([]);
      expect(await prospectsOfCompany(db(), OURS, '10')).toEqual([{ ...row, companyId: '10' }]);
    });

    it('knows its competing deals, and which of them the CRM shows', async () => {
      const deal = { dealId: 'd1', prospectKey: KEY, registrationId: 'reg_1', flaggedAt: START };
      await within((tx) => flagDeal(tx, OURS, deal));
      expect(await findFlaggedDeal(db(), OURS, 'd1')).toEqual({ ...deal, changedSeq: 1, shown: false });
      await within((tx) => markDealsShown(tx, OURS, [{ dealId: 'd1', changedSeq: 1 }]));
      await within((tx) => markDealsShown(tx, OURS, []));
      expect(await flaggedDealsOf(db(), OURS, KEY)).toEqual([{ ...deal, changedSeq: 1, shown: true }]);
      await within((tx) => markDealsStale(tx, OURS, KEY));
      expect(await flaggedDealsOf(db(), OURS, KEY)).toEqual([{ ...deal, changedSeq: 2, shown: false }]);
      await within((tx) => markDealsShown(tx, OURS, [{ dealId: 'd1', changedSeq: 2 }]));
      await within((tx) => flagDeal(tx, OURS, { ...deal, registrationId: 'reg_2' }));
      expect(await findFlaggedDeal(db(), OURS, 'd1')).toMatchObject({ registrationId: 'reg_2', shown: false });
    });

    it('shows a competing deal again when it changed while it was being written', async () => {
      const deal = { dealId: 'd2', prospectKey: KEY, registrationId: 'reg_1', flaggedAt: START };
      await within((tx) => flagDeal(tx, OURS, deal));
      await within((tx) => markDealsStale(tx, OURS, KEY));
      await within((tx) => markDealsShown(tx, OURS, [{ dealId: 'd2', changedSeq: 1 }]));
      expect(await findFlaggedDeal(db(), OURS, 'd2')).toMatchObject({ shown: false });
    });
  });

  describe('a partner', () => {
    const stored = (name: string, change: Partial<StoredPartner> = {}): StoredPartner => ({
      ...partner(name),
      domain: `${name}.example`,
      createdAt: START,
      ...change,
    });
    const put = (one: StoredPartner, programId = OURS) => within((tx) => savePartner(tx, programId, one));

    it('is found by id, code and company, and changes in place', async () => {
      const north = stored('north', { crmCompanyId: '5', channelManagerId: '9' });
      await put(stored('north'));
      await put(north);
      expect(await findPartner(db(), OURS, north.partnerId)).toEqual(north);
      expect(await findPartnerByCode(db(), OURS, 'north')).toEqual(north);
      expect(await findPartnerByCompany(db(), OURS, '5')).toEqual(north);
      await put(stored('alps', { name: 'Demo Partner Alps' }));
      expect((await listPartners(db(), OURS)).map(({ code }) => code)).toEqual(['ALPS', 'NORTH']);
    });

    it.each([
      ['code', stored('south', { code: 'north' })],
      ['crmCompanyId', stored('south', { crmCompanyId: '5' })],
    ])('cannot take the %s of another one', async (field, second) => {
      await put(stored('north', { crmCompanyId: '5' }));
      const refused = await put(second).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(AlreadyTaken);
      expect(refused).toMatchObject({ field });
      await put(second, THEIRS);
    });

    it('that is refused leaves the rest of the caller’s transaction standing', async () => {
      await put(stored('north'));
      await within(async (tx) => {
        await savePartner(tx, OURS, stored('alps'));
        await expect(savePartner(tx, OURS, stored('south', { code: 'north' }))).rejects.toBeInstanceOf(AlreadyTaken);
      });
      expect((await listPartners(db(), OURS)).map(({ code }) => code)).toEqual(['ALPS', 'NORTH']);
    });

    it('that loses a race for a code is refused in the same words', async () => {
      const rivals = Array.from({ length: 6 }, (_, index) => put(stored(`p${index}`, { code: 'SAME' })));
      const outcomes = await Promise.allSettled(rivals);
      const losers = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      expect(losers).toHaveLength(5);
      for (const loser of losers) expect(loser).toMatchObject({ name: 'AlreadyTaken', field: 'code' });
    });
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
