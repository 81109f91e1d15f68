import type { Command } from '../../shared/registration/commands.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import { partnerViewOf } from '../../shared/views/partner-view.ts';
import { findPartner } from '../store/partners.ts';
import { ofPartner } from '../store/registration-lists.ts';
import { findByReference } from '../store/registrations.ts';
import { handleCommand } from './handle-command.ts';
import type { Flow } from './ports.ts';

const LINES_MAX = 50;

interface Desk {
  readonly program: ProgramId;
  readonly partnerId: string;
}

/** One page of a partner's registrations, newest first, as far as the partner may know. */
export async function partnerPage(flow: Flow, { program, partnerId }: Desk, after: string | null) {
  const { db } = flow.database;
  const { policy } = await flow.programOf(program);
  const partner = await findPartner(db, program, partnerId);
  const page = await ofPartner(db, program, partnerId, { after, limit: LINES_MAX });
  const registrations = page.rows.map((row) => partnerViewOf(row.summary, flow.now(), policy.zone));
  return { partnerName: partner?.name ?? '', registrations, zone: policy.zone, after: page.after };
}

/** The partner's answer to the channel manager's question; false when it was not possible any more. */
export const answerQuestion = (flow: Flow, desk: Desk, reference: string, answer: string): Promise<boolean> =>
  act(flow, desk, reference, (base) => ({ ...base, type: 'ProvideInformation', answer }));

/** The partner gives the registration up; false when it was not possible any more. */
export const withdraw = (flow: Flow, desk: Desk, reference: string): Promise<boolean> =>
  act(flow, desk, reference, (base) => ({ ...base, type: 'WithdrawRegistration', note: '' }));

type Base = Pick<Command, 'commandId' | 'at' | 'by' | 'registrationId'>;

async function act(flow: Flow, desk: Desk, reference: string, commandOf: (base: Base) => Command): Promise<boolean> {
  const row = await findByReference(flow.database.db, desk.program, reference);
  if (row === null) return false;
  const at = flow.now();
  const by = { kind: 'partner', partnerId: desk.partnerId, email: null } as const;
  // The version says which state the partner saw, so that the same click sent twice is one command.
  const command = commandOf({
    commandId: `partner:${row.registrationId}:${row.version}`,
    at,
    by,
    registrationId: row.registrationId,
  });
  const { refusal } = await handleCommand(flow, await flow.programOf(desk.program), row.prospectKey, command);
  return refusal === null;
}
