import { describe, expect, it } from 'vitest';
import type { OrgUser } from '../../../../../server/sandbox/salesforce/org/users.ts';
import { DAY_MS, demoOrg, eventually, REGISTRATION } from '../demo-org.ts';
import { ALL, bayeux, CHANNEL, listen, subscribed } from './listener.ts';

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
