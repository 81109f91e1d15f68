import { createHmac, timingSafeEqual } from 'node:crypto';

/** HubSpot signs with a timestamp so that a stolen request ages; its documentation says to refuse after 5 minutes. */
export const SIGNATURE_AGE_MAX_MS = 300_000;

export interface SignedRequest {
  readonly method: string;
  /** Our configured public origin + the request target exactly as received. Never the Host header. */
  readonly uri: string;
  /** The bytes as received, before any parsing. */
  readonly rawBody: Buffer;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
}

export type Verification =
  { readonly ok: true } | { readonly ok: false; readonly reason: 'unsigned' | 'stale' | 'mismatch' };

/** Whether HubSpot made the request: signature v3, any of the secrets (they rotate), within 5 minutes either way. */
export function verifyHubSpotSignature(
  request: SignedRequest,
  secrets: readonly string[],
  nowMs: number,
): Verification {
  const { signature, timestamp } = request;
  if (signature === undefined || timestamp === undefined || !/^\d{1,16}$/.test(timestamp))
    return { ok: false, reason: 'unsigned' };
  if (Math.abs(nowMs - Number(timestamp)) > SIGNATURE_AGE_MAX_MS) return { ok: false, reason: 'stale' };

  const given = Buffer.from(signature, 'base64');
  // Production signs the decoded URI (documented); HubSpot's own dev proxy signs it raw.
  const uris = [decodeSignedUri(request.uri), request.uri];
  const matches = secrets.flatMap((secret) =>
    uris.map((uri) => {
      const expected = hubSpotSignature(secret, request.method, uri, request.rawBody, timestamp);
      return given.length === expected.length && timingSafeEqual(given, expected);
    }),
  );
  return matches.includes(true) ? { ok: true } : { ok: false, reason: 'mismatch' };
}

const hubSpotSignature = (secret: string, method: string, uri: string, rawBody: Buffer, timestamp: string): Buffer =>
  createHmac('sha256', secret)
    .update(method + uri)
    .update(rawBody)
    .update(timestamp)
    .digest();

const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** HubSpot's documented decoding: these twelve escapes and nothing else. */
const decodeSignedUri = (uri: string): string =>
  uri.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (escape) => DECODED[escape.toUpperCase()] ?? escape);

/** Who asks, in HubSpot's word: what it appended to the query before signing. */
export interface HubSpotClaims {
  readonly portalId: string;
  readonly userId: string;
  readonly userEmail: string;
}

/**
 * The platform's claims out of the verified URI; null when one is missing or stands there twice, because then the
 * caller put in its own beside HubSpot's.
 */
export function claimsOf(uri: string): HubSpotClaims | null {
  const query = new URL(uri).searchParams;
  const only = (name: string): string | null => (query.getAll(name).length === 1 ? query.get(name) : null);
  const portalId = only('portalId');
  const userId = only('userId');
  const userEmail = query.getAll('userEmail').length > 1 ? null : (query.get('userEmail') ?? '');
  if (!portalId || !userId || userEmail === null || query.getAll('appId').length > 1) return null;
  return { portalId, userId, userEmail };
}
