import { salesforce as words } from '../../../shared/words/en/salesforce.ts';
import { creates, DEAL, ENDS_AT, KEY, R, saves, type Attempt, type Person, type Stage, type Thing } from './stage.ts';

/** One way to get round a lock or a result by hand: steps that are each refused in these words. */
export interface Evasion {
  readonly label: string;
  readonly steps: readonly { readonly attempt: Attempt; readonly says: string }[];
}

const GUARD = words['rule.lock_guard'];
const STAMP = words['rule.stamp_is_server_only'];
const RESULT = words['rule.result_is_server_only'];
const STAYS = words['rule.deal_stays_with_company'];
const FROZEN = words['rule.submission_is_frozen'];
const TERMS = words['rule.program_needs_manager'];
/** Field-level security, before any rule. */
const NO_RIGHT = 'INVALID_FIELD_FOR_INSERT_UPDATE';
const NO_ACCESS = 'INSUFFICIENT_ACCESS';

const by = (label: string, ...steps: readonly (readonly [Attempt, string])[]): Evasion => ({
  label,
  steps: steps.map(([attempt, says]) => ({ attempt, says })),
});

/** The same change refused on each record that shows the lock, and what it prepares refused with the next save. */
const onEveryRecord = (label: string, first: Readonly<Record<string, string | number | null>>): readonly Evasion[] =>
  (['account', 'lead', 'deal'] as const).map((thing) =>
    by(
      `an administrator ${label} on the ${thing}, and takes it with the next save`,
      [saves('admin', thing, first), GUARD],
      [saves('admin', thing, { Partner_Id__c: 'south', Partner_Name__c: 'Demo Partner South' }), GUARD],
    ),
  );

const BY_API: readonly Evasion[] = [
  by('an import of many records writes over the lock', [
    (stage) =>
      stage.api.sobject('Account').update([
        { Id: stage.admin.create('Account', { Name: 'Bosch' }), Website: 'bosch.com' },
        { Id: stage.ids.account, Partner_Id__c: 'south' },
      ]),
    GUARD,
  ]),
  by('an upsert by the company’s key writes over the lock', [
    (stage) =>
      stage.api
        .sobject('Account')
        .upsert({ Partner_Prospect_Key__c: 'dom:siemens.com', Partner_Id__c: 'south' }, 'Partner_Prospect_Key__c'),
    GUARD,
  ]),
  by('one composite request clears the end and takes the company', [
    (stage) =>
      stage.api.requestPost('/composite', {
        allOrNone: true,
        compositeRequest: [{ Partner_Lock_Ends_At__c: null }, { Partner_Id__c: 'south' }].map((body, index) => ({
          method: 'PATCH',
          url: `/services/data/v67.0/sobjects/Account/${stage.ids.account}`,
          referenceId: `step${index}`,
          body,
        })),
      }),
    GUARD,
  ]),
];

const withoutRight = (who: Person): readonly Evasion[] =>
  (['account', 'lead', 'deal'] as const).map((thing: Thing) =>
    by(
      `a ${who} lacks the right to the stamps of the ${thing}`,
      [saves(who, thing, { Partner_Lock_Ends_At__c: null }), NO_RIGHT],
      [saves(who, thing, { Partner_Id__c: 'south' }), NO_RIGHT],
    ),
  );

const FORGED = { Partner_Id__c: 'south', Partner_Lock_Status__c: 'active', Partner_Lock_Ends_At__c: ENDS_AT };
const REQUIRED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Account: { Name: 'Siemens' },
  Lead: { LastName: 'Buyer (demo)', Company: 'Siemens' },
  Opportunity: DEAL,
};
const SECOND = { Partner_Registration_Id__c: 'r-2', Partner_Prospect_Name__c: 'Siemens AG' };

const decides =
  (who: Person, decision: string, more: Readonly<Record<string, string | number>> = {}): Attempt =>
  (stage) =>
    saves(who, 'registration', { Partner_Decision__c: decision, Partner_Decision_By__c: idOf(stage, who), ...more })(
      stage,
    );

function idOf({ standIn: { org } }: Stage, who: Person): string {
  const users = {
    server: org.integrationUser,
    manager: org.channelManager,
    rep: org.salesRep,
    admin: org.administrator,
    partner: org.partnerUser,
  };
  return users[who].id;
}

