import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CrmRefused, CrmUnavailable } from '../../../shared/crm/crm-port.ts';
import { GrantRevoked } from '../../../server/crm/wire-errors.ts';
import type { SalesforceStandIn } from '../../../server/sandbox/salesforce/start-stand-in.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { findInstallation } from '../../../server/store/installations.ts';
import { emptyTables } from '../../contract/empty-tables.ts';
import { configFor, connectInBrowser, openOrg, replicaOf, type Flow } from './connected-org.ts';

let database: Database;
beforeAll(async () => (database = await openDatabase({ kind: 'memory' })));
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

async function connected(flow: Flow) {
  const standIn = await openOrg();
  const replica = replicaOf(database, standIn, configFor(standIn, flow));
  const result =
    flow === 'web_server'
      ? await connectInBrowser(replica, standIn.org.integrationUser.id)
      : await replica.connect.connectConfigured();
  expect(result).toMatchObject({ ok: true });
  const anotherReplica = () => replicaOf(database, standIn, configFor(standIn, flow)).clients.tokensOf(standIn.org.id);
  const stored = () => findInstallation(database.db, replica.box, 'salesforce', standIn.org.id);
  return { standIn, replica, tokens: replica.clients.tokensOf(standIn.org.id), anotherReplica, stored };
}
const tokenCalls = (standIn: SalesforceStandIn) =>
  standIn.requests.filter(({ path }) => path === '/services/oauth2/token').length;

describe.each(['web_server', 'jwt_bearer', 'client_credentials'] as const)('a session by %s', (flow) => {
  it('is kept until it is refused, then replaced and used by every replica', async () => {
    const { standIn, tokens, anotherReplica, stored } = await connected(flow);
    const first = await tokens.session();
    expect(first.instanceUrl).toBe(standIn.baseUrl);
    expect(await anotherReplica().session()).toEqual(first);
    expect(tokenCalls(standIn)).toBe(1);
    await tokens.renewSession(first);
    const second = await tokens.session();
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(await anotherReplica().session()).toEqual(second);
    expect((await stored())?.tokens?.access?.token).toBe(second.accessToken);
    expect(tokenCalls(standIn)).toBe(2);
  });

  it('is renewed once when two replicas find it ended at the same moment', async () => {
    const { standIn, tokens, anotherReplica } = await connected(flow);
    const other = anotherReplica();
    const stale = await tokens.session();
    await other.session();
    await Promise.all([tokens.renewSession(stale), other.renewSession(stale), tokens.renewSession(stale)]);
    expect(tokenCalls(standIn)).toBe(2);
    expect(await tokens.session()).toEqual(await other.session());
  });

  it('lets a call go on after the session ended', async () => {
    const { standIn, replica } = await connected(flow);
    standIn.clock.advance(3 * 3_600_000);
    const client = replica.clients.clientOf(standIn.org.id);
    expect(await client.read('/limits', z.looseObject({ DailyApiRequests: z.unknown() }))).toBeTruthy();
    expect(tokenCalls(standIn)).toBe(2);
  });
});

describe('a sign-in that ended', () => {
  it('disconnects the org with words, and nothing is asked again', async () => {
    const { standIn, replica, tokens, stored } = await connected('web_server');
    const { refreshToken } = (await stored())?.tokens ?? {};
    standIn.sessions.revoke(refreshToken ?? '');
    const stale = await tokens.session();
    await expect(tokens.renewSession(stale)).rejects.toBeInstanceOf(GrantRevoked);
    expect(await stored()).toMatchObject({
      ...{ status: 'disconnected', tokens: null },
      lastProblem: 'Salesforce has ended the sign-in (expired access/refresh token). Connect the org again.',
    });
    const calls = tokenCalls(standIn);
    await expect(tokens.session()).rejects.toThrow('Connect the org again');
    await expect(replica.clients.tokensOf(standIn.org.id).renewSession(stale)).rejects.toBeInstanceOf(CrmRefused);
    expect(tokenCalls(standIn)).toBe(calls);
  });

  it('disconnects an org whose user the certificate no longer lets in', async () => {
    const { standIn, tokens, replica, stored } = await connected('jwt_bearer');
    Object.assign(replica.config.signIn, { username: standIn.org.salesRep.username });
    await expect(tokens.renewSession(await tokens.session())).rejects.toBeInstanceOf(GrantRevoked);
    expect((await stored())?.lastProblem).toContain('hasn');
  });

  it('disconnects when it leads to another org', async () => {
    const { tokens, standIn, replica } = await connected('client_credentials');
    const other = await openOrg({ seed: () => undefined });
    Object.assign(other.org, { id: '00D000000000009AAA' });
    Object.assign(replica.config, { loginUrl: other.baseUrl });
    await expect(tokens.renewSession(await tokens.session())).rejects.toThrow('another org (00D000000000009AAA)');
    const installation = await findInstallation(database.db, replica.box, 'salesforce', standIn.org.id);
    expect(installation).toMatchObject({ status: 'disconnected', tokens: null });
  });

  it('is not meant by a Salesforce that is away or a secret that is wrong', async () => {
    const { standIn, tokens, replica, stored } = await connected('web_server');
    const stale = await tokens.session();
    standIn.faults.add({ match: { path: /oauth2\/token/ }, times: 1, answer: { status: 503, body: 'away' } });
    await expect(tokens.renewSession(stale)).rejects.toBeInstanceOf(CrmUnavailable);
    Object.assign(replica.config.signIn, { clientSecrets: ['wrong', 'wrong too'] });
    await expect(tokens.renewSession(stale)).rejects.toThrow('Check SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET');
    expect(await stored()).toMatchObject({ status: 'connected' });
    Object.assign(replica.config.signIn, { clientSecrets: ['being rotated out', standIn.app.clientSecret] });
    await tokens.renewSession(stale);
    expect((await tokens.session()).accessToken).not.toBe(stale.accessToken);
  });

  it('asks for the flow that connected the org', async () => {
    const { standIn, tokens, stored } = await connected('web_server');
    const changed = replicaOf(database, standIn, configFor(standIn, 'client_credentials'));
    const stale = await tokens.session();
    await expect(changed.clients.tokensOf(standIn.org.id).renewSession(stale)).rejects.toThrow(
      'connected by SALESFORCE_FLOW=web_server',
    );
    expect(await stored()).toMatchObject({ status: 'connected' });
  });
});
