import { normaliseCompanyName } from '../../shared/identity/company-name.ts';
import { isUndecided } from '../../shared/registration/decide.ts';
import type { ProspectState, Registration, RegistrationEvent } from '../../shared/registration/registration.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import type { Tx } from '../store/database.ts';
import { flagDeal, markDealsStale } from '../store/flagged-deals.ts';
import { saveProspect } from '../store/prospects.ts';
import { saveRegistration, type FoldedRegistration } from '../store/registrations.ts';

/**
 * Folds what happened into the tables that lists and pages read. The same events always give the same rows, so the
 * tables can be made again from the history.
 */
export async function project(
  tx: Tx,
  programId: ProgramId,
  state: ProspectState,
  events: readonly RegistrationEvent[],
  version: number,
): Promise<void> {
  const touched = new Set(
    events.filter((event) => event.type !== 'CommandRefused').map((event) => event.registrationId),
  );
  for (const registrationId of touched) {
    const registration = state.registrations.get(registrationId);
    if (registration) await saveRegistration(tx, programId, registrationRow(registration, state, version));
  }
  const newest = [...state.registrations.values()].at(-1);
  if (touched.size > 0 && newest) {
    const { name, domain } = newest.submission.prospect;
    await saveProspect(tx, programId, {
      prospectKey: state.prospectKey,
      companyId: null,
      name,
      nameKey: normaliseCompanyName(name),
      domain,
      version,
    });
  }
  if (events.some(changesLock)) await markDealsStale(tx, programId, state.prospectKey);
  for (const event of events) {
    if (event.type !== 'ChannelConflictDetected' || event.conflict.kind !== 'partner_vs_direct') continue;
    const { dealId, detectedAt } = event.conflict;
    const { registrationId } = event;
    await flagDeal(tx, programId, { dealId, prospectKey: state.prospectKey, registrationId, flaggedAt: detectedAt });
  }
}

/** Whether competing deals say something else now: who holds the prospect, and until when. */
const changesLock = ({ type }: RegistrationEvent): boolean =>
  type.startsWith('Lock') ||
  type === 'RegistrationRejected' ||
  type === 'RegistrationWithdrawn' ||
  type === 'RegistrationExpired';

function registrationRow(registration: Registration, state: ProspectState, version: number): FoldedRegistration {
  const { submission, terms, lock, lockEnd, status, conflicts } = registration;
  const { prospect } = submission;
  return {
    registrationId: registration.registrationId,
    prospectKey: state.prospectKey,
    prospectName: prospect.name,
    domain: prospect.domain,
    reference: submission.reference,
    partnerId: submission.partnerId,
    partnerName: terms.partnerName,
    status,
    submittedAt: submission.submittedAt,
    receivedAt: submission.receivedAt,
    needsDecision: isUndecided(registration),
    hasConflict: conflicts.length > 0,
    lockKind: lockEnd === null ? (lock?.kind ?? null) : null,
    lockEndsAt: lock?.endsAt ?? null,
    nonce: submission.nonce,
    sourceId: submission.sourceId,
    contactId: submission.contactId,
    version,
    summary: registration,
  };
}
