import { describe, expect, it } from 'vitest';
import { append, eventsSince, loadStream } from '../../server/store/event-store.ts';
import {
  findFlaggedDeal,
  flagDeal,
  flaggedDealsOf,
  markDealsShown,
  markDealsStale,
} from '../../server/store/flagged-deals.ts';
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
import { currentPolicy, policyAt, savePolicy } from '../../server/store/policies.ts';
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
} from '../../server/store/registrations.ts';
import type { Db, Tx } from '../../server/store/database.ts';
import { after, NORTH, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { KEY, OURS, POLICY, registrationRow, SUBMITTED, THEIRS } from './database-fixtures.ts';

/** Everything that can be read of one program. The same ids are asked for in both. */
const READS: Readonly<Record<string, (db: Db, programId: string) => Promise<unknown>>> = {
  loadStream: async (db, programId) => (await loadStream(db, programId, KEY)).events,
  eventsSince: (db, programId) => eventsSince(db, programId, 0, 10),
  findHandled: (db, programId) => findHandled(db, programId, 'c1'),
  findLock: (db, programId) => findLock(db, programId, KEY),
  dueLocks: (db, programId) => dueLocks(db, programId, after(999), 10),
  findRegistration: (db, programId) => findRegistration(db, programId, 'reg_1'),
  findByDeal: (db, programId) => findByDeal(db, programId, '77'),
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
  prospectsOfCompany: (db, programId) => prospectsOfCompany(db, programId, '9'),
  findFlaggedDeal: (db, programId) => findFlaggedDeal(db, programId, 'd1'),
  flaggedDealsOf: (db, programId) => flaggedDealsOf(db, programId, KEY),
  findPartner: (db, programId) => findPartner(db, programId, NORTH.partnerId),
  findPartnerByCode: (db, programId) => findPartnerByCode(db, programId, NORTH.code),
  findPartnerByCompany: (db, programId) => findPartnerByCompany(db, programId, '5'),
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
  await markShown(tx, programId, 'reg_1', { version: 1, dealId: '77' });
  await saveProspect(tx, programId, {
    prospectKey: KEY,
    companyId: '9',
    name: 'Siemens',
    nameKey: 'siemens',
    domain: null,
    version: 1,
  });
  await markProspectShown(tx, programId, KEY, { version: 1, companyId: null });
  await flagDeal(tx, programId, { dealId: 'd1', prospectKey: KEY, registrationId: 'reg_1', flaggedAt: START });
  await markDealsShown(tx, programId, [{ dealId: 'd1', changedSeq: 99 }]);
  await savePartner(tx, programId, { ...NORTH, crmCompanyId: '5', domain: null, createdAt: START });
  await savePolicy(tx, programId, POLICY, START, 'manager@vendor.example', 0);
  await seenBefore(tx, programId, ['event-1'], START);
  await addToOutbox(tx, programId, [{ topic: 'show_prospect', subject: KEY }], START);
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
        await markStale(tx, THEIRS, 'reg_1');
        await markDealsStale(tx, THEIRS, KEY);
        await moveProspects(tx, THEIRS, '9', '10');
        await savePolicy(tx, THEIRS, POLICY, START, 'somebody@vendor.example', 1);
      });
      expect(await snapshot(db())).toEqual(before);
    });
  });
}

const snapshot = (db: Db) =>
  Promise.all(Object.entries(READS).map(async ([name, read]) => [name, await read(db, OURS)] as const));
