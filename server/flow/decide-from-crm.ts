import type { Command } from '../../shared/registration/commands.ts';
import type { Actor } from '../../shared/registration/registration.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import type { Action } from '../../shared/views/ownership-view.ts';
import type { DecideRequest } from '../../shared/views/ui-api.ts';
import { localeOf } from '../../shared/words/locale.ts';
import { say } from '../../shared/words/say.ts';
import { findRegistration } from '../store/registrations.ts';
import { gatherApprovalFacts } from './gather-facts.ts';
import { handleCommand } from './handle-command.ts';
import type { Flow } from './ports.ts';

export type Decision =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** A decision that an approver clicked in the CRM. `requestId` makes a repeat harmless. */
export async function decideFromCrm(
  flow: Flow,
  programId: ProgramId,
  by: Actor,
  request: Omit<DecideRequest, 'objectTypeId' | 'objectId'>,
): Promise<Decision> {
  const locale = localeOf(request.locale);
  const row = await findRegistration(flow.database.db, programId, request.registrationId);
  if (row === null)
    return { ok: false, code: 'registration_not_found', message: say(locale, 'refusal.registration_not_found') };
  const program = await flow.programOf(programId);
  const facts =
    request.action === 'approve'
      ? await gatherApprovalFacts(flow, program, row.summary.submission.prospect)
      : undefined;
  const command = commandOf(request, by, flow.now());
  const { refusal } = await handleCommand(flow, program, row.prospectKey, command, facts);
  return refusal === null
    ? {
        ok: true,
        message: say(locale, `done.${request.action}`, { prospect: row.prospectName, partner: row.partnerName }),
      }
    : { ok: false, code: refusal, message: say(locale, `refusal.${refusal}`) };
}

function commandOf(request: Omit<DecideRequest, 'objectTypeId' | 'objectId'>, by: Actor, at: string): Command {
  const base = {
    commandId: `crm:${by.kind === 'manager' ? by.userId : ''}:${request.action}:${request.registrationId}:${request.requestId}`,
    at,
    by,
    registrationId: request.registrationId,
  };
  const text = request.text ?? '';
  const action: Action = request.action;
  switch (action) {
    case 'approve':
      return { ...base, type: 'ApproveRegistration', note: text };
    case 'reject':
      return { ...base, type: 'RejectRegistration', reason: request.reason ?? 'other', note: text };
    case 'ask':
      return { ...base, type: 'AskForInformation', question: text };
    case 'extend':
      return { ...base, type: 'ExtendLock', days: request.days ?? 0, note: text };
    case 'release':
      return { ...base, type: 'ReleaseLock', note: text };
    default: {
      const unreachable: never = action;
      return unreachable;
    }
  }
}
