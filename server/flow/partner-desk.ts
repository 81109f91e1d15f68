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
export const answerQuestion = (flow: Flow, desk: Desk, asked: Asked & { readonly answer: string }): Promise<boolean> =>
  act(flow, desk, 'answer', asked, (base) => ({ ...base, type: 'ProvideInformation', answer: asked.answer }));

/** The partner gives the registration up; false when it was not possible any more. */
export const withdraw = (flow: Flow, desk: Desk, asked: Asked): Promise<boolean> =>
  act(flow, desk, 'withdraw', asked, (base) => ({ ...base, type: 'WithdrawRegistration', note: '' }));

/** What a form on the page sends: which registration, and which showing of the page it was clicked on. */
interface Asked {
  readonly reference: string;
  readonly request: string;
}

type Base = Pick<Command, 'commandId' | 'at' | 'by' | 'registrationId'>;

async function act(
  flow: Flow,
  desk: Desk,
  action: string,
  { reference, request }: Asked,
  commandOf: (base: Base) => Command,
): Promise<boolean> {
  const row = await findByReference(flow.database.db, desk.program, reference);
  if (row === null) return false;
  const { registrationId } = row;
  const commandId = `partner:${desk.partnerId}:${action}:${registrationId}:${request}`;
  const by = { kind: 'partner', partnerId: desk.partnerId, email: null } as const;
  const command = commandOf({ commandId, at: flow.now(), by, registrationId });
  const { refusal } = await handleCommand(flow, await flow.programOf(desk.program), row.prospectKey, command);
  return refusal === null;
}
