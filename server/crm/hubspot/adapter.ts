import { hubspotName } from '../../../shared/catalog/fields.ts';
import type { CrmPort, PartnerWrite, ProspectWrite, ProspectWritten, RecordRef } from '../../../shared/crm/crm-port.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import { epochMs, type Instant } from '../../../shared/values/time.ts';
import type { HubSpotClient } from './client.ts';
import { findCompanyId, findContactsCompanyId, saveCompany, saveKnownCompany } from './companies.ts';
import type { RegistrationPlace, SalesPlace } from './deal-place.ts';
import { attachDeals, writeDeals } from './deals.ts';
import { createDirectory } from './directory.ts';
import { speakingPort } from './errors.ts';
import { flagDeals } from './flagged-deals.ts';
import { HUBSPOT_OBJECT, toHubSpot, type HeldObject } from './mapping.ts';
import { readProspect, readRecord } from './prospects.ts';
import { LAST_MODIFIED, searchChanged, type SearchFilter, type SearchHit } from './search.ts';
import { readSubmission } from './submission.ts';

export interface HubSpotCrmOptions {
  readonly client: HubSpotClient;
  /** As `provision` left it. */
  readonly place: RegistrationPlace;
  /** Where an approved registration goes. */
  readonly sales: SalesPlace;
  /** Of the program's amounts: HubSpot's own properties carry none. */
  readonly currency: string;
  /** Epoch milliseconds, for how long names and stages are remembered. */
  readonly now: () => number;
}

/** The CRM port over one HubSpot portal. */
export function createHubSpotCrm(options: HubSpotCrmOptions): CrmPort {
  const { client } = options;
  const reader = { ...options, directory: createDirectory(client, options.now) };
  return {
    readSubmission: (ref) => speakingPort(() => readSubmission(client, ref)),
    readProspect: (prospect, companyId) => speakingPort(() => readProspect(reader, prospect, companyId)),
    readRecord: (ref) => speakingPort(() => readRecord(reader, ref)),
    writeProspect: (write) => speakingPort(() => writeProspect(options, write)),
    writePartner: (write) => speakingPort(() => writePartner(client, write)),
    listChanges: (since) => speakingPort(() => listChanges(client, since)),
  };
}

async function writeProspect(options: HubSpotCrmOptions, write: ProspectWrite): Promise<ProspectWritten> {
  const { client, place, sales } = options;
  const companyId = await saveProspectCompany(client, write);
  const { registrations } = write;
  const { dealIds, keptIds, fenced } = await writeDeals(client, { companyId, registrations, place, sales });
  if (companyId !== null && companyId !== write.companyId) await attachDeals(client, keptIds, companyId);
  await flagDeals(client, write.flaggedDeals);
  return { companyId, recordIds: dealIds, dealIds, fenced };
}

async function saveProspectCompany(client: HubSpotClient, write: ProspectWrite): Promise<CrmId | null> {
  const { prospect, registrations } = write;
  const contactIds = registrations.flatMap(({ contactId }) => contactId ?? []);
  const id = write.companyId ?? (await findContactsCompanyId(client, contactIds, prospect.domain));
  const save = write.mayCreateCompany ? saveCompany : saveKnownCompany;
  return save(client, {
    id: id ?? (await findCompanyId(client, prospect)),
    ours: toHubSpot('company', { prospectKey: prospect.key, ...write.company }),
    initial: {
      name: prospect.name || (prospect.domain ?? prospect.key),
      ...(prospect.domain && { domain: prospect.domain }),
      ...(prospect.country && { country: countryName(prospect.country) }),
    },
    uniqueName: hubspotName('prospectKey'),
  });
}

/** HubSpot's country is free text that people read and filter by: the name, not the code. */
const countryName = (code: string): string =>
  new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' }).of(code) ?? code;

const writePartner = (client: HubSpotClient, write: PartnerWrite): Promise<CrmId> =>
  saveCompany(client, {
    id: write.companyId,
    ours: toHubSpot('company', {
      partnerId: write.partnerId,
      programCode: write.code,
      programStatus: write.status,
      programTier: write.tier,
    }),
    initial: { name: write.name, ...(write.domain && { domain: write.domain }) },
    uniqueName: hubspotName('programCode'),
  });

async function listChanges(client: HubSpotClient, since: Instant): Promise<readonly RecordRef[]> {
  const changed: { readonly ref: RecordRef; readonly atMs: number }[] = [];
  // One after the other: search allows five calls a second for all apps of the portal together.
  for (const object of ['contact', 'deal', 'company'] as const satisfies HeldObject[]) {
    const plural = HUBSPOT_OBJECT[object];
    const hits = await searchChanged(client, plural, epochMs(since), CONCERNING[object]);
    for (const hit of hits)
      changed.push({ ref: { object, id: hit.id }, atMs: changedAtMs(hit, LAST_MODIFIED[plural]) });
  }
  return changed.toSorted((a, b) => a.atMs - b.atMs).map(({ ref }) => ref);
}

const STATUS = hubspotName('stagingStatus');

/** Which changed records concern us. A browser can send the form without its hidden status. */
const CONCERNING: Record<HeldObject, readonly (readonly SearchFilter[])[]> = {
  contact: [
    [{ propertyName: STATUS, operator: 'EQ', value: 'new' }],
    [
      { propertyName: hubspotName('stagingNonce'), operator: 'HAS_PROPERTY' },
      { propertyName: STATUS, operator: 'NOT_HAS_PROPERTY' },
    ],
  ],
  deal: [[]],
  company: [[{ propertyName: hubspotName('programStatus'), operator: 'HAS_PROPERTY' }]],
};

const changedAtMs = (hit: SearchHit, property: string): number => Date.parse(hit.properties[property] ?? '') || 0;
