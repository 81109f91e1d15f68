import type { FormulaRecord } from '../../../server/sandbox/salesforce/formulas/engine.ts';
import { userIdOf, type Person } from '../package-rules.ts';
import { on, type RuleCase } from './rule-case.ts';

const NEEDS_PERMISSION = 'Partner_Decision_Needs_Permission';
const ONES_OWN = 'Partner_Decision_Is_Ones_Own';
const SERVER_ONLY = 'Partner_Result_Is_Server_Only';
const FROZEN = 'Partner_Submission_Is_Frozen';
const WAITING: FormulaRecord = {
  Partner_Prospect_Name__c: 'Siemens',
  Partner_Prospect_Website__c: 'siemens.com',
  Partner_Registration_Id__c: 'r-1',
  Partner_Registration_Status__c: 'under_review',
  Partner_Active_Lock_Key__c: 'program:dom:siemens.com',
  Partner_Lock_Status__c: 'pending',
  Partner_Lock_Ends_At__c: '2027-02-20T23:00:00.000+0000',
};
const by = (who: Person, decision: string, more: FormulaRecord = {}): FormulaRecord => ({
  Partner_Decision__c: decision,
  Partner_Decision_By__c: userIdOf(who),
  ...more,
});
const DECIDED = { ...WAITING, ...by('manager', 'approve') };

