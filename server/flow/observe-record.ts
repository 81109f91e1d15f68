import type { FieldCode } from '../../shared/catalog/fields.ts';
import type { FieldValue, FieldValues } from '../../shared/catalog/field.ts';
import type { CrmRecord } from '../../shared/crm/crm-port.ts';
import { companyFields, isHolder, registrationWrite, type RecordContext } from '../../shared/crm/record-of.ts';
import { registrableDomain } from '../../shared/identity/read-address.ts';
import { isHeld } from '../../shared/lock/ownership-lock.ts';
import { replay } from '../../shared/registration/evolve.ts';
import type { CrmId, ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import { loadStream } from '../store/event-store.ts';
import { findLock } from '../store/locks.ts';
import { addToOutbox } from '../store/outbox.ts';
import { findPartnerByCompany, savePartner } from '../store/partners.ts';
import { moveProspects, prospectsOfCompany } from '../store/prospects.ts';
import { findByDeal, forgetDeal, markStale, type RegistrationRow } from '../store/registrations.ts';
import { handleCommand } from './handle-command.ts';
import type { Flow } from './ports.ts';
import { showPartner } from './enrol-partners.ts';

/**
 * A deal was made, changed or deleted. Which deals are ours our own table says, never a field that anybody can type
 * into: ours is put right, a direct one may compete with a holder.
 */
export async function observeDeal(flow: Flow, programId: ProgramId, dealId: CrmId): Promise<void> {
  const ours = await findByDeal(flow.database.db, programId, dealId);
  const crm = await flow.crmOf(programId);
  const deal = await crm.readRecord({ object: 'deal', id: dealId });
  if (ours) return deal ? repairDeal(flow, programId, ours, deal.fields) : replaceDeal(flow, programId, ours);
  if (deal?.isOpen) await recordWhenCompeting(flow, programId, deal);
}

/** A company was made or changed: a partner keeps its terms, a prospect keeps showing its holder. */
export async function observeCompany(flow: Flow, programId: ProgramId, companyId: CrmId): Promise<void> {
  const { db } = flow.database;
  const partner = await findPartnerByCompany(db, programId, companyId);
  const prospects = await prospectsOfCompany(db, programId, companyId);
  if (partner === null && prospects.length === 0) return;
  const crm = await flow.crmOf(programId);
  const company = await crm.readRecord({ object: 'company', id: companyId });
  if (company === null) return;
  if (partner !== null) {
    const named = { ...partner, name: company.name || partner.name, channelManagerId: company.ownerId };
    await flow.database.transaction((tx) => savePartner(tx, programId, named));
    const { programStatus, programTier } = company.fields;
    // Terms are changed by an approver, on the card or by CSV; what anybody types into the fields is set back.
    if (programStatus !== partner.status || programTier !== partner.tier) await showPartner(flow, programId, named);
  }
  if (prospects.length === 0) return;
  const context = await contextOf(flow, programId);
  for (const { prospectKey, version, shownVersion } of prospects) {
    if (shownVersion < version) continue;
    const state = await stateOf(flow, programId, prospectKey);
    const edited = differences(companyFields(state, context), company.fields);
    if (edited.length > 0) await showAgain(flow, programId, prospectKey, edited);
  }
}

/** The lock follows the company into the record that a merge left. */
export async function observeMerge(
  flow: Flow,
  programId: ProgramId,
  companyId: CrmId,
  mergedIds: readonly CrmId[],
): Promise<void> {
  await flow.database.transaction(async (tx) => {
    for (const mergedId of mergedIds) {
      const keys = await moveProspects(tx, programId, mergedId, companyId);
      const items = keys.map((subject) => ({ topic: 'show_prospect', subject }));
      await addToOutbox(tx, programId, items, flow.now());
    }
  });
}

/** The prospect that a record's company is: the one we know it as, else the one its domain names. */
export async function prospectOf(
  flow: Flow,
  programId: ProgramId,
  { company }: Pick<CrmRecord, 'company'>,
): Promise<ProspectKey | null> {
  if (company === null) return null;
  const known = await prospectsOfCompany(flow.database.db, programId, company.id);
  const [first] = known;
  if (first === undefined) {
    const domain = company.domain === null ? null : registrableDomain(company.domain);
    return domain === null ? null : `dom:${domain}`;
  }
  // Partners may have written one company by domain and by name: the one that is held is the one that matters.
  for (const { prospectKey } of known) {
    const stored = await findLock(flow.database.db, programId, prospectKey);
    if (stored && isHeld(stored.lock, flow.now())) return prospectKey;
  }
  return first.prospectKey;
}

/** A hand edit of our fields is written over with the truth; our own writes, read again, differ in nothing. */
async function repairDeal(flow: Flow, programId: ProgramId, row: RegistrationRow, actual: FieldValues): Promise<void> {
  if (row.shownVersion < row.version) return;
  const state = await stateOf(flow, programId, row.prospectKey);
  const registration = state.registrations.get(row.registrationId);
  if (registration === undefined) return;
  const { fields } = registrationWrite(registration, state, await contextOf(flow, programId));
  const edited = differences(fields, actual);
  if (edited.length === 0) return;
  await flow.database.transaction((tx) => markStale(tx, programId, row.registrationId));
  await showAgain(flow, programId, row.prospectKey, edited);
}

/** A holder's deal must be there to be seen. Others that somebody deleted stay deleted. */
async function replaceDeal(flow: Flow, programId: ProgramId, row: RegistrationRow): Promise<void> {
  await flow.database.transaction((tx) => forgetDeal(tx, programId, row.registrationId));
  if (isHolder(row.summary, flow.now())) await showAgain(flow, programId, row.prospectKey, ['deleted']);
}

async function showAgain(
  flow: Flow,
  programId: ProgramId,
  prospectKey: string,
  edited: readonly string[],
): Promise<void> {
  flow.log.warn({ programId, edited }, 'fields edited by hand are written again');
  const item = { topic: 'show_prospect', subject: prospectKey };
  await flow.database.transaction((tx) => addToOutbox(tx, programId, [item], flow.now()));
}

/** Fields whose value in the CRM is not what we wrote. Staging and long text are not read back. */
const differences = (expected: FieldValues, actual: FieldValues): readonly FieldCode[] =>
  (Object.keys(expected) as FieldCode[]).filter(
    (code) => !UNREAD.includes(code) && comparable(expected[code]) !== comparable(actual[code]),
  );

/** Cut, cleaned or converted on its way to the CRM, and nobody's protection rests on it. */
const UNREAD: readonly FieldCode[] = [
  'stagingNonce',
  'verdictText',
  'conflictText',
  'submittedByEmail',
  'estimatedAmount',
];

function comparable(value: FieldValue | undefined): string {
  const plain = value === undefined || value === '' ? null : value;
  return JSON.stringify(isList(plain) ? plain.toSorted() : plain);
}

const isList = (value: FieldValue): value is readonly string[] => Array.isArray(value);

async function stateOf(flow: Flow, programId: ProgramId, prospectKey: ProspectKey) {
  const { events } = await loadStream(flow.database.db, programId, prospectKey);
  return replay(prospectKey, events);
}

async function contextOf(flow: Flow, programId: ProgramId): Promise<RecordContext> {
  const { policy, locale } = await flow.programOf(programId);
  return { programId, zone: policy.zone, locale, now: flow.now() };
}

async function recordWhenCompeting(flow: Flow, programId: ProgramId, deal: CrmRecord): Promise<void> {
  const prospectKey = await prospectOf(flow, programId, deal);
  const stored = prospectKey && (await findLock(flow.database.db, programId, prospectKey));
  const lock = stored && stored.lock;
  if (!prospectKey || !lock) return;
  await handleCommand(flow, await flow.programOf(programId), prospectKey, {
    type: 'RecordCompetingDeal',
    commandId: `competing:${deal.ref.id}:${lock.registrationId}:${lock.epoch}`,
    at: flow.now(),
    by: { kind: 'rep', userId: deal.ownerId, email: null },
    registrationId: lock.registrationId,
    deal: { id: deal.ref.id, name: deal.name, ownerName: deal.ownerName },
  });
}
