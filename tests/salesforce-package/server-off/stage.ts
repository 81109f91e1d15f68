import jsforce, { type Connection } from 'jsforce';
import { onTestFinished } from 'vitest';
import { frozenClock } from '../../../server/sandbox/hubspot/clock.ts';
import type { Row } from '../../../server/sandbox/salesforce/entities.ts';
import { SalesforceError } from '../../../server/sandbox/salesforce/errors.ts';
import type { OrgScreen } from '../../../server/sandbox/salesforce/org/org.ts';
import type { Input } from '../../../server/sandbox/salesforce/org/prepare.ts';
import { startSalesforceStandIn, type SalesforceStandIn } from '../../../server/sandbox/salesforce/start-stand-in.ts';
import { NORTH, SOUTH, START, story } from '../../builders/registration.ts';

export const R = 'Partner_Registration__c';
export const KEY = 'program:dom:siemens.com';
export const DEAL = { Name: 'Siemens', StageName: 'Prospecting', CloseDate: '2027-03-31' };
/** What the core gives the partner; the org is told the same end. */
export const approved = () => story().submit(NORTH).approve(NORTH, START);
export const ENDS_AT = approved().state.lock?.endsAt ?? '';

/** Who tries something; `server` is the user that PartnerLock signed in as before it was switched off. */
export type Person = 'server' | 'manager' | 'rep' | 'admin' | 'partner';
/** Records of the company that the partner holds. */
export type Thing = 'account' | 'lead' | 'deal' | 'registration';

export type Stage = Readonly<Record<Person, OrgScreen>> & {
  readonly standIn: SalesforceStandIn;
  readonly ids: Readonly<Record<Thing, string>>;
  /** Salesforce's own client, logged in as the administrator: how data loaders and scripts come in. */
  readonly api: Connection;
};

export const OBJECTS: Readonly<Record<Thing, string>> = {
  account: 'Account',
  lead: 'Lead',
  deal: 'Opportunity',
  registration: R,
};

/** An org in which a partner holds a company, the server gone. */
export async function openStage(): Promise<Stage> {
  const standIn = await startSalesforceStandIn({ clock: frozenClock(Date.parse(START)) });
  onTestFinished(() => standIn.close());
  const { org } = standIn;
  const server = org.as(org.integrationUser.id);
  const rep = org.as(org.salesRep.id);
  const account = rep.create('Account', { Name: 'Siemens', Website: 'siemens.com' });
  const registration = server.create(R, {
    ...LOCK,
    Partner_Registration_Status__c: 'approved',
    Partner_Prospect_Name__c: 'Siemens',
    Partner_Prospect_Account__c: account,
    Partner_Active_Lock_Key__c: KEY,
  });
  const stamps = { ...LOCK, Partner_Registration__c: registration };
  server.update('Account', account, stamps);
  const lead = rep.create('Lead', { LastName: 'Buyer (demo)', Company: 'Siemens' });
  server.update('Lead', lead, stamps);
  const deal = server.create('Opportunity', { ...DEAL, AccountId: account, ...stamps });
  return {
    standIn,
    server,
    rep,
    manager: org.as(org.channelManager.id),
    admin: org.as(org.administrator.id),
    partner: org.as(org.partnerUser.id),
    ids: { account, lead, deal, registration },
    api: new jsforce.Connection({
      version: '67.0',
      instanceUrl: standIn.baseUrl,
      accessToken: standIn.login(org.administrator.id),
    }),
  };
}

const LOCK: Input = {
  Partner_Id__c: 'north',
  Partner_Name__c: 'Demo Partner North',
  Partner_Registration_Id__c: 'r-1',
  Partner_Registration_Reference__c: 'PL-7K3M-Q2XA',
  Partner_Registered_At__c: START,
  Partner_Prospect_Key__c: 'dom:siemens.com',
  Partner_Lock_Status__c: 'active',
  Partner_Lock_Starts_At__c: START,
  Partner_Lock_Ends_At__c: ENDS_AT,
  Partner_Lock_Epoch__c: 2,
};

/** Everything that says who holds the company, on all four records. */
export const lockOn = (stage: Stage): readonly Row[] =>
  (['account', 'lead', 'deal', 'registration'] as const).map((thing) => {
    const row = stage.server.get(OBJECTS[thing], stage.ids[thing]) ?? {};
    const names = [
      ...Object.keys(LOCK),
      'Partner_Active_Lock_Key__c',
      'Partner_Registration__c',
      'Partner_Is_Locked__c',
    ];
    return Object.fromEntries(
      [...names, 'AccountId'].filter((name) => name in row).map((name) => [name, row[name] ?? null]),
    );
  });

/** Whether the core refuses another partner at this moment: the twin of what the org does. */
export function coreRefusesRival(stage: Stage): boolean {
  const now = new Date(stage.standIn.clock.now()).toISOString();
  const { types } = approved().submit(SOUTH, { submittedAt: now, receivedAt: now });
  return types.includes('RegistrationRefused');
}

export type Attempt = (stage: Stage) => unknown;

/** Somebody saves a record on screen. */
export const saves =
  (who: Person, thing: Thing, values: Input): Attempt =>
  (stage) =>
    stage[who].update(OBJECTS[thing], stage.ids[thing], values);

export const creates =
  (who: Person, object: string, values: Input): Attempt =>
  (stage) =>
    stage[who].create(object, values);

/** What Salesforce says against an attempt, on screen or over the API; the test fails when it lets it through. */
export async function refusalOf(attempt: Attempt, stage: Stage): Promise<string> {
  try {
    const answer = await attempt(stage);
    const told = JSON.stringify(answer ?? null);
    // Collections and composite requests answer 200 and tell of refusals inside.
    return /"success":false|"httpStatusCode":4\d\d/.test(told) ? told : `nothing was refused: ${told}`;
  } catch (refusal) {
    if (refusal instanceof SalesforceError) return refusal.message;
    if (refusal instanceof Error && 'errorCode' in refusal) return `${String(refusal.errorCode)}: ${refusal.message}`;
    throw refusal;
  }
}
