import { describe, expect, it } from 'vitest';
import { demoOrg, text } from '../demo-org.ts';

describe('over HTTP', () => {
  it('an answer comes in pages of two thousand that show one moment', async () => {
    const { admin, standIn } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    for (let index = 0; index < 4_100; index += 1) screen.create('Account', { Name: `A${index}` });
    const first = await admin.query('SELECT Name FROM Account');
    expect([first.totalSize, first.done, first.records.length]).toEqual([4_100, false, 2_000]);
    screen.create('Account', { Name: 'late' });
    const second = await admin.queryMore(first.nextRecordsUrl ?? '');
    const third = await admin.queryMore(second.nextRecordsUrl ?? '');
    expect([second.records.length, third.records.length, third.done]).toEqual([2_000, 100, true]);
    expect(third.records.at(-1)).toMatchObject({ Name: 'A4099' });
  });

  it('smaller pages may be asked for, and a foreign page is none', async () => {
    const { call, standIn } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    for (let index = 0; index < 250; index += 1) screen.create('Account', { Name: `A${index}` });
    const path = '/services/data/v67.0/query?q=SELECT+Id+FROM+Account';
    const first = await call('GET', path, undefined, { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
    expect(first.body['records']).toHaveLength(200);
    const next = text(first.body['nextRecordsUrl']);
    expect((await call('GET', next)).body['records']).toHaveLength(50);
    const foreign = await call('GET', next, undefined, { as: standIn.org.salesRep });
    expect(foreign.body).toMatchObject([{ errorCode: 'INVALID_QUERY_LOCATOR' }]);
  });
});
