import { DEFAULT_POLICY } from '../shared/program/policy.ts';
import type { Crm, ProgramId } from '../shared/values/ids.ts';
import { readSettings, updateSettings } from './flow/program-settings.ts';
import type { Tx } from './store/database.ts';
import { forgetAccount } from './store/forget-account.ts';
import { accountOf, findInstallation, saveInstallation, type NewInstallation } from './store/installations.ts';
import { savePolicy } from './store/policies.ts';
import { createProgram, findProgram } from './store/programs.ts';
import type { SecretBox } from './store/secret-box.ts';
import { AlreadyTaken } from './store/version-conflict.ts';

/** An account that a person or an organisation has just let us into. */
export interface AccountToConnect extends Omit<NewInstallation, 'programId'> {
  /** The program that a signed link or the operator named; null connects the account to its own. */
  readonly linkedTo: ProgramId | null;
  readonly accountName: string;
  /** Who may decide where the CRM itself does not say it; null where it does. */
  readonly firstApproverId: string | null;
}

/** The account cannot be connected as asked. The message is for whoever tries. */
export class ConnectionRefused extends Error {
  override readonly name = 'ConnectionRefused';
}

/** One program per account, unless the account was linked to one that exists. */
export const ownProgramOf = (accountId: string): ProgramId => `prg_${accountId}`;

/** Stores the tokens and gives the account its program, a new one with the default rules if need be. */
export async function connectAccount(tx: Tx, box: SecretBox, account: AccountToConnect): Promise<ProgramId> {
  const { linkedTo: _linkedTo, accountName, firstApproverId, ...installation } = account;
  const programId = await programFor(tx, box, account);
  const isNew = await createProgram(tx, {
    programId,
    name: accountName,
    settings: { approverIds: firstApproverId === null ? [] : [firstApproverId] },
    createdAt: account.connectedAt,
  });
  if (isNew) await savePolicy(tx, programId, DEFAULT_POLICY, account.connectedAt, account.installedBy, 0);
  else if (firstApproverId !== null) await addFirstApprover(tx, programId, firstApproverId);
  const last = await accountOf(tx, programId, account.crm);
  if (last !== null && last !== account.accountId) await forgetAccount(tx, programId, account.crm);
  try {
    await saveInstallation(tx, box, { ...installation, programId });
  } catch (error) {
    if (error instanceof AlreadyTaken) throw new ConnectionRefused(error.message);
    throw error;
  }
  return programId;
}

async function programFor(tx: Tx, box: SecretBox, { crm, accountId, linkedTo }: AccountToConnect): Promise<ProgramId> {
  const earlier = await findInstallation(tx, box, crm, accountId);
  if (linkedTo === null) return earlier?.programId ?? ownProgramOf(accountId);
  if ((await findProgram(tx, linkedTo)) === null)
    throw new ConnectionRefused(
      `There is no program ${linkedTo}. Connect the account without a link, or with a new one.`,
    );
  if (earlier?.status === 'connected' && earlier.programId !== linkedTo)
    throw new ConnectionRefused(
      `${NAMES[crm]} ${accountId} is connected to another program (${earlier.programId}): disconnect it there first.`,
    );
  return linkedTo;
}

const NAMES: Record<Crm, string> = { hubspot: 'The HubSpot portal', salesforce: 'The Salesforce org' };

/** A program that began in the other CRM has nobody who may decide in this one yet. */
async function addFirstApprover(tx: Tx, programId: ProgramId, userId: string): Promise<void> {
  const { approverIds } = await readSettings(tx, programId);
  if (approverIds.length === 0) await updateSettings(tx, programId, { approverIds: [userId] });
}
