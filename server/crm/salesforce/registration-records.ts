import { salesforceName } from '../../../shared/catalog/salesforce-values.ts';
import type { ProspectWrite, RegistrationWrite } from '../../../shared/crm/crm-port.ts';
import { decisionKey } from '../../../shared/crm/decision-key.ts';
import type { CrmId, RegistrationId } from '../../../shared/values/ids.ts';
import { readSurvivor } from './accounts.ts';
import type { SalesforceClient } from './client.ts';
import { DECISION_CODES, decisionOf } from './decisions.ts';
import { isId, isLeadId, isTrue, REGISTRATION, row, textAt, textOf, type Row } from './rows.ts';
import { names, soql } from './soql.ts';

export interface FoundRecord {
  readonly id: CrmId;
  readonly isTaken: boolean;
  /** The key of the decision that stands on it; null without one. */
  readonly decision: string | null;
}

/** What Salesforce has of a registration before it is written. */
export interface Found {
  readonly write: RegistrationWrite;
  /** Its own record; `isTaken` says whether the record knows that it is this registration. */
  readonly record: FoundRecord | null;
  readonly deal: { readonly id: CrmId; readonly hasCompany: boolean } | null;
  readonly lead: FoundLead | null;
}

export interface FoundLead {
  readonly id: CrmId;
  /** A converted lead can no longer be changed; what it became can. */
  readonly isConverted: boolean;
  readonly companyId: CrmId | null;
}

const OPPORTUNITY = salesforceName(REGISTRATION, 'opportunity');
const RECORD_KEY = salesforceName(REGISTRATION, 'registrationId');
const DEAL_KEY = salesforceName('Opportunity', 'registrationId');

/** An `IN` list of this many ids still fits into the address of a query. */
const IN_MAX = 100;

/** The records, deals and leads of the registrations, and the record that the company shows. */
export async function findRegistrations(
  client: SalesforceClient,
  { registrations, company }: Pick<ProspectWrite, 'registrations' | 'company'>,
): Promise<{ readonly found: readonly Found[]; readonly recordIds: ReadonlyMap<RegistrationId, CrmId> }> {
  const shown = typeof company.registrationId === 'string' ? [company.registrationId] : [];
  const [records, leads] = await Promise.all([
    readRecords(client, registrations, shown),
    readLeads(client, registrations),
  ]);
  const deals = await readDeals(client, registrations, records, leads);

  const recordOf = (write: RegistrationWrite) =>
    records.find((record) => textOf(REGISTRATION, record, 'registrationId') === write.registrationId) ??
    records.find(
      (record) => recordIdsOf(write).includes(record.Id) && textOf(REGISTRATION, record, 'registrationId') === null,
    );
  const found = registrations.map((write): Found => {
    const record = recordOf(write);
    const lead = leads.get(write.contactId ?? '');
    const deal = dealOf(write, deals, [
      write.dealId,
      // What sales makes of a refused registration's lead is sales' own.
      write.place === 'closed' ? null : lead && convertedDeal(lead),
      record && textAt(record, OPPORTUNITY),
    ]);
    return {
      write,
      record: record ? toRecord(record) : null,
      deal: deal ? { id: deal.Id, hasCompany: textAt(deal, 'AccountId') !== null } : null,
      lead: lead ? toLead(lead) : null,
    };
  });
  const recordIds = new Map(
    records.flatMap((record) => {
      const registrationId = textOf(REGISTRATION, record, 'registrationId');
      return registrationId === null ? [] : [[registrationId, record.Id] as const];
    }),
  );
  return { found, recordIds };
}

/** Ids under which the registration's own record may stand while it does not carry the registration's id. */
const recordIdsOf = ({ recordId, contactId }: RegistrationWrite): readonly CrmId[] =>
  [recordId, contactId].filter(isId).filter((id) => !isLeadId(id));

