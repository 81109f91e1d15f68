import { z } from 'zod';
import { hubspotName } from '../../../shared/catalog/fields.ts';
import { CrmUnavailable, type ProspectWritten, type RegistrationWrite } from '../../../shared/crm/crm-port.ts';
import type { CrmId, RegistrationId } from '../../../shared/values/ids.ts';
import { API_VERSION, type HubSpotClient } from './client.ts';
import { movedDeal, newDeal, type RegistrationPlace, type SalesPlace } from './deal-place.ts';
import { UnknownOutcome } from '../wire-errors.ts';
import { holderOf, HubSpotRefusal, isNotFound } from './errors.ts';
import { toHubSpot } from './mapping.ts';
import { again } from './outcomes.ts';
import {
  chunks,
  createBatch,
  createRecord,
  getRecord,
  patchRecord,
  readRecords,
  updateBatch,
  type CreateBody,
  type HubSpotRecord,
  type Properties,
} from './records.ts';
import { markTaken } from './submission.ts';

const REGISTRATION_ID = hubspotName('registrationId');
const LOCK_KEY = hubspotName('lockKey');
/** HubSpot's numbers of its own association types. */
const DEAL_TO_COMPANY_PRIMARY = 5;
const DEAL_TO_CONTACT = 3;

export interface DealsWrite {
  /** null when the portal does not have the company. */
  readonly companyId: CrmId | null;
  readonly registrations: readonly RegistrationWrite[];
  readonly place: RegistrationPlace;
  readonly sales: SalesPlace;
}

interface DealsWritten extends Pick<ProspectWritten, 'dealIds' | 'fenced'> {
  /** Those that existed before. */
  readonly keptIds: readonly CrmId[];
}
type Fence = ProspectWritten['fenced'][number];

/** Creates or changes the deals of registrations. A lock key is freed before anybody else takes it. */
export async function writeDeals(client: HubSpotClient, write: DealsWrite): Promise<DealsWritten> {
  const existing = await existingDeals(client, write.registrations);
  const keptIds = [...existing.values()].map(({ id }) => id);
  const dealIds = new Map<RegistrationId, CrmId>();
  const fenced: Fence[] = [];
  const refusals: HubSpotRefusal[] = [];
  const note = async (registrationId: RegistrationId, work: () => Promise<Written>) => {
    try {
      const written = await work();
      dealIds.set(registrationId, written.dealId);
      if (written.heldByDealId) fenced.push({ registrationId, heldByRecordId: written.heldByDealId });
    } catch (error) {
      // One refused deal must not keep the others from being shown.
      if (!(error instanceof HubSpotRefusal)) throw error;
      refusals.push(error);
    }
  };

  // Taken before the deal exists: should we stop in between, the registration is in our store already and the
  // deal is written with the next attempt, whereas an untaken submission of a shown deal would be read again.
  const added = write.registrations.filter(({ registrationId }) => !existing.has(registrationId));
  await markTaken(
    client,
    added.flatMap(({ contactId, fields }) =>
      typeof fields.stagingNonce === 'string' ? [{ contactId, nonce: fields.stagingNonce }] : [],
    ),
  );

  const freeing = write.registrations.filter((registration) => !registration.fields.lockKey);
  const taking = write.registrations.filter((registration) => registration.fields.lockKey);
  for (const group of [freeing, taking]) {
    for (const some of chunks(group)) {
      await changeDeals(client, write, some, existing, note);
      await createDeals(
        client,
        write,
        some.filter(({ registrationId }) => !existing.has(registrationId)),
        note,
      );
    }
  }
  if (refusals[0]) throw refusals[0];
  return { dealIds, keptIds, fenced };
}

/** Associates deals with a company that took the place of another. */
export async function attachDeals(client: HubSpotClient, dealIds: readonly CrmId[], companyId: CrmId): Promise<void> {
  const path = `/crm/associations/${API_VERSION}/deals/companies/batch/associate/default`;
  for (const some of chunks(dealIds)) {
    const body = { inputs: some.map((id) => ({ from: { id }, to: { id: companyId } })) };
    await again(() => client.write({ method: 'POST', path, body }, z.unknown()));
  }
}

