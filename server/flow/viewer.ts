import type { Actor } from '../../shared/registration/registration.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import { programOfAccount } from '../store/installations.ts';
import type { Flow } from './ports.ts';
import { readSettings } from './program-settings.ts';

/** A CRM user whose identity the CRM signed. */
export interface Viewer {
  readonly programId: ProgramId;
  readonly accountId: string;
  readonly userId: string;
  readonly isApprover: boolean;
  readonly actor: Actor;
}

/** Who the signed claims mean, and whether they may decide; null when the account has not installed the app. */
export async function viewerOf(
  flow: Flow,
  claims: { readonly portalId: string; readonly userId: string; readonly userEmail: string },
): Promise<Viewer | null> {
  const programId = await programOfAccount(flow.database.db, 'hubspot', claims.portalId);
  if (programId === null) return null;
  const settings = await readSettings(flow.database.db, programId);
  const isApprover = settings.approverIds.includes(claims.userId);
  const actor: Actor = isApprover
    ? { kind: 'manager', userId: claims.userId, email: claims.userEmail }
    : { kind: 'rep', userId: claims.userId, email: claims.userEmail };
  return { programId, accountId: claims.portalId, userId: claims.userId, isApprover, actor };
}
