import { CrmRefused, CrmUnavailable } from '../shared/crm/crm-port.ts';
import type { Crm } from '../shared/values/ids.ts';
import type { Instant } from '../shared/values/time.ts';
import { ConnectionRefused } from './connect-account.ts';
import { pkceOf } from './crm/pkce.ts';
import { GrantRevoked } from './crm/wire-errors.ts';
import type { ConnectLink } from './http/deps.ts';
import type { ConnectLinks } from './keys.ts';
import type { Database } from './store/database.ts';
import { putOauthState } from './store/oauth-states.ts';
import type { SecretBox } from './store/secret-box.ts';

export interface ConsentDeps {
  readonly database: Database;
  readonly box: SecretBox;
  readonly links: ConnectLinks;
  readonly randomBytes: (count: number) => Buffer;
}

/** Remembers a consent that begins: what its address must carry, or why the link to a program leads nowhere. */
export async function beginConsent(
  { database, box, links, randomBytes }: ConsentDeps,
  crm: Crm,
  link: ConnectLink | null,
  now: Instant,
): Promise<
  | { readonly ok: true; readonly state: string; readonly challenge: string }
  | { readonly ok: false; readonly reason: string }
> {
  if (link !== null && !links.isGenuine(link.programId, crm, link.token))
    return { ok: false, reason: 'This link is not valid any more: it works for one hour. Open a new one.' };
  const state = randomBytes(24).toString('base64url');
  const { verifier, challenge } = pkceOf(randomBytes(48));
  await putOauthState(database.db, box, state, { crm, programId: link?.programId ?? null, verifier }, now);
  return { ok: true, state, challenge };
}

/** Whether a connection failed for a reason that a person can act on; anything else is a bug. */
export const isForPeople = (error: unknown): error is Error =>
  [GrantRevoked, CrmRefused, CrmUnavailable, ConnectionRefused].some((kind) => error instanceof kind);
