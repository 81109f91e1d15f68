import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeForSigning, signV3 } from '../../../../server/sandbox/hubspot/webhook-signature.ts';
import type { InstalledApp } from './installed-app.ts';
import {
  COMPANIES,
  CONTACTS,
  DEALS,
  installedApp,
  newDeal,
  provisionLock,
  text,
  consent,
  REDIRECT_URI,
  token,
} from './installed-app.ts';

interface Received {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly rawBody: string;
  readonly events: Record<string, unknown>[];
}

const anyNumber: unknown = expect.any(Number);
let app: InstalledApp;
let server: Server;
let received: Received[];
/** What the receiver answers, in order; 200 when the list is empty, 0 for silence. */
let answers: number[];

beforeEach(async () => {
  received = [];
  answers = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const rawBody = Buffer.concat(chunks).toString();
      received.push({
        headers: request.headers,
        rawBody,
        events: z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(rawBody)),
      });
      const status = answers.shift() ?? 200;
      if (status !== 0) response.writeHead(status, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  app = await installedApp({ webhookTarget: `http://127.0.0.1:${port}/hubspot/webhooks?a=b%40c` });
  await provisionLock(app);
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await app.standIn.close();
});

const events = () => received.flatMap((each) => each.events);
const flush = () => app.standIn.webhooks.flush();
const subscribe = (...drafts: Parameters<InstalledApp['standIn']['webhooks']['subscribe']>[0]) =>
  app.standIn.webhooks.subscribe(drafts);
const changeOf = (propertyName: string) =>
  ({ subscriptionType: 'object.propertyChange', objectType: 'deal', propertyName }) as const;

