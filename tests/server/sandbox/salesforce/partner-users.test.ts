import { expect, it } from 'vitest';
import { demoOrg } from './demo-org.ts';

it('a partner user belongs to a contact and to the account of that contact', async () => {
  const { standIn, admin } = await demoOrg();
  const { org } = standIn;
  const screen = org.as(org.administrator.id);
  const account = screen.create('Account', { Name: 'Demo Partner North (demo)' });
  const contact = screen.create('Contact', { LastName: 'User (demo)', AccountId: account });
  const find = () => admin.query(`SELECT Id, Contact.LastName, Account.Name FROM User WHERE AccountId = '${account}'`);
  expect((await find()).totalSize).toBe(0);
  org.linkPartnerUser(org.partnerUser.id, contact);
  expect((await find()).records).toMatchObject([
    { Id: org.partnerUser.id, Contact: { LastName: 'User (demo)' }, Account: { Name: 'Demo Partner North (demo)' } },
  ]);
});
