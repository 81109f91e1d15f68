import { describe, expect, it } from 'vitest';
import {
  partnerRecordIn,
  partnerRecordsOf,
  savePartnerRecord,
  type PartnerRecord,
} from '../../server/store/partner-records.ts';
import {
  findPartner,
  findPartnerByCode,
  findPartnerByCompany,
  listPartners,
  savePartner,
  type StoredPartner,
} from '../../server/store/partners.ts';
import { AlreadyTaken } from '../../server/store/version-conflict.ts';
import { partner, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { OURS, THEIRS } from './database-fixtures.ts';

export function partnersBattery({ db, within }: Subject): void {
  const stored = (name: string, change: Partial<StoredPartner> = {}): StoredPartner => ({
    ...partner(name),
    domain: `${name}.example`,
    createdAt: START,
    ...change,
  });
  const put = (one: StoredPartner, programId = OURS) => within((tx) => savePartner(tx, programId, one));
  const codes = async () => (await listPartners(db(), OURS)).map(({ code }) => code);

  describe('a partner', () => {
    it('is found by id and code, and changes in place', async () => {
      const north = stored('north', { tier: 'certified_reseller', status: 'paused' });
      await put(stored('north'));
      await put(north);
      expect(await findPartner(db(), OURS, north.partnerId)).toEqual(north);
      expect(await findPartnerByCode(db(), OURS, 'north')).toEqual(north);
      await put(stored('alps', { name: 'Demo Partner Alps' }));
      expect(await codes()).toEqual(['ALPS', 'NORTH']);
    });

    it('cannot take the code of another one', async () => {
      await put(stored('north'));
      const refused = await put(stored('south', { code: 'north' })).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(AlreadyTaken);
      expect(refused).toMatchObject({ field: 'code' });
      await put(stored('south', { code: 'north' }), THEIRS);
    });

    it('that is refused leaves the rest of the caller’s transaction standing', async () => {
      await put(stored('north'));
      await within(async (tx) => {
        await savePartner(tx, OURS, stored('alps'));
        await expect(savePartner(tx, OURS, stored('south', { code: 'north' }))).rejects.toBeInstanceOf(AlreadyTaken);
      });
      expect(await codes()).toEqual(['ALPS', 'NORTH']);
    });

    it('that loses a race for a code is refused in the same words', async () => {
      const rivals = Array.from({ length: 6 }, (_, index) => put(stored(`p${index}`, { code: 'SAME' })));
      expect(await losersOf(rivals)).toEqual(Array(5).fill({ name: 'AlreadyTaken', field: 'code' }));
    });
  });

  describe('a partner’s company', () => {
    const record = (change: Partial<PartnerRecord> = {}): PartnerRecord => ({
      crm: 'hubspot',
      companyId: '5',
      channelManagerId: null,
      ...change,
    });
    const link = (partnerId: string, change: Partial<PartnerRecord> = {}, programId = OURS) =>
      within((tx) => savePartnerRecord(tx, programId, partnerId, record(change)));
    const inBoth = async (): Promise<void> => {
      await put(stored('north'));
      await link('par_north');
      await link('par_north', { crm: 'salesforce', companyId: '001A', channelManagerId: '005M' });
    };

    it('stands in each CRM by itself, with whoever looks after the partner there', async () => {
      await inBoth();
      expect(await partnerRecordsOf(db(), OURS, 'par_north')).toEqual([
        record(),
        record({ crm: 'salesforce', companyId: '001A', channelManagerId: '005M' }),
      ]);
      expect(await partnerRecordIn(db(), OURS, 'hubspot', 'par_north')).toEqual(record());
      expect(await partnerRecordIn(db(), OURS, 'hubspot', 'par_south')).toBeNull();
    });

    it('leads to the partner in its own CRM only', async () => {
      await inBoth();
      expect(await findPartnerByCompany(db(), OURS, 'hubspot', '5')).toEqual(stored('north'));
      expect(await findPartnerByCompany(db(), OURS, 'salesforce', '001A')).toEqual(stored('north'));
      expect(await findPartnerByCompany(db(), OURS, 'salesforce', '5')).toBeNull();
      expect(await findPartnerByCompany(db(), OURS, 'hubspot', '001A')).toBeNull();
    });

    it('stays known when a write tells none, and takes the manager as it comes', async () => {
      await inBoth();
      await link('par_north', { companyId: null, channelManagerId: '9' });
      expect(await partnerRecordIn(db(), OURS, 'hubspot', 'par_north')).toEqual(record({ channelManagerId: '9' }));
      await link('par_north', { companyId: '6' });
      expect(await partnerRecordIn(db(), OURS, 'hubspot', 'par_north')).toEqual(record({ companyId: '6' }));
    });

    it('cannot be another partner’s too; in the other CRM and the other program the same id is free', async () => {
      await put(stored('north'));
      await put(stored('south'));
      await link('par_north');
      await within(async (tx) => {
        const refused = savePartnerRecord(tx, OURS, 'par_south', record());
        await expect(refused).rejects.toMatchObject({ name: 'AlreadyTaken', field: 'companyId' });
        await savePartnerRecord(tx, OURS, 'par_south', record({ companyId: '6' }));
      });
      expect(await partnerRecordIn(db(), OURS, 'hubspot', 'par_south')).toEqual(record({ companyId: '6' }));
      await link('par_south', { crm: 'salesforce' });
      await link('par_south', {}, THEIRS);
    });

    it('may be unknown for any number of partners', async () => {
      for (const partnerId of ['par_north', 'par_south']) await link(partnerId, { companyId: null });
      expect(await partnerRecordIn(db(), OURS, 'hubspot', 'par_south')).toEqual(record({ companyId: null }));
    });

    it('has one partner after six wanted it', async () => {
      const rivals = Array.from({ length: 6 }, (_, index) => link(`par_${index}`));
      expect(await losersOf(rivals)).toEqual(Array(5).fill({ name: 'AlreadyTaken', field: 'companyId' }));
    });
  });
}

async function losersOf(rivals: readonly Promise<unknown>[]): Promise<readonly object[]> {
  const outcomes = await Promise.allSettled(rivals);
  return outcomes.flatMap((one) => {
    if (one.status === 'fulfilled') return [];
    const { name, field } = one.reason as AlreadyTaken;
    return [{ name, field }];
  });
}
