import type { Org } from '../salesforce/org/org.ts';
import { DEMO_COMPANIES, DEMO_PARTNERS } from './companies.ts';

/** The same ordinary day in Salesforce: accounts, one of them a customer, one with an opportunity of a sales rep. */
export function seedDemoOrg(org: Org): void {
  const rep = org.as(org.salesRep.id);
  const manager = org.as(org.channelManager.id);
  const accounts = new Map(
    DEMO_COMPANIES.map(({ name, domain, country }) => {
      const Type = domain === 'iberdrola.com' ? 'Customer - Direct' : 'Prospect';
      const values = { Name: name, Website: `https://www.${domain}`, BillingCountry: country, Type };
      return [domain, rep.create('Account', values)];
    }),
  );
  rep.create('Opportunity', {
    Name: 'Maersk – fleet rollout (direct)',
    AccountId: accounts.get('maersk.com'),
    StageName: 'Value Proposition',
    Amount: 120_000,
    CloseDate: '2027-03-31',
  });
  for (const { name, domain } of DEMO_PARTNERS) {
    const Type = 'Channel Partner / Reseller';
    const accountId = manager.create('Account', { Name: name, Website: `https://${domain}`, Type });
    if (!name.startsWith(org.partnerUser.firstName)) continue;
    // Its people reach the partner site as contacts of its account.
    const { firstName: FirstName, lastName: LastName, email: Email } = org.partnerUser;
    const contactId = manager.create('Contact', { FirstName, LastName, Email, AccountId: accountId });
    org.linkPartnerUser(org.partnerUser.id, contactId);
  }
}
