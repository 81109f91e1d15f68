import type { FieldValues } from '../catalog/field.ts';
import type { ChannelConflict } from '../lock/channel-conflict.ts';
import { isHeld, type LockStatus } from '../lock/ownership-lock.ts';
import type { Finding } from '../registration/reasons.ts';
import { isUndecided, crmOfSource, type ProspectState, type Registration } from '../registration/registration.ts';
import type { Crm, ProgramId } from '../values/ids.ts';
import type { Instant, Zone } from '../values/time.ts';
import { sayInstant, type Locale } from '../words/locale.ts';
import { say } from '../words/say.ts';
import type { DealPlace, RegistrationDetails, RegistrationWrite } from './crm-port.ts';

/** What the writing of records depends on beside the prospect: whose program, which CRM, zone, language, and now. */
export interface RecordContext {
  readonly programId: ProgramId;
  readonly crm: Crm;
  readonly zone: Zone;
  readonly locale: Locale;
  readonly now: Instant;
}

/** The record of a registration, complete: everything from which its lock could be rebuilt. */
export function registrationWrite(
  registration: Registration,
  state: ProspectState,
  context: RecordContext,
): RegistrationWrite {
  const { submission, terms, verdict, lock } = registration;
  const { prospect, qualification } = submission;
  const holds = isHolder(registration, context.now);
  const isFromHere = crmOfSource(submission.source) === context.crm;
  return {
    registrationId: registration.registrationId,
    title: say(context.locale, 'record.title', { prospect: prospect.name, partner: terms.partnerName || '?' }),
    place: placeOf(registration),
    amount: qualification.estimatedAmount,
    closeOn: qualification.estimatedCloseOn,
    contactId: isFromHere && submission.source !== 'salesforce_registration' ? submission.contactId : null,
    details: detailsOf(registration, context),
    fields: {
      registrationId: registration.registrationId,
      registrationReference: submission.reference,
      registrationStatus: registration.status,
      registeredAt: submission.submittedAt,
      submittedByEmail: submission.submittedByEmail,
      rejectionReason: registration.status === 'rejected' ? registration.rejectionReason : null,
      verdictReasons: [...new Set(verdict.findings.map((finding) => finding.code))],
      verdictText: verdict.findings.map((finding) => sayFinding(context.locale, finding)).join('\n'),
      policyVersion: verdict.policyVersion,
      partnerId: submission.partnerId,
      partnerName: terms.partnerName,
      partnerTier: terms.partnerTier,
      attribution: 'partner_sourced',
      prospectKey: state.prospectKey,
      estimatedAmount: qualification.estimatedAmount,
      estimatedCloseOn: qualification.estimatedCloseOn,
      lockKey: holds ? `${context.programId}:${state.prospectKey}` : null,
      lockEpoch: lock?.epoch ?? 0,
      lockStatus: lockStatusOf(registration, context.now),
      lockStartsAt: lock?.startsAt ?? null,
      lockEndsAt: lock?.endsAt ?? null,
      lockExtensionCount: lock?.extensionCount ?? 0,
      // Names the form's submission, so that the contact which carries it can be marked as taken.
      ...(isFromHere && { stagingNonce: submission.nonce }),
      ...conflictFields(registration.conflicts, context),
    },
  };
}

/** The company's mirror: the holder, or the last one that was, so that a rep sees it on the company too. */
export function companyFields(state: ProspectState, context: RecordContext): FieldValues {
  const shown = lastHolder(state);
  if (shown === null) return { prospectKey: state.prospectKey };
  return {
    prospectKey: state.prospectKey,
    ...mirrorOf(shown, state, context),
    ...conflictFields(shown.conflicts, context),
  };
}

/** What a competing deal of the direct team shows: whose company it is, until when, and what to do. */
export function competingDealFields(state: ProspectState, context: RecordContext): FieldValues {
  const shown = lastHolder(state);
  if (shown === null) return {};
  const isHeldNow = isHolder(shown, context.now);
  const { registrationId: _ours, ...mirror } = mirrorOf(shown, state, context);
  return {
    ...mirror,
    prospectKey: state.prospectKey,
    channelConflict: isHeldNow ? 'partner_vs_direct' : 'none',
    conflictText: isHeldNow
      ? say(context.locale, 'record.competing', {
          partner: shown.terms.partnerName,
          until: sayInstant(context.locale, shown.lock?.endsAt ?? context.now, context.zone),
        })
      : null,
  };
}

