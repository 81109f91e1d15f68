import { describe, expect, it } from 'vitest';
import { API, demoOrg, KEY, REGISTRATION } from './demo-org.ts';

async function withRegistration() {
  const demo = await demoOrg();
  const { org } = demo.standIn;
  const account = org.as(org.administrator.id).create('Account', { Name: 'Siemens' });
  const values = {
    [KEY]: 'd:siemens.com',
    Partner_Account__c: account,
    Partner_Locked_Until__c: '2026-12-24T10:00:00Z',
    Partner_Amount__c: 5,
  };
  const id = org.as(org.integrationUser.id).create(REGISTRATION, values);
  return { ...demo, org, account, id, path: `${API}/ui-api/records/${id}` };
}

describe('the UI API', () => {
  it('shows fields with their display texts, through lookups too', async () => {
    const { call, org, path, id, account } = await withRegistration();
    const fields = [
      'Name',
      'Partner_Status__c',
      'Partner_Is_Locked__c',
      'Partner_Locked_Until__c',
      'Partner_Account__r.Name',
      'Partner_Account__r.Industry',
    ].map((name) => `${REGISTRATION}.${name}`);
    const reply = await call('GET', `${path}?fields=${fields.join(',')}`, undefined, { as: org.channelManager });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      apiName: REGISTRATION,
      id,
      systemModstamp: '2026-11-24T10:00:00.000Z',
      fields: {
        Name: { displayValue: null, value: 'PR-00001' },
        Partner_Status__c: { displayValue: 'Submitted', value: 'submitted' },
        Partner_Is_Locked__c: { displayValue: null, value: true },
        Partner_Locked_Until__c: { value: '2026-12-24T10:00:00.000Z' },
        Partner_Account__r: {
          displayValue: 'Siemens',
          value: { apiName: 'Account', id: account, fields: { Name: { value: 'Siemens' }, Industry: { value: null } } },
        },
      },
    });
  });

  it('refuses a hidden field that is required, and leaves out one that is optional', async () => {
    const { call, org, path } = await withRegistration();
    const as = org.salesRep;
    const required = await call('GET', `${path}?fields=${REGISTRATION}.Partner_Rate__c`, undefined, { as });
    expect([required.status, required.body]).toMatchObject([400, [{ errorCode: 'INVALID_FIELD' }]]);
    const optional = await call(
      'GET',
      `${path}?fields=${REGISTRATION}.Name&optionalFields=${REGISTRATION}.Partner_Rate__c,${REGISTRATION}.Nope__c`,
      undefined,
      { as },
    );
    expect(Object.keys(optional.body['fields'] ?? {})).toEqual(['Name']);
    expect((await call('GET', path, undefined, { as })).status).toBe(400);
    expect(
      (await call('GET', `${API}/ui-api/records/a01DM0000000099AAA?fields=X.Name`, undefined, { as })).status,
    ).toBe(404);
  });

  it('writes under the user’s own rights and tells the change', async () => {
    const { call, org, path, id, standIn } = await withRegistration();
    const before = standIn.events.published.length;
    const reply = await call(
      'PATCH',
      path,
      { fields: { Id: id, Partner_Decision__c: 'approve' } },
      { as: org.channelManager },
    );
    expect([reply.status, reply.body['fields']]).toMatchObject([
      200,
      { Partner_Decision__c: { value: 'approve', displayValue: 'Approve' } },
    ]);
    expect(
      standIn.events.published.slice(before).map(({ header }) => [header.commitUser, header.changedFields.at(-1)]),
    ).toEqual([[org.channelManager.id, 'Partner_Decision__c']]);
  });

  it('puts a rule’s refusal into output, by its field or by the page', async () => {
    const { call, org, path } = await withRegistration();
    const decided = await call(
      'PATCH',
      path,
      { fields: { Partner_Decision__c: 'approve' } },
      { as: org.administrator },
    );
    expect([decided.status, decided.body]).toMatchObject([
      400,
      {
        message: 'An error occurred while trying to update the record. Please try again.',
        errorCode: 'INVALID_INPUT',
        enhancedErrorType: 'RecordError',
        output: {
          errors: [],
          fieldErrors: {
            Partner_Decision__c: [
              {
                errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
                message: 'Only a channel manager may decide a registration.',
              },
            ],
          },
        },
      },
    ]);
    const key = await call('PATCH', path, { fields: { [KEY]: 'd:other.com' } }, { as: org.administrator });
    expect(key.body['output']).toMatchObject({
      errors: [{ message: 'These fields are maintained by the partner server.' }],
      fieldErrors: {},
    });
    const closed = await call('PATCH', path, { fields: { [KEY]: 'd:other.com' } }, { as: org.salesRep });
    expect(closed.body['output']).toMatchObject({
      fieldErrors: { [KEY]: [{ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE' }] },
    });
  });

  it('reads several records at once, each with its own outcome', async () => {
    const { call, id } = await withRegistration();
    const reply = await call('GET', `${API}/ui-api/records/batch/${id},a00DM0000000099AAA?fields=${REGISTRATION}.Name`);
    expect(reply.body).toMatchObject({
      hasErrors: true,
      results: [
        { statusCode: 200, result: { id } },
        { statusCode: 404, result: [{ errorCode: 'NOT_FOUND' }] },
      ],
    });
  });

  it('refuses to overwrite what changed since the reader looked', async () => {
    const { call, path } = await withRegistration();
    const headers = { 'If-Unmodified-Since': new Date('2026-11-24T09:00:00Z').toUTCString() };
    const reply = await call('PATCH', path, { fields: { Partner_Note__c: 'x' } }, { headers });
    expect([reply.status, reply.body]).toMatchObject([412, [{ errorCode: 'PRECONDITION_FAILED' }]]);
  });

  it('creates', async () => {
    const { call } = await withRegistration();
    const reply = await call('POST', `${API}/ui-api/records`, {
      apiName: 'Lead',
      fields: { LastName: 'P', Company: 'SAP' },
    });
    expect([reply.status, reply.body['fields']]).toMatchObject([201, { Company: { value: 'SAP' } }]);
    const refused = await call('POST', `${API}/ui-api/records`, { apiName: 'Lead', fields: { Company: 'SAP' } });
    expect(refused.body['message']).toBe('An error occurred while trying to create the record. Please try again.');
  });

  it('describes an object and its picklists', async () => {
    const { call, org } = await withRegistration();
    const info = await call('GET', `${API}/ui-api/object-info/${REGISTRATION}`, undefined, { as: org.channelManager });
    expect(info.body).toMatchObject({
      apiName: REGISTRATION,
      label: 'Partner Registration',
      fields: { Partner_Decision__c: { dataType: 'Picklist', updateable: true }, [KEY]: { updateable: false } },
    });
    const values = await call(
      'GET',
      `${API}/ui-api/object-info/${REGISTRATION}/picklist-values/012000000000000AAA/Partner_Status__c`,
    );
    expect(values.body).toMatchObject({
      defaultValue: { value: 'submitted' },
      values: [{ value: 'submitted' }, { value: 'approved' }, { value: 'rejected' }],
    });
  });
});
