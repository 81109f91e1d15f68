import { describe, expect, it } from 'vitest';
import type { Crm } from '../../shared/values/ids.ts';
import {
  answerDecision,
  closeDecision,
  findByContact,
  findByRecord,
  findRecord,
  forgetRecord,
  markShown,
  markStale,
  moveContact,
  recordIdsOf,
  recordsOfProspect,
  seedRecord,
  takeDecision,
  type DecisionState,
} from '../../server/store/registration-records.ts';
import { saveRegistration, type RegistrationRow } from '../../server/store/registrations.ts';
import { after } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { KEY, OURS, registrationRow } from './database-fixtures.ts';

const CRMS_BOTH = ['hubspot', 'salesforce'] as const;
const UNDECIDED = { decision: null, decisionSeq: 0 };

export function recordsBattery({ db, within }: Subject): void {
  const register = (change: Partial<RegistrationRow> = {}) =>
    within((tx) => saveRegistration(tx, OURS, registrationRow(change)));
  const show = (
    crm: Crm,
    change: Partial<{ version: number; recordId: string | null; dealId: string | null }> = {},
    id = 'reg_1',
  ) => within((tx) => markShown(tx, OURS, crm, id, { version: 1, recordId: null, dealId: null, ...change }));
  const seed = (crm: Crm, from: Partial<{ recordId: string; contactId: string }>, id = 'reg_1') =>
    within((tx) => seedRecord(tx, OURS, crm, id, { recordId: null, contactId: null, ...from }));
  const found = (crm: Crm, id = 'reg_1') => findRecord(db(), OURS, crm, id);
  const byRecord = async (crm: Crm, id: string) => (await findByRecord(db(), OURS, crm, id))?.registrationId;
  const byContact = async (crm: Crm, id: string) => (await findByContact(db(), OURS, crm, id))?.registrationId;

  describe('what a CRM shows of a registration', () => {
    it('is kept for each CRM by itself', async () => {
      await register();
      await seed('hubspot', { contactId: '5' });
      await show('hubspot', { recordId: '77', dealId: '77' });
      await show('salesforce', { version: 2, recordId: 'a01', dealId: '006' });
      const open = { registrationId: 'reg_1', decision: null, decisionAnswer: null, decisionSeq: 0 };
      const inHubSpot = { ...open, recordId: '77', dealId: '77', contactId: '5', shownVersion: 1 };
      const inSalesforce = { ...open, recordId: 'a01', dealId: '006', contactId: null, shownVersion: 2 };
      expect([await found('hubspot'), await found('salesforce')]).toEqual([inHubSpot, inSalesforce]);
      expect(await recordsOfProspect(db(), OURS, 'salesforce', KEY)).toEqual(new Map([['reg_1', inSalesforce]]));
      expect(await recordIdsOf(db(), OURS, 'hubspot', ['reg_1', 'reg_2'])).toEqual(new Map([['reg_1', '77']]));
      expect(await recordIdsOf(db(), OURS, 'hubspot', [])).toEqual(new Map());
      expect(await found('hubspot', 'reg_2')).toBeNull();
    });

    it('leads from a record or deal to the registration, in that CRM only', async () => {
      await register();
      await show('salesforce', { recordId: 'a01', dealId: '006' });
      expect([await byRecord('salesforce', 'a01'), await byRecord('salesforce', '006')]).toEqual(['reg_1', 'reg_1']);
      expect([await byRecord('hubspot', 'a01'), await byRecord('salesforce', 'a02')]).toEqual([undefined, undefined]);
    });

    it('leads to the newest registration where several share a record or a contact', async () => {
      for (const [index, registrationId] of ['reg_1', 'reg_2', 'reg_3'].entries()) {
        await register({ registrationId, receivedAt: after(index === 1 ? 9 : index) });
        await seed('hubspot', { contactId: '5' }, registrationId);
        await show('hubspot', { recordId: '77', dealId: '77' }, registrationId);
      }
      expect([await byRecord('hubspot', '77'), await byContact('hubspot', '5')]).toEqual(['reg_2', 'reg_2']);
      expect(await byContact('salesforce', '5')).toBeUndefined();
    });

    it('shows no less because an older write was answered late, and all again once it is stale', async () => {
      await register({ version: 4 });
      await show('hubspot', { version: 4, recordId: '77', dealId: '77' });
      await show('salesforce', { version: 4, recordId: 'a01' });
      await show('hubspot', { version: 2 });
      expect(await found('hubspot')).toMatchObject({ shownVersion: 4, recordId: '77', dealId: '77' });
      await within((tx) => markStale(tx, OURS, 'hubspot', 'reg_1'));
      expect(await found('hubspot')).toMatchObject({ shownVersion: 0, recordId: '77', dealId: '77' });
      expect(await found('salesforce')).toMatchObject({ shownVersion: 4 });
    });

    it('ends with the later version in whatever order the writes are answered, or at the same time', async () => {
      await register({ version: 6 });
      await Promise.all([3, 6, 1, 5].map((version) => show('hubspot', { version, recordId: '77' })));
      expect(await found('hubspot')).toMatchObject({ shownVersion: 6, recordId: '77' });
    });

    it('begins with what the submission came with, and a repeat takes nothing back', async () => {
      await register();
      await seed('salesforce', { recordId: 'a01' });
      await show('salesforce', { version: 3, recordId: 'a01', dealId: '006' });
      await seed('salesforce', { recordId: 'a99', contactId: '00Q' });
      expect(await found('salesforce')).toMatchObject({
        recordId: 'a01',
        dealId: '006',
        contactId: null,
        shownVersion: 3,
      });
    });

    it('loses the record that is gone, and keeps the other one', async () => {
      await register();
      await show('salesforce', { version: 3, recordId: 'a01', dealId: '006' });
      await within((tx) => forgetRecord(tx, OURS, 'salesforce', 'reg_1', '006'));
      expect(await found('salesforce')).toMatchObject({ recordId: 'a01', dealId: null, shownVersion: 0 });
      await show('hubspot', { version: 3, recordId: '77', dealId: '77' });
      await within((tx) => forgetRecord(tx, OURS, 'hubspot', 'reg_1', '77'));
      expect(await found('hubspot')).toMatchObject({ recordId: null, dealId: null, shownVersion: 0 });
      await within((tx) => forgetRecord(tx, OURS, 'salesforce', 'reg_1', '77'));
      expect(await found('salesforce')).toMatchObject({ recordId: 'a01' });
    });

    it('follows the contact that a merge left, and tells whose prospects have to be shown again', async () => {
      await register();
      await register({ registrationId: 'reg_2', prospectKey: 'dom:acme.com' });
      await register({ registrationId: 'reg_3', prospectKey: 'dom:other.com' });
      for (const id of ['reg_1', 'reg_2']) await seed('salesforce', { contactId: '00Q1' }, id);
      await seed('salesforce', { contactId: '00Q9' }, 'reg_3');
      await seed('hubspot', { contactId: '00Q1' }, 'reg_3');
      await show('salesforce', { version: 5 });
      const moved = await within((tx) => moveContact(tx, OURS, 'salesforce', '00Q1', '00Q2'));
      expect([...moved].sort()).toEqual(['dom:acme.com', KEY]);
      expect(await found('salesforce')).toMatchObject({ contactId: '00Q2', shownVersion: 0 });
      expect(await byContact('salesforce', '00Q1')).toBeUndefined();
      expect([await byContact('salesforce', '00Q9'), await byContact('hubspot', '00Q1')]).toEqual(['reg_3', 'reg_3']);
      expect(await within((tx) => moveContact(tx, OURS, 'salesforce', '00Q1', '00Q2'))).toEqual([]);
    });
  });

  describe('a decision on a record', () => {
    const seen = async (crm: Crm) => (await findRecord(db(), OURS, crm, 'reg_1')) ?? UNDECIDED;
    const take = async (decision: string, crm: Crm = 'salesforce', before?: DecisionState) => {
      const known = before ?? (await seen(crm));
      return within((tx) => takeDecision(tx, OURS, crm, 'reg_1', decision, known));
    };
    const answer = (seq: number, text: string) =>
      within((tx) => answerDecision(tx, OURS, 'salesforce', 'reg_1', { seq, answer: text }));
    const close = (seq: number) => within((tx) => closeDecision(tx, OURS, 'salesforce', 'reg_1', seq));
    const begin = async (): Promise<void> => {
      await register();
      for (const crm of CRMS_BOTH) await show(crm, { version: 3, recordId: `${crm}-1` });
    };

    it('has one number however often and by however many it is read', async () => {
      await begin();
      expect(await Promise.all(Array.from({ length: 5 }, () => take('approve')))).toEqual([1, 1, 1, 1, 1]);
      await answer(1, 'Approved.');
      expect(await take('approve')).toBe(1);
      const answered = { decision: 'approve', decisionAnswer: 'Approved.', decisionSeq: 1 };
      expect(await found('salesforce')).toMatchObject(answered);
    });

    it('is not taken by a reader that began before it was carried out and cleared', async () => {
      await begin();
      const before = await seen('salesforce');
      await take('extend 30 days');
      await answer(1, 'Extended.');
      await close(1);
      expect(await take('extend 30 days', 'salesforce', before)).toBeNull();
      expect(await found('salesforce')).toMatchObject({ decision: null, decisionSeq: 1 });
    });

    it('has another number when it says something else, and the old answer is not given for it', async () => {
      await begin();
      await take('ask');
      await answer(1, 'Asked.');
      expect(await take('approve')).toBe(2);
      expect(await found('salesforce')).toMatchObject({ decisionAnswer: null, decisionSeq: 2 });
      expect(await take('ask')).toBe(3);
    });

    it('has another number when it is made again after its answer stood on the record', async () => {
      await begin();
      await take('extend 30 days');
      await answer(1, 'Extended.');
      await close(1);
      expect(await found('salesforce')).toMatchObject({ decision: null, decisionAnswer: null, decisionSeq: 1 });
      expect(await take('extend 30 days')).toBe(2);
    });

    it('is answered and closed under its own number only', async () => {
      await begin();
      await take('ask');
      await take('approve');
      await answer(1, 'too late');
      await close(1);
      expect(await found('salesforce')).toMatchObject({ decisionAnswer: null, decisionSeq: 2, shownVersion: 3 });
      await answer(2, 'Approved.');
      await close(1);
      expect(await found('salesforce')).toMatchObject({ decisionAnswer: 'Approved.', shownVersion: 0 });
      expect(await take('approve')).toBe(2);
    });

    it('in one CRM leaves the other one’s alone', async () => {
      await begin();
      await take('approve');
      await answer(1, 'Approved.');
      expect(await found('hubspot')).toMatchObject({ decisionAnswer: null, decisionSeq: 0, shownVersion: 3 });
      expect(await take('approve', 'hubspot')).toBe(1);
    });

    it('needs a record to stand on', async () => {
      await register();
      expect(await take('approve')).toBeNull();
      expect(await found('salesforce')).toBeNull();
    });
  });
}
