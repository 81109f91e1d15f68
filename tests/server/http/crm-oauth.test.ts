import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { readSettings } from '../../../server/flow/program-settings.ts';
import { startServer, type RunningServer } from '../../../server/main.ts';
import { consentTo } from '../../../server/sandbox/demo/consent.ts';
import { seedDemo } from '../../../server/sandbox/demo/seed.ts';
import { startHubSpotStandIn, type HubSpotStandIn } from '../../../server/sandbox/hubspot/start-stand-in.ts';
import { startSalesforceStandIn, type SalesforceStandIn } from '../../../server/sandbox/salesforce/start-stand-in.ts';
import { openDatabase, type Database } from '../../../server/store/database.ts';
import { emptyTables, OURS, THEIRS } from '../../contract/empty-tables.ts';

const MANAGER = { portalId: '4242', userId: '701' };
let hubspot: HubSpotStandIn;
let salesforce: SalesforceStandIn;
let database: Database;
let server: RunningServer;

beforeAll(async () => {
  hubspot = await startHubSpotStandIn({ seed: seedDemo });
  salesforce = await startSalesforceStandIn();
  database = await openDatabase({ kind: 'memory' });
  const base = readConfig({ PARTNERLOCK_LOG: 'silent', PORT: '0' });
  const { baseUrl, app } = hubspot;
  const config = {
    ...base,
    secrets: ['a secret of at least thirty-two characters'] as const,
    hubspot: {
      ...{ appId: app.appId, clientId: app.clientId, clientSecrets: [app.clientSecret] as const, baseUrl },
      ...{ authorizeUrl: `${baseUrl}/oauth/authorize`, formsUrl: baseUrl },
    },
    salesforce: {
      ...{ loginUrl: salesforce.baseUrl, clientId: salesforce.app.clientId, programId: null },
      signIn: { flow: 'web_server', clientSecrets: [salesforce.app.clientSecret] } as const,
    },
  };
  // The database stays with us, so that a test may look into it and begin anew.
  server = await startServer({ config, database, isWorking: false });
});
beforeEach(() => emptyTables(database));
afterAll(async () => {
  await server.close();
  await hubspot.close();
  await salesforce.close();
  await database.close();
});

const install = (crm: string) => `${server.origin}/${crm}/oauth/install`;
const orgUser = () => ({ userId: salesforce.org.integrationUser.id });
/** The link to the other CRM on the page that ends a connection. */
const nextIn = (page: string): string =>
  /href="([^"]+oauth\/install[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? 'no link';
const programs = async () => {
  const rows = await database.db.selectFrom('installations').select(['crm', 'program_id']).orderBy('crm').execute();
  return rows.map(({ crm, program_id: programId }) => `${crm} ${programId}`);
};

describe('a second CRM', () => {
  it('joins the program of the first by the link on its last page: HubSpot, then Salesforce', async () => {
    const page = await consentTo(install('hubspot'), MANAGER);
    expect(page).toContain('Connect Salesforce to the same program');
    const last = await consentTo(nextIn(page), orgUser());
    expect(last).not.toContain('to the same program');
    expect(await programs()).toEqual(['hubspot prg_4242', 'salesforce prg_4242']);
  });

  it('joins it the other way round: Salesforce, then HubSpot, whose installer may then decide there', async () => {
    const page = await consentTo(install('salesforce'), orgUser());
    expect(page).toContain('Connect HubSpot to the same program');
    await consentTo(nextIn(page), MANAGER);
    const programId = `prg_${salesforce.org.id}`;
    expect(await programs()).toEqual([`hubspot ${programId}`, `salesforce ${programId}`]);
    expect((await readSettings(database.db, programId)).approverIds).toEqual(['701']);
  });

  it('stays in the program when it is installed again without a link', async () => {
    await consentTo(nextIn(await consentTo(install('salesforce'), orgUser())), MANAGER);
    const before = await programs();
    await consentTo(install('hubspot'), MANAGER);
    expect(await programs()).toEqual(before);
  });

  it('makes a program of its own without a link', async () => {
    await consentTo(install('hubspot'), MANAGER);
    await consentTo(install('salesforce'), orgUser());
    expect(await programs()).toEqual(['hubspot prg_4242', `salesforce prg_${salesforce.org.id}`]);
  });

  it('is refused with words when it belongs to another program', async () => {
    await consentTo(install('hubspot'), MANAGER);
    await consentTo(install('salesforce'), orgUser());
    const link = server.flow.links.connectUrl(OURS, 'hubspot') ?? '';
    await expect(consentTo(link, MANAGER)).rejects.toThrow('The HubSpot portal 4242 is connected to another program');
  });

  it.each([
    ['a forged link', (url: string) => url.replace(/link=\d+/, 'link=9999999999999'), 'works for one hour'],
    ['another program', (url: string) => url.replace(OURS, THEIRS), 'works for one hour'],
    ['another CRM', (url: string) => url.replace('/salesforce/', '/hubspot/'), 'works for one hour'],
    ['half a link', (url: string) => url.replace(/&link=.*/, ''), 'Copy all of it'],
  ])('%s leads nowhere', async (_what, change, says) => {
    const link = change(server.flow.links.connectUrl(OURS, 'salesforce') ?? '');
    const answer = await fetch(link, { redirect: 'manual' });
    expect([answer.status, (await answer.text()).includes(says)]).toEqual([400, true]);
  });
});

describe('the end of a consent', () => {
  it.each(['hubspot', 'salesforce'])('%s: a code without a state that we gave out connects nothing', async (crm) => {
    const answer = await fetch(`${server.origin}/${crm}/oauth/callback?code=abc&state=guessed`);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('This consent is not known')]);
    expect(await programs()).toEqual([]);
  });

  it('of a user without rights says what an administrator has to do', async () => {
    const page = await consentTo(install('salesforce'), { userId: salesforce.org.salesRep.id });
    expect(page).toContain('assign the permission set Partner Integration');
  });

  it('is begun at the org, with our own address to come back to', async () => {
    const out = await fetch(install('salesforce'), { redirect: 'manual' });
    expect(out.status).toBe(303);
    const url = new URL(out.headers.get('location') ?? '');
    expect(url.origin).toBe(salesforce.baseUrl);
    expect(url.searchParams.get('redirect_uri')).toBe(`${server.origin}/salesforce/oauth/callback`);
  });
});
