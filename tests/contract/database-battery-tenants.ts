import { describe, expect, it } from 'vitest';
import { append, eventsSince, loadStream } from '../../server/store/event-store.ts';
import {
  findFlaggedDeal,
  flagDeal,
  flaggedDealsOf,
  markDealsShown,
  markDealsStale,
} from '../../server/store/flagged-deals.ts';
import { findCursor, rewindCursor, saveCursor } from '../../server/store/crm-cursors.ts';
import { findHandled, rememberHandled } from '../../server/store/handled-commands.ts';
import { alreadySeen, seenBefore } from '../../server/store/inbox.ts';
import { dueLocks, findLock, saveLock } from '../../server/store/locks.ts';
import { addToOutbox, outboxState } from '../../server/store/outbox.ts';
import {
  findPartner,
  findPartnerByCode,
  findPartnerByCompany,
  listPartners,
  savePartner,
} from '../../server/store/partners.ts';
import { partnerRecordIn, partnerRecordsOf, savePartnerRecord } from '../../server/store/partner-records.ts';
import { currentPolicy, policyAt, savePolicy } from '../../server/store/policies.ts';
import {
  companyOf,
  markProspectShown,
  moveProspects,
  prospectsOfCompany,
} from '../../server/store/prospect-records.ts';
import { findProspect, prospectKeysAfter, saveProspect } from '../../server/store/prospects.ts';
import { ofPartner, queue, queueCounts } from '../../server/store/registration-lists.ts';
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
} from '../../server/store/registration-records.ts';
import {
  findByNonce,
  findByReference,
  findBySourceId,
  findRegistration,
  registrationsOfProspect,
  saveRegistration,
} from '../../server/store/registrations.ts';
import type { Db, Tx } from '../../server/store/database.ts';
import { after, NORTH, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { KEY, OURS, POLICY, registrationRow, SUBMITTED, THEIRS } from './database-fixtures.ts';

const STREAM = { crm: 'salesforce', stream: 'reconciled' } as const;

/** Everything that can be read of one program. The same ids are asked for in both. */
const READS: Readonly<Record<string, (db: Db, programId: string) => Promise<unknown>>> = {
  loadStream: async (db, programId) => (await loadStream(db, programId, KEY)).events,
  eventsSince: (db, programId) => eventsSince(db, programId, 0, 10),
  findHandled: (db, programId) => findHandled(db, programId, 'c1'),
  findLock: (db, programId) => findLock(db, programId, KEY),
  dueLocks: (db, programId) => dueLocks(db, programId, after(999), 10),
  findRegistration: (db, programId) => findRegistration(db, programId, 'reg_1'),
  findRecord: (db, programId) => findRecord(db, programId, 'salesforce', 'reg_1'),
  recordIdsOf: async (db, programId) => [...(await recordIdsOf(db, programId, 'salesforce', ['reg_1']))],
  recordsOfProspect: async (db, programId) => [...(await recordsOfProspect(db, programId, 'salesforce', KEY))],
  findByRecord: (db, programId) => findByRecord(db, programId, 'salesforce', '77'),
  findByContact: (db, programId) => findByContact(db, programId, 'salesforce', '00Q'),
  findByNonce: (db, programId) => findByNonce(db, programId, 'nonce-1'),
  findBySourceId: (db, programId) => findBySourceId(db, programId, 'source-1'),
  findByReference: (db, programId) => findByReference(db, programId, 'PL-7K3M-Q2XA'),
  registrationsOfProspect: (db, programId) => registrationsOfProspect(db, programId, KEY),
  queue: async (db, programId) =>
    (await queue(db, programId, { filter: 'all', now: START, after: null, limit: 10 })).rows,
  queueCounts: async (db, programId) => (await queueCounts(db, programId, START)).all || null,
  ofPartner: async (db, programId) =>
    (await ofPartner(db, programId, NORTH.partnerId, { after: null, limit: 10 })).rows,
  findProspect: (db, programId) => findProspect(db, programId, KEY),
  prospectsOfCompany: (db, programId) => prospectsOfCompany(db, programId, 'salesforce', '9'),
  companyOf: (db, programId) => companyOf(db, programId, 'salesforce', KEY),
  prospectKeysAfter: (db, programId) => prospectKeysAfter(db, programId, '', 10),
  findFlaggedDeal: (db, programId) => findFlaggedDeal(db, programId, 'salesforce', 'd1'),
  flaggedDealsOf: (db, programId) => flaggedDealsOf(db, programId, 'salesforce', KEY),
  findPartner: (db, programId) => findPartner(db, programId, NORTH.partnerId),
  findPartnerByCode: (db, programId) => findPartnerByCode(db, programId, NORTH.code),
  findPartnerByCompany: (db, programId) => findPartnerByCompany(db, programId, 'salesforce', '5'),
  partnerRecordsOf: (db, programId) => partnerRecordsOf(db, programId, NORTH.partnerId),
  partnerRecordIn: (db, programId) => partnerRecordIn(db, programId, 'salesforce', NORTH.partnerId),
  findCursor: (db, programId) => findCursor(db, { ...STREAM, programId }),
  listPartners: (db, programId) => listPartners(db, programId),
  currentPolicy: (db, programId) => currentPolicy(db, programId),
  policyAt: (db, programId) => policyAt(db, programId, 1),
  alreadySeen: async (db, programId) => [...(await alreadySeen(db, programId, ['event-1']))],
  outboxState: async (db, programId) => (await outboxState(db, programId)).waiting || null,
};

async function storeEverything(tx: Tx, programId: string): Promise<void> {
  await append(tx, programId, KEY, 0, SUBMITTED, 'c1');
  await rememberHandled(tx, programId, 'c1', { refusal: null }, START);
  const lock = {
    registrationId: 'reg_1',
    partnerId: NORTH.partnerId,
    kind: 'pending',
    startsAt: START,
    endsAt: after(14),
    epoch: 1,
    extensionCount: 0,
  } as const;
  await saveLock(tx, programId, KEY, lock, 1);
  await saveRegistration(tx, programId, registrationRow());
  await seedRecord(tx, programId, 'salesforce', 'reg_1', { recordId: null, contactId: '00Q' });
  await markShown(tx, programId, 'salesforce', 'reg_1', { version: 1, recordId: '77', dealId: '77' });
  await takeDecision(tx, programId, 'salesforce', 'reg_1', 'approve', { decision: null, decisionSeq: 0 });
  await saveProspect(tx, programId, {
    prospectKey: KEY,
    name: 'Siemens',
    nameKey: 'siemens',
    domain: null,
    version: 1,
  });
  await markProspectShown(tx, programId, 'salesforce', KEY, { version: 1, companyId: '9' });
  const deal = { crm: 'salesforce', dealId: 'd1' } as const;
  await flagDeal(tx, programId, { ...deal, prospectKey: KEY, registrationId: 'reg_1', flaggedAt: START });
  await markDealsShown(tx, programId, [{ ...deal, changedSeq: 99 }]);
  await savePartner(tx, programId, { ...NORTH, domain: null, createdAt: START });
  const company = { crm: 'salesforce', companyId: '5', channelManagerId: null } as const;
  await savePartnerRecord(tx, programId, NORTH.partnerId, company);
  await saveCursor(tx, { ...STREAM, programId }, START, START);
  await savePolicy(tx, programId, POLICY, START, 'manager@vendor.example', 0);
  await seenBefore(tx, programId, ['event-1'], START);
  await addToOutbox(tx, programId, [{ topic: 'show_prospect:salesforce', subject: KEY }], START);
}

export function tenantsBattery({ db, within }: Subject): void {
  describe('another program', () => {
    it.each(Object.entries(READS))('sees nothing of ours through %s', async (_name, read) => {
      await within((tx) => storeEverything(tx, OURS));
      const ours = await read(db(), OURS);
      expect(Array.isArray(ours) ? ours.length : ours, 'the owner must see it, or this proves nothing').toBeTruthy();
      const theirs = await read(db(), THEIRS);
      expect(Array.isArray(theirs) ? theirs : (theirs ?? [])).toEqual([]);
    });

    it('may use the same ids, and its changes leave ours alone', async () => {
      await within((tx) => storeEverything(tx, OURS));
      const before = await snapshot(db());
      await within((tx) => storeEverything(tx, THEIRS));
      await within(async (tx) => {
        await saveLock(tx, THEIRS, KEY, null, 9);
        await saveRegistration(tx, THEIRS, registrationRow({ version: 9, status: 'rejected' }));
        await takeDecision(tx, THEIRS, 'salesforce', 'reg_1', 'reject', { decision: 'approve', decisionSeq: 1 });
        await answerDecision(tx, THEIRS, 'salesforce', 'reg_1', { seq: 2, answer: 'Rejected.' });
        await closeDecision(tx, THEIRS, 'salesforce', 'reg_1', 2);
        await moveContact(tx, THEIRS, 'salesforce', '00Q', '00R');
        await markStale(tx, THEIRS, 'salesforce', 'reg_1');
        await forgetRecord(tx, THEIRS, 'salesforce', 'reg_1', '77');
        await markDealsStale(tx, THEIRS, KEY);
        await moveProspects(tx, THEIRS, 'salesforce', '9', '10');
        await savePartnerRecord(tx, THEIRS, NORTH.partnerId, { ...MANAGED, companyId: '6' });
        await rewindCursor(tx, { ...STREAM, programId: THEIRS }, after(-9));
        await savePolicy(tx, THEIRS, POLICY, START, 'somebody@vendor.example', 1);
      });
      expect(await snapshot(db())).toEqual(before);
    });
  });
}

const MANAGED = { crm: 'salesforce', channelManagerId: '9' } as const;

const snapshot = (db: Db) =>
  Promise.all(Object.entries(READS).map(async ([name, read]) => [name, await read(db, OURS)] as const));