describe('what is sent', () => {
  it('is what was subscribed and nothing else, with HubSpot’s fields', async () => {
    subscribe(changeOf('dealname'), { subscriptionType: 'object.creation', objectType: 'deal' });
    const id = await newDeal(app, { dealname: 'One', amount: '5' });
    await app.call('POST', COMPANIES, { properties: { name: 'unasked' } });
    await flush();
    expect(events()).toEqual([
      {
        eventId: anyNumber,
        subscriptionId: 3_000_002,
        portalId: 4242,
        appId: 31415926,
        occurredAt: Date.parse('2026-11-22T10:00:00.250Z'),
        subscriptionType: 'object.creation',
        attemptNumber: 0,
        changeSource: 'INTEGRATION',
        sourceId: '31415926',
        objectId: Number(id),
        objectTypeId: '0-3',
        changeFlag: 'CREATED',
      },
      expect.objectContaining({
        subscriptionType: 'object.propertyChange',
        objectId: Number(id),
        objectTypeId: '0-3',
        propertyName: 'dealname',
        propertyValue: 'One',
      }),
    ]);
  });

  it('tells the app’s own writes from a user’s, and an unchanged value makes no event', async () => {
    const id = await newDeal(app);
    subscribe(changeOf('dealname'));
    await app.call('PATCH', `${DEALS}/${id}`, { properties: { dealname: 'by the app' } });
    await app.call('PATCH', `${DEALS}/${id}`, { properties: { dealname: 'by the app' } });
    app.standIn.portal.objects('deals').update(id, { dealname: 'by a rep' }, '702');
    await flush();
    expect(events()).toMatchObject([
      { changeSource: 'INTEGRATION', sourceId: '31415926', propertyValue: 'by the app' },
      { changeSource: 'CRM_UI', sourceId: 'userId:702', propertyValue: 'by a rep' },
    ]);
  });

  it('covers deletion, restore, merge, association and privacy deletion', async () => {
    const id = await newDeal(app);
    const other = await newDeal(app);
    const company = text((await app.call('POST', COMPANIES, { properties: { name: 'Initech' } })).body['id']);
    const contact = text((await app.call('POST', CONTACTS, { properties: { email: 'a@b.example' } })).body['id']);
    subscribe(
      { subscriptionType: 'object.deletion', objectType: 'deal' },
      { subscriptionType: 'object.restore', objectType: 'deal' },
      { subscriptionType: 'object.merge', objectType: 'deal' },
      { subscriptionType: 'object.associationChange', objectType: 'deal' },
      { subscriptionType: 'contact.privacyDeletion' },
      { subscriptionType: 'object.deletion', objectType: 'contact' },
    );
    const { portal } = app.standIn;
    await app.call('DELETE', `${DEALS}/${id}`);
    portal.objects('deals').restore(id);
    portal.objects('deals').associate(id, { type: 'companies', id: company });
    portal.objects('deals').merge(id, other);
    portal.objects('contacts').purge(contact);
    await flush();
    expect(events().map((event) => event['subscriptionType'])).toEqual([
      'object.deletion',
      'object.restore',
      'object.associationChange',
      'object.associationChange',
      'object.merge',
      'object.deletion',
      'contact.privacyDeletion',
    ]);
    expect(events()[2]).toMatchObject({
      associationType: 'DEAL_TO_COMPANY_UNLABELED',
      fromObjectId: Number(id),
      toObjectId: Number(company),
      associationRemoved: false,
      isPrimaryAssociation: false,
    });
    expect(events()[4]).toMatchObject({
      primaryObjectId: Number(id),
      mergedObjectIds: [Number(other)],
      newObjectId: Number(id),
      numberOfPropertiesMoved: anyNumber,
    });
    expect(events()[4]).not.toHaveProperty('objectId');
  });

  it('shares one eventId among the subscriptions that a change meets', async () => {
    subscribe(changeOf('dealname'), changeOf('dealname'));
    await newDeal(app);
    await flush();
    const [first, second] = events();
    expect(first?.['eventId']).toBe(second?.['eventId']);
    expect(first?.['subscriptionId']).not.toBe(second?.['subscriptionId']);
  });

  it('travels in requests of fewer than a hundred events, one account each', async () => {
    subscribe({ subscriptionType: 'object.creation', objectType: 'deal' });
    for (let index = 0; index < 150; index += 1) app.standIn.portal.objects('deals').create({});
    await flush();
    expect(received.map((each) => each.events.length)).toEqual([99, 51]);
  });

  it('keeps the accounts apart', async () => {
    const other = app.standIn.addPortal('4343', 'Another portal');
    const code = await consent(app.standIn, { portalId: '4343' });
    await token(app.standIn, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI });
    subscribe({ subscriptionType: 'object.creation', objectType: 'deal' });
    for (const portal of [app.standIn.portal, other, app.standIn.portal]) portal.objects('deals').create({});
    await flush();
    const accounts = received.map((each) => each.events.map((event) => event['portalId']));
    expect(accounts).toEqual([[4242, 4242], [4343]]);
  });

  it('is nothing while a subscription is inactive, the property is gone or the app is not installed', async () => {
    subscribe({ ...changeOf('dealname'), active: false }, changeOf('prm_lock_key'));
    const id = await newDeal(app);
    await app.call('DELETE', '/crm/properties/2026-09/deals/prm_lock_key');
    subscribe(changeOf('dealname'));
    await app.call('DELETE', '/appinstalls/2026-09/external-install');
    app.standIn.portal.objects('deals').update(id, { dealname: 'after' });
    await flush();
    expect(received).toEqual([]);
  });
});

describe('the signature', () => {
  it('is version 3 over method, decoded URI, raw body and timestamp, by the stand-in’s clock', async () => {
    subscribe(changeOf('dealname'));
    await newDeal(app);
    await flush();
    const [first] = received;
    const [headers, rawBody] = [first?.headers, first?.rawBody ?? ''];
    const timestamp = String(app.standIn.clock.now());
    expect(headers?.['x-hubspot-request-timestamp']).toBe(timestamp);
    const uri = String(app.standIn.webhooks.target).replace('%40', '@');
    const { clientSecret } = app.standIn.app;
    const expected = createHmac('sha256', clientSecret).update(`POST${uri}${rawBody}${timestamp}`).digest('base64');
    expect(headers?.['x-hubspot-signature-v3']).toBe(expected);
  });

  it('agrees with the vector that two other implementations computed', () => {
    const uri =
      'https://partners.example.com/crm/hubspot/approve?userId=9&userEmail=rep%40corp.example&portalId=4242&appId=1';
    const clientSecret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
    const request = { clientSecret, method: 'POST', uri, rawBody: '{"objectId":77}', timestampMs: 1795305600000 };
    expect(signV3(request)).toBe('1jUl/m6BSDdu1Mo17epkTqW6uA8SFRWoVNmL5Kc6T2I=');
    expect(decodeForSigning('%3a%20%2F%23')).toBe(':%20/%23');
  });
});

