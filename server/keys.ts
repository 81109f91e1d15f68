import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { PartnerLinks, RegistrationIds } from './flow/ports.ts';

/** One secret of the operator, many keys: each purpose has its own, so that none can stand in for another. */
export const deriveKey = (masterSecret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', masterSecret, 'partnerlock', purpose, 32));

/** Letters that cannot be mistaken for one another (Crockford); twelve of them are 60 bits, and can be read out. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function createRegistrationIds(masterSecret: string): RegistrationIds {
  const key = deriveKey(masterSecret, 'registration ids');
  const digest = (...parts: readonly string[]): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest();
  return {
    registrationId: (programId, nonce) =>
      `reg_${digest('registration', programId, nonce).toString('hex').slice(0, 24)}`,
    reference: (programId, nonce) => {
      const letters = [...digest('reference', programId, nonce).subarray(0, 12)]
        .map((byte) => LETTERS[byte % 32])
        .join('');
      return `PL-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8, 12)}`;
    },
    partnerId: (programId, code) => `par_${digest('partner', programId, code).toString('hex').slice(0, 16)}`,
  };
}

/** Links that carry a partner's signed token: they say who the partner is, and a form cannot forge that. */
export function createPartnerLinks(masterSecrets: readonly string[], publicOrigin: string): PartnerLinks {
  const keys = masterSecrets.map((secret) => deriveKey(secret, 'partner links'));
  const macOf = (key: Buffer, parts: readonly string[]): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest().subarray(0, 16);
  const tokenFor = (programId: string, partnerId: string, purpose: string): string => {
    const [key] = keys;
    if (key === undefined) throw new Error('No secret to sign links with. Set PARTNERLOCK_SECRET.');
    return `${partnerId}.${macOf(key, [purpose, programId, partnerId]).toString('base64url')}`;
  };
  const url = (path: string, programId: string, token: string): string =>
    `${publicOrigin}${path}?${new URLSearchParams({ program: programId, token }).toString()}`;
  return {
    formUrl: (programId, partnerId) => url('/partner/register', programId, tokenFor(programId, partnerId, 'form')),
    statusUrl: (programId, partnerId) => url('/partner/status', programId, tokenFor(programId, partnerId, 'status')),
    partnerOf(programId, token, purpose) {
      const [partnerId = '', mac = ''] = token.split('.');
      const given = Buffer.from(mac, 'base64url');
      const isOurs = keys.some((key) => {
        const expected = macOf(key, [purpose, programId, partnerId]);
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
      return isOurs ? partnerId : null;
    },
  };
}

/** Text that a browser keeps for us and cannot change. */
export interface Sealer {
  readonly seal: (text: string) => string;
  /** The text; null when it was changed or is none of ours. */
  readonly open: (sealed: string) => string | null;
}

export function createSealer(masterSecrets: readonly string[], purpose: string): Sealer {
  const keys = masterSecrets.map((secret) => deriveKey(secret, purpose));
  const macOf = (key: Buffer, body: string): Buffer => createHmac('sha256', key).update(body).digest();
  return {
    seal(text) {
      const [key] = keys;
      if (key === undefined) throw new Error('No secret to seal with. Set PARTNERLOCK_SECRET.');
      const body = Buffer.from(text).toString('base64url');
      return `${body}.${macOf(key, body).toString('base64url')}`;
    },
    open(sealed) {
      const [body = '', mac = ''] = sealed.split('.');
      const given = Buffer.from(mac, 'base64url');
      const isOurs = keys.some((key) => {
        const expected = macOf(key, body);
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
      return isOurs ? Buffer.from(body, 'base64url').toString('utf8') : null;
    },
  };
}
