import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { Instant } from '../../shared/values/time.ts';

/**
 * What a partner gets at once, whatever becomes of the registration: nothing in it depends on the outcome. Anyone can
 * check the signature with the public key.
 */
export interface Receipt {
  readonly reference: string;
  /** When the CRM stored the submission. */
  readonly registeredAt: Instant;
  /** Ed25519 over `PartnerLock receipt v1\n<reference>\n<registeredAt>`, base64url. */
  readonly signature: string;
}

export interface ReceiptSigner {
  readonly sign: (reference: string, registeredAt: Instant) => Receipt;
  /** SPKI, PEM: what a verifier needs. Keys that are being rotated out follow the current one. */
  readonly publicKeysPem: string;
}

/** PKCS #8 wrapping of a bare Ed25519 seed (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signer from 32 secret bytes, the current ones first; the same bytes always make the same key. */
export function createReceiptSigner(seeds: readonly Buffer[]): ReceiptSigner {
  const keys = seeds.map((seed) =>
    createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' }),
  );
  const [current] = keys;
  if (current === undefined) throw new Error('No secret to sign receipts with. Set PARTNERLOCK_SECRET.');
  return {
    sign(reference, registeredAt) {
      const signature = sign(null, Buffer.from(receiptText(reference, registeredAt)), current).toString('base64url');
      return { reference, registeredAt, signature };
    },
    publicKeysPem: keys.map((key) => createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()).join(''),
  };
}

/** The text that is signed. */
export const receiptText = (reference: string, registeredAt: Instant): string =>
  `PartnerLock receipt v1\n${reference}\n${registeredAt}`;
