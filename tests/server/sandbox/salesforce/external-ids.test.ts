import { describe, expect, it } from 'vitest';
import { API, demoOrg, fieldsOf, KEY, refusal, REGISTRATION, savedId } from './demo-org.ts';

describe('an external id', () => {
  it('creates once, then updates, whatever its case', async () => {
    const { integration, call, standIn } = await demoOrg();
    const by = (value: string) => `${API}/sobjects/${REGISTRATION}/${KEY}/${encodeURIComponent(value)}`;
    const as = standIn.org.integrationUser;
    const first = await call('PATCH', by('d:a/b?c'), { Partner_Note__c: 'one' }, { as });
    const second = await call('PATCH', by('D:A/B?C'), { Partner_Note__c: 'two' }, { as });
    expect([first.status, first.body['created'], second.status, second.body['created']]).toEqual([
      201,
      true,
      200,
      false,
    ]);
    expect(second.body['id']).toBe(first.body['id']);
    const found = await call('GET', `${by('d:A/B?c')}?fields=Partner_Note__c,${KEY}`, undefined, { as });
    expect(found.body).toMatchObject({ Partner_Note__c: 'two', [KEY]: 'd:a/b?c' });
    const through = integration.sobject(REGISTRATION).upsert({ [KEY]: 'd:siemens.com', Partner_Note__c: 'three' }, KEY);
    expect(await through).toMatchObject({ success: true, created: true });
  });

  it('that is case-sensitive makes two records of two cases', async () => {
    const { integration } = await demoOrg();
    const upsert = (nonce: string) =>
      integration.sobject(REGISTRATION).upsert({ Partner_Nonce__c: nonce }, 'Partner_Nonce__c');
    expect([await upsert('n1'), await upsert('N1')]).toMatchObject([{ created: true }, { created: true }]);
  });

  it('that is not unique and stands for several records answers 300 with their addresses', async () => {
    const { call, integration } = await demoOrg();
    const rows = [{ Partner_Source_Reference__c: 'r1' }, { Partner_Source_Reference__c: 'r1' }];
    const saved = await integration.sobject(REGISTRATION).create(rows);
    const reply = await call('PATCH', `${API}/sobjects/${REGISTRATION}/Partner_Source_Reference__c/r1`, {
      Partner_Note__c: 'x',
    });
    expect(reply.status).toBe(300);
    expect(reply.body).toEqual(saved.map(({ id }) => `${API}/sobjects/${REGISTRATION}/${id}`));
    const upsert = integration
      .sobject(REGISTRATION)
      .upsert({ Partner_Source_Reference__c: 'r1' }, 'Partner_Source_Reference__c');
    expect(await refusal(upsert)).toMatchObject({ errorCode: 'MULTIPLE_CHOICES' });
  });

  it('may not be repeated in the body, and must be one', async () => {
    const { call } = await demoOrg();
    const twice = await call('PATCH', `${API}/sobjects/${REGISTRATION}/${KEY}/a`, { [KEY]: 'a' });
    expect(twice.body).toMatchObject([
      { errorCode: 'INVALID_FIELD', message: `The ${KEY} field should not be specified in the sobject data.` },
    ]);
    const none = await call('PATCH', `${API}/sobjects/${REGISTRATION}/Partner_Note__c/a`, {});
    expect([none.status, none.body]).toMatchObject([
      404,
      [
        {
          errorCode: 'NOT_FOUND',
          message: 'Provided external ID field does not exist or is not accessible: Partner_Note__c',
        },
      ],
    ]);
  });

  it('raw in an address with a slash finds nothing', async () => {
    const { integration } = await demoOrg();
    const upsert = integration.sobject(REGISTRATION).upsert({ [KEY]: 'a/b' }, KEY);
    expect(await refusal(upsert)).toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('of a parent stands in for the lookup', async () => {
    const { admin } = await demoOrg();
    const account = await savedId(
      admin.sobject('Account').create({ Name: 'SAP', Partner_Prospect_Key__c: 'd:sap.com' }),
    );
    const parent = { Partner_Account__r: { Partner_Prospect_Key__c: 'D:SAP.com' } };
    const id = await savedId(admin.sobject(REGISTRATION).create(parent));
    expect(await fieldsOf(admin.sobject(REGISTRATION).retrieve(id))).toMatchObject({ Partner_Account__c: account });
    const absent = { Partner_Account__r: { Partner_Prospect_Key__c: 'd:nobody.com' } };
    expect(await refusal(admin.sobject(REGISTRATION).create(absent))).toMatchObject({ errorCode: 'INVALID_FIELD' });
  });
});

describe('a unique key', () => {
  it('has one winner of twenty at once, and the losers learn the holder’s id', async () => {
    const { integration } = await demoOrg();
    const rows = Array.from({ length: 20 }, () => ({ Partner_Note__c: 'claim' }));
    const ids = (await integration.sobject(REGISTRATION).create(rows)).map((each) => each.id ?? '');
    const claims = ids.map((Id, index) =>
      integration.sobject(REGISTRATION).update({ Id, [KEY]: index % 2 ? 'd:siemens.com' : 'D:SIEMENS.com' }),
    );
    const outcomes = await Promise.allSettled(claims);
    const winner = ids[outcomes.findIndex((each) => each.status === 'fulfilled')] ?? '';
    const losers = outcomes.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    expect(losers).toEqual(
      Array.from(
        { length: 19 },
        () =>
          `DUPLICATE_VALUE: duplicate value found: ${KEY} duplicates value on record with id: ${winner.slice(0, 15)}`,
      ),
    );
    const held = await integration.query(`SELECT Id FROM ${REGISTRATION} WHERE ${KEY} = 'd:siemens.com'`);
    expect(held.records).toMatchObject([{ Id: winner }]);
  });

  it('is free again when it is cleared or its record deleted, and blanks never collide', async () => {
    const { integration, admin } = await demoOrg();
    const registrations = integration.sobject(REGISTRATION);
    const first = await savedId(registrations.create({ [KEY]: 'd:a.com' }));
    const second = await savedId(registrations.create({ [KEY]: null }));
    await savedId(registrations.create({ [KEY]: '' }));
    await savedId(registrations.update({ Id: first, [KEY]: null }));
    await savedId(registrations.update({ Id: second, [KEY]: 'd:a.com' }));
    await savedId(admin.sobject(REGISTRATION).delete(second));
    await savedId(registrations.update({ Id: first, [KEY]: 'd:a.com' }));
  });

  it('taken meanwhile stops an undelete', async () => {
    const { standIn } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    const first = screen.create('Account', { Name: 'One', Partner_Prospect_Key__c: 'd:a.com' });
    screen.delete('Account', first);
    const second = screen.create('Account', { Name: 'Two', Partner_Prospect_Key__c: 'd:a.com' });
    expect(() => screen.undelete('Account', first)).toThrow('DUPLICATE_VALUE');
    screen.delete('Account', second);
    screen.undelete('Account', first);
    expect(screen.get('Account', first)).toMatchObject({ Name: 'One', Partner_Prospect_Key__c: 'd:a.com' });
  });
});
