import { frozenClock } from '../../../../../server/sandbox/hubspot/clock.ts';
import { Org } from '../../../../../server/sandbox/salesforce/org/org.ts';
import { readPackage } from '../../../../../server/sandbox/salesforce/schema/read-package.ts';
import type { QueryRecord } from '../../../../../server/sandbox/salesforce/soql/run-query.ts';
import { runQuery } from '../../../../../server/sandbox/salesforce/soql/run-query.ts';
import { FIXTURE_PACKAGE, KEY, NOW, REGISTRATION } from '../demo-org.ts';

const clock = frozenClock(Date.parse(NOW));
export const org = new Org({
  metadata: readPackage(FIXTURE_PACKAGE),
  now: () => clock.now(),
  onCommit: () => undefined,
});
const core = org.core;

/** Four accounts created a day apart, the last one today; contacts, opportunities and registrations around them. */
function fill(): void {
  const admin = org.as(org.administrator.id);
  const integration = org.as(org.integrationUser.id);
  const day = (offset: number) => clock.set(Date.parse(NOW) + offset * 86_400_000);
  day(-40);
  const acme = admin.create('Account', {
    Name: 'Acme',
    Industry: 'Energy',
    NumberOfEmployees: 50,
    Website: 'acme.com',
  });
  day(-3);
  const beta = admin.create('Account', {
    Name: 'beta',
    Industry: 'Banking',
    NumberOfEmployees: 500,
    OwnerId: org.salesRep.id,
  });
  day(-1);
  admin.create('Account', { Name: "O'Hara 100%", NumberOfEmployees: 5, Partner_Prospect_Key__c: 'd:OHara.com' });
  day(0);
  const sub = admin.create('Account', { Name: 'Acme Sub', ParentId: acme, Industry: 'Energy', Description: 'long' });
  admin.create('Contact', { FirstName: 'Ann', LastName: 'A', AccountId: acme, Email: 'ann@acme.com' });
  admin.create('Contact', { LastName: 'B', AccountId: acme });
  admin.create('Contact', { LastName: 'C' });
  const deal = (Name: string, AccountId: string, StageName: string, Amount: number | null, CloseDate: string) =>
    admin.create('Opportunity', { Name, AccountId, StageName, Amount, CloseDate });
  deal('D1', acme, 'Prospecting', 100, '2026-11-24');
  deal('D2', acme, 'Closed Won', 300, '2026-12-01');
  deal('D3', beta, 'Prospecting', 50.5, '2027-01-15');
  deal('D4', sub, 'Closed Lost', null, '2026-09-30');
  integration.create(REGISTRATION, {
    [KEY]: 'd:acme.com',
    Partner_Markets__c: 'emea;apac',
    Partner_Locked_Until__c: '2026-12-24T10:00:00Z',
    Partner_Account__c: acme,
  });
  integration.create(REGISTRATION, {
    Partner_Markets__c: 'amer',
    Partner_Status__c: 'approved',
    Partner_Consent__c: false,
  });
  const gone = admin.create('Account', { Name: 'Gone' });
  admin.delete('Account', gone);
}
fill();

/** Runs a query as the administrator. */
export const query = (soql: string, includeDeleted = false) =>
  runQuery({ core, actor: org.actor(org.administrator.id), includeDeleted }, soql);

/** The records without `attributes`, at any depth. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'attributes');
  return Object.fromEntries(entries.map(([name, each]) => [name, plain(each)]));
}
/** The one value of a record of one column; otherwise the record. */
export const single = (record: QueryRecord): unknown => {
  const values = Object.entries(record).filter(([name]) => name !== 'attributes');
  return values.length === 1 ? values[0]?.[1] : plain(record);
};
