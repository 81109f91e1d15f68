import { afterAll, beforeAll, expect, it } from 'vitest';
import { FIELDS } from '../../shared/catalog/fields.ts';
import { inOrg, openBothWorld, type BothWorld } from './both-world.ts';

let world: BothWorld;
beforeAll(async () => {
  world = await openBothWorld({ kind: 'memory' }, { isOrgConnected: false });
});
afterAll(() => world.close());

it('an org that is connected later gets the partners and registrations that the program has already', async () => {
  const [north] = await world.partners(1);
  const references = [];
  for (const domain of ['siemens.com', 'bosch.com', 'linde.com']) {
    const { receipt } = await world.register(north?.formUrl ?? '', {
      company: domain.split('.')[0] ?? '',
      website: domain,
      email: `it@${domain}`,
    });
    references.push(receipt.reference);
  }
  await world.settleWithoutOrg();
  expect(world.records('Partner_Registration__c')).toEqual([]);

  await world.connectOrg();
  await world.settle();
  const records = world.records('Partner_Registration__c');
  expect(records.map((row) => inOrg(row, 'registrationReference')).toSorted()).toEqual(references.toSorted());
  expect(records.map((row) => inOrg(row, 'lockStatus'))).toEqual(['pending', 'pending', 'pending']);
  const partners = world.records('Account').filter((row) => row[FIELDS.programCode.salesforce] !== null);
  expect(partners.map((row) => row[FIELDS.programStatus.salesforce])).toEqual(['active', 'active', 'active', 'active']);
  expect((await world.flow.programOf(world.programId)).crms).toEqual(['hubspot', 'salesforce']);
});
