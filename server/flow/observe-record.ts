import type { FieldCode } from '../../shared/catalog/fields.ts';
import type { FieldValues } from '../../shared/catalog/field.ts';
import type { CrmRecord } from '../../shared/crm/crm-port.ts';
import { registrationWrite } from '../../shared/crm/record-of.ts';
import { isHeld } from '../../shared/lock/ownership-lock.ts';
import { registrableDomain } from '../../shared/identity/read-address.ts';
import { PARTNER_STATUSES, PARTNER_TIERS } from '../../shared/program/partner.ts';
import { replay } from '../../shared/registration/evolve.ts';
import type { CrmId, ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import { loadStream } from '../store/event-store.ts';
import { findLock } from '../store/locks.ts';
import { addToOutbox } from '../store/outbox.ts';
import { findPartnerByCompany, savePartner } from '../store/partners.ts';
import { moveProspects, prospectsOfCompany } from '../store/prospects.ts';
import { findRegistration, markStale } from '../store/registrations.ts';
import { handleCommand } from './handle-command.ts';
import type { Flow } from './ports.ts';

/** A deal was made or changed: ours is put right when somebody edited it, a direct one may compete with a holder. */
export async function observeDeal(flow: Flow, programId: ProgramId, dealId: CrmId): Promise<void> {
  const crm = await flow.crmOf(programId);
  const deal = await crm.readRecord({ object: 'deal', id: dealId });
  if (deal === null) return;
  const registrationId = deal.fields.registrationId;
  if (typeof registrationId === 'string') return repairWhenEdited(flow, programId, registrationId, deal.fields);
  if (deal.isOpen) await recordWhenCompeting(flow, programId, deal);
}

/** A company was made or changed: when it is a partner, its terms are read again. */
export async function observeCompany(flow: Flow, programId: ProgramId, companyId: CrmId): Promise<void> {
  const partner = await findPartnerByCompany(flow.database.db, programId, companyId);
  if (partner === null) return;
  const crm = await flow.crmOf(programId);
  const company = await crm.readRecord({ object: 'company', id: companyId });
  if (company === null) return;
  const status = PARTNER_STATUSES.find((known) => known === company.fields.programStatus) ?? partner.status;
  const tier = PARTNER_TIERS.find((known) => known === company.fields.programTier) ?? partner.tier;
  const changed = { ...partner, name: company.name || partner.name, status, tier, channelManagerId: company.ownerId };
  await flow.database.transaction((tx) => savePartner(tx, programId, changed));
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
      await addToOutbox(
        tx,
        programId,
        keys.map((subject) => ({ topic: 'show_prospect', subject })),
        flow.now(),
      );
    }
  });
}

/** Fields from which a lock could be taken by hand. */
const GUARDED: readonly FieldCode[] = ['lockKey', 'lockStatus', 'lockEndsAt', 'partnerId', 'registrationStatus'];

/** A hand edit of our fields is written over with the truth. Echoes of our own writes never come here. */
async function repairWhenEdited(
  flow: Flow,
  programId: ProgramId,
  registrationId: string,
  actual: FieldValues,
): Promise<void> {
  const row = await findRegistration(flow.database.db, programId, registrationId);
  if (row === null || row.shownVersion < row.version) return;
  const program = await flow.programOf(programId);
  const { events } = await loadStream(flow.database.db, programId, row.prospectKey);
  const state = replay(row.prospectKey, events);
  const registration = state.registrations.get(registrationId);
  if (registration === undefined) return;
  const expected = registrationWrite(registration, state, {
    programId,
    zone: program.policy.zone,
    locale: program.locale,
    now: flow.now(),
  }).fields;
  const edited = GUARDED.filter((code) => (expected[code] ?? null) !== (actual[code] ?? null));
  if (edited.length === 0) return;
  flow.log.warn({ programId, registrationId, edited }, 'fields edited by hand are written again');
  await flow.database.transaction(async (tx) => {
    await markStale(tx, programId, registrationId);
    await addToOutbox(tx, programId, [{ topic: 'show_prospect', subject: row.prospectKey }], flow.now());
  });
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
