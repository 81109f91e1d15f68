import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { claimsOf, verifyHubSpotSignature } from '../../../server/http/verify-hubspot-signature.ts';

const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const NOW = 1_795_305_600_000;
const URI =
  'https://partners.example.com/crm/hubspot/approve?userId=9&userEmail=rep%40corp.example&portalId=4242&appId=1';
const BODY = Buffer.from('{"objectId":77}');
/** Computed by two independent implementations; HubSpot publishes no vector for v3. */
const SIGNED_DECODED = '1jUl/m6BSDdu1Mo17epkTqW6uA8SFRWoVNmL5Kc6T2I=';
const SIGNED_RAW = 'X4LoxmOkBYbem5OmqBE5AdLCWNu/fE04Dd9HyfN4VDk=';

const request = { method: 'POST', uri: URI, rawBody: BODY, signature: SIGNED_DECODED, timestamp: String(NOW) };
const verdict = (
  change: Partial<typeof request> | { signature?: undefined; timestamp?: undefined },
  nowMs = NOW,
  secrets = [SECRET],
) => {
  const result = verifyHubSpotSignature({ ...request, ...change }, secrets, nowMs);
  return result.ok ? 'ok' : result.reason;
};

describe('a request is HubSpot’s', () => {
  it.each([
    { case: 'signed over the decoded URI, as in production', change: {}, expected: 'ok' },
    { case: 'signed over the raw URI, as by the dev proxy', change: { signature: SIGNED_RAW }, expected: 'ok' },
    { case: 'without a signature', change: { signature: undefined }, expected: 'unsigned' },
    { case: 'without a timestamp', change: { timestamp: undefined }, expected: 'unsigned' },
    { case: 'with a timestamp that is no number', change: { timestamp: 'NaN' }, expected: 'unsigned' },
    {
      case: 'with a body changed by one byte',
      change: { rawBody: Buffer.from('{"objectId":78}') },
      expected: 'mismatch',
    },
    { case: 'with another method', change: { method: 'GET' }, expected: 'mismatch' },
    { case: 'with another query', change: { uri: `${URI}&userId=1` }, expected: 'mismatch' },
    { case: 'with another timestamp', change: { timestamp: String(NOW - 1) }, expected: 'mismatch' },
    { case: 'with a signature of another length', change: { signature: 'AAAA' }, expected: 'mismatch' },
    { case: 'with a signature that is no base64', change: { signature: '***' }, expected: 'mismatch' },
  ])('$case: $expected', ({ change, expected }) => expect(verdict(change)).toBe(expected));

  it.each([
    { case: 'five minutes old', nowMs: NOW + 300_000, expected: 'ok' },
    { case: 'a millisecond older', nowMs: NOW + 300_001, expected: 'stale' },
    { case: 'five minutes from the future', nowMs: NOW - 300_000, expected: 'ok' },
    { case: 'further in the future', nowMs: NOW - 300_001, expected: 'stale' },
  ])('$case: $expected', ({ nowMs, expected }) => expect(verdict({}, nowMs)).toBe(expected));

  it('while the secret is being rotated, under either secret', () => {
    expect(verdict({}, NOW, ['the-new-secret', SECRET])).toBe('ok');
    expect(verdict({}, NOW, ['the-new-secret'])).toBe('mismatch');
  });

  it('also when the body is not text', () => {
    const rawBody = Buffer.from([0xff, 0x00, 0xfe]);
    const signature = createHmac('sha256', SECRET)
      .update(`POST${URI}`)
      .update(rawBody)
      .update(String(NOW))
      .digest('base64');
    expect(verdict({ rawBody, signature })).toBe('ok');
  });
});

describe('who asks is HubSpot’s word', () => {
  const base = 'https://partners.example.com/hubspot/ui/decide';
  it.each([
    {
      case: 'said once',
      query: '?userId=9&userEmail=rep%40corp.example&portalId=4242&appId=1',
      expected: { portalId: '4242', userId: '9', userEmail: 'rep@corp.example' },
    },
    { case: 'the caller put in a user beside HubSpot’s', query: '?userId=1&userId=9&portalId=4242', expected: null },
    {
      case: 'the caller put in a portal beside HubSpot’s',
      query: '?portalId=1&userId=9&portalId=4242',
      expected: null,
    },
    {
      case: 'the caller put in an e-mail beside HubSpot’s',
      query: '?userEmail=a&userEmail=b&userId=9&portalId=4242',
      expected: null,
    },
    { case: 'no user', query: '?portalId=4242', expected: null },
    { case: 'no portal', query: '?userId=9', expected: null },
  ])('$case', ({ query, expected }) => expect(claimsOf(base + query)).toEqual(expected));
});
