import type { StagedSubmission, SubmissionRef } from '../../shared/crm/crm-port.ts';
import type { CrmId, ProgramId, RegistrationId } from '../../shared/values/ids.ts';
import { epochMs } from '../../shared/values/time.ts';
import { commandFromForm } from '../inbound/from-form.ts';
import { findByNonce, type RegistrationRow } from '../store/registrations.ts';
import { gatherFacts } from './gather-facts.ts';
import { handleCommand } from './handle-command.ts';
import type { Flow } from './ports.ts';

/**
 * Turns what a hosted form staged on a contact into a registration. The webhook, the receipt page and the reconcile
 * all come here; whoever is first does the work and the others find it done. Null when nothing is staged (yet).
 */
export async function takeSubmission(
  flow: Flow,
  programId: ProgramId,
  ref: SubmissionRef,
): Promise<RegistrationId | null> {
  const known = ref.nonce === null ? null : await findByNonce(flow.database.db, programId, ref.nonce);
  if (known && isSameContact(known, ref.contactId)) return known.registrationId;

  const crm = await flow.crmOf(programId);
  const read = await crm.readSubmission(ref);
  if (read === null) return null;
  const named = await findByNonce(flow.database.db, programId, read.nonce);
  const staged = { ...read, nonce: named && !isSameContact(named, read.contactId) ? ownNameOf(read) : nameOf(read) };
  const program = await flow.programOf(programId);
  const command = commandFromForm(staged, {
    registrationId: flow.ids.registrationId(programId, staged.nonce),
    reference: flow.ids.reference(programId, staged.nonce),
    partnerId: flow.links.partnerOf(programId, staged.values['stagingToken'] ?? '', 'form'),
    currency: program.policy.currency,
    receivedAt: flow.now(),
  });
  const facts = await gatherFacts(flow, program, command.submission);
  await handleCommand(flow, program, command.submission.prospect.key, command, facts);
  flow.log.info({ programId, registrationId: command.registrationId, source: 'hubspot_form' }, 'registration taken');
  return command.registrationId;
}

/** A form's page that is sent again for somebody else carries the same nonce: that is another submission. */
const isSameContact = (known: RegistrationRow, contactId: CrmId | null): boolean =>
  contactId === null || known.contactId === contactId;

/** A nonce is text from a browser. One that we did not give out names nothing. */
const nameOf = (staged: StagedSubmission): string =>
  /^[\w-]{22}$/.test(staged.nonce) || /^contact:\d{1,20}:\d{1,16}$/.test(staged.nonce)
    ? staged.nonce
    : ownNameOf(staged);

/** Names a submission after its contact and moment. */
const ownNameOf = ({ contactId, submittedAt }: StagedSubmission): string =>
  `contact:${contactId}:${epochMs(submittedAt)}`;
