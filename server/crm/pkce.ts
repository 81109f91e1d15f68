import { createHash } from 'node:crypto';

/** PKCE (RFC 7636): the secret that stays here and the hash that goes out. Give at least 32 random bytes. */
export function pkceOf(randomBytes: Uint8Array): { readonly verifier: string; readonly challenge: string } {
  if (randomBytes.length < 32) throw new RangeError('PKCE needs at least 32 random bytes');
  const verifier = Buffer.from(randomBytes).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