/** The registration whose lock the prospect shows: the holder, else the one that held last. */
export function lastHolder(state: ProspectState): Registration | null {
  const held = state.lock && state.registrations.get(state.lock.registrationId);
  if (held) return held;
  const past = [...state.registrations.values()].filter((registration) => registration.lock !== null);
  return past.sort((a, b) => (b.lock?.epoch ?? 0) - (a.lock?.epoch ?? 0))[0] ?? null;
}

/** Whether the registration holds its prospect now: at most one does, because every new hold ends the one before. */
export const isHolder = ({ lock, lockEnd }: Registration, now: Instant): boolean =>
  lockEnd === null && isHeld(lock, now);

/** What the lock field says; time alone turns a hold into `expired`. */
export function lockStatusOf({ lock, lockEnd }: Registration, now: Instant): LockStatus {
  if (lock === null) return 'none';
  if (lockEnd !== null) return lockEnd.how;
  if (!isHeld(lock, now)) return 'expired';
  return lock.kind === 'pending' ? 'pending' : 'active';
}

/** A reason with the record that it rests on, in the reader's language. */
export const sayFinding = (locale: Locale, { code, matched }: Finding): string =>
  say(locale, `reason.${code}`) + (matched ? ` (${matched.name})` : '');

const mirrorOf = (shown: Registration, state: ProspectState, context: RecordContext) => ({
  registrationId: shown.registrationId,
  registrationReference: shown.submission.reference,
  registeredAt: shown.submission.submittedAt,
  partnerId: shown.submission.partnerId,
  partnerName: shown.terms.partnerName,
  lockEpoch: state.lockEpoch,
  lockStatus: lockStatusOf(shown, context.now),
  lockStartsAt: shown.lock?.startsAt ?? null,
  lockEndsAt: shown.lock?.endsAt ?? null,
});

const conflictFields = (conflicts: readonly ChannelConflict[], context: RecordContext) => ({
  channelConflict: conflicts.at(-1)?.kind ?? 'none',
  conflictText: conflicts.map((conflict) => sayConflict(conflict, context)).join('\n') || null,
});

function sayConflict(conflict: ChannelConflict, { crm, locale, zone }: RecordContext): string {
  const at = sayInstant(locale, conflict.detectedAt, zone);
  return conflict.kind === 'partner_vs_partner'
    ? say(locale, 'record.conflict.partner_vs_partner', { partner: conflict.partnerName || '?', at })
    : say(locale, 'record.conflict.partner_vs_direct', {
        deal: conflict.crm === crm ? conflict.dealName : `${conflict.dealName} (${say(locale, `crm.${conflict.crm}`)})`,
        owner: conflict.ownerName ?? '–',
        at,
      });
}

/** A partner user's own record holds the submission already, in the partner's words; nobody writes over it. */
function detailsOf(registration: Registration, { locale, zone }: RecordContext): RegistrationDetails {
  const { submission, decidedAt, conversation } = registration;
  const said = conversation.map(
    ({ at, who, text }) => `${sayInstant(locale, at, zone)} ${say(locale, `who.${who}`)}: ${text}`,
  );
  const details = { decidedAt, conversationText: said.join('\n') || null };
  if (submission.source === 'salesforce_registration') return { ...details, source: submission.source };
  const { prospect, contact, qualification } = submission;
  return {
    ...details,
    source: submission.source,
    submissionNonce: submission.nonce,
    prospectName: prospect.name,
    prospectWebsite: prospect.website,
    prospectCountry: prospect.country,
    contactName: contact.name || null,
    contactEmail: contact.email,
    contactPhone: contact.phone,
    employees: qualification.employees,
    industry: qualification.industry,
    notes: qualification.notes || null,
    consent: qualification.consent,
  };
}

/** Where the registration's deal stands in the sales process. */
export function placeOf(registration: Registration): DealPlace {
  if (isUndecided(registration)) return 'waiting';
  const wasGranted = registration.lock?.kind === 'active' && registration.status !== 'withdrawn';
  return registration.status === 'approved' || wasGranted ? 'sales' : 'closed';
}
