import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what must not be readable in a database dump. */
export interface SecretBox {
  /** `place` says where the text will be stored; it opens only with the same place. */
  seal(text: string, place: string): string;
  /** Throws when the key is unknown, the place differs, or one bit was changed. */
  open(sealed: string, place: string): string;
}

/**
 * AES-256-GCM. The first key encrypts, all of them decrypt: to rotate, put the new key first and drop the old one
 * when everything was written again. A key is secret text of 32 characters or more.
 */
export function createSecretBox(keys: readonly string[]): SecretBox {
  const [current] = keys.map(keyFrom);
  if (current === undefined) throw new Error('Encrypting tokens needs at least one key.');
  const byId = new Map(keys.map(keyFrom).map((key) => [key.id, key.bytes]));
  return {
    seal: (text, place) => {
      // A repeated nonce would break GCM altogether, so this randomness is never handed in from outside.
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return ['v1', current.id, Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')].join('.');
    },
    open: (sealed, place) => {
      const [format, keyId = '', content = ''] = sealed.split('.');
      const key = byId.get(keyId);
      if (format !== 'v1' || key === undefined) {
        throw new Error(`No key opens a stored secret (key ${keyId}): add the key that was used before to the list.`);
      }
      return decrypt(Buffer.from(content, 'base64url'), key, place);
    },
  };
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function decrypt(content: Buffer, key: Buffer, place: string): string {
  const tag = content.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  if (tag.length !== TAG_BYTES) throw new Error('A stored secret is cut short.');
  const decipher = createDecipheriv('aes-256-gcm', key, content.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(tag);
  return decipher.update(content.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

function keyFrom(text: string): { readonly id: string; readonly bytes: Buffer } {
  if (text.length < 32) throw new Error('An encryption key must be random text of at least 32 characters.');
  const derive = (purpose: string, bytes: number) => Buffer.from(hkdfSync('sha256', text, '', purpose, bytes));
  return { id: derive('partnerlock key id', 4).toString('hex'), bytes: derive('partnerlock secret box', 32) };
}
