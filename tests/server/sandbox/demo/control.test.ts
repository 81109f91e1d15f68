import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_COMPANIES, DEMO_PARTNERS } from '../../../../server/sandbox/demo/companies.ts';
import { operatorOf, type Operator, type SandboxState } from '../../../../server/sandbox/demo/operator.ts';
import { startSandbox, type Sandbox } from '../../../../server/sandbox/demo/start-sandbox.ts';
import { frozenClock } from '../../../../server/sandbox/hubspot/clock.ts';

const START_MS = Date.parse('2026-11-22T09:00:00.000Z');

describe('the control of both CRMs', () => {
  let sandbox: Sandbox;
  let operator: Operator;
  let state: SandboxState;
  beforeAll(async () => {
    sandbox = await startSandbox({ crms: ['hubspot', 'salesforce'], clock: frozenClock(START_MS) });
    operator = operatorOf(sandbox.controlUrl);
    state = await operator.state();
  });
  afterAll(() => sandbox.close());

  const member = (role: string): string =>
    state.salesforce?.users.find(({ name }) => name.startsWith(role))?.userId ?? `no ${role}`;

  it('moves one clock for both', async () => {
    const nowMs = await operator.advance(60_000);
    expect(nowMs).toBe(state.nowMs + 60_000);
    expect(sandbox.hubspot?.clock.now()).toBe(nowMs);
    expect(sandbox.salesforce?.clock.now()).toBe(nowMs);
  });

  it('has the same companies and partners in both', async () => {
    const portal = (await operator.hubspot.list('companies')).map(({ properties }) => properties['name']);
    const org = (await operator.salesforce.list('Account')).map((account) => account['Name']);
    const expected = [...DEMO_COMPANIES, ...DEMO_PARTNERS].map(({ name }) => name).sort();
    expect(portal.sort()).toEqual(expected);
    expect(org.sort()).toEqual(expected);
  });

  it('has a customer, an open opportunity of a rep, and a partner’s user who belongs to its partner', async () => {
    const [customer] = await operator.salesforce.list('Account', { field: 'Name', value: 'Iberdrola' });
    expect(customer?.['Type']).toBe('Customer - Direct');
    const [deal] = await operator.salesforce.list('Opportunity');
    expect(deal).toMatchObject({ IsClosed: false, OwnerId: member('Sales Rep One') });
    const user = await operator.salesforce.get('User', member('Demo Partner North'));
    const partner = await operator.salesforce.get('Account', String(user?.['AccountId']));
    expect(partner?.['Name']).toBe(DEMO_PARTNERS[0]?.name);
  });

  it('acts as a user: rights and rules hold, and a refusal is told in the org’s words', async () => {
    const as = member('Sales Rep One');
    const id = await operator.salesforce.create('Account', { as, values: { Name: 'Carlsberg' } });
    await operator.salesforce.update('Account', id, { as, values: { Phone: '+45 33 27 33 00' } });
    expect(await operator.salesforce.get('Account', id)).toMatchObject({ Phone: '+45 33 27 33 00', CreatedById: as });
    const stolen = operator.salesforce.update('Account', id, { as, values: { NoSuchField__c: 'x' } });
    await expect(stolen).rejects.toThrow("No such column 'NoSuchField__c' on sobject of type Account");
    await operator.salesforce.delete('Account', id, as);
    expect(await operator.salesforce.get('Account', id)).toBeNull();
    await operator.salesforce.undelete('Account', id, as);
    expect(await operator.salesforce.get('Account', id)).not.toBeNull();
  });

  it('converts leads and merges accounts', async () => {
    const as = member('Org Administrator');
    const leadId = await operator.salesforce.create('Lead', { as, values: { LastName: 'Buyer', Company: 'Tuborg' } });
    const { accountId } = await operator.salesforce.convertLead({ leadId, as });
    const masterId = await operator.salesforce.create('Account', { as, values: { Name: 'Tuborg A/S' } });
    await operator.salesforce.mergeAccounts({ masterId, duplicateIds: [accountId], as });
    expect(await operator.salesforce.get('Account', accountId)).toBeNull();
  });

  it('tells the last event of every channel', async () => {
    const before = await operator.salesforce.events({});
    const as = member('Sales Rep One');
    await operator.salesforce.create('Account', { as, values: { Name: 'Faxe' } });
    const after = await operator.salesforce.events({});
    const channel = '/data/AccountChangeEvent';
    expect(after.last[channel]).toBeGreaterThan(before.last[channel] ?? 0);
  });

  it('counts writes since it was asked last, and no reads', async () => {
    const { baseUrl = '' } = state.salesforce ?? {};
    const token = await operator.salesforce.login(member('Org Administrator'));
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    await operator.writes();
    await fetch(`${baseUrl}/services/data/v67.0/query?q=${encodeURIComponent('SELECT Id FROM Account')}`, { headers });
    await fetch(`${baseUrl}/services/data/v67.0/sobjects/Account`, {
      method: 'POST',
      headers,
      body: '{"Name":"Ceres"}',
    });
    expect(await operator.writes()).toEqual({ hubspot: 0, salesforce: 1 });
    expect(await operator.writes()).toEqual({ hubspot: 0, salesforce: 0 });
  });

  it('takes Salesforce away and brings it back', async () => {
    const ask = () => fetch(`${state.salesforce?.baseUrl}/services/data`).then(({ status }) => status);
    await operator.salesforce.away(true);
    await expect(ask()).rejects.toThrow();
    await expect(ask()).rejects.toThrow();
    await operator.salesforce.away(false);
    expect(await ask()).toBe(200);
  });
});

describe('the control of one CRM', () => {
  it.each(['hubspot', 'salesforce'] as const)('%s alone', async (crm) => {
    const sandbox = await startSandbox({ crms: [crm] });
    const operator = operatorOf(sandbox.controlUrl);
    const state = await operator.state();
    const other = crm === 'hubspot' ? 'salesforce' : 'hubspot';
    expect([state[crm] !== null, state[other]]).toEqual([true, null]);
    const askOther = other === 'hubspot' ? operator.hubspot.list('deals') : operator.salesforce.list('Account');
    await expect(askOther).rejects.toThrow('This sandbox has no such CRM.');
    await sandbox.close();
  });
});