interface Written {
  readonly dealId: CrmId;
  /** The deal that holds the lock key instead of this one. */
  readonly heldByDealId: CrmId | null;
}
type Note = (registrationId: RegistrationId, work: () => Promise<Written>) => Promise<void>;

/** The deals by the registration they show; one whose field somebody emptied is found by its id. */
async function existingDeals(
  client: HubSpotClient,
  registrations: readonly RegistrationWrite[],
): Promise<Map<RegistrationId, HubSpotRecord>> {
  if (registrations.length === 0) return new Map();
  const existing = await readDeals(
    client,
    registrations.map(({ registrationId }) => registrationId),
  );
  const unnamed = new Map(
    registrations.flatMap(({ registrationId, recordId }) =>
      recordId && !existing.has(registrationId) ? [[recordId, registrationId] as const] : [],
    ),
  );
  if (unnamed.size === 0) return existing;
  const found = await readRecords(client, 'deals', { values: [...unnamed.keys()] }, { properties: ['dealstage'] });
  for (const deal of found) existing.set(unnamed.get(deal.id) ?? '', deal);
  return existing;
}

async function readDeals(
  client: HubSpotClient,
  ids: readonly RegistrationId[],
): Promise<Map<RegistrationId, HubSpotRecord>> {
  const properties = [REGISTRATION_ID, 'dealstage'];
  const found = await readRecords(client, 'deals', { values: ids, idProperty: REGISTRATION_ID }, { properties });
  return new Map(found.map((deal) => [deal.properties[REGISTRATION_ID] ?? '', deal]));
}

async function changeDeals(
  client: HubSpotClient,
  write: DealsWrite,
  registrations: readonly RegistrationWrite[],
  existing: ReadonlyMap<RegistrationId, HubSpotRecord>,
  note: Note,
): Promise<void> {
  const inputs = registrations.flatMap((registration) => {
    const deal = existing.get(registration.registrationId);
    if (!deal) return [];
    const moved = movedDeal(registration, deal.properties.dealstage ?? null, write.place, write.sales);
    return [{ registration, id: deal.id, properties: { ...dealFields(registration), ...moved } }];
  });
  const written = await updateInBatch(client, inputs);
  for (const { registration, id, properties } of inputs) {
    await note(registration.registrationId, async () =>
      written.has(id) ? { dealId: id, heldByDealId: null } : changeDeal(client, id, properties),
    );
  }
}

/** Ids of those that the batch changed. What it refused is done alone afterwards, where HubSpot says why. */
async function updateInBatch(
  client: HubSpotClient,
  inputs: readonly { readonly id: string; readonly properties: Properties }[],
): Promise<ReadonlySet<string>> {
  if (inputs.length < 2) return new Set();
  const bare = inputs.map(({ id, properties }) => ({ id, properties }));
  const changed = await unlessRefused(() => again(() => updateBatch(client, 'deals', bare)));
  return new Set(changed.map(({ id }) => id));
}

async function changeDeal(client: HubSpotClient, id: CrmId, properties: Properties): Promise<Written> {
  const patch = (values: Properties) => again(() => patchRecord(client, 'deals', id, values));
  try {
    return { dealId: (await patch(properties)).id, heldByDealId: null };
  } catch (error) {
    if (isNotFound(error)) throw new CrmUnavailable(`Deal ${id} was deleted this moment; it is written again.`);
    const heldByDealId = holderOf(error);
    if (heldByDealId === null || !properties[LOCK_KEY]) throw error;
    return { dealId: (await patch(withoutLockKey(properties))).id, heldByDealId };
  }
}

