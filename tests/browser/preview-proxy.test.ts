import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { proxyFetch } from '../../server/sandbox/preview/ui-proxy.ts';
import type { ProxyRequest } from '../../server/sandbox/preview/wire.ts';
import { startEchoServer } from './preview-world.ts';

const SECRET = 'a-client-secret';
const NOW_MS = Date.parse('2027-03-01T12:00:00.000Z');
const USER = {
  userId: '701',
  ownerId: '8001',
  email: 'channel-manager@demo-vendor.example',
  firstName: 'Channel',
  lastName: 'Manager (demo)',
  superAdmin: true,
  createdAtMs: 0,
};

describe('hubspot.fetch, as HubSpot’s proxy does it', () => {
  let app: Awaited<ReturnType<typeof startEchoServer>>;
  beforeAll(async () => {
    app = await startEchoServer(SECRET);
  });
  afterAll(() => app.close());
  beforeEach(() => app.seen.splice(0));

  const send = async (path: string, more: Partial<ProxyRequest> = {}) => {
    const deps = {
      appOrigin: app.origin,
      portalId: '4242',
      app: { appId: '1', clientSecret: SECRET },
      now: () => NOW_MS,
    };
    const request = { url: `${app.origin}${path}`, method: 'GET', headers: {}, body: null, timeoutMs: null, ...more };
    const answer = await proxyFetch(deps, USER, request);
    return { ...answer, json: JSON.parse(answer.body) as Record<string, unknown> };
  };

  it('adds who asks to the address and signs it by the sandbox’s clock', async () => {
    const answer = await send('/echo?objectId=77');
    expect(answer.status).toBe(200);
    expect(app.seen[0]).toMatchObject({
      url: '/echo?objectId=77&userId=701&userEmail=channel-manager%40demo-vendor.example&portalId=4242&appId=1',
      isSigned: true,
    });
    expect(app.seen[0]?.headers['x-hubspot-request-timestamp']).toBe(String(NOW_MS));
  });

  it('signs the body of a POST as it is sent', async () => {
    await send('/echo', { method: 'POST', body: { text: 'ñ "quoted"' } });
    expect(app.seen[0]).toMatchObject({ method: 'POST', body: '{"text":"ñ \\"quoted\\""}', isSigned: true });
  });

  it('leaves an identity that the caller put there itself visible beside its own', async () => {
    await send('/echo?userId=999');
    expect(app.seen[0]?.url).toMatch(/userId=999&userId=701/);
  });

  it('sends a refusal by the server back as BAD_GATEWAY with the answer inside, without a second try', async () => {
    const { status, json } = await send('/refuse');
    expect(status).toBe(502);
    expect(json).toMatchObject({ category: 'BAD_GATEWAY', responseBody: { path: '/refuse' } });
    expect(app.seen).toHaveLength(1);
  });

  it.each([
    { label: 'a 5xx', path: '/fail', category: 'BAD_GATEWAY' },
    { label: 'a broken connection', path: '/drop', category: 'INTERNAL_SERVER_ERROR' },
  ])('tries once more after $label', async ({ path, category }) => {
    const { json } = await send(path);
    expect(json.category).toBe(category);
    expect(app.seen).toHaveLength(2);
  });

  it('gives up after the timeout and does not try again', async () => {
    const { status, json } = await send('/hang', { timeoutMs: 50 });
    expect({ status, category: json.category }).toEqual({ status: 504, category: 'GATEWAY_TIMEOUT' });
    expect(app.seen).toHaveLength(1);
  });

  it.each([
    { label: 'another origin', more: { url: 'https://elsewhere.example.com/' }, message: /permittedUrls/ },
    { label: 'another header', more: { headers: { 'x-other': '1' } }, message: /Only 'Authorization' header/ },
    { label: 'no address at all', more: { url: 'nowhere' }, message: /malformed/ },
    { label: 'more than 1 MB', more: { method: 'POST', body: 'x'.repeat(1_000_001) }, message: /1 MB/ },
  ])('refuses $label before anything is sent', async ({ more, message }) => {
    const { status, json } = await send('/echo', more);
    expect(status).toBe(400);
    expect(json.message).toMatch(message);
    expect(app.seen).toEqual([]);
  });

  it('passes the one header that is allowed', async () => {
    await send('/echo', { headers: { Authorization: 'Bearer x' } });
    expect(app.seen[0]?.headers.authorization).toBe('Bearer x');
  });
});