async function readRecords(
  client: SalesforceClient,
  registrations: readonly RegistrationWrite[],
  more: readonly RegistrationId[],
): Promise<readonly Row[]> {
  const keys = [...new Set([...registrations.map(({ registrationId }) => registrationId), ...more])];
  const decision = DECISION_CODES.map((code) => salesforceName(REGISTRATION, code));
  const fields = names('Id', RECORD_KEY, OPPORTUNITY, ...decision);
  const select = soql`SELECT ${fields} FROM ${names(REGISTRATION)}`;
  const [byKey, byId] = await Promise.all([
    readMany(client, keys, (some) => soql`${select} WHERE ${names(RECORD_KEY)} IN ${some}`),
    readMany(client, registrations.flatMap(recordIdsOf), (some) => soql`${select} WHERE Id IN ${some}`),
  ]);
  return [...byKey, ...byId];
}

/** Leads by the id under which they came; one that was merged into another is that one now. */
async function readLeads(
  client: SalesforceClient,
  registrations: readonly RegistrationWrite[],
): Promise<ReadonlyMap<CrmId, Row>> {
  const ids = registrations.flatMap(({ contactId }) => (isId(contactId) && isLeadId(contactId) ? [contactId] : []));
  const query = (some: readonly string[]) => soql`SELECT ${names(...LEAD_FIELDS)} FROM Lead WHERE Id IN ${some}`;
  const leads = new Map((await readMany(client, ids, query)).map((lead) => [lead.Id, lead]));
  for (const id of new Set(ids.filter((each) => !leads.has(each)))) {
    const survivor = await readSurvivor(client, 'Lead', id, LEAD_FIELDS);
    if (survivor) leads.set(id, survivor);
  }
  return leads;
}

const LEAD_FIELDS = ['Id', 'IsConverted', 'ConvertedAccountId', 'ConvertedOpportunityId'];

const convertedDeal = (lead: Row): CrmId | null => textAt(lead, 'ConvertedOpportunityId');

function toRecord(record: Row): FoundRecord {
  const decision = decisionOf(record);
  const isTaken = textOf(REGISTRATION, record, 'registrationId') !== null;
  return { id: record.Id, isTaken, decision: decision && decisionKey(decision) };
}

const toLead = (lead: Row): FoundLead => ({
  id: lead.Id,
  isConverted: isTrue(lead, 'IsConverted'),
  companyId: textAt(lead, 'ConvertedAccountId'),
});

async function readDeals(
  client: SalesforceClient,
  registrations: readonly RegistrationWrite[],
  records: readonly Row[],
  leads: ReadonlyMap<CrmId, Row>,
): Promise<readonly Row[]> {
  const ids = [
    ...registrations.map(({ dealId }) => dealId),
    ...records.map((record) => textAt(record, OPPORTUNITY)),
    ...[...leads.values()].map(convertedDeal),
  ].filter(isId);
  const keys = registrations.map(({ registrationId }) => registrationId);
  const select = soql`SELECT Id, AccountId, ${names(DEAL_KEY)} FROM Opportunity`;
  const [byKey, byId] = await Promise.all([
    readMany(client, keys, (some) => soql`${select} WHERE ${names(DEAL_KEY)} IN ${some}`),
    readMany(client, ids, (some) => soql`${select} WHERE Id IN ${some}`),
  ]);
  return [...byKey, ...byId];
}

/** A deal that carries another registration's id is that one's, whoever points at it. */
function dealOf(
  { registrationId }: RegistrationWrite,
  deals: readonly Row[],
  candidates: readonly (CrmId | null | undefined)[],
): Row | undefined {
  const keyOf = (deal: Row) => textOf('Opportunity', deal, 'registrationId');
  const own = deals.find((deal) => keyOf(deal) === registrationId);
  if (own) return own;
  const free = deals.filter((deal) => keyOf(deal) === null);
  return candidates.flatMap((id) => free.find((deal) => deal.Id === id) ?? [])[0];
}

async function readMany(
  client: SalesforceClient,
  values: readonly string[],
  query: (some: readonly string[]) => ReturnType<typeof soql>,
): Promise<Row[]> {
  const distinct = [...new Set(values)];
  const found: Row[] = [];
  for (let from = 0; from < distinct.length; from += IN_MAX) {
    found.push(...(await client.query(query(distinct.slice(from, from + IN_MAX)), row)));
  }
  return found;
}
