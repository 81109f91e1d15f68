import type { CrmRecord } from '../../shared/crm/crm-port.ts';
import { isHolder, placeOf, registrationWrite } from '../../shared/crm/record-of.ts';
import { registrableDomain } from '../../shared/identity/read-address.ts';
import type { Crm, CrmId, ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import { findLock } from '../store/locks.ts';
import { findByContact, findByRecord, findRecord, forgetRecord, markStale } from '../store/registration-records.ts';
import type { RegistrationRow } from '../store/registrations.ts';
import { differences } from './differences.ts';
import { followConversion } from './follow-moves.ts';
import { handleCommand } from './handle-command.ts';
import type { Flow } from './ports.ts';
import { contextOf, showAgain, stateOf } from './show-again.ts';
import { shownProspect } from './shown-prospect.ts';

/**
 * A deal was made, changed or deleted. Which deals are ours our own table says, never a field that anybody can type
 * into: ours is put right, a direct one may compete with a holder.
 */
export async function observeDeal(flow: Flow, programId: ProgramId, crm: Crm, dealId: CrmId): Promise<void> {
  const { db } = flow.database;
  const ours = await findByRecord(db, programId, crm, dealId);
  const port = await flow.crmOf(programId, crm);
  const deal = await port.readRecord({ object: 'deal', id: dealId });
  if (ours) return repairOrReplace(flow, programId, crm, ours, { id: dealId, record: deal });
  if (deal === null) return;
  const lead = deal.convertedFrom === null ? null : await findByContact(db, programId, crm, deal.convertedFrom);
  if (lead !== null && takesDeal(lead)) {
    const became = { companyId: deal.company?.id ?? null, dealId };
    return followConversion(flow, programId, crm, lead, became);
  }
  if (deal.isOpen) await recordWhenCompeting(flow, programId, crm, deal);
}

/** A refused registration gets no deal: what sales makes of its lead is sales' own, and may compete with a holder. */
export const takesDeal = ({ summary }: RegistrationRow): boolean => placeOf(summary) !== 'closed';

/** Our record of a registration, or its deal: what somebody edited is written over, what is gone is made again. */
export async function repairOrReplace(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  row: RegistrationRow,
  { id, record }: { readonly id: CrmId; readonly record: CrmRecord | null },
): Promise<void> {
  if (record === null) return replace(flow, programId, crm, row, id);
  const shown = await findRecord(flow.database.db, programId, crm, row.registrationId);
  if (shown === null || shown.shownVersion < row.version) return;
  const state = await stateOf(flow, programId, row.prospectKey);
  const registration = state.registrations.get(row.registrationId);
  if (registration === undefined) return;
  const { fields } = registrationWrite(registration, state, await contextOf(flow, programId, crm));
  const edited = differences(fields, record.fields);
  if (edited.length === 0) return;
  await flow.database.transaction((tx) => markStale(tx, programId, crm, row.registrationId));
  await showAgain(flow, programId, crm, row.prospectKey, edited);
}

/** A holder's record must be there to be seen. Others that somebody deleted stay deleted. */
async function replace(flow: Flow, programId: ProgramId, crm: Crm, row: RegistrationRow, goneId: CrmId): Promise<void> {
  await flow.database.transaction((tx) => forgetRecord(tx, programId, crm, row.registrationId, goneId));
  if (isHolder(row.summary, flow.now())) await showAgain(flow, programId, crm, row.prospectKey, ['deleted']);
}

/** The prospect that a record's company is: the one we know it as, else the one its domain names. */
export async function prospectOf(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  { company }: Pick<CrmRecord, 'company'>,
): Promise<ProspectKey | null> {
  if (company === null) return null;
  const known = company.id === null ? null : await shownProspect(flow, programId, crm, company.id);
  if (known !== null) return known;
  const domain = company.domain === null ? null : registrableDomain(company.domain);
  return domain === null ? null : `dom:${domain}`;
}

/** A deal or lead of the direct team on a company that somebody holds. */
export async function recordWhenCompeting(flow: Flow, programId: ProgramId, crm: Crm, deal: CrmRecord): Promise<void> {
  const prospectKey = await prospectOf(flow, programId, crm, deal);
  const stored = prospectKey && (await findLock(flow.database.db, programId, prospectKey));
  const lock = stored && stored.lock;
  if (!prospectKey || !lock) return;
  await handleCommand(flow, await flow.programOf(programId), prospectKey, {
    type: 'RecordCompetingDeal',
    commandId: `competing:${crm}:${deal.ref.id}:${lock.registrationId}:${lock.epoch}`,
    at: flow.now(),
    by: { kind: 'rep', userId: deal.ownerId, email: null },
    registrationId: lock.registrationId,
    deal: { crm, id: deal.ref.id, name: deal.name, ownerName: deal.ownerName },
  });
}
