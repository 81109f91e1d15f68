import { describe, expect, it } from 'vitest';
import { demoOrg, eventually, KEY, NOW, REGISTRATION, savedId } from '../demo-org.ts';
import { ALL, CHANNEL, listen } from './listener.ts';

describe('change events', () => {
  it('come to jsforce as they happen: created, changed, deleted, undeleted', async () => {
    const { standIn, admin, integration } = await demoOrg();
    const listener = listen(integration, CHANNEL, -1);
    await listener.ready;
    const id = await savedId(integration.sobject(REGISTRATION).create({ Partner_Note__c: 'n', Partner_Amount__c: 5 }));
    await savedId(integration.sobject(REGISTRATION).update({ Id: id, [KEY]: 'd:a.com', Partner_Amount__c: null }));
    await savedId(admin.sobject(REGISTRATION).delete(id));
    standIn.org.as(standIn.org.administrator.id).undelete(REGISTRATION, id);
    await eventually(() => listener.seen.length === 4, 'four events');
    expect(listener.types()).toEqual(['CREATE', 'UPDATE', 'DELETE', 'UNDELETE']);
    const [created, updated, deleted] = listener.seen.map((each) => each.payload);
    expect(created).toMatchObject({
      Name: 'PR-00001',
      Partner_Note__c: 'n',
      Partner_Status__c: 'submitted',
      Partner_Amount__c: 5,
    });
    expect(created).not.toHaveProperty('Partner_Is_Locked__c');
    expect(created).not.toHaveProperty('SystemModstamp');
    expect(updated).toEqual({
      ChangeEventHeader: {
        entityName: REGISTRATION,
        recordIds: [id],
        changeType: 'UPDATE',
        changeOrigin: 'com/salesforce/api/rest/67.0',
        transactionKey: expect.any(String) as unknown,
        sequenceNumber: 1,
        commitTimestamp: Date.parse(NOW),
        commitNumber: expect.any(Number) as unknown,
        commitUser: standIn.org.integrationUser.id,
        changedFields: ['LastModifiedDate', KEY, 'Partner_Amount__c'],
        nulledFields: ['Partner_Amount__c'],
        diffFields: [],
      },
      [KEY]: 'd:a.com',
      Partner_Amount__c: null,
      LastModifiedDate: '2026-11-24T10:00:00.000Z',
    });
    expect(Object.keys(deleted ?? {})).toEqual(['ChangeEventHeader']);
    const ids = listener.seen.map((each) => each.event.replayId);
    expect(ids).toEqual([...ids].sort((one, other) => one - other));
    expect(new Set(ids).size).toBe(4);
  });

  it('are told only of entities the package captures', async () => {
    const { standIn } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    screen.create('Contact', { LastName: 'P' });
    const master = screen.create(REGISTRATION, {});
    screen.create('Partner_Entry__c', { Partner_Registration__c: master, Partner_Amount__c: 1 });
    expect(standIn.events.published.map((event) => event.header.recordIds)).toEqual([[master]]);
  });

  it('are never told of what was rolled back, not with the next commit either', async () => {
    const { standIn, call } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    const attributes = { type: 'Account' };
    const records = [{ attributes, Name: 'A' }, { attributes }];
    await call('POST', '/services/data/v67.0/composite/sobjects', { allOrNone: true, records });
    expect(standIn.events.published).toEqual([]);
    const next = screen.create('Account', { Name: 'B' });
    expect(standIn.events.published.map((event) => event.header.recordIds)).toEqual([[next]]);
  });

  it('of one transaction share its key, and equal changes of several records come as one', async () => {
    const { standIn, call } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    const ids = ['A', 'B', 'C'].map((Name) => screen.create('Account', { Name }));
    const before = standIn.events.published.length;
    const records = ids.map((id, index) => ({ attributes: { type: 'Account' }, id, Phone: index < 2 ? '1' : '2' }));
    await call('PATCH', '/services/data/v67.0/composite/sobjects', { records });
    const headers = standIn.events.published.slice(before).map((event) => event.header);
    expect(headers.map((header) => header.recordIds)).toEqual([ids.slice(0, 2), ids.slice(2)]);
    expect(headers.map((header) => header.sequenceNumber)).toEqual([1, 2]);
    expect(new Set(headers.map((header) => header.transactionKey)).size).toBe(1);
  });

  it('leave out the fields their reader may not see', async () => {
    const { standIn, manager, integration } = await demoOrg();
    const readers = [listen(integration, CHANNEL, -1), listen(manager, CHANNEL, -1)];
    await Promise.all(readers.map((reader) => reader.ready));
    const screen = standIn.org.as(standIn.org.integrationUser.id);
    const id = screen.create(REGISTRATION, { Partner_Nonce__c: 'n1', Partner_Note__c: 'x' });
    screen.update(REGISTRATION, id, { Partner_Nonce__c: null, Partner_Note__c: 'y' });
    await eventually(() => readers.every((reader) => reader.seen.length === 2), 'both events at both readers');
    const [whole, part] = readers.map((reader) => reader.seen.map((each) => each.payload));
    expect(whole).toMatchObject([
      { Partner_Nonce__c: 'n1' },
      { ChangeEventHeader: { nulledFields: ['Partner_Nonce__c'] } },
    ]);
    expect(part?.map((payload) => 'Partner_Nonce__c' in payload)).toEqual([false, false]);
    expect(part?.[1]).toMatchObject({
      ChangeEventHeader: { changedFields: ['LastModifiedDate', 'Partner_Note__c'], nulledFields: [] },
      Partner_Note__c: 'y',
    });
  });

  it('of records their reader may not see are left out of the channel of all, without a word', async () => {
    const { standIn, manager } = await demoOrg();
    const listener = listen(manager, ALL, -1);
    await listener.ready;
    const screen = standIn.org.as(standIn.org.administrator.id);
    screen.create('Lead', { LastName: 'P', Company: 'SAP' });
    const id = screen.create(REGISTRATION, {});
    await eventually(() => listener.seen.length === 1, 'the registration’s event');
    expect(listener.seen[0]?.payload.ChangeEventHeader.recordIds).toEqual([id]);
    expect(standIn.events.published).toHaveLength(2);
  });

  it('wait for their delay by the clock', async () => {
    const { standIn } = await demoOrg({ changeEventDelayMs: 5_000 });
    standIn.org.as(standIn.org.administrator.id).create('Account', { Name: 'A' });
    standIn.events.flush();
    expect(standIn.events.published).toEqual([]);
    standIn.clock.advance(5_000);
    standIn.events.flush();
    expect(standIn.events.published).toHaveLength(1);
  });
});
