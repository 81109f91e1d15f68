import { describe, expect, it } from 'vitest';
import type { OrgScreen } from '../../../../server/sandbox/salesforce/org/org.ts';
import type { OrgUser } from '../../../../server/sandbox/salesforce/org/users.ts';
import { DAY_MS, demoOrg, fieldsOf, KEY, NOW, refusal, REGISTRATION, savedId } from './demo-org.ts';

const inDays = (days: number) => new Date(Date.parse(NOW) + days * DAY_MS).toISOString();

/** A person's screens; every case starts from a locked lead, a partner, another partner and a registration. */
async function lockedOrg() {
  const { standIn } = await demoOrg();
  const { org } = standIn;
  const admin = org.as(org.administrator.id);
  const north = admin.create('Account', { Name: 'Demo Partner North' });
  const south = admin.create('Account', { Name: 'Demo Partner South' });
  const prospect = admin.create('Account', { Name: 'Siemens' });
  const lock = { Partner_Owner__c: north, Partner_Locked_Until__c: inDays(10) };
  const lead = admin.create('Lead', { LastName: 'Person', Company: 'Siemens', ...lock });
  const account = admin.create('Account', { Name: 'SAP', ...lock });
  const free = admin.create('Lead', { LastName: 'Free', Company: 'BASF' });
  const registration = admin.create(REGISTRATION, { Partner_Note__c: 'n' });
  return { standIn, org, admin, north, south, prospect, lead, account, free, registration };
}
type LockedOrg = Awaited<ReturnType<typeof lockedOrg>>;

const GUARD = 'This record is registered to a partner and locked.';
const SERVER_ONLY = 'These fields are maintained by the partner server.';
const MANAGER_ONLY = 'Only a channel manager may decide a registration.';

describe('the rules of the package, at a save', () => {
  type Who = 'administrator' | 'integrationUser' | 'channelManager' | 'salesRep';
  it.each<[string, Who, (screen: OrgScreen, org: LockedOrg) => void, string | null]>([
    ['another field of a locked lead', 'salesRep', (s, o) => s.update('Lead', o.lead, { Title: 'x' }), null],
    ['the partner swapped', 'salesRep', (s, o) => s.update('Lead', o.lead, { Partner_Owner__c: o.south }), GUARD],
    ['the partner cleared', 'salesRep', (s, o) => s.update('Lead', o.lead, { Partner_Owner__c: null }), GUARD],
    [
      'the end cleared, to steal with the next save',
      'salesRep',
      (s, o) => s.update('Lead', o.lead, { Partner_Locked_Until__c: null }),
      GUARD,
    ],
    [
      'the end moved back',
      'salesRep',
      (s, o) => s.update('Lead', o.lead, { Partner_Locked_Until__c: inDays(-1) }),
      GUARD,
    ],
    [
      'the same partner written again',
      'salesRep',
      (s, o) => s.update('Lead', o.lead, { Partner_Owner__c: o.north }),
      null,
    ],
    [
      'an administrator swaps the partner',
      'administrator',
      (s, o) => s.update('Lead', o.lead, { Partner_Owner__c: o.south }),
      GUARD,
    ],
    [
      'an account is guarded as well',
      'administrator',
      (s, o) => s.update('Account', o.account, { Partner_Owner__c: null }),
      GUARD,
    ],
    [
      'integration overrides',
      'integrationUser',
      (s, o) => s.update('Lead', o.lead, { Partner_Owner__c: o.south }),
      null,
    ],
    [
      'an unclaimed lead is claimed',
      'salesRep',
      (s, o) => s.update('Lead', o.free, { Partner_Owner__c: o.south }),
      null,
    ],
    [
      'a manager decides',
      'channelManager',
      (s, o) => s.update(REGISTRATION, o.registration, { Partner_Decision__c: 'approve' }),
      null,
    ],
    [
      'an administrator decides',
      'administrator',
      (s, o) => s.update(REGISTRATION, o.registration, { Partner_Decision__c: 'approve' }),
      MANAGER_ONLY,
    ],
    [
      'a decision smuggled into the insert',
      'administrator',
      (s) => s.create(REGISTRATION, { Partner_Decision__c: 'reject' }),
      MANAGER_ONLY,
    ],
    [
      'a manager inserts with a decision',
      'channelManager',
      (s) => s.create(REGISTRATION, { Partner_Decision__c: 'reject' }),
      null,
    ],
    [
      'an administrator writes the key',
      'administrator',
      (s, o) => s.update(REGISTRATION, o.registration, { [KEY]: 'd:a.com' }),
      SERVER_ONLY,
    ],
    [
      'an administrator writes the status',
      'administrator',
      (s, o) => s.update(REGISTRATION, o.registration, { Partner_Status__c: 'approved' }),
      SERVER_ONLY,
    ],
    [
      'the server writes the key',
      'integrationUser',
      (s, o) => s.update(REGISTRATION, o.registration, { [KEY]: 'd:a.com' }),
      null,
    ],
    [
      'a negative amount',
      'channelManager',
      (s) => s.create(REGISTRATION, { Partner_Amount__c: -1 }),
      'An amount cannot be negative.',
    ],
    ['no amount at all', 'channelManager', (s) => s.create(REGISTRATION, {}), null],
    [
      'a partner as prospect, seen through the lookup',
      'administrator',
      (s, o) => s.create(REGISTRATION, { Partner_Account__c: o.north }),
      'A partner cannot be registered as a prospect.',
    ],
    [
      'another company as prospect',
      'administrator',
      (s, o) => s.create(REGISTRATION, { Partner_Account__c: o.prospect }),
      null,
    ],
  ])('%s (%s)', async (_label, who, save, refusedWith) => {
    const locked = await lockedOrg();
    const user: OrgUser = locked.org[who];
    const attempt = () => save(locked.org.as(user.id), locked);
    if (refusedWith === null) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(`FIELD_CUSTOM_VALIDATION_EXCEPTION: ${refusedWith}`);
  });

  it('let go when the lock has ended, by the clock alone', async () => {
    const { org, standIn, lead, south } = await lockedOrg();
    const rep = org.as(org.salesRep.id);
    standIn.clock.advance(10 * DAY_MS);
    rep.update('Lead', lead, { Partner_Owner__c: south });
    expect(rep.get('Lead', lead)).toMatchObject({ Partner_Owner__c: south });
  });

  it('are all reported over HTTP, each with its field', async () => {
    const { admin, call } = await demoOrg();
    const body = { Partner_Decision__c: 'approve', Partner_Amount__c: -1 };
    const reply = await call('POST', `/services/data/v67.0/sobjects/${REGISTRATION}`, body);
    expect([reply.status, reply.body]).toEqual([
      400,
      [
        {
          errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
          message: 'An amount cannot be negative.',
          fields: ['Partner_Amount__c'],
        },
        { errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: MANAGER_ONLY, fields: ['Partner_Decision__c'] },
      ],
    ]);
    expect(await refusal(admin.sobject(REGISTRATION).create(body))).toMatchObject({ errorCode: 'MULTIPLE_API_ERRORS' });
  });
});

