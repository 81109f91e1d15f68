import { describe, expect, it } from 'vitest';
import type { Crm } from '../../shared/values/ids.ts';
import {
  findFlaggedDeal,
  flagDeal,
  flaggedDealsOf,
  markDealsShown,
  markDealsStale,
} from '../../server/store/flagged-deals.ts';
import {
  companyOf,
  markProspectShown,
  moveProspects,
  prospectsOfCompany,
} from '../../server/store/prospect-records.ts';
import { findProspect, prospectKeysAfter, saveProspect } from '../../server/store/prospects.ts';
import { START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { KEY, OURS } from './database-fixtures.ts';

export function prospectsBattery({ db, within }: Subject): void {
  const siemens = { prospectKey: KEY, name: 'Siemens', domain: 'siemens.com', version: 1 };
  const save = (change: Partial<typeof siemens> = {}) =>
    within((tx) => saveProspect(tx, OURS, { nameKey: 'siemens', ...siemens, ...change }));
  const show = (crm: Crm, companyId: string | null, version = 1, key = KEY) =>
    within((tx) => markProspectShown(tx, OURS, crm, key, { version, companyId }));
  const at = (crm: Crm, companyId: string) => prospectsOfCompany(db(), OURS, crm, companyId);

  describe('a prospect', () => {
    it('takes a later version and refuses one that comes too late', async () => {
      await save();
      await save({ version: 2, name: 'Siemens AG' });
      await save({ name: 'too late' });
      expect(await findProspect(db(), OURS, KEY)).toEqual({ ...siemens, version: 2, name: 'Siemens AG' });
    });

    it('has a company in each CRM, known by that CRM’s id alone', async () => {
      await save({ version: 2 });
      await show('hubspot', '9');
      await show('salesforce', '001A', 2);
      const row = { prospectKey: KEY, version: 2 };
      expect(await at('hubspot', '9')).toEqual([{ ...row, companyId: '9', shownVersion: 1 }]);
      expect(await at('salesforce', '001A')).toEqual([{ ...row, companyId: '001A', shownVersion: 2 }]);
      expect([await at('salesforce', '9'), await at('hubspot', '001A')]).toEqual([[], []]);
      expect(await companyOf(db(), OURS, 'hubspot', KEY)).toBe('9');
      expect(await companyOf(db(), OURS, 'hubspot', 'dom:else.com')).toBeNull();
    });

    it('shows no less because an older write was answered late, and keeps the company that it told', async () => {
      await save({ version: 4 });
      await show('hubspot', '9', 4);
      await show('hubspot', null, 2);
      expect(await at('hubspot', '9')).toEqual([{ prospectKey: KEY, version: 4, companyId: '9', shownVersion: 4 }]);
    });

    it('follows its company when that CRM merged companies, and stays where it was in the other', async () => {
      for (const prospectKey of [KEY, 'name:siemens']) {
        await save({ prospectKey });
        await show('hubspot', '9', 1, prospectKey);
        await show('salesforce', '9', 1, prospectKey);
      }
      const moved = await within((tx) => moveProspects(tx, OURS, 'hubspot', '9', '10'));
      expect([...moved].sort()).toEqual([KEY, 'name:siemens']);
      expect(await at('hubspot', '9')).toEqual([]);
      expect((await at('hubspot', '10')).map(({ prospectKey }) => prospectKey)).toEqual([KEY, 'name:siemens']);
      expect(await at('salesforce', '9')).toHaveLength(2);
      expect(await within((tx) => moveProspects(tx, OURS, 'hubspot', '9', '10'))).toEqual([]);
    });

    it('is listed once for a CRM that has to be shown all of them, page by page', async () => {
      const keys = ['dom:a.com', 'dom:b.com', 'dom:c.com', 'name:a', 'none:reg_1'];
      for (const prospectKey of keys.toReversed()) await save({ prospectKey });
      const first = await prospectKeysAfter(db(), OURS, '', 2);
      const second = await prospectKeysAfter(db(), OURS, first.at(-1) ?? '', 2);
      const third = await prospectKeysAfter(db(), OURS, second.at(-1) ?? '', 2);
      expect([first, second, third].map((page) => page.length)).toEqual([2, 2, 1]);
      expect([...first, ...second, ...third]).toEqual(keys);
    });
  });

  describe('a competing deal', () => {
    const deal = { crm: 'hubspot', dealId: 'd1', prospectKey: KEY, registrationId: 'reg_1', flaggedAt: START } as const;
    const flag = (change: Partial<Omit<typeof deal, 'crm'>> & { crm?: Crm } = {}) =>
      within((tx) => flagDeal(tx, OURS, { ...deal, ...change }));
    const shown = (changedSeq: number, crm: Crm = 'hubspot') =>
      within((tx) => markDealsShown(tx, OURS, [{ crm, dealId: 'd1', changedSeq }]));
    const found = (crm: Crm = 'hubspot') => findFlaggedDeal(db(), OURS, crm, 'd1');
    const ofProspect = (crm: Crm = 'hubspot') => flaggedDealsOf(db(), OURS, crm, KEY);

    it('is known to its prospect, with whether the CRM shows it', async () => {
      await flag();
      expect(await found()).toEqual({ ...deal, changedSeq: 1, shown: false });
      await shown(1);
      await within((tx) => markDealsShown(tx, OURS, []));
      expect(await ofProspect()).toEqual([{ ...deal, changedSeq: 1, shown: true }]);
      await within((tx) => markDealsStale(tx, OURS, KEY));
      expect(await ofProspect()).toEqual([{ ...deal, changedSeq: 2, shown: false }]);
      await shown(2);
      await within((tx) => flagDeal(tx, OURS, { ...deal, registrationId: 'reg_2' }));
      expect(await found()).toMatchObject({ registrationId: 'reg_2', shown: false });
    });

    it('is shown again when it changed while it was being written', async () => {
      await flag();
      await within((tx) => markDealsStale(tx, OURS, KEY));
      await shown(1);
      expect(await found()).toMatchObject({ shown: false });
    });

    it('is another one in the other CRM, though it has the same id', async () => {
      await flag();
      await flag({ crm: 'salesforce' });
      await shown(1, 'salesforce');
      expect([(await found())?.shown, (await found('salesforce'))?.shown]).toEqual([false, true]);
      expect((await ofProspect('salesforce')).map(({ crm }) => crm)).toEqual(['salesforce']);
      await within((tx) => markDealsStale(tx, OURS, KEY));
      expect([(await found())?.changedSeq, (await found('salesforce'))?.changedSeq]).toEqual([2, 2]);
    });
  });
}
