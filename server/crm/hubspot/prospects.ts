import { hubspotName } from '../../../shared/catalog/fields.ts';
import type { CrmRecord, RecordRef } from '../../../shared/crm/crm-port.ts';
import type { CrmDeal, CrmProspect } from '../../../shared/registration/facts.ts';
import type { Prospect } from '../../../shared/registration/registration.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import type { HubSpotClient } from './client.ts';
import { COMPANY_BASICS, findCompanyId } from './companies.ts';
import type { RegistrationPlace } from './deal-place.ts';
import type { Directory } from './directory.ts';
import { fromHubSpot, HUBSPOT_OBJECT, isHeld, propertyNames, type HeldObject } from './mapping.ts';
import { associatedIds, getRecord, readRecords, type HubSpotRecord } from './records.ts';

/** What reading needs: the portal, its names, where registrations wait, and the currency of its amounts. */
export interface Reader {
  readonly client: HubSpotClient;
  readonly directory: Directory;
  readonly place: RegistrationPlace;
  readonly currency: string;
}

const REGISTRATION_ID = hubspotName('registrationId');
const DEAL_BASICS = ['dealname', 'pipeline', 'dealstage', 'hubspot_owner_id'];
const CUSTOMER_STAGES: readonly (string | null | undefined)[] = ['customer', 'evangelist'];

/** What HubSpot knows of a prospect: its company, by id or found, and that company's deals. */
export async function readProspect(reader: Reader, prospect: Prospect, companyId: CrmId | null): Promise<CrmProspect> {
  const company = (companyId && (await getCompany(reader, companyId))) || (await findCompany(reader, prospect));
  if (!company) return { company: null, deals: [] };

  const deals = await readDealsOf(reader, company);
  return {
    company: {
      id: company.id,
      name: company.properties.name ?? '',
      domain: company.properties.domain ?? null,
      ownerName: await reader.directory.ownerName(company.properties.hubspot_owner_id ?? null),
      isCustomer: CUSTOMER_STAGES.includes(company.properties.lifecyclestage) || deals.some((deal) => deal.isWon),
    },
    deals,
  };
}

/** A deal, company or contact with our fields; null when it is gone. A merged record answers as its survivor. */
export async function readRecord(reader: Reader, ref: RecordRef): Promise<CrmRecord | null> {
  const { object } = ref;
  if (!isHeld(object)) return null;
  const record = await getRecord(reader.client, HUBSPOT_OBJECT[object], ref.id, {
    properties: [...BASICS[object], ...propertyNames(object)],
    ...(object !== 'company' && { associations: 'companies' }),
  });
  if (!record) return null;
  const { properties } = record;
  const ownerId = properties.hubspot_owner_id ?? null;
  return {
    ref: { object, id: record.id },
    name: nameOf(object, record),
    fields: fromHubSpot(object, properties, reader.currency),
    domain: properties.domain ?? null,
    country: properties.country ?? null,
    ownerId,
    ownerName: await reader.directory.ownerName(ownerId),
    company: object === 'company' ? companyOf(record) : await primaryCompany(reader, record),
    ...(object === 'deal' ? await stageOf(reader, record) : { isOpen: false, isWon: false }),
    // Managers decide on the card, which asks the server at once, and a deal is there from the start.
    convertedFrom: null,
    converted: null,
    decision: null,
  };
}

const BASICS: Record<HeldObject, readonly string[]> = {
  deal: DEAL_BASICS,
  company: COMPANY_BASICS,
  contact: ['firstname', 'lastname', 'email', 'country', 'hubspot_owner_id'],
};

function nameOf(object: HeldObject, { properties }: HubSpotRecord): string {
  if (object === 'deal') return properties.dealname ?? '';
  if (object === 'company') return properties.name ?? '';
  return [properties.firstname, properties.lastname].filter(Boolean).join(' ') || (properties.email ?? '');
}

const companyOf = ({ id, properties }: HubSpotRecord): NonNullable<CrmRecord['company']> => ({
  id,
  name: properties.name ?? '',
  domain: properties.domain ?? null,
});

async function primaryCompany(reader: Reader, record: HubSpotRecord): Promise<CrmRecord['company']> {
  const associated = record.associations?.companies?.results ?? [];
  // Only the primary association has a type without `_unlabeled`.
  const primary = associated.find(({ type }) => /_to_company$/.test(type)) ?? associated[0];
  const company =
    primary && (await getRecord(reader.client, 'companies', primary.id, { properties: ['name', 'domain'] }));
  return company ? companyOf(company) : null;
}

const getCompany = (reader: Reader, id: CrmId): Promise<HubSpotRecord | null> =>
  getRecord(reader.client, 'companies', id, { properties: COMPANY_BASICS, associations: 'deals' });

async function findCompany(reader: Reader, prospect: Prospect): Promise<HubSpotRecord | null> {
  const id = await findCompanyId(reader.client, prospect);
  return id === null ? null : getCompany(reader, id);
}

async function readDealsOf(reader: Reader, company: HubSpotRecord): Promise<CrmDeal[]> {
  const listed = company.associations?.deals;
  // The company's own answer carries the first page only.
  const ids = listed?.paging
    ? await associatedIds(reader.client, { object: 'companies', id: company.id }, 'deals')
    : (listed?.results ?? []).map(({ id }) => id);
  const properties = [...DEAL_BASICS, REGISTRATION_ID];
  const records = ids.length > 0 ? await readRecords(reader.client, 'deals', { values: ids }, { properties }) : [];
  return Promise.all(records.map((record) => dealOf(reader, record)));
}

async function dealOf(reader: Reader, record: HubSpotRecord): Promise<CrmDeal> {
  const { properties } = record;
  return {
    id: record.id,
    name: properties.dealname ?? '',
    ownerName: await reader.directory.ownerName(properties.hubspot_owner_id ?? null),
    ...(await stageOf(reader, record)),
    registrationId: properties[REGISTRATION_ID] || null,
  };
}

/** HubSpot takes every stage without a chance of winning for closed; a waiting registration is open all the same. */
async function stageOf({ directory, place }: Reader, { properties }: HubSpotRecord) {
  if (properties.dealstage === place.waitingStage) return { isOpen: true, isWon: false };
  if (properties.dealstage === place.closedStage) return { isOpen: false, isWon: false };
  return directory.stage(properties.pipeline ?? null, properties.dealstage ?? null);
}
