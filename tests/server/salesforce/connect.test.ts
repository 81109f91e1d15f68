import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../../server/flow/program-settings.ts';
import { createConnectLinks } from '../../../server/keys.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { findInstallation, markDisconnected } from '../../../server/store/installations.ts';
import { currentPolicy } from '../../../server/store/policies.ts';
import { listProgramIds } from '../../../server/store/programs.ts';
import { emptyTables, OURS, THEIRS } from '../../contract/empty-tables.ts';
import { configFor, connectInBrowser, NOW_MS, openOrg, ORIGIN, replicaOf, SECRET } from './connected-org.ts';

let database: Database;
beforeAll(async () => (database = await openDatabase({ kind: 'memory' })));
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

const withoutPrograms = () => database.db.deleteFrom('programs').execute();

describe('connecting an org in a browser', () => {
  it('stores its sealed tokens, makes a program of its own and finds the form’s fields', async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    const { id: orgId, integrationUser } = standIn.org;
    const programId = `prg_${orgId}`;
    expect(await connectInBrowser(replica, integrationUser.id)).toEqual({
      ok: true,
      accountId: orgId,
      programId,
      problem: null,
    });
    const installation = await findInstallation(database.db, replica.box, 'salesforce', orgId);
    expect(installation).toMatchObject({
      ...{ programId, status: 'connected', flow: 'web_server', instanceUrl: standIn.baseUrl, lastProblem: null },
      ...{ installedBy: integrationUser.id, scopes: ['api', 'refresh_token'] },
    });
    expect(installation?.tokens?.refreshToken).toMatch(/^5Aep/);
    const stored = JSON.stringify(await database.db.selectFrom('installations').selectAll().execute());
    expect(stored).not.toContain('5Aep');
    expect((await currentPolicy(database.db, programId))?.policy).toMatchObject({ version: 1, lockDays: 90 });
    const { leadForm, approverIds } = await readSettings(database.db, programId);
    expect(approverIds).toEqual([]);
    expect(leadForm?.action).toBe(
      `${standIn.baseUrl}/servlet/servlet.WebToLead?encoding=UTF-8&orgId=${orgId.slice(0, 15)}`,
    );
    expect(Object.keys(leadForm?.fields ?? {}).sort()).toEqual([
      ...['stagingAmount', 'stagingCloseOn', 'stagingConsent', 'stagingNonce', 'stagingStatus'],
      ...['stagingSubmittedBy', 'stagingToken'],
    ]);
    for (const id of Object.values(leadForm?.fields ?? {})) expect(id).toMatch(/^00N\w{12}$/);
    expect(replica.shown).toEqual([`${programId} salesforce`]);
  });

  it('may be repeated: the program, its rules and its settings stay', async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    const first = await connectInBrowser(replica, standIn.org.integrationUser.id);
    expect(await connectInBrowser(replica, standIn.org.integrationUser.id)).toEqual(first);
    expect(await listProgramIds(database.db)).toContain(`prg_${standIn.org.id}`);
  });

  it('takes a consent once, from this CRM, and in ten minutes', async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    const again = async () => {
      const begun = await replica.connect.start(null);
      return new URL(begun.ok ? begun.url : 'about:blank').searchParams.get('state') ?? '';
    };
    const refusal = { ok: false, reason: expect.stringContaining('not known') as string };
    expect(await replica.connect.finish('code', 'a state that nobody gave out')).toEqual(refusal);
    const state = await again();
    await database.db.updateTable('oauth_states').set({ crm: 'hubspot' }).execute();
    expect(await replica.connect.finish('code', state)).toEqual(refusal);
    const late = await again();
    standIn.clock.advance(10 * 60_000);
    expect(await replica.connect.finish('code', late)).toEqual(refusal);
  });

  it('says in words what Salesforce refuses', async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    const begun = await replica.connect.start(null);
    const state = new URL(begun.ok ? begun.url : '').searchParams.get('state') ?? '';
    expect(await replica.connect.finish('a code that nobody gave out', state)).toEqual({
      ok: false,
      reason: 'Salesforce has ended the sign-in (invalid authorization code). Then connect the org again.',
    });
  });

  it('keeps the connection of a user without the permission set, and says what is missing', async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    const result = await connectInBrowser(replica, standIn.org.salesRep.id);
    expect(result).toMatchObject({
      ok: true,
      problem: expect.stringContaining('assign the permission set Partner Integration') as string,
    });
    const installation = await findInstallation(database.db, replica.box, 'salesforce', standIn.org.id);
    expect(installation).toMatchObject({ status: 'connected', lastProblem: result.ok ? result.problem : '' });
  });
});

