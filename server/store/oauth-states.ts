import { hash } from 'node:crypto';
import { epochMs, toInstant, type Instant } from '../../shared/values/time.ts';
import type { Db } from './database.ts';
import type { SecretBox } from './secret-box.ts';

/** How long somebody may take to agree at the CRM. */
const STATE_LIVES_MS = 10 * 60_000;
const FORGET_AFTER_MS = 24 * 3_600_000;

/** Remembers an installation that was begun. Only a hash of the state is stored, and its verifier encrypted. */
export async function putOauthState(
  db: Db,
  box: SecretBox,
  { state, verifier, now }: { readonly state: string; readonly verifier: string; readonly now: Instant },
): Promise<void> {
  const stateHash = hash('sha256', state);
  await db.deleteFrom('oauth_states').where('created_at', '<', earlier(now, FORGET_AFTER_MS)).execute();
  await db
    .insertInto('oauth_states')
    .values({
      state_hash: stateHash,
      verifier_encrypted: box.seal(verifier, placeOf(stateHash)),
      created_at: now,
      used_at: null,
    })
    .execute();
}

/** The verifier of a state that came back: once, within ten minutes; null otherwise. */
export async function takeOauthState(db: Db, box: SecretBox, state: string, now: Instant): Promise<string | null> {
  const stateHash = hash('sha256', state);
  const row = await db
    .updateTable('oauth_states')
    .set({ used_at: now })
    .where('state_hash', '=', stateHash)
    .where('used_at', 'is', null)
    .where('created_at', '>', earlier(now, STATE_LIVES_MS))
    .returning('verifier_encrypted')
    .executeTakeFirst();
  return row ? box.open(row.verifier_encrypted, placeOf(stateHash)) : null;
}

const placeOf = (stateHash: string): string => `oauth_states/${stateHash}`;
const earlier = (now: Instant, byMs: number): Instant => toInstant(epochMs(now) - byMs);
