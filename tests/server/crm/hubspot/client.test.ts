import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CrmUnavailable } from '../../../../shared/crm/crm-port.ts';
import { API_VERSION, type HubSpotClientOptions } from '../../../../server/crm/hubspot/client.ts';
import { GrantRevoked, UnknownOutcome } from '../../../../server/crm/wire-errors.ts';
import { HubSpotRefusal } from '../../../../server/crm/hubspot/errors.ts';
import { HUBSPOT_FAULTS, type FaultAnswer } from '../../../../server/sandbox/hubspot/faults.ts';
import type { StandInOptions } from '../../../../server/sandbox/hubspot/start-stand-in.ts';
import { connectPortal, type ConnectedPortal } from './connected-portal.ts';

let portal: ConnectedPortal;
const start = async (options: StandInOptions = {}, change: Partial<HubSpotClientOptions> = {}) => {
  portal = await connectPortal(options, change);
};
afterEach(() => portal.close());

const CONTACTS = `/crm/objects/${API_VERSION}/contacts`;
const OWNERS = `/crm/owners/${API_VERSION}`;
const owners = z.object({ results: z.array(z.object({ email: z.string() })) });
const created = z.object({ id: z.string() });

const read = () => portal.client.read({ method: 'GET', path: OWNERS }, owners);
const write = (email = 'buyer@siemens.com') =>
  portal.client.write({ method: 'POST', path: CONTACTS, body: { properties: { email } } }, created);
const faulty = (answer: FaultAnswer, times = 1) => portal.standIn.faults.add({ match: { path: /crm/ }, times, answer });
const contactCount = () => portal.standIn.portal.objects('contacts').list().length;

describe('answers that mean "not now" did nothing, so reads and writes are repeated', () => {
  it.each<[string, FaultAnswer, number]>([
    ['423 waits two seconds', HUBSPOT_FAULTS.locked, 2_000],
    ['477 waits as long as it says', { ...HUBSPOT_FAULTS.migration, headers: { 'Retry-After': '7' } }, 7_000],
    ['429 waits as long as it says', { status: 429, headers: { 'Retry-After': '3' }, body: {} }, 3_150],
    ['429 of ten seconds waits ten', { status: 429, body: { policyName: 'TEN_SECONDLY_ROLLING' } }, 10_500],
    ['429 of a second waits one', { status: 429, body: { message: 'You have reached your secondly limit.' } }, 1_050],
  ])('%s', async (_label, answer, waitMs) => {
    await start();
    faulty(answer);
    expect((await read()).results.length).toBeGreaterThan(0);
    faulty(answer);
    await write();
    expect(portal.sleeps).toEqual([waitMs, waitMs]);
    expect(contactCount()).toBe(1);
  });

  it('meets the real limit of the portal and comes through', async () => {
    await start({ rateLimits: 'enforced' });
    for (let count = 0; count < 111; count += 1) await read();
    expect(portal.sleeps).toHaveLength(1);
  });

  it('gives up after five attempts and says when to come back', async () => {
    await start();
    faulty(HUBSPOT_FAULTS.locked, 5);
    await expect(read()).rejects.toMatchObject({ name: 'CrmUnavailable', retryAfterMs: 2_000 });
    expect(portal.sleeps).toHaveLength(4);
  });

  it('does not keep a worker waiting for longer than twenty-two seconds in all', async () => {
    await start();
    faulty({ status: 429, body: { policyName: 'TEN_SECONDLY_ROLLING' } }, 3);
    await expect(read()).rejects.toMatchObject({ name: 'CrmUnavailable', retryAfterMs: 10_500 });
    expect(portal.sleeps).toEqual([10_500, 10_500]);
  });

  it.each<[string, FaultAnswer, number | null]>([
    ['the daily limit', HUBSPOT_FAULTS.dailyLimit, null],
    ['the daily limit with a wait', { ...HUBSPOT_FAULTS.dailyLimit, headers: { 'Retry-After': '3600' } }, 3_600_000],
    ['a migration of a day', HUBSPOT_FAULTS.migration, 86_400_000],
  ])('never sleeps on %s', async (_label, answer, retryAfterMs) => {
    await start();
    faulty(answer);
    await expect(read()).rejects.toMatchObject({ name: 'CrmUnavailable', retryAfterMs });
    expect(portal.sleeps).toEqual([]);
  });
});