describe('a program with both CRMs', () => {
  const linkTo = (programId: string, crm: 'salesforce' | 'hubspot' = 'salesforce', nowMs = NOW_MS) => {
    const url = new URL(createConnectLinks([SECRET], ORIGIN, () => nowMs).url(programId, crm));
    return { programId: url.searchParams.get('program') ?? '', token: url.searchParams.get('link') ?? '' };
  };

  it('is linked by a signed link', async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    expect(await connectInBrowser(replica, standIn.org.integrationUser.id, linkTo(OURS))).toMatchObject({
      ok: true,
      programId: OURS,
    });
    expect(await listProgramIds(database.db)).toEqual([OURS, THEIRS]);
  });

  it.each([
    ['of another program', () => ({ ...linkTo(THEIRS), programId: OURS })],
    ['for the other CRM', () => linkTo(OURS, 'hubspot')],
    ['older than an hour', () => linkTo(OURS, 'salesforce', NOW_MS - 3_600_000)],
    ['with a later end', () => ({ programId: OURS, token: linkTo(OURS).token.replace(/^\d/, '9') })],
    ['without a signature', () => ({ programId: OURS, token: '' })],
  ])('takes no link %s', async (_what, link) => {
    const standIn = await openOrg();
    const { connect } = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    expect(await connect.start(link())).toEqual({ ok: false, reason: expect.stringContaining('one hour') as string });
  });

  it('gets no org that another program has, until it is disconnected there', async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    const user = standIn.org.integrationUser.id;
    await connectInBrowser(replica, user, linkTo(THEIRS));
    expect(await connectInBrowser(replica, user, linkTo(OURS))).toEqual({
      ok: false,
      reason: expect.stringContaining(`is connected to another program (${THEIRS})`) as string,
    });
    await markDisconnected(database.db, 'salesforce', standIn.org.id, 'The administrator ended it.');
    expect(await connectInBrowser(replica, user, linkTo(OURS))).toMatchObject({ ok: true, programId: OURS });
    // Without a link an org stays where it is.
    expect(await connectInBrowser(replica, user)).toMatchObject({ ok: true, programId: OURS });
  });

  it('has one org at a time', async () => {
    const [first, second] = [await openOrg(), await openOrg()];
    const ofFirst = replicaOf(database, first, configFor(first, 'web_server'));
    await connectInBrowser(ofFirst, first.org.integrationUser.id, linkTo(OURS));
    await database.db.updateTable('installations').set({ account_id: '00D000000000001AAA' }).execute();
    const ofSecond = replicaOf(database, second, configFor(second, 'web_server'));
    expect(await connectInBrowser(ofSecond, second.org.integrationUser.id, linkTo(OURS))).toEqual({
      ok: false,
      reason: expect.stringContaining('connected to another salesforce account') as string,
    });
  });
});

describe('an org that the server signs in to by itself', () => {
  it.each(['jwt_bearer', 'client_credentials'] as const)('%s: is connected at the start', async (flow) => {
    await withoutPrograms();
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, flow));
    expect(await replica.connect.connectConfigured()).toMatchObject({ ok: true, programId: `prg_${standIn.org.id}` });
    const installation = await findInstallation(database.db, replica.box, 'salesforce', standIn.org.id);
    expect(installation).toMatchObject({
      ...{ status: 'connected', flow, installedBy: standIn.org.integrationUser.id },
      tokens: { refreshToken: null, access: { expiresAt: null } },
    });
  });

  it('joins the only program there is, the one it had, or the one that the operator names', async () => {
    const standIn = await openOrg();
    const connected = (programId: string | null = null) =>
      replicaOf(database, standIn, configFor(standIn, 'jwt_bearer', programId)).connect.connectConfigured();
    await database.db.deleteFrom('programs').where('program_id', '=', THEIRS).execute();
    expect(await connected()).toMatchObject({ ok: true, programId: OURS });
    await emptyTables(database);
    expect(await connected()).toMatchObject({ ok: true, programId: `prg_${standIn.org.id}` });
    await emptyTables(database);
    expect(await connected(THEIRS)).toMatchObject({ ok: true, programId: THEIRS });
    expect(await connected()).toMatchObject({ ok: true, programId: THEIRS });
    expect(await connected('prg_nobody_made')).toEqual({
      ok: false,
      reason: expect.stringContaining('There is no program prg_nobody_made') as string,
    });
  });

  it('is given everything when it is connected, and nothing again at every start', async () => {
    const standIn = await openOrg();
    const replica = replicaOf(database, standIn, configFor(standIn, 'jwt_bearer', OURS));
    await replica.connect.connectConfigured();
    await replica.connect.connectConfigured();
    expect(replica.shown).toEqual([`${OURS} salesforce`]);
    await markDisconnected(database.db, 'salesforce', standIn.org.id, 'The app was removed.');
    await replica.connect.connectConfigured();
    expect(replica.shown).toEqual([`${OURS} salesforce`, `${OURS} salesforce`]);
  });

  it('asks nobody for consent, and a browser flow signs in by nobody', async () => {
    const standIn = await openOrg();
    const alone = replicaOf(database, standIn, configFor(standIn, 'jwt_bearer'));
    expect(await alone.connect.start(null)).toMatchObject({ ok: false });
    const inBrowser = replicaOf(database, standIn, configFor(standIn, 'web_server'));
    expect(await inBrowser.connect.connectConfigured()).toBeNull();
  });
});
