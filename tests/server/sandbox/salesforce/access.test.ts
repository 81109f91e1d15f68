import { describe, expect, it } from 'vitest';
import { demoOrg, fieldsOf, KEY, refusal, REGISTRATION, savedId } from './demo-org.ts';

describe('field-level security', () => {
  it('shows each user other fields of the same record', async () => {
    const { admin, integration, manager, rep, standIn } = await demoOrg();
    const id = await savedId(integration.sobject(REGISTRATION).create({ Partner_Rate__c: 10, Partner_Note__c: 'n' }));
    const lead = await savedId(admin.sobject('Lead').create({ LastName: 'P', Company: 'SAP', Partner_Secret__c: 's' }));
    const names = async (connection: typeof admin, object: string, record: string) =>
      Object.keys(await fieldsOf(connection.sobject(object).retrieve(record)));
    expect(await names(manager, REGISTRATION, id)).toContain('Partner_Rate__c');
    expect(await names(rep, REGISTRATION, id)).not.toContain('Partner_Rate__c');
    expect(await names(integration, 'Lead', lead)).toContain('Partner_Secret__c');
    expect(await names(manager, 'Lead', lead)).not.toContain('Partner_Secret__c');
    const described = await rep.describe('Lead');
    expect(described.fields.map((field) => field.name)).not.toContain('Partner_Secret__c');
    expect(standIn.org.as(standIn.org.salesRep.id).get('Lead', lead)).not.toHaveProperty('Partner_Secret__c');
  });

  it('makes a hidden field unknown: in queries, filters, order and writes', async () => {
    const { rep } = await demoOrg();
    const column = "No such column 'Partner_Secret__c' on entity 'Lead'. If you are attempting to use a custom field";
    for (const soql of [
      'SELECT Partner_Secret__c FROM Lead',
      "SELECT Id FROM Lead WHERE Partner_Secret__c = 'x'",
      'SELECT Id FROM Lead ORDER BY Partner_Secret__c',
    ]) {
      const seen = await refusal(rep.query(soql));
      expect(seen.errorCode).toBe('INVALID_FIELD');
      expect(seen.message).toContain(column);
    }
    const write = rep.sobject('Lead').create({ LastName: 'P', Company: 'SAP', Partner_Secret__c: 's' });
    expect(await refusal(write)).toMatchObject({
      errorCode: 'INVALID_FIELD',
      message: "No such column 'Partner_Secret__c' on sobject of type Lead",
    });
  });

  it('refuses to write a field that may only be read, and names it', async () => {
    const { integration, manager, rep } = await demoOrg();
    const id = await savedId(integration.sobject(REGISTRATION).create({ Partner_Note__c: 'n' }));
    for (const connection of [manager, rep]) {
      expect(await refusal(connection.sobject(REGISTRATION).update({ Id: id, [KEY]: 'd:mine.com' }))).toMatchObject({
        errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message: expect.stringContaining(`Unable to create/update fields: ${KEY}.`) as unknown,
        fields: [KEY],
      });
    }
    expect(
      await refusal(integration.sobject(REGISTRATION).update({ Id: id, Partner_Decision__c: 'approve' })),
    ).toMatchObject({
      fields: ['Partner_Decision__c'],
    });
    await savedId(manager.sobject(REGISTRATION).update({ Id: id, Partner_Decision__c: 'approve' }));
    await savedId(rep.sobject(REGISTRATION).update({ Id: id, Partner_Note__c: 'seen' }));
  });

  it('cannot hide what is required', async () => {
    const { integration } = await demoOrg();
    const id = await savedId(integration.sobject(REGISTRATION).create({}));
    const entry = await savedId(
      integration.sobject('Partner_Entry__c').create({ Partner_Registration__c: id, Partner_Amount__c: 2.345 }),
    );
    expect(await fieldsOf(integration.sobject('Partner_Entry__c').retrieve(entry))).toMatchObject({
      Partner_Amount__c: 2.35,
    });
  });
});

describe('object permissions', () => {
  it('hide an object nobody gave, and let read what may not be written', async () => {
    const { standIn, connect, rep, integration, admin } = await demoOrg();
    const without = standIn.org.users.find((user) => user.lastName.startsWith('Rep Without'));
    if (without === undefined) throw new Error('no such user');
    const nobody = connect(without);
    expect(await refusal(nobody.query(`SELECT Id FROM ${REGISTRATION}`))).toMatchObject({ errorCode: 'INVALID_TYPE' });
    expect(await refusal(nobody.sobject(REGISTRATION).create({}))).toMatchObject({ errorCode: 'NOT_FOUND' });
    expect(await refusal(rep.sobject(REGISTRATION).create({}))).toMatchObject({
      errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
    });
    await savedId(nobody.sobject('Account').create({ Name: 'SAP' }));
    const contact = await savedId(admin.sobject('Contact').create({ LastName: 'P' }));
    await fieldsOf(integration.sobject('Contact').retrieve(contact));
    for (const attempt of [
      integration.sobject('Contact').update({ Id: contact, Title: 'x' }),
      integration.sobject('Contact').delete(contact),
    ]) {
      expect(await refusal(attempt)).toMatchObject({ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' });
    }
  });
});