async function createDeals(
  client: HubSpotClient,
  write: DealsWrite,
  registrations: readonly RegistrationWrite[],
  note: Note,
): Promise<void> {
  const bodies = new Map(registrations.map((each) => [each.registrationId, createBody(each, write)]));
  const created = await createInBatch(client, bodies);
  for (const registration of registrations) {
    const { registrationId } = registration;
    const dealId = created.get(registrationId);
    const body = bodies.get(registrationId) ?? createBody(registration, write);
    await note(registrationId, async () =>
      dealId ? { dealId, heldByDealId: null } : createDeal(client, registration, body),
    );
  }
}

async function createInBatch(
  client: HubSpotClient,
  bodies: ReadonlyMap<RegistrationId, CreateBody>,
): Promise<ReadonlyMap<RegistrationId, CrmId>> {
  if (bodies.size < 2) return new Map();
  try {
    const deals = await unlessRefused(() => createBatch(client, 'deals', [...bodies.values()]));
    return new Map(deals.map((deal) => [deal.properties[REGISTRATION_ID] ?? '', deal.id]));
  } catch (error) {
    if (!(error instanceof UnknownOutcome)) throw error;
    // Whatever was created carries its registration id; the rest is created one by one.
    const found = await readDeals(client, [...bodies.keys()]);
    return new Map([...found].map(([registrationId, deal]) => [registrationId, deal.id]));
  }
}

/** Creates one deal, whatever stands in the way: an earlier attempt, a foreign holder of the key, a lost contact. */
async function createDeal(client: HubSpotClient, registration: RegistrationWrite, body: CreateBody): Promise<Written> {
  try {
    return { dealId: (await createRecord(client, 'deals', body)).id, heldByDealId: null };
  } catch (error) {
    if (!(error instanceof UnknownOutcome) && !(error instanceof HubSpotRefusal)) throw error;
    const earlier = await readDeals(client, [registration.registrationId]);
    const dealId = earlier.get(registration.registrationId)?.id;
    if (dealId) return changeDeal(client, dealId, dealFields(registration));
    if (error instanceof UnknownOutcome)
      return { dealId: (await createRecord(client, 'deals', body)).id, heldByDealId: null };
    const heldByDealId = holderOf(error);
    if (heldByDealId && body.properties[LOCK_KEY]) {
      const keyless = { ...body, properties: withoutLockKey(body.properties) };
      return { dealId: (await createRecord(client, 'deals', keyless)).id, heldByDealId };
    }
    const reachable = await withoutLostContacts(client, body);
    if (reachable.associations.length === body.associations.length) throw error;
    return { dealId: (await createRecord(client, 'deals', reachable)).id, heldByDealId: null };
  }
}

/** A contact may be deleted, for privacy even for good, before its registration is shown. */
async function withoutLostContacts(client: HubSpotClient, body: CreateBody): Promise<CreateBody> {
  const kept = [];
  for (const association of body.associations) {
    const isContact = association.typeId === DEAL_TO_CONTACT;
    const isThere =
      !isContact || (await getRecord(client, 'contacts', association.toId, { properties: ['email'] })) !== null;
    if (isThere) kept.push(association);
  }
  return { ...body, associations: kept };
}

const createBody = (registration: RegistrationWrite, write: DealsWrite): CreateBody => ({
  properties: { ...newDeal(registration, write.place, write.sales), ...dealFields(registration) },
  associations: [
    ...(write.companyId ? [{ toId: write.companyId, typeId: DEAL_TO_COMPANY_PRIMARY }] : []),
    ...(registration.contactId ? [{ toId: registration.contactId, typeId: DEAL_TO_CONTACT }] : []),
  ],
});

const dealFields = ({ registrationId, fields }: RegistrationWrite): Properties =>
  toHubSpot('deal', { ...fields, registrationId });

const withoutLockKey = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => name !== LOCK_KEY));

/** Nothing when HubSpot refused the batch as a whole because of one of its inputs. */
async function unlessRefused(run: () => Promise<HubSpotRecord[]>): Promise<HubSpotRecord[]> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof HubSpotRefusal && error.status !== 403) return [];
    throw error;
  }
}
