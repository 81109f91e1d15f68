import fc from 'fast-check';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { CrmUnavailable, type CrmPort } from '../../../../shared/crm/crm-port.ts';
import { createSalesforceCrm } from '../../../../server/crm/salesforce/adapter.ts';
import type { SalesforceClientOptions } from '../../../../server/crm/salesforce/client.ts';
import { GrantRevoked } from '../../../../server/crm/wire-errors.ts';
import { withoutIds } from '../../../../server/crm/salesforce/errors.ts';
import { isId } from '../../../../server/crm/salesforce/rows.ts';
import { names, soql } from '../../../../server/crm/salesforce/soql.ts';
import { SALESFORCE_FAULTS, type FaultAnswer } from '../../../../server/sandbox/salesforce/faults.ts';
import {
  startSalesforceStandIn,
  type SalesforceOptions,
} from '../../../../server/sandbox/salesforce/start-stand-in.ts';
import { firstOf, only, prospectWrite, there } from '../../../contract/crm-port-fixtures.ts';
import { connectOrg, type ConnectedOrg } from './connected-org.ts';

let org: ConnectedOrg;
let crm: CrmPort;
afterEach(() => org.close());

async function start(options: SalesforceOptions = {}, change: Partial<SalesforceClientOptions> = {}): Promise<void> {
  org = await connectOrg(options, change);
  crm = createSalesforceCrm({
    client: org.client,
    currency: 'EUR',
    stage: null,
    now: () => org.standIn.clock.now(),
  });
}

const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales', lockKey: 'demo:siemens' });
const read = () => crm.readProspect(write.prospect, null);
const fault = (answer: FaultAnswer, times = 1, path = /services\/data/) =>
  org.standIn.faults.add({ match: { path }, times, answer });
const count = (object: string): number => org.admin.list(object).length;
const nothing = { company: null, deals: [] };

describe('sessions', () => {
  it('that ended are renewed once, and the call is repeated', async () => {
    await start();
    await crm.writeProspect(write);
    org.standIn.clock.advance(3 * 3_600_000);
    const { companyId } = await crm.writeProspect(write);
    expect(companyId).toBeTypeOf('string');
    expect(count('Partner_Registration__c')).toBe(1);
    // Reads go out together, so several may meet the end of the session; each repeats once.
    expect(org.renewCount()).toBeGreaterThanOrEqual(1);
  });

  it('that cannot be renewed mean that the org is disconnected', async () => {
    await start({}, { renewSession: async () => {} });
    fault(SALESFORCE_FAULTS.sessionExpired, 99);
    await expect(read()).rejects.toMatchObject({ name: 'CrmRefused', code: 'disconnected' });
    await expect(crm.writeProspect(write)).rejects.toMatchObject({ name: 'CrmRefused', code: 'disconnected' });
  });

  it('whose grant was taken away mean the same', async () => {
    const revoked = async () => {
      throw new GrantRevoked('The app was removed.');
    };
    await start({}, { session: revoked });
    await expect(read()).rejects.toMatchObject({ name: 'CrmRefused', code: 'disconnected' });
  });
});

describe('limits', () => {
  it('of a day make us wait an hour at least, without a second call', async () => {
    await start({ limits: { dailyRequests: 0 } });
    const refused = await crm.writeProspect(write).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CrmUnavailable);
    expect(refused instanceof CrmUnavailable && refused.retryAfterMs).toBeGreaterThanOrEqual(3_600_000);
    expect(org.sleeps).toEqual([]);
  });

  it('of calls at once pass by waiting a moment', async () => {
    await start();
    fault(SALESFORCE_FAULTS.concurrentLimit, 2);
    expect(await read()).toEqual(nothing);
    expect(org.sleeps.length).toBe(2);
  });

  it('take one reservation for each call that is made', async () => {
    let reserved = 0;
    await start({}, { reserve: async () => void (reserved += 1) });
    fault(SALESFORCE_FAULTS.concurrentLimit, 2);
    await crm.writeProspect(write);
    expect(reserved).toBe(org.takeRequests().length);
  });
});

describe('rows that somebody else holds', () => {
  it.each(['Account', 'Partner_Registration__c', 'Opportunity'])('are tried again: %s', async (object) => {
    await start();
    const first = await crm.writeProspect(write);
    const id = { Account: there(first.companyId), Opportunity: only(first.dealIds) }[object] ?? only(first.recordIds);
    org.standIn.org.lockRow(id, 3);
    const changed = { ...firstOf(write), fields: { ...firstOf(write).fields, lockEpoch: 8 } };
    expect(await crm.writeProspect({ ...write, registrations: [changed] })).toEqual(first);
    expect(org.sleeps).toEqual([500, 1_000, 2_000]);
    const read = await crm.readRecord({ object: 'deal', id: only(first.dealIds) });
    expect(read?.fields.lockEpoch).toBe(8);
  });

  it('for too long make the write wait', async () => {
    await start();
    const { companyId } = await crm.writeProspect(write);
    org.standIn.org.lockRow(there(companyId), 99);
    await expect(crm.writeProspect(write)).rejects.toMatchObject({ name: 'CrmUnavailable' });
  });

  it('are tried again when the whole call says it', async () => {
    await start();
    fault(SALESFORCE_FAULTS.rowLocked, 2, /composite/);
    expect((await crm.writeProspect(write)).dealIds.size).toBe(1);
  });
});

