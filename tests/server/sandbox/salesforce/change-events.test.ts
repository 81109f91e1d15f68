import type { Connection } from 'jsforce';
import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { OrgUser } from '../../../../server/sandbox/salesforce/org/users.ts';
import { DAY_MS, demoOrg, eventually, KEY, NOW, REGISTRATION, savedId } from './demo-org.ts';

const CHANNEL = '/data/Partner_Registration__ChangeEvent';
const ALL = '/data/ChangeEvents';

const eventSchema = z.object({
  payload: z.looseObject({
    ChangeEventHeader: z.looseObject({ changeType: z.string(), recordIds: z.array(z.string()) }),
  }),
  event: z.object({ replayId: z.number() }),
});
type Seen = z.infer<typeof eventSchema>;

interface Listener {
  readonly seen: Seen[];
  readonly ready: Promise<void>;
  readonly types: () => string[];
  stop(): Promise<void>;
}

/** Subscribes with jsforce's own streaming client and its replay extension. */
function listen(connection: Connection, channel: string, replayId: number): Listener {
  const client = connection.streaming.createClient([
    new StreamingExtension.AuthFailure(() => undefined),
    new StreamingExtension.Replay(channel, replayId),
  ]);
  const seen: Seen[] = [];
  const subscription = client.subscribe(channel, (message: unknown) => seen.push(eventSchema.parse(message)));
  const ready = new Promise<void>((resolve, reject) => {
    subscription.then(() => resolve(), reject);
  });
  // jsforce leaves this method of faye's client out of its types.
  const leaving = z.custom<{ disconnect(): Promise<unknown> }>().parse(client);
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    const patience = new Promise((resolve) => setTimeout(resolve, 500));
    await Promise.race([leaving.disconnect(), patience]);
  };
  onTestFinished(stop);
  return { seen, ready, types: () => seen.map(({ payload }) => payload.ChangeEventHeader.changeType), stop };
}

