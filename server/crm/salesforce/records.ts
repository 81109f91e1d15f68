import { fromSalesforce, salesforceNames } from '../../../shared/catalog/salesforce-values.ts';
import type { SalesforceObject } from '../../../shared/catalog/salesforce-fields.ts';
import type { CrmObject, CrmRecord, RecordRef } from '../../../shared/crm/crm-port.ts';
import { identify } from '../../../shared/identity/identify.ts';
import { registrableDomain } from '../../../shared/identity/read-address.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import { ACCOUNT_BASICS, domainOf, readSurvivor } from './accounts.ts';
import type { SalesforceClient } from './client.ts';
import { DECIDER_EMAIL, decisionOf } from './decisions.ts';
import { isOpenLead, leadCompany, leadDomain, LEAD_BASICS, leadName } from './leads.ts';
import { standingOf } from './prospects.ts';
import { isId, isLeadId, parentName, REGISTRATION, row, textAt, textOf, type Row } from './rows.ts';
import { names, soql } from './soql.ts';

/** What reading needs: the org, and the currency of its amounts. */
export interface Reader {
  readonly client: SalesforceClient;
  readonly currency: string;
}

/** A record with our fields; null when it is gone. Deals of the direct team that compete may be leads. */
export async function readRecord(reader: Reader, { object, id }: RecordRef): Promise<CrmRecord | null> {
  if (!isId(id)) return null;
  return READ[object === 'deal' && isLeadId(id) ? 'lead' : object](reader, id);
}

const READ: Record<CrmObject, (reader: Reader, id: CrmId) => Promise<CrmRecord | null>> = {
  company: async (reader, id) => {
    const account = await readSurvivor(reader.client, 'Account', id, fieldsOf('Account', ACCOUNT_BASICS));
    if (!account) return null;
    return {
      ...recordOf(reader, 'company', account),
      domain: domainOf(account),
      country: textAt(account, 'BillingCountry'),
      company: { id: account.Id, name: textAt(account, 'Name') ?? '', domain: domainOf(account) },
    };
  },
  deal: async (reader, id) => {
    const deal = await readOne(reader, 'Opportunity', id, DEAL_BASICS);
    if (!deal) return null;
    const converted = soql`SELECT Id FROM Lead WHERE IsConverted = true AND ConvertedOpportunityId = ${deal.Id} LIMIT 1`;
    const [lead] = await reader.client.query(converted, row);
    return {
      ...recordOf(reader, 'deal', deal),
      company: parentCompany(deal, 'Account'),
      ...standingOf(deal),
      convertedFrom: lead?.Id ?? null,
    };
  },
  lead: async (reader, id) => {
    const lead = await readSurvivor(reader.client, 'Lead', id, fieldsOf('Lead', [...LEAD_BASICS, ...CONVERTED]));
    if (!lead) return null;
    const companyId = textAt(lead, 'ConvertedAccountId');
    const domain = leadDomain(lead);
    return {
      ...recordOf(reader, 'lead', lead),
      name: leadName(lead),
      domain,
      country: textAt(lead, 'Country'),
      company: { id: null, name: leadCompany(lead) ?? '', domain },
      isOpen: isOpenLead(lead),
      converted: companyId === null ? null : { companyId, dealId: textAt(lead, 'ConvertedOpportunityId') },
    };
  },
  registration: async (reader, id) => {
    const record = await readOne(reader, REGISTRATION, id, REGISTRATION_BASICS);
    if (!record) return null;
    return {
      ...recordOf(reader, 'registration', record),
      domain: registrableDomain(textOf(REGISTRATION, record, 'prospectWebsite') ?? ''),
      country: textOf(REGISTRATION, record, 'prospectCountry'),
      company: parentCompany(record, PROSPECT),
      decision: decisionOf(record),
    };
  },
  contact: async (reader, id) => {
    const contact = await readSurvivor(reader.client, 'Contact', id, fieldsOf('Contact', CONTACT_BASICS));
    if (!contact) return null;
    const email = textAt(contact, 'Email');
    return {
      ...recordOf(reader, 'contact', contact),
      domain: identify({ website: null, email, companyName: '', country: null }, '').prospect.domain,
      country: textAt(contact, 'MailingCountry'),
      company: parentCompany(contact, 'Account'),
    };
  },
};

const PARENT_ACCOUNT = ['Account.Id', 'Account.Name', 'Account.Website'];
const DEAL_BASICS = ['Id', 'Name', 'OwnerId', 'Owner.Name', 'IsClosed', 'IsWon', ...PARENT_ACCOUNT];
const CONTACT_BASICS = ['Id', 'Name', 'Email', 'MailingCountry', 'OwnerId', 'Owner.Name', ...PARENT_ACCOUNT];
const CONVERTED = ['ConvertedAccountId', 'ConvertedOpportunityId'];
const PROSPECT = parentName(REGISTRATION, 'prospectAccount');
const REGISTRATION_BASICS = [
  ...['Id', 'Name', 'OwnerId', 'Owner.Name', DECIDER_EMAIL],
  ...[`${PROSPECT}.Id`, `${PROSPECT}.Name`, `${PROSPECT}.Website`],
];

const fieldsOf = (object: SalesforceObject, basics: readonly string[]): readonly string[] => [
  ...new Set([...basics, ...salesforceNames(object)]),
];

async function readOne(
  { client }: Reader,
  object: SalesforceObject,
  id: CrmId,
  basics: readonly string[],
): Promise<Row | null> {
  const fields = names(...fieldsOf(object, basics));
  const [found] = await client.query(soql`SELECT ${fields} FROM ${names(object)} WHERE Id = ${id}`, row);
  return found ?? null;
}

const OBJECT: Record<CrmObject, SalesforceObject> = {
  company: 'Account',
  deal: 'Opportunity',
  lead: 'Lead',
  registration: REGISTRATION,
  contact: 'Contact',
};

/** What every record has; the object's own reading says the rest. */
const recordOf = ({ currency }: Reader, object: CrmObject, from: Row): CrmRecord => ({
  ref: { object, id: from.Id },
  name: textAt(from, 'Name') ?? '',
  fields: fromSalesforce(OBJECT[object], from, currency),
  domain: null,
  country: null,
  ownerId: textAt(from, 'OwnerId'),
  ownerName: textAt(from, 'Owner.Name'),
  company: null,
  isOpen: false,
  isWon: false,
  convertedFrom: null,
  converted: null,
  decision: null,
});

function parentCompany(from: Row, parent: string): CrmRecord['company'] {
  const id = textAt(from, `${parent}.Id`);
  if (id === null) return null;
  const domain = registrableDomain(textAt(from, `${parent}.Website`) ?? '');
  return { id, name: textAt(from, `${parent}.Name`) ?? '', domain };
}
