import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';
import { SalesforceError } from '../../server/sandbox/salesforce/errors.ts';
import { Org, type OrgScreen } from '../../server/sandbox/salesforce/org/org.ts';
import { readPackage } from '../../server/sandbox/salesforce/schema/read-package.ts';
import { salesforce as words } from '../../shared/words/en/salesforce.ts';

/**
 * What the package enforces in an org while PartnerLock's server is off: the stand-in loads the package's XML, and
 * nothing of ours runs beside it. The table in salesforce-package/README.md says the same.
 */
const metadata = readPackage(path.join(PACKAGE_DIR, 'force-app'));
const R = 'Partner_Registration__c';
const BEFORE_END = Date.parse('2027-02-20T22:59:59.000Z');
const END = Date.parse('2027-02-20T23:00:00.000Z');
const ENDS_AT = '2027-02-20T23:00:00.000+0000';
const KEY = 'program:dom:siemens.com';

let now: number;
let org: Org;
let siemens: string;
let registration: string;
let server: OrgScreen;
let manager: OrgScreen;
let rep: OrgScreen;
let admin: OrgScreen;

beforeEach(() => {
  now = Date.parse('2026-11-22T10:00:00.000Z');
  org = new Org({ metadata, now: () => now, onCommit: () => undefined });
  server = org.as(org.integrationUser.id);
  manager = org.as(org.channelManager.id);
  rep = org.as(org.salesRep.id);
  admin = org.as(org.administrator.id);
  siemens = rep.create('Account', { Name: 'Siemens', Website: 'siemens.com' });
  registration = server.create(R, {
    Partner_Registration_Id__c: 'r-1',
    Partner_Registration_Status__c: 'approved',
    Partner_Prospect_Name__c: 'Siemens',
    Partner_Prospect_Account__c: siemens,
    Partner_Active_Lock_Key__c: KEY,
    Partner_Lock_Status__c: 'active',
    Partner_Lock_Ends_At__c: ENDS_AT,
  });
  server.update('Account', siemens, {
    Partner_Id__c: 'north',
    Partner_Name__c: 'Demo Partner North',
    Partner_Registration_Id__c: 'r-1',
    Partner_Registration__c: registration,
    Partner_Lock_Status__c: 'active',
    Partner_Lock_Ends_At__c: ENDS_AT,
  });
});

describe('with the server off', () => {
  it('a second registration cannot take the same key, whatever its case', () => {
    const second = { Partner_Registration_Id__c: 'r-2', Partner_Prospect_Name__c: 'Siemens AG' };
    expect(refusalOf(() => server.create(R, { ...second, Partner_Active_Lock_Key__c: KEY.toUpperCase() }))).toMatch(
      /DUPLICATE_VALUE/,
    );
    expect(server.create(R, second)).toMatch(/^a/);
  });

  it.each(['Partner_Id__c', 'Partner_Lock_Ends_At__c', 'Partner_Lock_Status__c', 'Partner_Registration_Id__c'])(
    'neither rep nor manager has the right to clear %s, and an administrator is refused by the rule',
    (name) => {
      for (const person of [rep, manager])
        expect(refusalOf(() => person.update('Account', siemens, { [name]: null }))).toMatch(
          /INVALID_FIELD_FOR_INSERT_UPDATE/,
        );
      expect(refusalOf(() => admin.update('Account', siemens, { [name]: null }))).toContain(words['rule.lock_guard']);
    },
  );

  it('an administrator cannot forge a lock on a free account, nor insert one', () => {
    const forged = { Partner_Lock_Status__c: 'active', Partner_Lock_Ends_At__c: ENDS_AT };
    const free = admin.create('Account', { Name: 'Bosch' });
    expect(refusalOf(() => admin.update('Account', free, forged))).toContain(words['rule.stamp_is_server_only']);
    expect(refusalOf(() => admin.create('Lead', { LastName: 'Buyer', Company: 'Bosch', ...forged }))).toContain(
      words['rule.stamp_is_server_only'],
    );
  });

  it('a lock ends on time on every record, with no job run', () => {
    const contact = rep.create('Contact', { LastName: 'Buyer', AccountId: siemens });
    const deal = rep.create('Opportunity', { ...DEAL, AccountId: siemens });
    const shown = () => [
      rep.get('Account', siemens)?.['Partner_Is_Locked__c'],
      rep.get('Contact', contact)?.['Partner_Account_Holder__c'],
      rep.get('Opportunity', deal)?.['Partner_Days_Left__c'],
      rep.get(R, registration)?.['Partner_Is_Locked__c'],
    ];
    expect(shown()).toEqual([true, 'Demo Partner North', 90, true]);
    now = BEFORE_END;
    expect(shown()).toEqual([true, 'Demo Partner North', 0, true]);
    now = END;
    expect(shown()).toEqual([false, null, null, false]);
  });

  it('a rep’s opportunity on the protected account is marked at once, and free again at the end', () => {
    const deal = rep.create('Opportunity', { ...DEAL, AccountId: siemens });
    const isMarked = () => rep.get('Opportunity', deal)?.['Partner_Is_Competing__c'];
    expect(isMarked()).toBe(true);
    now = END;
    expect(isMarked()).toBe(false);
  });

  it('the partner’s own opportunity is not marked, and stays with its company while protected', () => {
    const own = server.create('Opportunity', {
      ...DEAL,
      AccountId: siemens,
      Partner_Registration_Id__c: 'r-1',
      Partner_Lock_Status__c: 'active',
      Partner_Lock_Ends_At__c: ENDS_AT,
    });
    expect(rep.get('Opportunity', own)?.['Partner_Is_Competing__c']).toBe(false);
    const elsewhere = rep.create('Account', { Name: 'Siemens (copy)' });
    const move = () => rep.update('Opportunity', own, { AccountId: elsewhere });
    expect(refusalOf(move)).toContain(words['rule.deal_stays_with_company']);
    now = END;
    expect(move()).toBeUndefined();
  });

  it('a manager’s decision is kept for the server, and nobody else’s is taken', () => {
    const decide = (by: string) => ({ Partner_Decision__c: 'release', Partner_Decision_By__c: by });
    manager.update(R, registration, decide(org.channelManager.id));
    expect(server.get(R, registration)?.['Partner_Decision__c']).toBe('release');
    expect(refusalOf(() => rep.update(R, registration, decide(org.salesRep.id)))).toMatch(
      /INSUFFICIENT_ACCESS|INVALID_FIELD/,
    );
    server.update(R, registration, { Partner_Decision__c: null });
    expect(refusalOf(() => admin.update(R, registration, decide(org.administrator.id)))).toContain(
      words['rule.decision_needs_permission'],
    );
    expect(refusalOf(() => manager.update(R, registration, decide(org.salesRep.id)))).toContain(
      words['rule.decision_is_ones_own'],
    );
  });

  it('what the partner submitted stays, and only managers change a partner’s terms', () => {
    expect(refusalOf(() => admin.update(R, registration, { Partner_Prospect_Name__c: 'Bosch' }))).toContain(
      words['rule.submission_is_frozen'],
    );
    const terms = { Name: 'Demo Partner South', Partner_Program_Status__c: 'active' };
    expect(manager.create('Account', terms)).toMatch(/^001/);
    expect(refusalOf(() => admin.create('Account', terms))).toContain(words['rule.program_needs_manager']);
  });
});

const DEAL = { Name: 'Siemens direct', StageName: 'Prospecting', CloseDate: '2027-03-31' };

function refusalOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (refusal) {
    if (refusal instanceof SalesforceError) return refusal.message;
    throw refusal;
  }
  return 'nothing was refused';
}