describe('delivery', () => {
  it('waits for the delay, by the clock', async () => {
    const slow = await installedApp({ webhookTarget: String(app.standIn.webhooks.target), webhookDelayMs: 500 });
    slow.standIn.webhooks.subscribe([changeOf('dealname')]);
    await newDeal(slow);
    await slow.standIn.webhooks.flush();
    expect(received).toEqual([]);
    slow.standIn.clock.advance(500);
    await slow.standIn.webhooks.flush();
    expect(received).toHaveLength(1);
    await slow.standIn.close();
  });

  it('comes again after a refusal, with the attempt counted and the clock moved', async () => {
    subscribe(changeOf('dealname'));
    answers = [500, 503];
    await newDeal(app);
    await flush();
    await flush();
    expect(received).toHaveLength(1);
    app.standIn.clock.advance(120_000);
    await flush();
    app.standIn.clock.advance(300_000);
    await flush();
    expect(events().map((event) => event['attemptNumber'])).toEqual([0, 1, 2]);
    expect(app.standIn.webhooks.delivered).toHaveLength(1);
    expect(app.standIn.webhooks.pending).toEqual([]);
  });

  it('comes eleven times in all and is then lost, within a day', async () => {
    subscribe(changeOf('dealname'));
    answers = Array.from({ length: 20 }, () => 404);
    await newDeal(app);
    for (let hour = 0; hour < 24; hour += 1) {
      await flush();
      app.standIn.clock.advance(3_600_000);
    }
    expect(received).toHaveLength(11);
    expect(app.standIn.webhooks.lost).toHaveLength(1);
  });

  it('counts silence and a broken connection as failures', async () => {
    subscribe(changeOf('dealname'));
    answers = [0];
    app.standIn.webhooks.timeoutMs = 30;
    await newDeal(app);
    await flush();
    expect(app.standIn.webhooks.attempts.map((attempt) => attempt.status)).toEqual([0]);
    expect(app.standIn.webhooks.pending).toHaveLength(1);
  });

  it('counts a redirect as a failure and does not follow it', async () => {
    subscribe(changeOf('dealname'));
    answers = [307];
    await newDeal(app);
    await flush();
    expect(received).toHaveLength(1);
    expect(app.standIn.webhooks.attempts.map((attempt) => attempt.status)).toEqual([307]);
  });

  it('happens by itself when automatic', async () => {
    subscribe(changeOf('dealname'));
    app.standIn.webhooks.auto = true;
    await newDeal(app);
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
    app.standIn.webhooks.auto = false;
  });

  it('can lose, double and disorder events on request', async () => {
    subscribe(changeOf('dealname'));
    const { webhooks, portal } = app.standIn;
    webhooks.trouble = { loseNext: 2, duplicate: true };
    for (let index = 0; index < 4; index += 1) portal.objects('deals').create({ dealname: `d${index}` });
    await flush();
    expect(events().map((event) => event['propertyValue'])).toEqual(['d2', 'd3', 'd2', 'd3']);
    expect(webhooks.lost).toHaveLength(2);

    received = [];
    webhooks.trouble = { reorder: true };
    const inOrder = Array.from({ length: 40 }, (_, index) => `e${index}`);
    for (const dealname of inOrder) portal.objects('deals').create({ dealname });
    await flush();
    const arrived = events().map((event) => text(event['propertyValue']));
    expect(arrived).not.toEqual(inOrder);
    expect(arrived.toSorted()).toEqual(inOrder.toSorted());
  });
});
