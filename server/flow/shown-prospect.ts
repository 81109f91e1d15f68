import { isHeld } from '../../shared/lock/ownership-lock.ts';
import type { Crm, CrmId, ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import { findLock } from '../store/locks.ts';
import { prospectsOfCompany } from '../store/prospect-records.ts';
import type { Flow } from './ports.ts';

/**
 * The prospect that a company shows. A merge or two ways of writing a name may put several on one company, which has
 * room for one: whoever was granted it first, else whoever reserved it first, else the first by key. Every write and
 * every comparison asks here, because two that differ would write over each other for ever.
 */
export async function shownProspect(
  { database: { db }, now }: Flow,
  programId: ProgramId,
  crm: Crm,
  companyId: CrmId,
): Promise<ProspectKey | null> {
  const sharing = await prospectsOfCompany(db, programId, crm, companyId);
  const [first, ...others] = sharing.map(({ prospectKey }) => prospectKey);
  if (first === undefined || others.length === 0) return first ?? null;
  const stored = await Promise.all([first, ...others].map((key) => findLock(db, programId, key)));
  const [longest] = stored
    .flatMap((each) => (each?.lock && isHeld(each.lock, now()) ? [{ key: each.prospectKey, lock: each.lock }] : []))
    .toSorted(
      (a, b) =>
        Number(a.lock.kind === 'pending') - Number(b.lock.kind === 'pending') ||
        a.lock.startsAt.localeCompare(b.lock.startsAt),
    );
  return longest?.key ?? first;
}
