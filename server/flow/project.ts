import { normaliseCompanyName } from '../../shared/identity/company-name.ts';
import {
  crmOfSource,
  isUndecided,
  type ProspectState,
  type Registration,
  type RegistrationEvent,
  type Submission,
} from '../../shared/registration/registration.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import type { Tx } from '../store/database.ts';
import { flagDeal, markDealsStale } from '../store/flagged-deals.ts';
import { saveProspect } from '../store/prospects.ts';
import { seedRecord } from '../store/registration-records.ts';
import { saveRegistration, type RegistrationRow } from '../store/registrations.ts';

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
  for (const event of events) if ('submission' in event) await seedFrom(tx, programId, event.submission);
  const newest = [...state.registrations.values()].at(-1);
  if (touched.size > 0 && newest) {
    const { name, domain } = newest.submission.prospect;
    await saveProspect(tx, programId, {
      prospectKey: state.prospectKey,
      name,
      nameKey: normaliseCompanyName(name),
      domain,
      version,
    });
  }
  if (events.some(changesLock)) await markDealsStale(tx, programId, state.prospectKey);
  for (const event of events) {
    if (event.type !== 'ChannelConflictDetected' || event.conflict.kind !== 'partner_vs_direct') continue;
    const { crm, dealId, detectedAt: flaggedAt } = event.conflict;
    const { registrationId } = event;
    await flagDeal(tx, programId, { crm, dealId, prospectKey: state.prospectKey, registrationId, flaggedAt });
  }
}

/** The record that the submission came with is the one to show the outcome on. */
async function seedFrom(tx: Tx, programId: ProgramId, submission: Submission): Promise<void> {
  const { registrationId, source, contactId } = submission;
  const crm = crmOfSource(source);
  if (crm === null || contactId === null) return;
  const isRecord = source === 'salesforce_registration';
  const from = isRecord ? { recordId: contactId, contactId: null } : { recordId: null, contactId };
  await seedRecord(tx, programId, crm, registrationId, from);
}

/** Whether competing deals say something else now: who holds the prospect, and until when. */
const changesLock = ({ type }: RegistrationEvent): boolean =>
  type.startsWith('Lock') ||
  type === 'RegistrationRejected' ||
  type === 'RegistrationWithdrawn' ||
  type === 'RegistrationExpired';

function registrationRow(registration: Registration, state: ProspectState, version: number): RegistrationRow {
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