describe('formula fields', () => {
  it('turn over by time alone, on the record and through its account', async () => {
    const { integration, connect, standIn } = await demoOrg();
    const account = await savedId(
      integration.sobject('Account').create({ Name: 'SAP', Partner_Locked_Until__c: inDays(1) }),
    );
    const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-12-01', AccountId: account };
    const opportunity = await savedId(integration.sobject('Opportunity').create(deal));
    const registration = await savedId(
      integration.sobject(REGISTRATION).create({ [KEY]: 'd:sap.com', Partner_Locked_Until__c: inDays(1) }),
    );
    const seen = async () => {
      // Sessions end by the same clock, so each look logs in anew.
      const connection = connect(standIn.org.integrationUser);
      const filtered = await connection.query('SELECT Id FROM Opportunity WHERE Partner_Is_Locked__c = true');
      return {
        opportunity: (await fieldsOf(connection.sobject('Opportunity').retrieve(opportunity)))['Partner_Is_Locked__c'],
        days: (await fieldsOf(connection.sobject(REGISTRATION).retrieve(registration)))['Partner_Days_Left__c'],
        filtered: filtered.totalSize,
      };
    };
    expect(await seen()).toEqual({ opportunity: true, days: 1, filtered: 1 });
    standIn.clock.advance(DAY_MS - 1_000);
    expect(await seen()).toEqual({ opportunity: true, days: 1, filtered: 1 });
    standIn.clock.advance(1_000);
    expect(await seen()).toEqual({ opportunity: false, days: 0, filtered: 0 });
  });

  it('show money, percent and text', async () => {
    const { integration } = await demoOrg();
    const values = { Partner_Amount__c: 1_000, Partner_Rate__c: 12.5 };
    const id = await savedId(integration.sobject(REGISTRATION).create(values));
    const blank = await savedId(
      integration.sobject(REGISTRATION).create({ Partner_Amount__c: 1, Partner_Status__c: null }),
    );
    expect(await fieldsOf(integration.sobject(REGISTRATION).retrieve(id))).toMatchObject({
      Partner_Estimate__c: 125,
      Partner_Text__c: 'ISNEW() is SUBMITTED',
    });
    expect(await fieldsOf(integration.sobject(REGISTRATION).retrieve(blank))).toMatchObject({
      Partner_Estimate__c: null,
      Partner_Text__c: 'none',
    });
  });
});
