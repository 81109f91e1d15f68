import { describe, expect, it } from 'vitest';
import { API, demoOrg, fieldsOf, refusal, REGISTRATION, savedId } from './demo-org.ts';

describe('a record', () => {
  it('is created, read, changed and deleted', async () => {
    const { admin, standIn } = await demoOrg();
    const id = await savedId(admin.sobject('Account').create({ Name: 'Siemens', Website: 'siemens.com' }));
    expect(id).toMatch(/^001[A-Za-z0-9]{15}$/);
    expect(await fieldsOf(admin.sobject('Account').retrieve(id))).toMatchObject({
      attributes: { type: 'Account', url: `${API}/sobjects/Account/${id}` },
      Name: 'Siemens',
      OwnerId: standIn.org.administrator.id,
      CreatedDate: '2026-11-24T10:00:00.000+0000',
      Industry: null,
      IsDeleted: false,
    });
    standIn.clock.advance(5_000);
    await savedId(admin.sobject('Account').update({ Id: id, Industry: 'Energy' }));
    expect(await fieldsOf(admin.sobject('Account').retrieve(id.slice(0, 15)))).toMatchObject({
      Industry: 'Energy',
      CreatedDate: '2026-11-24T10:00:00.000+0000',
      SystemModstamp: '2026-11-24T10:00:05.000+0000',
    });
    await savedId(admin.sobject('Account').delete(id));
    expect(await refusal(admin.sobject('Account').retrieve(id))).toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  });

  it('gets an auto number, defaults and a default formula', async () => {
    const { admin } = await demoOrg();
    const id = await savedId(admin.sobject(REGISTRATION).create({ Partner_Note__c: 'first' }));
    expect(await fieldsOf(admin.sobject(REGISTRATION).retrieve(id))).toMatchObject({
      Name: 'PR-00001',
      Partner_Status__c: 'submitted',
      Partner_Consent__c: true,
      Partner_Close_On__c: '2027-02-22',
    });
  });

  it('keeps an explicit blank where a default would stand', async () => {
    const { admin } = await demoOrg();
    const id = await savedId(
      admin.sobject(REGISTRATION).create({ Partner_Close_On__c: null, Partner_Consent__c: false }),
    );
    const stored = await fieldsOf(admin.sobject(REGISTRATION).retrieve(id));
    expect(stored).toMatchObject({ Partner_Close_On__c: null, Partner_Consent__c: false });
  });

  it('follows its stage when it is an opportunity, and its parts when it is a person', async () => {
    const { admin } = await demoOrg();
    const deal = { Name: 'Deal', StageName: 'Closed Won', CloseDate: '2026-12-01' };
    const id = await savedId(admin.sobject('Opportunity').create(deal));
    const stored = await fieldsOf(admin.sobject('Opportunity').retrieve(id));
    expect(stored).toMatchObject({ IsClosed: true, IsWon: true, Probability: 100 });
    const lead = await savedId(admin.sobject('Lead').create({ FirstName: 'Demo', LastName: 'Person', Company: 'SAP' }));
    expect(await fieldsOf(admin.sobject('Lead').retrieve(lead))).toMatchObject({ Name: 'Demo Person' });
  });

  it.each<[string, string, Record<string, unknown>, string, string | RegExp, unknown]>([
    [
      'unknown field',
      'Account',
      { Name: 'x', Zed__c: 1 },
      'INVALID_FIELD',
      "No such column 'Zed__c' on sobject of type Account",
      undefined,
    ],
    [
      'too long text',
      'Account',
      { Name: 'x'.repeat(256) },
      'STRING_TOO_LONG',
      /^Account Name: data value too large: x+ \(max length=255\)$/,
      ['Name'],
    ],
    [
      'required field missing',
      'Lead',
      { Company: 'SAP' },
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [LastName]',
      ['LastName'],
    ],
    [
      'white space is nothing',
      'Account',
      { Name: ' \n ' },
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [Name]',
      ['Name'],
    ],
    [
      'restricted picklist',
      REGISTRATION,
      { Partner_Status__c: 'Approved' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Status: bad value for restricted picklist field: Approved',
      ['Partner_Status__c'],
    ],
    [
      'restricted multi-picklist',
      REGISTRATION,
      { Partner_Markets__c: 'emea;moon' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Markets: bad value for restricted picklist field: moon',
      ['Partner_Markets__c'],
    ],
    [
      'number from words',
      REGISTRATION,
      { Partner_Amount__c: 'ten' },
      'JSON_PARSER_ERROR',
      /^Cannot deserialize instance of double from VALUE_STRING value ten/,
      undefined,
    ],
    [
      'number too large',
      REGISTRATION,
      { Partner_Amount__c: 1e11 },
      'NUMBER_OUTSIDE_VALID_RANGE',
      'Amount: value outside of valid range on numeric field: 100000000000',
      ['Partner_Amount__c'],
    ],
    [
      'text from a number',
      'Account',
      { Name: 7 },
      'JSON_PARSER_ERROR',
      /^Cannot deserialize instance of string from VALUE_NUMBER_INT value 7/,
      undefined,
    ],
    [
      'checkbox from words',
      REGISTRATION,
      { Partner_Consent__c: 'yes' },
      'JSON_PARSER_ERROR',
      /^Cannot deserialize instance of boolean/,
      undefined,
    ],
    [
      'date that does not exist',
      REGISTRATION,
      { Partner_Close_On__c: '2026-02-30' },
      'JSON_PARSER_ERROR',
      /^Cannot deserialize instance of date /,
      undefined,
    ],
    [
      'date-time without a zone',
      REGISTRATION,
      { Partner_Locked_Until__c: '2026-12-01T10:00:00' },
      'JSON_PARSER_ERROR',
      /^Cannot deserialize instance of datetime /,
      undefined,
    ],
    [
      'e-mail without a domain',
      REGISTRATION,
      { Partner_Email__c: 'nobody' },
      'INVALID_EMAIL_ADDRESS',
      'Email: invalid email address: nobody',
      ['Partner_Email__c'],
    ],
    [
      'formula written',
      REGISTRATION,
      { Partner_Is_Locked__c: true },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      /^Unable to create\/update fields: Partner_Is_Locked__c\. Please check the security settings/,
      ['Partner_Is_Locked__c'],
    ],
    [
      'system field written',
      'Account',
      { Name: 'x', CreatedDate: '2020-01-01T00:00:00Z' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      /CreatedDate/,
      ['CreatedDate'],
    ],
    ['auto number written', REGISTRATION, { Name: 'PR-1' }, 'INVALID_FIELD_FOR_INSERT_UPDATE', /Name/, ['Name']],
    [
      'lookup that is no id',
      REGISTRATION,
      { Partner_Lead__c: 'abc' },
      'MALFORMED_ID',
      'Lead: id value of incorrect type: abc',
      ['Partner_Lead__c'],
    ],
    [
      'lookup to another object',
      REGISTRATION,
      { Partner_Lead__c: '001DM0000000001' },
      'FIELD_INTEGRITY_EXCEPTION',
      /^Lead: id value of incorrect type: 001/,
      ['Partner_Lead__c'],
    ],
    [
      'lookup to nothing',
      REGISTRATION,
      { Partner_Lead__c: '00QDM0000000009' },
      'INVALID_CROSS_REFERENCE_KEY',
      'invalid cross reference id',
      [],
    ],
    [
      'owner that is nobody',
      'Account',
      { Name: 'x', OwnerId: '005DM0000000099' },
      'INVALID_CROSS_REFERENCE_KEY',
      'invalid cross reference id',
      [],
    ],
    [
      'detail without its master',
      'Partner_Entry__c',
      { Partner_Amount__c: 1 },
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [Partner_Registration__c]',
      ['Partner_Registration__c'],
    ],
  ])('is refused: %s', async (_label, object, values, errorCode, message, fields) => {
    const { admin } = await demoOrg();
    const seen = await refusal(admin.sobject(object).create(values));
    const said: unknown = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(seen).toEqual({ errorCode, message: said, fields });
    expect((await admin.query(`SELECT Id FROM ${object}`)).totalSize).toBe(0);
  });
});

describe('deleting', () => {
  it('takes contacts, opportunities and details along, blanks other lookups', async () => {
    const { standIn } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    const account = screen.create('Account', { Name: 'SAP' });
    const contact = screen.create('Contact', { LastName: 'Person', AccountId: account });
    const registration = screen.create(REGISTRATION, { Partner_Account__c: account });
    const entry = screen.create('Partner_Entry__c', { Partner_Registration__c: registration, Partner_Amount__c: 5 });
    screen.delete('Account', account);
    expect(screen.get('Contact', contact)).toBeUndefined();
    expect(screen.get(REGISTRATION, registration)).toMatchObject({ Partner_Account__c: null });
    screen.delete(REGISTRATION, registration);
    expect(screen.get('Partner_Entry__c', entry)).toBeUndefined();
    expect(screen.query('SELECT Id FROM Contact')).toEqual([]);
  });
});
