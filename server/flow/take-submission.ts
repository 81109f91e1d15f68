import type { StagedSubmission, SubmissionRef } from '../../shared/crm/crm-port.ts';
import type { Source } from '../../shared/registration/registration.ts';
import type { Crm, CrmId, ProgramId, RegistrationId } from '../../shared/values/ids.ts';
import { epochMs } from '../../shared/values/time.ts';
import { commandFromForm } from '../inbound/from-form.ts';
import { findPartnerByCompany } from '../store/partners.ts';
import { findByNonce, type RegistrationRow } from '../store/registrations.ts';
import { gatherFacts } from './gather-facts.ts';
import { handleCommand } from './handle-command.ts';
import type { Flow } from './ports.ts';

/**
 * Turns what a form staged on a record of the CRM into a registration. The webhook or change event, the receipt page
 * and the reconcile all come here; whoever is first does the work and the others find it done. Null when nothing is
 * staged (yet).
 */
export async function takeSubmission(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  ref: SubmissionRef,
): Promise<RegistrationId | null> {
  const known = ref.nonce === null ? null : await findByNonce(flow.database.db, programId, ref.nonce);
  if (known && isSameRecord(known, ref.record?.id ?? null)) return known.registrationId;

  const port = await flow.crmOf(programId, crm);
  const read = await port.readSubmission(ref);
  if (read === null) return null;
  const named = await findByNonce(flow.database.db, programId, read.nonce);
  const staged = { ...read, nonce: named && !isSameRecord(named, read.record.id) ? ownNameOf(read) : nameOf(read) };
  const program = await flow.programOf(programId);
  const source = sourceOf(staged);
  const command = commandFromForm(staged, {
    source,
    registrationId: flow.ids.registrationId(programId, staged.nonce),
    reference: flow.ids.reference(programId, staged.nonce),
    partnerId: await partnerOf(flow, programId, crm, staged),
    currency: program.policy.currency,
    receivedAt: flow.now(),
  });
  const facts = await gatherFacts(flow, program, command.submission);
  await handleCommand(flow, program, command.submission.prospect.key, command, facts);
  flow.log.info({ programId, registrationId: command.registrationId, source }, 'registration taken');
  return command.registrationId;
}

/** A user whose company the CRM itself vouches for speaks for that company; everybody else needs the signed token. */
async function partnerOf(flow: Flow, programId: ProgramId, crm: Crm, { partnerCompanyId, values }: StagedSubmission) {
  if (partnerCompanyId === null) return flow.links.partnerOf(programId, values['stagingToken'] ?? '', 'form');
  return (await findPartnerByCompany(flow.database.db, programId, crm, partnerCompanyId))?.partnerId ?? null;
}

const sourceOf = ({ record }: StagedSubmission): Source =>
  record.object === 'contact'
    ? 'hubspot_form'
    : record.object === 'lead'
      ? 'salesforce_lead'
      : 'salesforce_registration';

/** A form's page that is sent again for somebody else carries the same nonce: that is another submission. */
const isSameRecord = (known: RegistrationRow, recordId: CrmId | null): boolean =>
  recordId === null || known.contactId === recordId;

/** A nonce is text from a browser. One that nobody gave out names nothing. */
const nameOf = (staged: StagedSubmission): string =>
  /^[\w-]{22}$/.test(staged.nonce) || UUID.test(staged.nonce) || OWN_NAME.test(staged.nonce)
    ? staged.nonce
    : ownNameOf(staged);

/** What a partner user's browser makes itself. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const OWN_NAME = /^(?:contact|lead|registration):\w{1,20}:\d{1,16}$/;

/** Names a submission after its record and moment. */
const ownNameOf = ({ record, submittedAt }: StagedSubmission): string =>
  `${record.object}:${record.id}:${epochMs(submittedAt)}`;
