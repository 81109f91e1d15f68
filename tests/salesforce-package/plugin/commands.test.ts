import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SalesforceStandIn } from '../../../server/sandbox/salesforce/start-stand-in.ts';
import { FIXTURE_PACKAGE } from '../../server/sandbox/salesforce/demo-org.ts';
import { R, register, startPartnerOrg } from './partner-org.ts';
import { builtPlugin, loginOf, resultOf, runSf, type BuiltPlugin, type Ran } from './sf-command.ts';

let plugin: BuiltPlugin;
let org: SalesforceStandIn;
let empty: SalesforceStandIn;
let foreign: SalesforceStandIn;

beforeAll(async () => {
  plugin = await builtPlugin();
  empty = await startPartnerOrg();
  foreign = await startPartnerOrg({ packageDir: FIXTURE_PACKAGE });
  org = await startPartnerOrg({
    seed: (demo) => {
      register(demo, 1, {
        company: 'Siemens',
        domain: 'siemens.com',
        partner: 'North',
        endsAt: '2027-02-20T23:00:00Z',
      });
      const reserved = { Partner_Lock_Status__c: 'pending', Partner_Registration_Status__c: 'under_review' };
      const bosch = {
        company: 'Bosch',
        domain: 'bosch.com',
        partner: 'South',
        endsAt: '2027-01-05T00:00:00Z',
      } as const;
      const waiting = register(demo, 2, { ...bosch, more: reserved });
      register(demo, 3, { company: 'SAP', domain: 'sap.com', partner: 'South', endsAt: '2026-11-20T23:00:00Z' });
      const { channelManager } = demo;
      demo.as(channelManager.id).update(R, waiting, {
        Partner_Decision__c: 'approve',
        Partner_Decision_By__c: channelManager.id,
      });
    },
  });
});

afterAll(async () => {
  plugin.remove();
  await Promise.all([org, empty, foreign].map((each) => each.close()));
});

const sf = (command: string, where = org, user = where.org.administrator): Promise<Ran> =>
  runSf(plugin, command.split(' '), loginOf(where, user));

const lockRows = z.array(z.looseObject({ company: z.string(), partner: z.string(), endsAt: z.string() }));

describe('sf partner lock list', () => {
  it('shows who holds what until when, soonest end first, and nothing that is over', async () => {
    const { exitCode, stdout } = await sf('lock list');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Company.*Partner.*Lock.*Last day.*Days left.*Registration.*Reference/);
    expect(stdout).toMatch(/Bosch.*Demo Partner South.*Reserved.*Jan 4, 2027.*41.*PR-00002.*PL-7K3M-0002/);
    expect(stdout).toMatch(/Bosch[^]*Siemens.*Demo Partner North.*Protected.*Feb 20, 2027/);
    expect(stdout).toContain('2 companies are held.');
    expect(stdout).not.toContain('SAP');
  });

  it('gives scripts the same by name, filtered by all three filters', async () => {
    const ran = await sf('lock list --json --partner south --company bosch.com --ends-before 2027-01-06');
    expect(resultOf(ran, lockRows)).toEqual([
      {
        id: expect.stringMatching(/^a0/) as unknown,
        number: 'PR-00002',
        reference: 'PL-7K3M-0002',
        company: 'Bosch',
        prospectKey: 'dom:bosch.com',
        partner: 'Demo Partner South',
        partnerId: 'south',
        status: 'pending',
        endsAt: '2027-01-05T00:00:00.000Z',
        daysLeft: 41,
      },
    ]);
  });

  it('says so when nothing fits, and when nothing is held at all', async () => {
    expect((await sf('lock list --ends-before 2027-01-05')).stdout).toContain('No lock fits.');
    const { exitCode, stdout } = await sf('lock list', empty);
    expect({ exitCode, stdout: stdout.trim() }).toEqual({
      exitCode: 0,
      stdout: 'No partner holds a company at the moment.',
    });
  });

  it('refuses a day that is none', async () => {
    const { exitCode, stderr } = await sf('lock list --ends-before 2027-02-30');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/"2027-02-30" is no day\.[^]*such as 2027-03-31/);
  });

  it('says what to do where the user sees nothing of PartnerLock', async () => {
    const blind = org.org.users.find(({ lastName }) => lastName.includes('Without Permission Set'));
    const { exitCode, stderr } = await sf('lock list', org, blind);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/no partner registrations, or you are not allowed[^]*permset --name Partner_Viewer/);
  });

  it('says what to do when the session has ended', async () => {
    const login = { ...loginOf(org), token: `${loginOf(org).token}x` };
    const { exitCode, stderr } = await runSf(plugin, ['lock', 'list'], login);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/session in this org has ended[^]*sf org login web/);
  });
});

