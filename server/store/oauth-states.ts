import { hash } from 'node:crypto';
import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import { epochMs, toInstant, type Instant } from '../../shared/values/time.ts';
import type { Db } from './database.ts';
import type { SecretBox } from './secret-box.ts';

/** How long somebody may take to agree at the CRM. */
const STATE_LIVES_MS = 10 * 60_000;
const FORGET_AFTER_MS = 24 * 3_600_000;

/** An installation that was begun in a browser. */
export interface OauthState {
  readonly crm: Crm;
  /** The program that the account is to be connected to; null makes one of its own. */
  readonly programId: ProgramId | null;
  /** The half of PKCE that stays here. */
  readonly verifier: string;
}

/** Remembers an installation that was begun. Only a hash of the state is stored, and its verifier encrypted. */
export async function putOauthState(
  db: Db,
  box: SecretBox,
  state: string,
  { crm, programId, verifier }: OauthState,
  now: Instant,
): Promise<void> {
  const stateHash = hash('sha256', state);
  await db.deleteFrom('oauth_states').where('created_at', '<', earlier(now, FORGET_AFTER_MS)).execute();
  await db
    .insertInto('oauth_states')
    .values({
      state_hash: stateHash,
      crm,
      program_id: programId,
      verifier_encrypted: box.seal(verifier, placeOf(stateHash)),
      created_at: now,
      used_at: null,
    })
    .execute();
}

/** What was begun under a state that came back from this CRM: once, within ten minutes; null otherwise. */
export async function takeOauthState(
  db: Db,
  box: SecretBox,
  crm: Crm,
  state: string,
  now: Instant,
): Promise<OauthState | null> {
  const stateHash = hash('sha256', state);
  const row = await db
    .updateTable('oauth_states')
    .set({ used_at: now })
    .where('state_hash', '=', stateHash)
    .where('crm', '=', crm)
    .where('used_at', 'is', null)
    .where('created_at', '>', earlier(now, STATE_LIVES_MS))
    .returning(['verifier_encrypted', 'program_id'])
    .executeTakeFirst();
  return row
    ? { crm, programId: row.program_id, verifier: box.open(row.verifier_encrypted, placeOf(stateHash)) }
    : null;
}

const placeOf = (stateHash: string): string => `oauth_states/${stateHash}`;
const earlier = (now: Instant, byMs: number): Instant => toInstant(epochMs(now) - byMs);