/** Who may decide, who writes the result, and what stays as the partner sent it. */
export const REGISTRATION_CASES: readonly RuleCase[] = on('Partner_Registration__c', [
  ['a manager approves', 'manager', WAITING, by('manager', 'approve'), []],
  ['a rep approves', 'rep', WAITING, by('rep', 'approve'), [NEEDS_PERMISSION]],
  ['an administrator without the permission approves', 'admin', WAITING, by('admin', 'approve'), [NEEDS_PERMISSION]],
  ['PartnerLock itself approves', 'integration', WAITING, by('integration', 'approve'), [NEEDS_PERMISSION]],
  [
    'PartnerLock clears the decision that it has carried out',
    'integration',
    DECIDED,
    { Partner_Decision__c: null },
    [],
  ],
  ['a rep clears a manager’s decision', 'rep', DECIDED, { Partner_Decision__c: null }, [NEEDS_PERMISSION]],
  ['a manager takes the decision back', 'manager', DECIDED, { Partner_Decision__c: null }, []],
  [
    'a decision is smuggled in with the insert',
    'rep',
    null,
    { Partner_Prospect_Name__c: 'Siemens', ...by('rep', 'approve') },
    [NEEDS_PERMISSION],
  ],
  ['a manager decides in somebody else’s name', 'manager', WAITING, by('rep', 'approve'), [ONES_OWN]],
  ['a manager decides in nobody’s name', 'manager', WAITING, { Partner_Decision__c: 'approve' }, [ONES_OWN]],
  [
    'somebody puts another name under a decision',
    'admin',
    DECIDED,
    { Partner_Decision_By__c: userIdOf('rep') },
    [ONES_OWN],
  ],
  [
    'somebody else lengthens the extension that a manager decided on',
    'admin',
    { ...WAITING, ...by('manager', 'extend', { Partner_Decision_Days__c: 5 }) },
    { Partner_Decision_Days__c: 30 },
    [ONES_OWN],
  ],
  [
    'somebody else gives a manager’s rejection another reason',
    'admin',
    { ...WAITING, ...by('manager', 'reject', { Partner_Decision_Reason__c: 'not_qualified' }) },
    { Partner_Decision_Reason__c: 'other' },
    [ONES_OWN],
  ],
  [
    'a manager corrects the own decision',
    'manager',
    { ...WAITING, ...by('manager', 'extend', { Partner_Decision_Days__c: 5 }) },
    { Partner_Decision_Days__c: 7 },
    [],
  ],
  [
    'PartnerLock answers while a decision stands',
    'integration',
    DECIDED,
    { Partner_Registration_Status__c: 'approved' },
    [],
  ],
  [
    'a manager rejects without a reason',
    'manager',
    WAITING,
    by('manager', 'reject'),
    ['Partner_Decision_Needs_Reason'],
  ],
  [
    'a manager rejects with a reason',
    'manager',
    WAITING,
    by('manager', 'reject', { Partner_Decision_Reason__c: 'not_qualified' }),
    [],
  ],
  ['a manager asks nothing', 'manager', WAITING, by('manager', 'ask'), ['Partner_Decision_Needs_Question']],
  [
    'a manager asks',
    'manager',
    WAITING,
    by('manager', 'ask', { Partner_Decision_Note__c: 'Who is your contact?' }),
    [],
  ],
  ['a manager extends by nothing', 'manager', WAITING, by('manager', 'extend'), ['Partner_Decision_Needs_Days']],
  [
    'a manager extends by zero days',
    'manager',
    WAITING,
    by('manager', 'extend', { Partner_Decision_Days__c: 0 }),
    ['Partner_Decision_Needs_Days'],
  ],
  [
    'a manager shortens the lock by an extension',
    'manager',
    WAITING,
    by('manager', 'extend', { Partner_Decision_Days__c: -30 }),
    ['Partner_Decision_Needs_Days'],
  ],
  ['a manager extends by 30 days', 'manager', WAITING, by('manager', 'extend', { Partner_Decision_Days__c: 30 }), []],
  ['a manager releases', 'manager', WAITING, by('manager', 'release'), []],
  [
    'a manager writes the status himself',
    'manager',
    WAITING,
    { Partner_Registration_Status__c: 'approved' },
    [SERVER_ONLY],
  ],
  [
    'a manager writes the key',
    'manager',
    WAITING,
    { Partner_Active_Lock_Key__c: 'program:dom:example.com' },
    [SERVER_ONLY],
  ],
  ['an administrator frees the key', 'admin', WAITING, { Partner_Active_Lock_Key__c: null }, [SERVER_ONLY]],
  ['an administrator moves the end', 'admin', WAITING, { Partner_Lock_Ends_At__c: null }, [SERVER_ONLY]],
  ['the override alone does not write results', 'mender', WAITING, { Partner_Lock_Ends_At__c: null }, [SERVER_ONLY]],
  [
    'a registration is forged as approved',
    'admin',
    null,
    { ...WAITING, Partner_Registration_Status__c: 'approved' },
    [SERVER_ONLY],
  ],
  [
    'a partner user names another partner',
    'rep',
    null,
    { Partner_Prospect_Name__c: 'Siemens', Partner_Account__c: '001000000000009' },
    [SERVER_ONLY],
  ],
  [
    'PartnerLock writes the result',
    'integration',
    WAITING,
    { Partner_Registration_Status__c: 'approved', Partner_Lock_Status__c: 'active' },
    [],
  ],
  ['PartnerLock inserts a registration', 'integration', null, WAITING, []],
  [
    'PartnerLock inserts one whose company nothing names',
    'integration',
    null,
    { Partner_Registration_Id__c: 'r-9' },
    [],
  ],
  [
    'a partner user registers a company',
    'rep',
    null,
    { Partner_Prospect_Name__c: 'Siemens', Partner_Consent__c: true },
    [],
  ],
  [
    'a partner user registers no company',
    'rep',
    null,
    { Partner_Consent__c: true },
    ['Partner_Submission_Needs_Company'],
  ],
  ['somebody exchanges the company afterwards', 'admin', WAITING, { Partner_Prospect_Name__c: 'Bosch' }, [FROZEN]],
  [
    'somebody exchanges the website afterwards',
    'manager',
    WAITING,
    { Partner_Prospect_Website__c: 'bosch.com' },
    [FROZEN],
  ],
  ['somebody ticks the consent afterwards', 'admin', WAITING, { Partner_Consent__c: true }, [FROZEN]],
  ['PartnerLock completes a submission', 'integration', WAITING, { Partner_Prospect_Country__c: 'DE' }, []],
  ['a manager hands the registration to a colleague', 'manager', WAITING, { OwnerId: userIdOf('rep') }, []],
]);