describe('when Salesforce stumbles', () => {
  it.each<[string, FaultAnswer]>([
    ['is down', SALESFORCE_FAULTS.serverUnavailable],
    ['answers an error of its own', SALESFORCE_FAULTS.internalError],
    ['drops the connection', 'drop'],
    ['answers nonsense from a proxy', { status: 502, headers: { 'content-type': 'text/html' }, body: 'Bad gateway' }],
  ])('a read is repeated: it %s', async (_what, answer) => {
    await start();
    fault(answer);
    expect(await read()).toEqual(nothing);
    expect(org.sleeps).toHaveLength(1);
  });

  it.each<[string, FaultAnswer]>([
    ['the answer is lost', 'dropAfter'],
    ['the connection is lost', 'drop'],
    ['an error is answered', SALESFORCE_FAULTS.internalError],
  ])('a write is repeated and happens once: %s', async (_what, answer) => {
    await start();
    fault(answer, 1, /composite$/);
    fault(answer, 1, /composite\/sobjects$/);
    const written = await crm.writeProspect(write);
    expect(written.fenced).toEqual([]);
    expect([count('Account'), count('Opportunity'), count('Partner_Registration__c')]).toEqual([1, 1, 1]);
    expect(org.standIn.faults.left).toBe(0);
  });

  it('for long, the write waits; repeated later, it happens once', async () => {
    await start();
    fault('dropAfter', 2, /composite$/);
    await expect(crm.writeProspect(write)).rejects.toMatchObject({ name: 'CrmUnavailable', retryAfterMs: null });
    await crm.writeProspect(write);
    expect([count('Account'), count('Opportunity'), count('Partner_Registration__c')]).toEqual([1, 1, 1]);
  });

  it('a call that takes too long is given up', async () => {
    await start({}, { timeoutMs: 50 });
    fault({ delayMs: 400 }, 9);
    await expect(read()).rejects.toMatchObject({ name: 'CrmUnavailable' });
  });

  it('nobody is kept waiting where nobody listens', async () => {
    await start();
    await org.standIn.close();
    await expect(crm.readRecord({ object: 'company', id: '001DM0000000001' })).rejects.toMatchObject({
      name: 'CrmUnavailable',
    });
    expect(org.sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1_000);
  });

  it('a redirect is not followed with the token', async () => {
    await start();
    const elsewhere = await startSalesforceStandIn();
    onTestFinished(() => elsewhere.close());
    fault({ status: 302, headers: { location: `${elsewhere.baseUrl}/services/data` } }, 9);
    await expect(read()).rejects.toMatchObject({ name: 'CrmUnavailable' });
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('queries', () => {
  it('give every page', async () => {
    await start();
    for (let index = 0; index < 2_005; index += 1) {
      org.admin.create('Account', { Name: `Company ${index}`, AccountNumber: 'many' });
    }
    const rows = await org.client.query(
      soql`SELECT Id FROM Account WHERE AccountNumber = ${'many'}`,
      z.object({ Id: z.string() }),
    );
    expect(new Set(rows.map(({ Id }) => Id)).size).toBe(2_005);
  });

  it('find exactly the text that they were given, whatever it is', async () => {
    await start();
    const row = z.object({ Name: z.string() });
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }), async (text) => {
        const query = soql`SELECT Name FROM Account WHERE Name = ${text} OR Name = ${`${text}'`}`;
        expect(await org.client.query(query, row)).toEqual([]);
      }),
      { numRuns: 60, examples: [[`' OR Name != '`], ["\\' OR Name != '"], ['\\'], ['\n'], ['%'], ['"'], [':x']] },
    );
  });

  it('take no name that nobody meant', () => {
    expect(() => names('Name FROM Account WHERE Id != null')).toThrow(RangeError);
    expect(names('Id', 'Owner.Name').text).toBe('Id, Owner.Name');
    expect(soql`x IN ${['a', `b'`]} AND y = ${null} AND z = ${true}`.text).toBe(
      `x IN ('a', 'b\\'') AND y = null AND z = true`,
    );
  });
});

describe('words for people', () => {
  it('never hold a record’s id', async () => {
    await start();
    const message = 'duplicate value found: X__c duplicates value on record with id: a01DM0000000042';
    fault({ status: 400, body: [{ errorCode: 'DUPLICATE_VALUE', message, fields: [] }] }, 1, /composite$/);
    const refused = await crm.writeProspect(write).catch((error: unknown) => String(error));
    expect(refused).toContain('on record with id: (id)');
    expect(withoutIds('of 001DM0000000042AAB, internationally, 2026-11-22')).toBe(
      'of (id), internationally, 2026-11-22',
    );
  });

  it('never hold the token', async () => {
    const accessToken = '00Dxx!secret.token';
    await start({}, { session: async () => ({ instanceUrl: org.standIn.baseUrl, accessToken }) });
    fault({ status: 400, body: [{ errorCode: 'BAD', message: `Bearer ${accessToken} is bad` }] }, 9);
    expect(await read().catch((error: unknown) => String(error))).toContain('Bearer (token) is bad');
  });
});

describe('ids', () => {
  it.each([
    ['001DM0000000001', true],
    ['001DM0000000001QAA', false],
    ['999', false],
    [`001DM000000000'`, false],
    [null, false],
  ])('%s: %s', async (id, isOne) => {
    await start();
    expect(isId(id)).toBe(isOne);
    expect(isId(org.admin.create('Account', { Name: 'A' }))).toBe(true);
  });
});
