import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELDS, type FieldCode } from '../../shared/catalog/fields.ts';
import { outboxState } from '../../server/store/outbox.ts';
import { inOrg, openBothWorld, type BothWorld } from './both-world.ts';
import { shown } from './world.ts';

/** What has to stand the same in both worlds, whatever was away meanwhile. */
const COMPARED: readonly FieldCode[] = [
  'registrationStatus',
  'lockStatus',
  'lockEndsAt',
  'lockKey',
  'partnerName',
  'channelConflict',
  'rejectionReason',
];
const COMPANIES = ['siemens.com', 'bosch.com', 'linde.com'];

describe('Salesforce goes away in the middle', () => {
  let world: BothWorld;
  beforeAll(async () => {
    world = await openBothWorld();
  });
  afterAll(() => world.close());

  it('registrations are decided, the outbox waits and drains, and the end is as if it had been there', async () => {
    const [north, south] = await world.partners(2);
    await world.settle();
    const registerAll = async (formUrl: string) => {
      const receipts = [];
      for (const domain of COMPANIES) {
        const values = { company: domain.split('.')[0] ?? '', website: domain, email: `it@${domain}` };
        receipts.push((await world.register(formUrl, values)).receipt.reference);
      }
      return receipts;
    };
    await world.operator.salesforce.away(true);
    const references = await registerAll(north?.formUrl ?? '');
    await registerAll(south?.formUrl ?? '');
    await world.settleWithoutOrg();
    const dealOf = (reference: string) =>
      world.deals().find((deal) => shown(deal, 'registrationReference') === reference && shown(deal, 'registrationId'));
    for (const reference of references) {
      const deal = dealOf(reference);
      expect(shown(deal, 'verdictReasons')).toContain('facts_unavailable');
      const registrationId = shown(deal, 'registrationId');
      const decided = {
        objectTypeId: '0-3',
        objectId: deal?.id ?? '',
        registrationId,
        requestId: `while-away-${reference}`,
      };
      expect(await world.manager.decide({ ...decided, action: 'approve' })).toMatchObject({ ok: true });
    }
    await world.settleWithoutOrg();
    expect(references.map((reference) => shown(dealOf(reference), 'lockStatus'))).toEqual([
      'active',
      'active',
      'active',
    ]);
    expect((await outboxState(world.database.db, world.programId)).waiting).toBe(COMPANIES.length);

    await world.orgIsBack();
    await world.settle();
    expect((await outboxState(world.database.db, world.programId)).waiting).toBe(0);
    const records = world.records('Partner_Registration__c');
    for (const deal of world.deals().filter((one) => shown(one, 'registrationId') !== '')) {
      const record = records.find(
        (row) => inOrg(row, 'registrationReference') === shown(deal, 'registrationReference'),
      );
      for (const code of COMPARED) {
        const [here, there] = [shown(deal, code), inOrg(record, code) ?? ''].map(plain);
        expect(`${FIELDS[code].label}: ${there}`).toBe(`${FIELDS[code].label}: ${here}`);
      }
    }
    expect(records).toHaveLength(2 * COMPANIES.length);
  });
});

const plain = (value: unknown): string => {
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? new Date(text.replace('+0000', 'Z')).toISOString() : text;
};
