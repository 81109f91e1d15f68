import type { SubmissionRef } from '../../shared/crm/crm-port.ts';
import type { ProgramId, RegistrationId } from '../../shared/values/ids.ts';
import { commandFromForm } from '../inbound/from-form.ts';
import { findByNonce } from '../store/registrations.ts';
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
  if (known) return known.registrationId;

  const crm = await flow.crmOf(programId);
  const staged = await crm.readSubmission(ref);
  if (staged === null) return null;
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
