import { identify } from '../../../shared/identity/identify.ts';
import { isTrue, textAt, type Row } from './rows.ts';

export const LEAD_BASICS = [
  'Id',
  'Name',
  'Company',
  'Website',
  'Email',
  'Country',
  'Status',
  'OwnerId',
  'Owner.Name',
  'IsConverted',
];

export const leadName = (lead: Row): string => textAt(lead, 'Name') ?? '';

/** What stands in for a company that the form was not told. */
const NO_COMPANY = '[not provided]';

export function leadCompany(lead: Row): string | null {
  const company = textAt(lead, 'Company');
  return company === NO_COMPANY ? null : company;
}

/** The domain of the lead's company, as the same lead would be identified by: no free mail, no directory. */
export const leadDomain = (lead: Row): string | null =>
  identify(
    {
      website: textAt(lead, 'Website'),
      email: textAt(lead, 'Email'),
      companyName: leadCompany(lead) ?? '',
      country: null,
    },
    lead.Id,
  ).prospect.domain;

/** Salesforce marks no status of a lead as closed but the converted ones; orgs say it in the status's name. */
export const isOpenLead = (lead: Row): boolean =>
  !isTrue(lead, 'IsConverted') && !/^(closed|unqualified|disqualified|rejected)\b/i.test(textAt(lead, 'Status') ?? '');
