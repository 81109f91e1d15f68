import { expect, it } from 'vitest';
import { demoOrg } from './demo-org.ts';

it('the stages of sales can be asked for in their order by everybody, and changed by nobody', async () => {
  const { integration, rep, admin } = await demoOrg();
  const soql =
    'SELECT ApiName FROM OpportunityStage WHERE IsActive = true AND IsClosed = false ORDER BY SortOrder LIMIT 2';
  for (const connection of [integration, rep, admin]) {
    const { records } = await connection.query(soql);
    expect(records.map((record) => String(record['ApiName']))).toEqual(['Prospecting', 'Qualification']);
  }
  const won = await rep.query('SELECT ApiName FROM OpportunityStage WHERE IsWon = true');
  expect(won.records).toMatchObject([{ ApiName: 'Closed Won' }]);
  await expect(admin.create('OpportunityStage', {})).rejects.toMatchObject({
    errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
  });
});
