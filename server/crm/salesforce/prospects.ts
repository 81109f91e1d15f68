import { salesforceName } from '../../../shared/catalog/salesforce-values.ts';
import type { CrmDeal, CrmProspect } from '../../../shared/registration/facts.ts';
import type { Prospect } from '../../../shared/registration/registration.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import { domainOf, findAccount, spellingsOf } from './accounts.ts';
import type { SalesforceClient } from './client.ts';
import { isOpenLead, leadDomain, LEAD_BASICS, leadName } from './leads.ts';
import { isTrue, row, textAt, textOf, type Row } from './rows.ts';
import { holds, names, soql } from './soql.ts';

const DEAL_KEY = salesforceName('Opportunity', 'registrationId');
const LEAD_KEY = salesforceName('Lead', 'registrationId');
const STAGING_STATUS = salesforceName('Lead', 'stagingStatus');
const STAGING_NONCE = salesforceName('Lead', 'stagingNonce');

/** What Salesforce knows of a prospect: its account, that account's opportunities, and who works it as a lead. */
export async function readProspect(
  client: SalesforceClient,
  prospect: Prospect,
  companyId: CrmId | null,
): Promise<CrmProspect> {
  const [{ account }, leads] = await Promise.all([
    findAccount(client, prospect, companyId),
    readLeads(client, prospect.domain),
  ]);
  const deals = account === null ? [] : await readDeals(client, account.Id);
  return {
    company: account && {
      id: account.Id,
      name: textAt(account, 'Name') ?? '',
      domain: domainOf(account),
      ownerName: textAt(account, 'Owner.Name'),
      isCustomer: /^customer/i.test(textAt(account, 'Type') ?? '') || deals.some(({ isWon }) => isWon),
    },
    deals: [...deals, ...leads],
  };
}

async function readDeals(client: SalesforceClient, accountId: CrmId): Promise<readonly CrmDeal[]> {
  const fields = names('Id', 'Name', 'Owner.Name', 'IsClosed', 'IsWon', DEAL_KEY);
  const rows = await client.query(soql`SELECT ${fields} FROM Opportunity WHERE AccountId = ${accountId}`, row);
  return rows.map((deal) => ({
    id: deal.Id,
    name: textAt(deal, 'Name') ?? '',
    ownerName: textAt(deal, 'Owner.Name'),
    ...standingOf(deal),
    registrationId: textOf('Opportunity', deal, 'registrationId'),
  }));
}

/** Open or won, as Salesforce computes it from the stage. */
export const standingOf = (deal: Row) => ({ isOpen: !isTrue(deal, 'IsClosed'), isWon: isTrue(deal, 'IsWon') });

/**
 * Open leads at the company's domain. A submission that nobody took yet is a lead too, and no rep's: it must not
 * stand in its own partner's way.
 */
async function readLeads(client: SalesforceClient, domain: string | null): Promise<readonly CrmDeal[]> {
  if (domain === null) return [];
  const fields = names(...LEAD_BASICS, LEAD_KEY);
  const spellings = spellingsOf(domain);
  const isThere = soql`(${holds('Website', ...spellings)} OR ${holds('Email', ...spellings)})`;
  const isNoSubmission = soql`((${names(STAGING_STATUS)} = null AND ${names(STAGING_NONCE)} = null) OR ${names(LEAD_KEY)} != null)`;
  const query = soql`SELECT ${fields} FROM Lead WHERE IsConverted = false AND ${isThere} AND ${isNoSubmission}`;
  const leads = await client.query(query, row);
  return leads
    .filter((lead) => isOpenLead(lead) && leadDomain(lead) === domain)
    .map((lead) => ({
      id: lead.Id,
      name: [textAt(lead, 'Company'), leadName(lead)].filter(Boolean).join(' – '),
      ownerName: textAt(lead, 'Owner.Name'),
      isOpen: true,
      isWon: false,
      registrationId: textOf('Lead', lead, 'registrationId'),
    }));
}
