import { expect, it, onTestFinished } from 'vitest';
import { startSalesforceStandIn } from '../../../../server/sandbox/salesforce/start-stand-in.ts';

it('without a folder named, the project’s own package is the schema', async () => {
  const standIn = await startSalesforceStandIn();
  onTestFinished(() => standIn.close());
  const { org, events } = standIn;
  const held = [org.integrationUser, org.channelManager, org.salesRep].map((user) => user.permissionSets);
  expect(held).toEqual([['Partner_Integration'], ['Partner_Manager'], ['Partner_Viewer']]);
  expect(['Account', 'Lead', 'Partner_Registration__c'].filter((object) => events.captures(object))).toHaveLength(3);
  const rep = org.as(org.salesRep.id);
  const account = rep.create('Account', { Name: 'Siemens' });
  expect(rep.get('Account', account)).toMatchObject({ Name: 'Siemens' });
});
