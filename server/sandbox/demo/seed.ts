import type { Portal } from '../hubspot/portal.ts';
import { DEMO_COMPANIES, DEMO_PARTNERS } from './companies.ts';

/** A vendor's CRM on an ordinary day: companies, one of them a customer, one with a deal of a sales rep. */
export function seedDemo(portal: Portal): void {
  const companies = portal.objects('companies');
  const rep = portal.user('Sales Rep One');
  const manager = portal.user('Channel Manager');
  for (const { name, domain, country } of DEMO_COMPANIES) {
    companies.create({ name, domain, country, hubspot_owner_id: rep.ownerId }, rep.userId);
  }
  for (const { name, domain } of DEMO_PARTNERS) {
    companies.create({ name, domain, hubspot_owner_id: manager.ownerId }, manager.userId);
  }
  const customer = companies.find('domain', 'iberdrola.com');
  if (customer) companies.update(customer.id, { lifecyclestage: 'customer' }, rep.userId);
  const worked = companies.find('domain', 'maersk.com');
  if (worked) {
    const deals = portal.objects('deals');
    const deal = deals.create(
      {
        dealname: 'Maersk – fleet rollout (direct)',
        pipeline: 'default',
        dealstage: 'presentationscheduled',
        amount: '120000',
        hubspot_owner_id: rep.ownerId,
      },
      rep.userId,
    );
    deals.associate(deal.id, { type: 'companies', id: worked.id }, rep.userId);
  }
}
