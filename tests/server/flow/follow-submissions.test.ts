import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { follow } from '../../../server/flow/follow.ts';
import type { Hint } from '../../../server/inbound/hint.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { savePartnerRecord } from '../../../server/store/partner-records.ts';
import { findRecord } from '../../../server/store/registration-records.ts';
import { decisionKey } from '../../../shared/crm/decision-key.ts';
import type { Crm } from '../../../shared/values/ids.ts';
import { NORTH, SOUTH, START } from '../../builders/registration.ts';
import { record } from '../../builders/spoken-crm.ts';
import { twoCrmFlow, type TwoCrmFlow } from '../../builders/two-crm-flow.ts';
import { emptyTables, OURS } from '../../contract/empty-tables.ts';

let database: Database;
let world: TwoCrmFlow;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
});
beforeEach(async () => {
  await emptyTables(database);
  world = twoCrmFlow(database);
  await world.enrol();
  await world.enrol(SOUTH);
});
afterAll(() => database.close());

const hint = (crm: Crm, of: Hint) => follow(world.flow, OURS, crm, of);
const inCrm = (crm: Crm, id: string) => findRecord(database.db, OURS, crm, id);
describe('a decision that a manager wrote into the record', () => {
  const decision = {
    action: 'approve',
    reason: null,
    note: '',
    days: null,
    by: { userId: '005', email: 'manager@vendor.example' },
  } as const;
  const staged = async () => {
    const id = await world.submit();
    await world.show();
    world.salesforce.holds(record('registration', `sf:${id}`, { decision }));
    return id;
  };

  it('is carried out once however often it is read, and answered on the record', async () => {
    const id = await staged();
    for (let times = 0; times < 3; times++) await hint('salesforce', { kind: 'registration', id: `sf:${id}` });
    expect((await world.registration(id))?.status).toBe('approved');
    expect(await inCrm('salesforce', id)).toMatchObject({
      decisionSeq: 1,
      decisionAnswer: expect.stringContaining('Siemens') as unknown,
    });
    await world.show();
    const write = world.salesforce.writes.at(-1)?.registrations[0];
    expect(write).toMatchObject({
      clearsDecision: decisionKey(decision),
      details: { decisionAnswer: expect.stringContaining('Approved') as unknown },
    });
    expect(world.hubspot.writes.at(-1)?.registrations[0]).not.toHaveProperty('clearsDecision');
    expect(await inCrm('salesforce', id)).toMatchObject({ decisionAnswer: null });
  });

  it('that says the same again after its answer is another decision, and is told why it changes nothing', async () => {
    const id = await staged();
    await hint('salesforce', { kind: 'registration', id: `sf:${id}` });
    await world.show();
    await hint('salesforce', { kind: 'registration', id: `sf:${id}` });
    expect(await inCrm('salesforce', id)).toMatchObject({ decisionSeq: 2 });
    expect((await inCrm('salesforce', id))?.decisionAnswer).not.toContain('Approved.');
  });
});

describe('a submission', () => {
  const staged = (object: 'contact' | 'lead' | 'registration', change: object = {}) => ({
    record: { object, id: '9' },
    nonce: '1234567890123456789012',
    submittedAt: START,
    contactEmail: 'it@bosch.com',
    values: {
      stagingToken: `token of ${NORTH.partnerId}`,
      stagingCompany: 'Bosch',
      stagingWebsite: 'bosch.com',
      stagingConsent: 'true',
    },
    partnerCompanyId: null,
    ...change,
  });

  it.each([
    { crm: 'hubspot', object: 'contact', source: 'hubspot_form', kept: { recordId: null, contactId: '9' } },
    { crm: 'salesforce', object: 'lead', source: 'salesforce_lead', kept: { recordId: null, contactId: '9' } },
    {
      crm: 'salesforce',
      object: 'registration',
      source: 'salesforce_registration',
      kept: { recordId: '9', contactId: null },
    },
  ] as const)(
    'on a $object is taken once, and its record kept to show the outcome on',
    async ({ crm, object, source, kept }) => {
      world[crm].stages(staged(object));
      const of: Hint =
        object === 'contact'
          ? { kind: 'submission', record: { object, id: '9' }, nonce: null }
          : { kind: object, id: '9' };
      world[crm].holds(record(object, '9'));
      await hint(crm, of);
      await hint(crm, of);
      const id = 'reg:1234567890123456789012';
      expect((await world.registration(id))?.summary.submission).toMatchObject({ source, partnerId: NORTH.partnerId });
      expect(await inCrm(crm, id)).toMatchObject(kept);
      expect(await inCrm(crm === 'hubspot' ? 'salesforce' : 'hubspot', id)).toBeNull();
      expect(await world.holder('dom:bosch.com')).toBe(NORTH.partnerId);
    },
  );

  it('of a partner’s own user is the partner’s whose company the CRM names, whatever the token says', async () => {
    const link = { crm: 'salesforce', companyId: '001S', channelManagerId: null } as const;
    await database.transaction((tx) => savePartnerRecord(tx, OURS, SOUTH.partnerId, link));
    world.salesforce.stages(staged('registration', { partnerCompanyId: '001S' }));
    await hint('salesforce', { kind: 'registration', id: '9' });
    expect(await world.holder('dom:bosch.com')).toBe(SOUTH.partnerId);
  });
});
