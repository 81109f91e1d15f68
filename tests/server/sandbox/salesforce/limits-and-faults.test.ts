import { describe, expect, it } from 'vitest';
import { SALESFORCE_FAULTS } from '../../../../server/sandbox/salesforce/faults.ts';
import { API, DAY_MS, demoOrg, fieldsOf, refusal, REGISTRATION, savedId } from './demo-org.ts';

describe('the daily limit', () => {
  it('is told with every answer and refuses what is above it, until a day has gone', async () => {
    const { call, admin, connect, standIn } = await demoOrg({ limits: { dailyRequests: 3 } });
    expect((await call('GET', `${API}/limits`)).headers.get('sforce-limit-info')).toBe('api-usage=1/3');
    const limits = await call('GET', `${API}/limits`);
    expect(limits.body['DailyApiRequests']).toEqual({ Max: 3, Remaining: 1 });
    await admin.query('SELECT Id FROM Lead');
    expect(admin.limitInfo).toMatchObject({ apiUsage: { used: 3, limit: 3 } });
    expect(await refusal(admin.query('SELECT Id FROM Lead'))).toMatchObject({
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
      message: 'TotalRequests Limit exceeded.',
    });
    standIn.clock.advance(DAY_MS);
    await connect(standIn.org.administrator).query('SELECT Id FROM Lead');
  });

  it('of long requests at the same time refuses the next one', async () => {
    const { call, standIn } = await demoOrg({ limits: { concurrentLong: 1 } });
    standIn.faults.add({ times: 2, answer: { delayMs: 100 } });
    const replies = await Promise.all([call('GET', `${API}/limits`), call('GET', `${API}/limits`)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 403]);
  });
});

describe('a fault', () => {
  it('answers in Salesforce’s words, as often as was said', async () => {
    const { admin, standIn } = await demoOrg();
    const id = await savedId(admin.sobject('Account').create({ Name: 'SAP' }));
    const update = () => admin.sobject('Account').update({ Id: id, Phone: '1' });
    standIn.faults.add({ match: { method: 'PATCH' }, times: 1, answer: SALESFORCE_FAULTS.rowLocked });
    standIn.faults.add({ match: { method: 'PATCH' }, times: 1, answer: SALESFORCE_FAULTS.requestLimit });
    expect([await refusal(update()), await refusal(update())]).toMatchObject([
      { errorCode: 'UNABLE_TO_LOCK_ROW' },
      { errorCode: 'REQUEST_LIMIT_EXCEEDED' },
    ]);
    await savedId(update());
  });

  it('before the work leaves nothing behind, after the work leaves the caller in doubt', async () => {
    const { call, admin, standIn } = await demoOrg();
    const create = (Name: string) => call('POST', `${API}/sobjects/Account`, { Name });
    standIn.faults.add({ match: { path: /Account/ }, times: 1, answer: 'drop' });
    await expect(create('A')).rejects.toThrow();
    expect((await admin.query('SELECT Id FROM Account')).totalSize).toBe(0);
    standIn.faults.add({ match: { path: /Account/ }, times: 1, answer: 'dropAfter' });
    await expect(create('B')).rejects.toThrow();
    expect((await admin.query('SELECT Name FROM Account')).records).toMatchObject([{ Name: 'B' }]);
    expect(standIn.requests.filter((each) => each.status === 0)).toHaveLength(2);
  });

  it('can hold one row: it fails alone in a collection, and so many times', async () => {
    const { admin, standIn } = await demoOrg();
    const ids = (await admin.sobject(REGISTRATION).create([{}, {}])).map((each) => each.id ?? '');
    standIn.org.lockRow(ids[0] ?? '', 2);
    const update = () => admin.sobject(REGISTRATION).update(ids.map((Id) => ({ Id, Partner_Note__c: 'x' })));
    const locked = [
      {
        statusCode: 'UNABLE_TO_LOCK_ROW',
        message: `unable to obtain exclusive access to this record or 1 records: ${ids[0]}`,
        fields: [],
      },
    ];
    expect(await update()).toMatchObject([{ success: false, errors: locked }, { success: true }]);
    expect(await refusal(admin.sobject(REGISTRATION).delete(ids[0] ?? ''))).toMatchObject({
      errorCode: 'UNABLE_TO_LOCK_ROW',
    });
    expect(await update()).toMatchObject([{ success: true }, { success: true }]);
  });
});

describe('the record of requests', () => {
  it('names method, path, status and user', async () => {
    const { admin, standIn } = await demoOrg();
    await savedId(admin.sobject('Account').create({ Name: 'SAP' }));
    const userId = standIn.org.administrator.id;
    expect(standIn.requests).toEqual([{ method: 'POST', path: `${API}/sobjects/Account`, status: 201, userId }]);
  });
});

describe('describe', () => {
  it('tells type, length, uniqueness, picklists and children of an object', async () => {
    const { admin } = await demoOrg();
    const described = await admin.describe(REGISTRATION);
    const field = (name: string) => described.fields.find((each) => each.name === name);
    expect(field('Partner_Active_Lock_Key__c')).toMatchObject({
      type: 'string',
      length: 255,
      unique: true,
      externalId: true,
      caseSensitive: false,
      nillable: true,
    });
    expect(field('Partner_Status__c')).toMatchObject({
      type: 'picklist',
      restrictedPicklist: true,
      picklistValues: [
        { value: 'submitted', label: 'Submitted', active: true, defaultValue: true },
        { value: 'approved' },
        { value: 'rejected' },
      ],
    });
    expect(field('Partner_Is_Locked__c')).toMatchObject({ type: 'boolean', calculated: true, updateable: false });
    expect(field('Partner_Account__c')).toMatchObject({
      type: 'reference',
      referenceTo: ['Account'],
      relationshipName: 'Partner_Account__r',
    });
    expect(field('Name')).toMatchObject({ autoNumber: true, nameField: true, createable: false });
    expect(described.childRelationships).toMatchObject([
      { childSObject: 'Partner_Entry__c', relationshipName: 'Partner_Entries__r', cascadeDelete: true },
    ]);
    const names = (await admin.describeGlobal()).sobjects.map((each) => each.name);
    expect(names).toEqual(
      expect.arrayContaining([
        'Lead',
        'Account',
        'Contact',
        'Opportunity',
        'User',
        'Task',
        'Organization',
        REGISTRATION,
      ]),
    );
  });

  it('says to each user what he may write', async () => {
    const { manager, rep } = await demoOrg();
    const decision = async (connection: typeof rep) =>
      (await connection.describe(REGISTRATION)).fields.find((each) => each.name === 'Partner_Decision__c')?.updateable;
    expect([await decision(manager), await decision(rep)]).toEqual([true, false]);
  });
});

describe('seeding', () => {
  it('fills the org and tells nobody', async () => {
    const { standIn, admin } = await demoOrg({
      seed: (org) => void org.as(org.salesRep.id).create('Account', { Name: 'SAP' }),
    });
    expect(standIn.events.published).toEqual([]);
    const [account] = standIn.org.as(standIn.org.administrator.id).list('Account');
    expect(await fieldsOf(admin.sobject('Account').retrieve(String(account?.['Id'])))).toMatchObject({
      OwnerId: standIn.org.salesRep.id,
    });
  });
});
