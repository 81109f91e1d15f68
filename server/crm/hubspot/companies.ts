import { hubspotName } from '../../../shared/catalog/fields.ts';
import { CrmRefused } from '../../../shared/crm/crm-port.ts';
import type { Prospect } from '../../../shared/registration/registration.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import type { HubSpotClient } from './client.ts';
import { UnknownOutcome } from '../wire-errors.ts';
import { holderOf, isNotFound } from './errors.ts';
import { again } from './outcomes.ts';
import { associatedIds, createRecord, findRecord, patchRecord, readRecords, type Properties } from './records.ts';
import { search, type SearchHit } from './search.ts';

const PROSPECT_KEY = hubspotName('prospectKey');
export const COMPANY_BASICS = [
  'name',
  'domain',
  'hs_additional_domains',
  'country',
  'lifecyclestage',
  'hubspot_owner_id',
  PROSPECT_KEY,
];

/**
 * The company of a prospect: the one that carries its key, else one of its domain. Two companies may share a
 * domain in HubSpot; the one whose own domain it is comes first, then the oldest.
 */
export async function findCompanyId(client: HubSpotClient, prospect: Prospect): Promise<CrmId | null> {
  const known = await findRecord(
    client,
    'companies',
    { idProperty: PROSPECT_KEY, value: prospect.key },
    { properties: [] },
  );
  if (known) return known.id;
  const { domain } = prospect;
  if (domain === null) return null;
  const hits = await search(
    client,
    'companies',
    [
      [{ propertyName: 'domain', operator: 'EQ', value: domain }],
      [{ propertyName: 'hs_additional_domains', operator: 'CONTAINS_TOKEN', value: domain }],
    ],
    [...COMPANY_BASICS, 'createdate'],
  );
  const byAge = hits.toSorted((a, b) => String(a.properties.createdate).localeCompare(String(b.properties.createdate)));
  return (
    (byAge.find((hit) => hit.properties.domain === domain) ?? byAge.find((hit) => alsoHas(hit, domain)))?.id ?? null
  );
}

/** Token search also finds `acme.com.mx`, so the list is read again here. */
const alsoHas = (hit: SearchHit, domain: string): boolean =>
  (hit.properties.hs_additional_domains ?? '').split(';').includes(domain);

/**
 * The company of the domain among those of the contacts. HubSpot makes one from a contact's e-mail on its own, and
 * its search shows it only seconds later: without this look there would be two.
 */
export async function findContactsCompanyId(
  client: HubSpotClient,
  contactIds: readonly CrmId[],
  domain: string | null,
): Promise<CrmId | null> {
  if (domain === null) return null;
  for (const id of contactIds) {
    const companyIds = await associatedIds(client, { object: 'contacts', id }, 'companies');
    const companies =
      companyIds.length > 0
        ? await readRecords(client, 'companies', { values: companyIds }, { properties: ['domain'] })
        : [];
    const match = companies.find((company) => company.properties.domain === domain);
    if (match) return match.id;
  }
  return null;
}

export interface CompanyWrite {
  readonly id: CrmId | null;
  /** Our fields, written each time. */
  readonly ours: Properties;
  /** What only a new company gets: an existing one keeps what people wrote. */
  readonly initial: Properties;
  /** The unique property of ours that names this company. */
  readonly uniqueName: string;
}

/** Writes our fields to the company, wherever it is by now: by id, under its unique value, or newly created. */
export async function saveCompany(client: HubSpotClient, company: CompanyWrite): Promise<CrmId> {
  return (await saveKnownCompany(client, company)) ?? createOrFind(client, company);
}

/** Writes our fields to the company by its id; null when it has none or is gone. */
export async function saveKnownCompany(client: HubSpotClient, company: CompanyWrite): Promise<CrmId | null> {
  return company.id === null ? null : patchKnown(client, company.id, company);
}

/** null when the record is gone. When another company carries the unique value, that one is written. */
async function patchKnown(client: HubSpotClient, id: CrmId, company: CompanyWrite): Promise<CrmId | null> {
  try {
    return (await again(() => patchRecord(client, 'companies', id, company.ours))).id;
  } catch (error) {
    if (isNotFound(error)) return null;
    const holderId = holderOf(error);
    if (holderId === null || holderId === id) throw error;
    return patchKnown(client, holderId, company);
  }
}

async function createOrFind(client: HubSpotClient, company: CompanyWrite): Promise<CrmId> {
  const properties = { ...company.initial, ...company.ours };
  const create = () => createRecord(client, 'companies', { properties, associations: [] });
  const uniqueValue = company.ours[company.uniqueName] ?? '';
  try {
    return (await create()).id;
  } catch (error) {
    const holderId =
      holderOf(error) ?? (error instanceof UnknownOutcome ? await idUnder(client, company, uniqueValue) : null);
    if (holderId === null && !(error instanceof UnknownOutcome)) throw error;
    if (holderId === null) return (await create()).id;
    const kept = await patchKnown(client, holderId, company);
    if (kept !== null) return kept;
    throw new CrmRefused(
      'invalid',
      `The deleted company ${holderId} still holds "${uniqueValue}" in HubSpot. Restore it from the recycle bin.`,
    );
  }
}

const idUnder = async (client: HubSpotClient, company: CompanyWrite, value: string): Promise<CrmId | null> =>
  (await findRecord(client, 'companies', { idProperty: company.uniqueName, value }, { properties: [] }))?.id ?? null;