/** One Bayeux exchange without a client library. */
async function bayeux(baseUrl: string, token: string, messages: unknown) {
  const response = await fetch(`${baseUrl}/cometd/67.0`, {
    method: 'POST',
    headers: { authorization: `OAuth ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(messages),
  });
  return z.array(z.looseObject({ channel: z.string() })).parse(await response.json());
}

/** The answer to a subscription, after a handshake. */
async function subscribed(baseUrl: string, token: string, subscription: string, replayId: number) {
  const [hello] = await bayeux(baseUrl, token, [{ channel: '/meta/handshake', version: '1.0' }]);
  const ext = { replay: { [subscription]: replayId } };
  const [answer] = await bayeux(baseUrl, token, [
    { channel: '/meta/subscribe', clientId: hello?.['clientId'], subscription, ext },
  ]);
  return { clientId: hello?.['clientId'], answer };
}

describe('change events', () => {
  it('come to jsforce as they happen: created, changed, deleted, undeleted', async () => {
    const { standIn, admin, integration } = await demoOrg();
    const listener = listen(integration, CHANNEL, -1);
    await listener.ready;
    const id = await savedId(integration.sobject(REGISTRATION).create({ Partner_Note__c: 'n', Partner_Amount__c: 5 }));
    await savedId(integration.sobject(REGISTRATION).update({ Id: id, [KEY]: 'd:a.com', Partner_Amount__c: null }));
    await savedId(admin.sobject(REGISTRATION).delete(id));
    standIn.org.as(standIn.org.administrator.id).undelete(REGISTRATION, id);
    await eventually(() => listener.seen.length === 4, 'four events');
    expect(listener.types()).toEqual(['CREATE', 'UPDATE', 'DELETE', 'UNDELETE']);
    const [created, updated, deleted] = listener.seen.map((each) => each.payload);
    expect(created).toMatchObject({
      Name: 'PR-00001',
      Partner_Note__c: 'n',
      Partner_Status__c: 'submitted',
      Partner_Amount__c: 5,
    });
    expect(created).not.toHaveProperty('Partner_Is_Locked__c');
    expect(created).not.toHaveProperty('SystemModstamp');
    expect(updated).toEqual({
      ChangeEventHeader: {
        entityName: REGISTRATION,
        recordIds: [id],
        changeType: 'UPDATE',
        changeOrigin: 'com/salesforce/api/rest/67.0',
        transactionKey: expect.any(String) as unknown,
        sequenceNumber: 1,
        commitTimestamp: Date.parse(NOW),
        commitNumber: expect.any(Number) as unknown,
        commitUser: standIn.org.integrationUser.id,
        changedFields: ['LastModifiedDate', KEY, 'Partner_Amount__c'],
        nulledFields: ['Partner_Amount__c'],
        diffFields: [],
      },
      [KEY]: 'd:a.com',
      Partner_Amount__c: null,
      LastModifiedDate: '2026-11-24T10:00:00.000Z',
    });
    expect(Object.keys(deleted ?? {})).toEqual(['ChangeEventHeader']);
    const ids = listener.seen.map((each) => each.event.replayId);
    expect(ids).toEqual([...ids].sort((one, other) => one - other));
    expect(new Set(ids).size).toBe(4);
  });

  it('are told only of entities the package captures', async () => {
    const { standIn } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    screen.create('Contact', { LastName: 'P' });
    const master = screen.create(REGISTRATION, {});
    screen.create('Partner_Entry__c', { Partner_Registration__c: master, Partner_Amount__c: 1 });
    expect(standIn.events.published.map((event) => event.header.recordIds)).toEqual([[master]]);
  });

  it('are never told of what was rolled back, not with the next commit either', async () => {
    const { standIn, call } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    const attributes = { type: 'Account' };
    const records = [{ attributes, Name: 'A' }, { attributes }];
    await call('POST', '/services/data/v67.0/composite/sobjects', { allOrNone: true, records });
    expect(standIn.events.published).toEqual([]);
    const next = screen.create('Account', { Name: 'B' });
    expect(standIn.events.published.map((event) => event.header.recordIds)).toEqual([[next]]);
  });

  it('of one transaction share its key, and equal changes of several records come as one', async () => {
    const { standIn, call } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    const ids = ['A', 'B', 'C'].map((Name) => screen.create('Account', { Name }));
    const before = standIn.events.published.length;
    const records = ids.map((id, index) => ({ attributes: { type: 'Account' }, id, Phone: index < 2 ? '1' : '2' }));
    await call('PATCH', '/services/data/v67.0/composite/sobjects', { records });
    const headers = standIn.events.published.slice(before).map((event) => event.header);
    expect(headers.map((header) => header.recordIds)).toEqual([ids.slice(0, 2), ids.slice(2)]);
    expect(headers.map((header) => header.sequenceNumber)).toEqual([1, 2]);
    expect(new Set(headers.map((header) => header.transactionKey)).size).toBe(1);
  });

  it('leave out the fields their reader may not see', async () => {
    const { standIn, admin, manager } = await demoOrg();
    const listener = listen(admin, ALL, -1);
    await listener.ready;
    await savedId(admin.sobject('Lead').create({ LastName: 'P', Company: 'SAP', Partner_Secret__c: 's' }));
    await eventually(() => listener.seen.length === 1, 'the administrator’s event');
    expect(listener.seen[0]?.payload).toMatchObject({ Partner_Secret__c: 's' });
    const registrations = listen(manager, ALL, -2);
    await registrations.ready;
    const id = await savedId(manager.sobject(REGISTRATION).create({ Partner_Decision__c: 'approve' }));
    await eventually(() => registrations.seen.length === 1, 'the manager’s event');
    // He may not see all leads, so their events were left out without a word.
    expect(registrations.seen[0]?.payload.ChangeEventHeader.recordIds).toEqual([id]);
    expect(standIn.events.published).toHaveLength(2);
  });

  it('wait for their delay by the clock', async () => {
    const { standIn } = await demoOrg({ changeEventDelayMs: 5_000 });
    standIn.org.as(standIn.org.administrator.id).create('Account', { Name: 'A' });
    standIn.events.flush();
    expect(standIn.events.published).toEqual([]);
    standIn.clock.advance(5_000);
    standIn.events.flush();
    expect(standIn.events.published).toHaveLength(1);
  });
});

describe('replay', () => {
  it('resumes after a break where the client stopped, and not twice', async () => {
    const { standIn, integration } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    const first = listen(integration, CHANNEL, -1);
    await first.ready;
    const one = screen.create(REGISTRATION, {});
    await eventually(() => first.seen.length === 1, 'the first event');
    await first.stop();
    const missed = [screen.create(REGISTRATION, {}), screen.create(REGISTRATION, {})];
    const second = listen(integration, CHANNEL, first.seen[0]?.event.replayId ?? 0);
    await second.ready;
    await eventually(() => second.seen.length === 2, 'the missed events');
    expect(second.seen.flatMap((each) => each.payload.ChangeEventHeader.recordIds)).toEqual(missed);
    const everything = listen(integration, CHANNEL, -2);
    await everything.ready;
    await eventually(() => everything.seen.length === 3, 'all retained events');
    expect(everything.seen[0]?.payload.ChangeEventHeader.recordIds).toEqual([one]);
  });

  it('goes on by itself when the server forgot the client or the line broke', async () => {
    const { standIn, integration } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    const listener = listen(integration, CHANNEL, -1);
    await listener.ready;
    screen.create(REGISTRATION, {});
    await eventually(() => listener.seen.length === 1, 'the first event');
    standIn.cometd.forgetClients();
    screen.create(REGISTRATION, {});
    await eventually(() => listener.seen.length === 2, 'the event after the client was forgotten');
    standIn.dropConnections();
    screen.create(REGISTRATION, {});
    await eventually(() => listener.seen.length >= 3, 'the event after the line broke');
    expect(new Set(listener.seen.map((each) => each.event.replayId)).size).toBe(3);
  });

  it('refuses an id that is too old, made up or of the future, in Salesforce’s words', async () => {
    const { standIn, connect } = await demoOrg();
    const { org, baseUrl } = standIn;
    const screen = org.as(org.administrator.id);
    screen.create(REGISTRATION, {});
    const old = standIn.events.published[0]?.replayId ?? 0;
    standIn.clock.advance(2 * DAY_MS);
    screen.create(REGISTRATION, {});
    const token = () => standIn.login(org.integrationUser.id);
    expect((await subscribed(baseUrl, token(), CHANNEL, old)).answer).toMatchObject({ successful: true });
    standIn.clock.advance(DAY_MS);
    const text = (id: number) =>
      `400::The replayId {${id}} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.`;
    for (const id of [old, 5, 99_000_000]) {
      expect((await subscribed(baseUrl, token(), CHANNEL, id)).answer).toMatchObject({
        successful: false,
        error: text(id),
      });
    }
    const listener = listen(connect(org.integrationUser), CHANNEL, old);
    await expect(listener.ready).rejects.toThrow(text(old));
    expect((await subscribed(baseUrl, token(), CHANNEL, -2)).answer).toMatchObject({ successful: true });
  });
});

describe('a subscriber', () => {
  it('of one entity needs the right to see all its records; of the channel of all, nothing', async () => {
    const { standIn } = await demoOrg();
    const { org, baseUrl } = standIn;
    const ask = async (user: OrgUser, channel: string) =>
      (await subscribed(baseUrl, standIn.login(user.id), channel, -1)).answer;
    expect(await ask(org.integrationUser, CHANNEL)).toMatchObject({ successful: true });
    expect(await ask(org.salesRep, CHANNEL)).toMatchObject({
      successful: false,
      error: expect.stringMatching(/^403/) as unknown,
    });
    expect(await ask(org.salesRep, ALL)).toMatchObject({ successful: true });
    expect(await ask(org.administrator, '/data/ContactChangeEvent')).toMatchObject({
      successful: false,
      error: expect.stringMatching(/^400/) as unknown,
    });
  });

  it('without a session is turned away, at the handshake and later', async () => {
    const { standIn } = await demoOrg();
    const token = standIn.login(standIn.org.integrationUser.id);
    const { clientId } = await subscribed(standIn.baseUrl, token, CHANNEL, -1);
    standIn.sessions.expireAll();
    const advice = { reconnect: 'none' };
    expect(await bayeux(standIn.baseUrl, token, [{ channel: '/meta/connect', clientId }])).toMatchObject([
      { successful: false, error: '401::Authentication invalid', advice },
    ]);
    expect(await bayeux(standIn.baseUrl, token, [{ channel: '/meta/handshake' }])).toMatchObject([
      { successful: false, error: '403::Handshake denied', advice },
    ]);
  });

  it('waits in a connect until something happens, and no longer than was said', async () => {
    const { standIn } = await demoOrg({ connectTimeoutMs: 50 });
    const token = standIn.login(standIn.org.integrationUser.id);
    const { clientId } = await subscribed(standIn.baseUrl, token, CHANNEL, -1);
    const connect = () =>
      bayeux(standIn.baseUrl, token, [{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }]);
    expect(await connect()).toMatchObject([{ channel: '/meta/connect', successful: true }]);
    const waiting = connect();
    standIn.org.as(standIn.org.administrator.id).create(REGISTRATION, {});
    const answers = [...(await waiting), ...(await connect())].filter(({ channel }) => channel === CHANNEL);
    expect(answers).toHaveLength(1);
    await bayeux(standIn.baseUrl, token, [{ channel: '/meta/disconnect', clientId }]);
    expect(standIn.cometd.clientCount).toBe(0);
  });

  it('learns of gaps and overflows by a header alone', async () => {
    const { standIn, integration } = await demoOrg();
    const listener = listen(integration, CHANNEL, -1);
    await listener.ready;
    standIn.events.gap(REGISTRATION, 'GAP_UPDATE', ['a01DM0000000001AAA']);
    standIn.events.overflow(REGISTRATION);
    await eventually(() => listener.seen.length === 2, 'both events');
    expect(
      listener.seen.map(({ payload }) => [payload.ChangeEventHeader.changeType, payload.ChangeEventHeader.recordIds]),
    ).toEqual([
      ['GAP_UPDATE', ['a01DM0000000001AAA']],
      ['GAP_OVERFLOW', ['000000000000000AAA']],
    ]);
    expect(Object.keys(listener.seen[0]?.payload ?? {})).toEqual(['ChangeEventHeader']);
  });

  it('may get an event twice, or never until it replays', async () => {
    const { standIn, integration } = await demoOrg();
    const screen = standIn.org.as(standIn.org.administrator.id);
    const listener = listen(integration, CHANNEL, -1);
    await listener.ready;
    standIn.events.trouble = { duplicate: true };
    screen.create(REGISTRATION, {});
    await eventually(() => listener.seen.length === 2, 'the event twice');
    standIn.events.trouble = { loseNext: 1 };
    screen.create(REGISTRATION, {});
    screen.create(REGISTRATION, {});
    await eventually(() => listener.seen.length === 3, 'the event after the lost one');
    const again = listen(integration, CHANNEL, listener.seen[0]?.event.replayId ?? 0);
    await again.ready;
    await eventually(() => again.seen.length === 2, 'both, replayed');
  });
});
