import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { PartnerLinks, RegistrationIds } from './flow/ports.ts';
import type { Crm, ProgramId } from '../shared/values/ids.ts';

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
export function createPartnerLinks(
  masterSecrets: readonly string[],
  publicOrigin: string,
): Omit<PartnerLinks, 'connectUrl'> {
  const stamp = createStamp(masterSecrets, 'partner links', 16);
  const claimOf = (purpose: string, programId: string, partnerId: string): string =>
    JSON.stringify([purpose, programId, partnerId]);
  const url = (path: string, programId: string, partnerId: string, purpose: string): string => {
    const token = `${partnerId}.${stamp.of(claimOf(purpose, programId, partnerId))}`;
    return `${publicOrigin}${path}?${new URLSearchParams({ program: programId, token }).toString()}`;
  };
  return {
    formUrl: (programId, partnerId) => url('/partner/register', programId, partnerId, 'form'),
    statusUrl: (programId, partnerId) => url('/partner/status', programId, partnerId, 'status'),
    partnerOf(programId, token, purpose) {
      const [partnerId = '', mac = ''] = token.split('.');
      return stamp.isGenuine(claimOf(purpose, programId, partnerId), mac) ? partnerId : null;
    },
  };
}

/** Links under which an administrator connects a second CRM to a program that exists. */
export interface ConnectLinks {
  readonly url: (programId: ProgramId, crm: Crm) => string;
  /** Whether the token was made here for this program and CRM, an hour ago at most. */
  readonly isGenuine: (programId: ProgramId, crm: Crm, token: string) => boolean;
}

/** Long enough to sign in to the other CRM, short enough for a link that lies around in a history. */
const CONNECT_LINK_MS = 3_600_000;

export function createConnectLinks(
  masterSecrets: readonly string[],
  publicOrigin: string,
  nowMs: () => number,
): ConnectLinks {
  const stamp = createStamp(masterSecrets, 'connect links', 16);
  const claimOf = (programId: string, crm: Crm, endsAtMs: number): string => JSON.stringify([programId, crm, endsAtMs]);
  return {
    url(programId, crm) {
      const endsAtMs = nowMs() + CONNECT_LINK_MS;
      const link = `${endsAtMs}.${stamp.of(claimOf(programId, crm, endsAtMs))}`;
      return `${publicOrigin}/${crm}/oauth/install?${new URLSearchParams({ program: programId, link }).toString()}`;
    },
    isGenuine(programId, crm, token) {
      const [endsAt = '', mac = ''] = token.split('.');
      const isSigned = /^\d{1,15}$/.test(endsAt) && stamp.isGenuine(claimOf(programId, crm, Number(endsAt)), mac);
      return isSigned && nowMs() < Number(endsAt);
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
  const stamp = createStamp(masterSecrets, purpose, 32);
  return {
    seal(text) {
      const body = Buffer.from(text).toString('base64url');
      return `${body}.${stamp.of(body)}`;
    },
    open(sealed) {
      const [body = '', mac = ''] = sealed.split('.');
      return stamp.isGenuine(body, mac) ? Buffer.from(body, 'base64url').toString('utf8') : null;
    },
  };
}

/** An HMAC of `bytes` bytes under the newest secret; one under any of the secrets is genuine, so that they can rotate. */
function createStamp(masterSecrets: readonly string[], purpose: string, bytes: number) {
  const keys = masterSecrets.map((secret) => deriveKey(secret, purpose));
  const macOf = (key: Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest().subarray(0, bytes);
  return {
    of(text: string): string {
      const [key] = keys;
      if (key === undefined) throw new Error('No secret to sign with. Set PARTNERLOCK_SECRET.');
      return macOf(key, text).toString('base64url');
    },
    isGenuine(text: string, mac: string): boolean {
      const given = Buffer.from(mac, 'base64url');
      return keys.some((key) => {
        const expected = macOf(key, text);
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
    },
  };
}
