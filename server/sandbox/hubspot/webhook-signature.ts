import { createHash, createHmac } from 'node:crypto';

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

/** The twelve escapes HubSpot documents as decoded before signing, and no others. */
export const decodeForSigning = (uri: string): string =>
  uri.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (escape) => DECODED[escape.toUpperCase()] ?? escape);

export interface SignedRequest {
  readonly clientSecret: string;
  readonly method: string;
  readonly uri: string;
  readonly rawBody: string;
  readonly timestampMs: number;
}

/** base64(HMAC-SHA256(secret, METHOD + decoded URI + body + timestamp)), HubSpot's signature version 3. */
export const signV3 = ({ clientSecret, method, uri, rawBody, timestampMs }: SignedRequest): string =>
  createHmac('sha256', clientSecret)
    .update(method + decodeForSigning(uri) + rawBody + String(timestampMs))
    .digest('base64');

/** The headers HubSpot sends with a webhook; version 1 still travels along. */
export const signatureHeaders = (request: SignedRequest): Record<string, string> => ({
  'X-HubSpot-Signature-v3': signV3(request),
  'X-HubSpot-Request-Timestamp': String(request.timestampMs),
  'X-HubSpot-Signature': createHash('sha256')
    .update(request.clientSecret + request.rawBody)
    .digest('hex'),
  'X-HubSpot-Signature-Version': 'v1',
});