describe('sf partner registration show', () => {
  it('shows all of one registration and who has to act on it', async () => {
    const { exitCode, stdout } = await sf('registration show PR-00002');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/PR-00002 Bosch/);
    expect(stdout).toMatch(
      /The decision "Approve" by Channel Manager \(demo\) waits for PartnerLock since Nov 24, 2026/,
    );
    expect(stdout).toMatch(/Registration status +│ Under review/);
    expect(stdout).toMatch(/Prospect account +│ Bosch/);
    expect(stdout).toMatch(/Shown on Account Bosch \(001/);
  });

  it('finds it by the reference on the receipt, for scripts too', async () => {
    const ran = await sf('registration show pl-7k3m-0001 --json');
    expect(resultOf(ran, z.unknown())).toMatchObject({
      number: 'PR-00001',
      waiting: null,
      fields: { registrationStatus: 'approved', lockEndsAt: '2027-02-20T23:00:00.000Z', isLocked: true, notes: null },
      shownOn: [{ object: 'Account', name: 'Siemens' }],
    });
  });

  it('leaves out what a sales rep may not see, and does not fail by it', async () => {
    const ran = await sf('registration show PR-00001 --json', org, org.org.salesRep);
    expect(resultOf(ran, z.unknown())).toMatchObject({ fields: { partnerName: 'Demo Partner North' } });
  });

  it.each([
    ['PR-99999', /shows you no registration PR-99999[^]*sf partner lock list/],
    ['acme', /"acme" names no registration[^]*PR-00001/],
  ])('says what is wrong with %s', async (given, words) => {
    const { exitCode, stderr } = await sf(`registration show ${given}`);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(words);
  });
});

describe('sf partner org check', () => {
  it('finds nothing to do in an org with the package, and changes nothing', async () => {
    const { exitCode, stdout } = await sf('org check', empty);
    expect(stdout.trim().split('\n')).toEqual([
      '✓ Objects and fields',
      '✓ Validation rules',
      '✓ Permission sets and users',
      '✓ Change events',
      '✓ Locks and decisions',
      '✓ Words and translations',
      'This org is as PartnerLock needs it.',
    ]);
    expect(exitCode).toBe(0);
    expect(empty.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('tells what may stay as it is without failing', async () => {
    const ran = await sf('org check --json');
    expect(ran.exitCode).toBe(0);
    expect(resultOf(ran, z.unknown())).toEqual({
      isReady: true,
      findings: [
        {
          area: 'locks',
          problem: 'keyAfterEnd',
          severity: 'note',
          about: ['PR-00003'],
          sentence: 'These locks ended more than a day ago and still have their key: PR-00003.',
          whatToDo: expect.stringContaining('See whether PartnerLock’s server runs') as unknown,
        },
      ],
    });
  });

  it('exits with 1 where something has to be done, and says what', async () => {
    const { exitCode, stdout } = await sf('org check', foreign);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /✗ Objects and fields\n +✗ Partner_Registration__c lacks fields: .*\n +Deploy force-app again\./,
    );
    expect(stdout).toMatch(/✗ The permission set Partner_Submitter is missing\./);
    expect(stdout).toMatch(/\d+ things have to be done\./);
    const ran = await sf('org check --json', foreign);
    expect(ran.exitCode).toBe(1);
    expect(resultOf(ran, z.looseObject({ isReady: z.boolean() })).isReady).toBe(false);
  });
});

it('needs nothing at run time but its own dependencies', () => {
  expect(plugin.imports).toEqual(['@oclif/core', '@salesforce/core', '@salesforce/sf-plugins-core']);
});