/** Web-to-Lead answers the same whatever happens; what became of the lead stands in the org's own record. */
const postedLead: Attempt = async ({ standIn }) => {
  const { org, baseUrl, webToLead } = standIn;
  const body = new URLSearchParams({ oid: org.id.slice(0, 15), last_name: 'Buyer (demo)', company: 'Siemens' });
  for (const [name, value] of Object.entries(FORGED)) body.set(org.schema.customFieldId('Lead', name) ?? name, value);
  await fetch(`${baseUrl}/servlet/servlet.WebToLead`, { method: 'POST', body, redirect: 'manual' });
  const kept = webToLead.at(-1);
  return { success: kept?.dropped === undefined, ...kept };
};

const onRegistration = (label: string, who: Person, values: Readonly<Record<string, string | null>>, says: string) =>
  by(label, [saves(who, 'registration', values), says]);

/** By the line of the README's table that they try to get round. */
export const EVASIONS = {
  oneHolder: [
    by('a second registration with the same key', [
      creates('server', R, { ...SECOND, Partner_Active_Lock_Key__c: KEY }),
      'DUPLICATE_VALUE',
    ]),
    by('the same key in capitals', [
      creates('server', R, { ...SECOND, Partner_Active_Lock_Key__c: KEY.toUpperCase() }),
      'DUPLICATE_VALUE',
    ]),
    by('a registration that gets the key later', [
      (stage) => stage.server.update(R, stage.server.create(R, SECOND), { Partner_Active_Lock_Key__c: KEY }),
      'DUPLICATE_VALUE',
    ]),
    by(
      'an administrator frees the key for another one',
      [saves('admin', 'registration', { Partner_Active_Lock_Key__c: null }), RESULT],
      [creates('admin', R, { Partner_Prospect_Name__c: 'Siemens AG', Partner_Active_Lock_Key__c: KEY }), RESULT],
    ),
    by('many registrations at once over the API', [
      (stage) =>
        stage.api.sobject(R).create([{ Partner_Active_Lock_Key__c: KEY }, { Partner_Active_Lock_Key__c: KEY }]),
      RESULT,
    ]),
    by('a partner user brings the key with the new record', [
      creates('partner', R, { Partner_Prospect_Name__c: 'Siemens', Partner_Active_Lock_Key__c: KEY }),
      'INVALID_FIELD',
    ]),
  ],
  heldRecord: [
    ...onEveryRecord('clears the end', { Partner_Lock_Ends_At__c: null }),
    ...onEveryRecord('moves the end into the past', { Partner_Lock_Ends_At__c: '2026-01-01T00:00:00Z' }),
    ...onEveryRecord('calls the lock released', { Partner_Lock_Status__c: 'released' }),
    ...onEveryRecord('empties the status', { Partner_Lock_Status__c: null }),
    ...onEveryRecord('empties the partner', { Partner_Id__c: null, Partner_Name__c: null }),
    ...onEveryRecord('points to no registration', { Partner_Registration__c: null, Partner_Registration_Id__c: null }),
    ...onEveryRecord('changes the company’s key', { Partner_Prospect_Key__c: 'dom:example.com' }),
    ...onEveryRecord('lowers the epoch', { Partner_Lock_Epoch__c: 1 }),
    ...BY_API,
    ...withoutRight('rep'),
    ...withoutRight('manager'),
    by('a rep deletes an account and recreates it with a lock', [
      (stage) => {
        const copy = stage.rep.create('Account', { Name: 'Siemens' });
        stage.rep.delete('Account', copy);
        return stage.rep.create('Account', { Name: 'Siemens', ...FORGED });
      },
      'INVALID_FIELD',
    ]),
  ],
  byHand: [
    ...['Account', 'Lead', 'Opportunity'].map((object) =>
      by(`a new ${object} comes with a lock of its own`, [
        creates('admin', object, { ...REQUIRED[object], ...FORGED }),
        STAMP,
      ]),
    ),
    by('a web form brings a lock of its own', [postedLead, STAMP]),
    by('a lock is forged on a free account', [
      (stage) => stage.admin.update('Account', stage.admin.create('Account', { Name: 'Bosch' }), FORGED),
      STAMP,
    ]),
    by('a free account is upserted with a lock', [
      (stage) =>
        stage.api
          .sobject('Account')
          .upsert({ Name: 'Bosch', Partner_Prospect_Key__c: 'dom:bosch.com', ...FORGED }, 'Partner_Prospect_Key__c'),
      STAMP,
    ]),
    onRegistration('a manager writes the status', 'manager', { Partner_Registration_Status__c: 'won' }, NO_RIGHT),
    onRegistration('an administrator approves by status', 'admin', { Partner_Registration_Status__c: 'won' }, RESULT),
    onRegistration(
      'an administrator moves the end',
      'admin',
      { Partner_Lock_Ends_At__c: '2030-01-01T00:00:00Z' },
      RESULT,
    ),
    onRegistration('an administrator hands it to another partner', 'admin', { Partner_Id__c: 'south' }, RESULT),
    by('a new registration comes approved', [
      creates('admin', R, { Partner_Prospect_Name__c: 'Bosch', Partner_Registration_Status__c: 'approved' }),
      RESULT,
    ]),
    by('a partner user names another partner', [
      (stage) => stage.partner.create(R, { Partner_Prospect_Name__c: 'Bosch', Partner_Account__c: stage.ids.account }),
      'INVALID_FIELD',
    ]),
  ],
  deal: [
    by('a rep moves it to a copy of the account', [
      (stage) => saves('rep', 'deal', { AccountId: stage.rep.create('Account', { Name: 'Siemens (copy)' }) })(stage),
      STAYS,
    ]),
    by('a rep takes it off its account', [saves('rep', 'deal', { AccountId: null }), STAYS]),
    by(
      'an administrator takes the registration off it first',
      [saves('admin', 'deal', { Partner_Registration_Id__c: null }), GUARD],
      [saves('admin', 'deal', { AccountId: null }), STAYS],
    ),
    by('an administrator calls it direct', [saves('admin', 'deal', { Partner_Attribution__c: 'direct' }), STAMP]),
    by('a data loader moves it', [
      (stage) => stage.api.sobject('Opportunity').update({ Id: stage.ids.deal, AccountId: null }),
      STAYS,
    ]),
  ],
  decision: [
    by('a rep decides', [decides('rep', 'release'), NO_ACCESS]),
    by('an administrator decides', [decides('admin', 'release'), words['rule.decision_needs_permission']]),
    by('PartnerLock’s own user decides', [decides('server', 'release'), words['rule.decision_needs_permission']]),
    by('a decision comes with a new registration', [
      creates('admin', R, { Partner_Prospect_Name__c: 'Siemens', Partner_Decision__c: 'approve' }),
      words['rule.decision_needs_permission'],
    ]),
    by('a manager decides in another name', [
      (stage) =>
        saves('manager', 'registration', {
          Partner_Decision__c: 'release',
          Partner_Decision_By__c: idOf(stage, 'rep'),
        })(stage),
      words['rule.decision_is_ones_own'],
    ]),
    by('a manager decides in no name', [
      saves('manager', 'registration', { Partner_Decision__c: 'release' }),
      words['rule.decision_is_ones_own'],
    ]),
    by('a manager rejects without a reason', [decides('manager', 'reject'), words['rule.decision_needs_reason']]),
    by('a manager asks nothing', [decides('manager', 'ask'), words['rule.decision_needs_question']]),
    ...[-30, 0].map((days) =>
      by(`a manager extends by ${days} days`, [
        decides('manager', 'extend', { Partner_Decision_Days__c: days }),
        words['rule.decision_needs_days'],
      ]),
    ),
  ],
  submission: [
    onRegistration('an administrator exchanges the company', 'admin', { Partner_Prospect_Name__c: 'Bosch' }, FROZEN),
    onRegistration(
      'an administrator exchanges the website',
      'admin',
      { Partner_Prospect_Website__c: 'bosch.com' },
      FROZEN,
    ),
    onRegistration('a manager has no right to it', 'manager', { Partner_Prospect_Name__c: 'Bosch' }, NO_RIGHT),
    onRegistration('a partner user has no right to edit', 'partner', { Partner_Prospect_Name__c: 'Bosch' }, NO_ACCESS),
    by('an administrator ticks the consent', [saves('admin', 'registration', { Partner_Consent__c: true }), FROZEN]),
    by('a partner user registers no company', [
      creates('partner', R, { Partner_Consent__c: true }),
      words['rule.submission_needs_company'],
    ]),
  ],
  terms: [
    by('an administrator makes a partner', [
      creates('admin', 'Account', { Name: 'Demo Partner South', Partner_Program_Status__c: 'active' }),
      TERMS,
    ]),
    by('an administrator makes the held company a partner', [
      saves('admin', 'account', { Partner_Program_Status__c: 'active' }),
      TERMS,
    ]),
    by('an administrator raises a tier', [
      (stage) => {
        const partner = stage.manager.create('Account', {
          Name: 'Demo Partner South',
          Partner_Program_Tier__c: 'referral',
        });
        return stage.admin.update('Account', partner, { Partner_Program_Tier__c: 'certified_reseller' });
      },
      TERMS,
    ]),
    by('a rep has no right to them', [saves('rep', 'account', { Partner_Program_Status__c: 'active' }), NO_RIGHT]),
  ],
} as const satisfies Readonly<Record<string, readonly Evasion[]>>;