describe('when HubSpot stumbles', () => {
  it.each<[string, FaultAnswer]>([
    ['500', HUBSPOT_FAULTS.internalError],
    ['502', HUBSPOT_FAULTS.badGateway],
    ['a dropped connection', 'drop'],
  ])('a read is repeated with growing waits after %s', async (_label, answer) => {
    await start();
    faulty(answer, 3);
    await read();
    expect(portal.sleeps).toEqual([300, 600, 1_200]);
  });

  it.each<[string, FaultAnswer, number]>([
    ['500', HUBSPOT_FAULTS.internalError, 0],
    ['a connection dropped before the work', 'drop', 0],
    ['a connection dropped after the work', 'dropAfter', 1],
  ])('a write is not repeated after %s: its outcome is unknown', async (_label, answer, contacts) => {
    await start();
    faulty(answer);
    await expect(write()).rejects.toBeInstanceOf(UnknownOutcome);
    expect(contactCount()).toBe(contacts);
    expect(portal.sleeps).toEqual([]);
  });

  it('a silent server is given up on: a write is unknown, a read is asked again', async () => {
    await start({}, { timeoutMs: 80 });
    faulty({ delayMs: 400 });
    await expect(write()).rejects.toBeInstanceOf(UnknownOutcome);
    faulty({ delayMs: 400 });
    await read();
    expect(portal.sleeps).toEqual([300]);
  });

  it('an answer that is no JSON is no success', async () => {
    await start();
    faulty({ status: 200, body: { html: 'A proxy’s page' } }, 2);
    await expect(read()).rejects.toBeInstanceOf(CrmUnavailable);
    await expect(write()).rejects.toBeInstanceOf(UnknownOutcome);
  });
});

describe('the access token', () => {
  it('is renewed once when twenty calls meet its end at the same time', async () => {
    await start();
    portal.standIn.clock.advance(31 * 60_000);
    await Promise.all(Array.from({ length: 20 }, read));
    expect(portal.refreshCount()).toBe(1);
  });

  it('is not renewed again for an answer that comes late', async () => {
    await start();
    portal.standIn.clock.advance(31 * 60_000);
    portal.standIn.faults.add({ match: { path: /owners/ }, times: 1, answer: { delayMs: 150 } });
    await Promise.all([read(), read()]);
    expect(portal.refreshCount()).toBe(1);
  });

  it('ends the connection when the grant is gone', async () => {
    await start(
      {},
      {
        refreshNow: async () => {
          throw new GrantRevoked('The grant has ended');
        },
      },
    );
    portal.standIn.clock.advance(31 * 60_000);
    await expect(read()).rejects.toBeInstanceOf(GrantRevoked);
  });

  it('ends the connection when a fresh token is refused too, and does not loop', async () => {
    await start();
    faulty({ status: 401, body: { message: 'no' } }, 9);
    await expect(read()).rejects.toMatchObject({ name: 'CrmRefused', code: 'disconnected' });
    expect(portal.refreshCount()).toBe(1);
  });

  it('stands in no error, whatever the answer repeats', async () => {
    await start();
    const { accessToken } = portal.grant;
    faulty({ status: 400, body: { message: `Bearer ${accessToken} is not allowed`, category: accessToken } });
    const error = await write().catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(HubSpotRefusal);
    expect(JSON.stringify(error) + String(error)).not.toContain(accessToken);
  });
});

describe('quota', () => {
  it('is asked for before each attempt, and search has its own', async () => {
    const reserved: string[] = [];
    await start({}, { reserve: async (bucket) => void reserved.push(bucket) });
    faulty(HUBSPOT_FAULTS.locked);
    await read();
    const search = { method: 'POST', path: `${CONTACTS}/search`, body: { filterGroups: [] } } as const;
    await portal.client.read(search, z.object({ total: z.number() }));
    expect(reserved).toEqual(['api', 'api', 'search']);
  });
});

it('a refusal carries HubSpot’s sentence and category', async () => {
  await start();
  await write();
  await expect(write()).rejects.toMatchObject({
    name: 'HubSpotRefusal',
    status: 409,
    category: 'CONFLICT',
    sentence: stringContaining('Contact already exists'),
  });
});

it('a server that is not there is unavailable, with the cause', async () => {
  await start();
  await portal.close();
  const reading = read();
  await expect(reading).rejects.toThrow(CrmUnavailable);
  await expect(reading).rejects.toThrow(/ECONNREFUSED/);
});

/** Vitest types its matchers as `any`. */
const stringContaining = (part: string): unknown => expect.stringContaining(part);
