import { describe, expect, it } from 'vitest';
import { API, demoOrg, KEY, refusal, REGISTRATION, savedId } from './demo-org.ts';

const ROLLED_BACK = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

describe('a collection', () => {
  const pair = [{ [KEY]: 'd:x.com' }, { [KEY]: 'D:X.com' }];

  it('saves what it can, row by row', async () => {
    const { integration } = await demoOrg();
    const rows = await integration.sobject(REGISTRATION).create(pair);
    expect(rows).toMatchObject([{ success: true, errors: [] }, { success: false }]);
    expect(rows[1]?.errors).toEqual([
      {
        statusCode: 'DUPLICATE_VALUE',
        message: `duplicate value found: ${KEY} duplicates value on record with id: ${rows[0]?.id?.slice(0, 15)}`,
        fields: [],
      },
    ]);
    expect((await integration.query(`SELECT Id FROM ${REGISTRATION}`)).totalSize).toBe(1);
  });

  it('saves nothing when all or none was asked for', async () => {
    const { integration } = await demoOrg();
    const rows = await integration.sobject(REGISTRATION).create(pair, { allOrNone: true });
    expect(rows.map((row) => row.errors)).toMatchObject([[ROLLED_BACK], [{ statusCode: 'DUPLICATE_VALUE' }]]);
    expect((await integration.query(`SELECT Id FROM ${REGISTRATION}`)).totalSize).toBe(0);
  });

  it('updates, upserts and deletes in the same way', async () => {
    const { admin, call } = await demoOrg();
    const saved = await admin.sobject('Account').create([{ Name: 'A' }, { Name: 'B' }]);
    const ids = saved.map((each) => each.id ?? '');
    const updated = await admin.sobject('Account').update([
      { Id: ids[0] ?? '', Name: 'A2' },
      { Id: '001DM0000000099AAA', Name: 'C' },
    ]);
    expect(updated).toMatchObject([{ success: true }, { success: false, errors: [{ statusCode: 'MALFORMED_ID' }] }]);
    const gone = await call('PATCH', `${API}/composite/sobjects`, {
      records: [{ attributes: { type: 'Account' }, id: '001DM0000000099', Name: 'C' }],
    });
    expect(gone.body).toMatchObject([{ success: false, errors: [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY' }] }]);
    const upserted = await admin.sobject('Account').upsert(
      [
        { Name: 'D', Partner_Prospect_Key__c: 'd:d.com' },
        { Name: 'E', Partner_Prospect_Key__c: 'D:D.com' },
      ],
      'Partner_Prospect_Key__c',
    );
    expect(upserted).toMatchObject([
      { success: true, created: true },
      { success: true, created: false },
    ]);
    const deleted = await call('DELETE', `${API}/composite/sobjects?ids=${ids.join(',')}&allOrNone=true`);
    expect(deleted.body).toMatchObject([{ success: true }, { success: true }]);
    expect((await admin.query('SELECT Name FROM Account')).records).toMatchObject([{ Name: 'E' }]);
  });

  it('is refused above two hundred rows', async () => {
    const { admin } = await demoOrg();
    const rows = (length: number) => Array.from({ length }, (_, index) => ({ Name: `A${index}` }));
    expect(await refusal(admin.sobject('Account').create(rows(201)))).toMatchObject({
      message: expect.stringContaining('200') as unknown,
    });
    expect(await admin.sobject('Account').create(rows(200))).toHaveLength(200);
  });

  it('is refused above two hundred rows by the server too', async () => {
    const { call } = await demoOrg();
    const records = Array.from({ length: 201 }, () => ({ attributes: { type: 'Account' }, Name: 'A' }));
    const reply = await call('POST', `${API}/composite/sobjects`, { records });
    expect([reply.status, reply.body]).toMatchObject([400, [{ errorCode: 'EXCEEDED_ID_LIMIT' }]]);
  });

  it('reads several, null where there is none', async () => {
    const { admin, call } = await demoOrg();
    const id = await savedId(admin.sobject('Account').create({ Name: 'A' }));
    const reply = await call('POST', `${API}/composite/sobjects/Account`, {
      ids: [id, '001DM0000000099'],
      fields: ['Name'],
    });
    expect(reply.body).toMatchObject([{ Name: 'A' }, null]);
  });
});

describe('a composite request', () => {
  const account = { method: 'POST', url: `${API}/sobjects/Account`, referenceId: 'company', body: { Name: 'Siemens' } };
  const registration = (values: Record<string, unknown> = {}) => ({
    method: 'POST',
    url: `${API}/sobjects/${REGISTRATION}`,
    referenceId: 'registration',
    body: { Partner_Account__c: '@{company.id}', ...values },
  });

  it('carries answers into later requests', async () => {
    const { call } = await demoOrg();
    const query = {
      method: 'GET',
      url: `${API}/query?q=SELECT+Partner_Account__r.Name+FROM+${REGISTRATION}+WHERE+Id='@{registration.id}'`,
      referenceId: 'found',
    };
    const reply = await call('POST', `${API}/composite`, {
      allOrNone: true,
      compositeRequest: [account, registration(), query],
    });
    expect(reply.body['compositeResponse']).toMatchObject([
      { httpStatusCode: 201, referenceId: 'company', body: { success: true } },
      { httpStatusCode: 201, referenceId: 'registration' },
      { httpStatusCode: 200, body: { records: [{ Partner_Account__r: { Name: 'Siemens' } }] } },
    ]);
  });

  it('rolls everything back when all or none was asked for: the culprit keeps its error, the rest is halted', async () => {
    const { call, admin, standIn } = await demoOrg();
    const bad = registration({ Partner_Status__c: 'nope' });
    const note = {
      method: 'PATCH',
      url: `${API}/sobjects/Account/@{company.id}`,
      referenceId: 'note',
      body: { Phone: '1' },
    };
    const reply = await call('POST', `${API}/composite`, { allOrNone: true, compositeRequest: [account, bad, note] });
    const halted = {
      errorCode: 'PROCESSING_HALTED',
      message: 'The transaction was rolled back since another operation in the same transaction failed.',
    };
    expect(reply.status).toBe(200);
    expect(reply.body['compositeResponse']).toMatchObject([
      { httpStatusCode: 400, body: [halted] },
      { httpStatusCode: 400, body: [{ errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' }] },
      { httpStatusCode: 400, body: [halted] },
    ]);
    expect((await admin.query('SELECT Id FROM Account')).totalSize).toBe(0);
    expect(standIn.events.published).toEqual([]);
  });

  it('keeps what went well otherwise, and halts what hung on a failure', async () => {
    const { call, admin } = await demoOrg();
    const bad = registration({ Partner_Status__c: 'nope' });
    const after = { method: 'GET', url: `${API}/sobjects/${REGISTRATION}/@{registration.id}`, referenceId: 'after' };
    const reply = await call('POST', `${API}/composite`, { compositeRequest: [account, bad, after] });
    expect(reply.body['compositeResponse']).toMatchObject([
      { httpStatusCode: 201 },
      { httpStatusCode: 400 },
      { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED' }] },
    ]);
    expect((await admin.query('SELECT Id FROM Account')).totalSize).toBe(1);
  });

  it('takes twenty-five requests and refuses twenty-six, and a reference used twice', async () => {
    const { call } = await demoOrg();
    const many = (length: number) => ({
      compositeRequest: Array.from({ length }, (_, index) => ({ ...account, referenceId: `r${index}` })),
    });
    expect((await call('POST', `${API}/composite`, many(25))).status).toBe(200);
    expect((await call('POST', `${API}/composite`, many(26))).status).toBe(400);
    expect((await call('POST', `${API}/composite`, { compositeRequest: [account, account] })).status).toBe(400);
  });
});
