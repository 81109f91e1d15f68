import type { FormulaRecord } from '../../server/sandbox/salesforce/formulas/engine.ts';
import { userIdOf, type Person } from './package-rules.ts';

/** One attempt to save, and the rules that refuse it: none when it goes through. */
export interface RuleCase {
  readonly label: string;
  readonly object: string;
  /** null for a new record. */
  readonly before: FormulaRecord | null;
  /** What the person changes, or the new record's values. */
  readonly change: FormulaRecord;
  readonly who: Person;
  readonly refusedBy: readonly string[];
  /** Default: in the middle of the lock. */
  readonly now?: string;
}

export const DURING = '2027-01-10T12:00:00.000Z';
const ENDS_AT = '2027-02-20T23:00:00.000Z';
const AFTER = '2027-02-20T23:00:01.000Z';

/** A record that a partner holds, with every stamp. */
export const LOCKED: FormulaRecord = {
  Partner_Id__c: 'north',
  Partner_Name__c: 'Demo Partner North',
  Partner_Registration_Id__c: 'r-1',
  Partner_Registration_Reference__c: 'PL-7K3M-Q2XA',
  Partner_Registration__c: 'a00000000000001',
  Partner_Prospect_Key__c: 'dom:siemens.com',
  Partner_Registered_At__c: '2026-11-22T10:00:00.000+0000',
  Partner_Lock_Status__c: 'active',
  Partner_Lock_Starts_At__c: '2026-11-22T10:00:00.000+0000',
  Partner_Lock_Ends_At__c: '2027-02-20T23:00:00.000+0000',
  Partner_Lock_Epoch__c: 2,
  Partner_Channel_Conflict__c: 'none',
};
const BLANK: FormulaRecord = {};
const GUARD = 'Partner_Lock_Guard';
const STAMP = 'Partner_Stamp_Is_Server_Only';

/** Every way to evade a lock by hand, the same on the three stamped objects. */
const evasions = (object: string): RuleCase[] => [
  { label: 'gives the company to another partner', change: { Partner_Id__c: 'south' }, refusedBy: [GUARD] },
  { label: 'writes another partner’s name', change: { Partner_Name__c: 'Demo Partner South' }, refusedBy: [GUARD] },
  { label: 'empties the partner', change: { Partner_Id__c: null }, refusedBy: [GUARD] },
  { label: 'clears the end, to steal with the next save', change: { Partner_Lock_Ends_At__c: null }, refusedBy: [GUARD] },
  { label: 'moves the end into the past', change: { Partner_Lock_Ends_At__c: '2027-01-01T00:00:00.000+0000' }, refusedBy: [GUARD] },
  { label: 'moves the end into the future', change: { Partner_Lock_Ends_At__c: '2028-01-01T00:00:00.000+0000' }, refusedBy: [GUARD] },
  { label: 'moves the start', change: { Partner_Lock_Starts_At__c: '2027-01-09T00:00:00.000+0000' }, refusedBy: [GUARD] },
  { label: 'calls the lock released', change: { Partner_Lock_Status__c: 'released' }, refusedBy: [GUARD] },
  { label: 'calls the lock none', change: { Partner_Lock_Status__c: 'none' }, refusedBy: [GUARD] },
  { label: 'empties the lock’s status', change: { Partner_Lock_Status__c: null }, refusedBy: [GUARD] },
  { label: 'points to another registration', change: { Partner_Registration__c: 'a00000000000002' }, refusedBy: [GUARD] },
  { label: 'writes another registration’s id', change: { Partner_Registration_Id__c: 'r-2' }, refusedBy: [GUARD] },
  { label: 'changes the prospect’s key', change: { Partner_Prospect_Key__c: 'dom:example.com' }, refusedBy: [GUARD] },
  { label: 'lowers the epoch, so that an old write counts as new', change: { Partner_Lock_Epoch__c: 1 }, refusedBy: [GUARD] },
  { label: 'hides the channel conflict', change: { Partner_Channel_Conflict__c: null }, refusedBy: [GUARD] },
  { label: 'rewrites the reference', change: { Partner_Registration_Reference__c: 'PL-0000-0000' }, refusedBy: [STAMP] },
  {
    label: 'rewrites when it was registered',
    change: { Partner_Registered_At__c: '2026-12-24T10:00:00.000+0000' },
    refusedBy: [STAMP],
  },
  {
    label: 'clears everything at once',
    change: Object.fromEntries(Object.keys(LOCKED).map((name) => [name, null])),
    refusedBy: [GUARD, STAMP],
  },
].map((row) => ({ ...row, object, before: LOCKED, who: 'admin' as const }));

const stamps = (object: string): RuleCase[] => [
  { label: 'a rep edits another field while locked', before: LOCKED, change: { Name: 'Siemens AG' }, who: 'rep', refusedBy: [] },
  { label: 'a rep saves the same values again', before: LOCKED, change: { Partner_Id__c: 'north' }, who: 'rep', refusedBy: [] },
  { label: 'PartnerLock extends the lock', before: LOCKED, change: { Partner_Lock_Ends_At__c: '2027-03-22T23:00:00.000+0000' }, who: 'integration', refusedBy: [] },
  { label: 'PartnerLock releases the lock', before: LOCKED, change: { Partner_Lock_Status__c: 'released' }, who: 'integration', refusedBy: [] },
  { label: 'an administrator with the override mends the record', before: LOCKED, change: { Partner_Id__c: 'south' }, who: 'mender', refusedBy: [] },
  { label: 'a manager changes the partner by hand', before: LOCKED, change: { Partner_Id__c: 'south' }, who: 'manager', refusedBy: [GUARD] },
  { label: 'a reservation holds like a lock', before: { ...LOCKED, Partner_Lock_Status__c: 'pending' }, change: { Partner_Id__c: 'south' }, who: 'admin', refusedBy: [GUARD] },
  { label: 'a disputed lock holds', before: { ...LOCKED, Partner_Lock_Status__c: 'disputed' }, change: { Partner_Id__c: 'south' }, who: 'admin', refusedBy: [GUARD] },
  { label: 'one second before its end the lock holds', before: LOCKED, change: { Partner_Id__c: 'south' }, who: 'admin', now: '2027-02-20T22:59:59.000Z', refusedBy: [GUARD] },
  { label: 'at its end the lock is over, and the stamps are still PartnerLock’s', before: LOCKED, change: { Partner_Id__c: 'south' }, who: 'admin', now: ENDS_AT, refusedBy: [STAMP] },
  { label: 'after its end PartnerLock gives it to the next partner', before: LOCKED, change: { Partner_Id__c: 'south' }, who: 'integration', now: AFTER, refusedBy: [] },
  { label: 'a released lock protects its stamps against hands', before: { ...LOCKED, Partner_Lock_Status__c: 'released' }, change: { Partner_Lock_Status__c: 'active' }, who: 'admin', refusedBy: [STAMP] },
  { label: 'an unclaimed record is claimed by hand', before: BLANK, change: { Partner_Id__c: 'south' }, who: 'admin', refusedBy: [STAMP] },
  { label: 'a lock is forged on an unclaimed record', before: BLANK, change: { Partner_Lock_Status__c: 'active', Partner_Lock_Ends_At__c: '2028-01-01T00:00:00.000+0000' }, who: 'admin', refusedBy: [STAMP] },
  { label: 'PartnerLock claims an unclaimed record', before: BLANK, change: LOCKED, who: 'integration', refusedBy: [] },
  { label: 'a new record without stamps', before: null, change: { Name: 'Siemens' }, who: 'rep', refusedBy: [] },
  { label: 'a lock is forged with the insert', before: null, change: LOCKED, who: 'admin', refusedBy: [STAMP] },
  { label: 'one stamp is forged with the insert', before: null, change: { Partner_Prospect_Key__c: 'dom:siemens.com' }, who: 'rep', refusedBy: [STAMP] },
  { label: 'PartnerLock inserts a stamped record', before: null, change: LOCKED, who: 'integration', refusedBy: [] },
].map((row) => ({ ...row, object }) as RuleCase);

const OF_THE_DEAL = { ...LOCKED, AccountId: '001000000000001', StageName: 'Prospecting' };
const MOVED = { AccountId: '001000000000002' };
const STAYS = 'Partner_Deal_Stays_With_Company';
const opportunities: RuleCase[] = [
  { label: 'a rep takes the partner’s opportunity to another account', before: OF_THE_DEAL, change: MOVED, who: 'rep', refusedBy: [STAYS] },
  { label: 'a rep takes it off its account', before: OF_THE_DEAL, change: { AccountId: null }, who: 'rep', refusedBy: [STAYS] },
  { label: 'PartnerLock follows a merge of accounts', before: OF_THE_DEAL, change: MOVED, who: 'integration', refusedBy: [] },
  { label: 'after the protection it may move', before: OF_THE_DEAL, change: MOVED, who: 'rep', now: AFTER, refusedBy: [] },
  { label: 'a rep’s own opportunity may move', before: { AccountId: '001000000000001' }, change: MOVED, who: 'rep', refusedBy: [] },
  { label: 'a rep moves the stage of the partner’s opportunity', before: OF_THE_DEAL, change: { StageName: 'Closed Won' }, who: 'rep', refusedBy: [] },
  { label: 'a rep calls the deal direct', before: { ...OF_THE_DEAL, Partner_Attribution__c: 'partner_sourced' }, change: { Partner_Attribution__c: 'direct' }, who: 'rep', refusedBy: [STAMP] },
  { label: 'a rep opens an opportunity on a protected account: flagged, never refused', before: null, change: { AccountId: '001000000000001', StageName: 'Prospecting' }, who: 'rep', refusedBy: [] },
].map((row) => ({ ...row, object: 'Opportunity' }) as RuleCase);

const PROGRAM = 'Partner_Program_Needs_Manager';
const PARTNER: FormulaRecord = { Partner_Program_Status__c: 'active', Partner_Program_Tier__c: 'referral' };
const accounts: RuleCase[] = [
  { label: 'a rep makes an account a partner', before: BLANK, change: PARTNER, who: 'rep', refusedBy: [PROGRAM] },
  { label: 'a manager makes an account a partner', before: BLANK, change: PARTNER, who: 'manager', refusedBy: [] },
  { label: 'a rep inserts a partner', before: null, change: PARTNER, who: 'rep', refusedBy: [PROGRAM] },
  { label: 'a rep raises a partner’s tier', before: PARTNER, change: { Partner_Program_Tier__c: 'certified_reseller' }, who: 'rep', refusedBy: [PROGRAM] },
  { label: 'an administrator reactivates a partner', before: { Partner_Program_Status__c: 'ended' }, change: { Partner_Program_Status__c: 'active' }, who: 'admin', refusedBy: [PROGRAM] },
  { label: 'a manager pauses a partner', before: PARTNER, change: { Partner_Program_Status__c: 'paused' }, who: 'manager', refusedBy: [] },
  { label: 'a rep takes over as channel manager', before: PARTNER, change: { Partner_Channel_Manager__c: userIdOf('rep') }, who: 'rep', refusedBy: [PROGRAM] },
  { label: 'a manager writes a partner’s code, which is PartnerLock’s', before: PARTNER, change: { Partner_Program_Code__c: 'NORTH' }, who: 'manager', refusedBy: [STAMP] },
  { label: 'PartnerLock enrols a partner', before: BLANK, change: { ...PARTNER, Partner_Program_Code__c: 'NORTH' }, who: 'integration', refusedBy: [] },
].map((row) => ({ ...row, object: 'Account' }) as RuleCase);

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
const registrations: RuleCase[] = [
  { label: 'a manager approves', before: WAITING, change: by('manager', 'approve'), who: 'manager', refusedBy: [] },
  { label: 'a rep approves', before: WAITING, change: by('rep', 'approve'), who: 'rep', refusedBy: [NEEDS_PERMISSION] },
  { label: 'an administrator without the permission approves', before: WAITING, change: by('admin', 'approve'), who: 'admin', refusedBy: [NEEDS_PERMISSION] },
  { label: 'PartnerLock itself approves', before: WAITING, change: by('integration', 'approve'), who: 'integration', refusedBy: [NEEDS_PERMISSION] },
  { label: 'PartnerLock clears the decision that it has carried out', before: DECIDED, change: { Partner_Decision__c: null }, who: 'integration', refusedBy: [] },
  { label: 'a rep clears a manager’s decision', before: DECIDED, change: { Partner_Decision__c: null }, who: 'rep', refusedBy: [NEEDS_PERMISSION] },
  { label: 'a manager takes the decision back', before: DECIDED, change: { Partner_Decision__c: null }, who: 'manager', refusedBy: [] },
  { label: 'a decision is smuggled in with the insert', before: null, change: { Partner_Prospect_Name__c: 'Siemens', ...by('rep', 'approve') }, who: 'rep', refusedBy: [NEEDS_PERMISSION] },
  { label: 'a manager decides in somebody else’s name', before: WAITING, change: by('rep', 'approve'), who: 'manager', refusedBy: [ONES_OWN] },
  { label: 'a manager decides in nobody’s name', before: WAITING, change: { Partner_Decision__c: 'approve' }, who: 'manager', refusedBy: [ONES_OWN] },
  { label: 'somebody puts another name under a decision', before: DECIDED, change: { Partner_Decision_By__c: userIdOf('rep') }, who: 'admin', refusedBy: [ONES_OWN] },
  { label: 'PartnerLock answers while a decision stands', before: DECIDED, change: { Partner_Registration_Status__c: 'approved' }, who: 'integration', refusedBy: [] },
  { label: 'a manager rejects without a reason', before: WAITING, change: by('manager', 'reject'), who: 'manager', refusedBy: ['Partner_Decision_Needs_Reason'] },
  { label: 'a manager rejects with a reason', before: WAITING, change: by('manager', 'reject', { Partner_Decision_Reason__c: 'not_qualified' }), who: 'manager', refusedBy: [] },
  { label: 'a manager asks nothing', before: WAITING, change: by('manager', 'ask'), who: 'manager', refusedBy: ['Partner_Decision_Needs_Question'] },
  { label: 'a manager asks', before: WAITING, change: by('manager', 'ask', { Partner_Decision_Note__c: 'Who is your contact?' }), who: 'manager', refusedBy: [] },
  { label: 'a manager extends by nothing', before: WAITING, change: by('manager', 'extend'), who: 'manager', refusedBy: ['Partner_Decision_Needs_Days'] },
  { label: 'a manager extends by zero days', before: WAITING, change: by('manager', 'extend', { Partner_Decision_Days__c: 0 }), who: 'manager', refusedBy: ['Partner_Decision_Needs_Days'] },
  { label: 'a manager shortens the lock by an extension', before: WAITING, change: by('manager', 'extend', { Partner_Decision_Days__c: -30 }), who: 'manager', refusedBy: ['Partner_Decision_Needs_Days'] },
  { label: 'a manager extends by 30 days', before: WAITING, change: by('manager', 'extend', { Partner_Decision_Days__c: 30 }), who: 'manager', refusedBy: [] },
  { label: 'a manager releases', before: WAITING, change: by('manager', 'release'), who: 'manager', refusedBy: [] },
  { label: 'a manager writes the status himself', before: WAITING, change: { Partner_Registration_Status__c: 'approved' }, who: 'manager', refusedBy: [SERVER_ONLY] },
  { label: 'a manager writes the key', before: WAITING, change: { Partner_Active_Lock_Key__c: 'program:dom:example.com' }, who: 'manager', refusedBy: [SERVER_ONLY] },
  { label: 'an administrator frees the key', before: WAITING, change: { Partner_Active_Lock_Key__c: null }, who: 'admin', refusedBy: [SERVER_ONLY] },
  { label: 'an administrator moves the end', before: WAITING, change: { Partner_Lock_Ends_At__c: null }, who: 'admin', refusedBy: [SERVER_ONLY] },
  { label: 'the override alone does not write results', before: WAITING, change: { Partner_Lock_Ends_At__c: null }, who: 'mender', refusedBy: [SERVER_ONLY] },
  { label: 'a registration is forged as approved', before: null, change: { ...WAITING, Partner_Registration_Status__c: 'approved' }, who: 'admin', refusedBy: [SERVER_ONLY] },
  { label: 'a partner user names another partner', before: null, change: { Partner_Prospect_Name__c: 'Siemens', Partner_Account__c: '001000000000009' }, who: 'rep', refusedBy: [SERVER_ONLY] },
  { label: 'PartnerLock writes the result', before: WAITING, change: { Partner_Registration_Status__c: 'approved', Partner_Lock_Status__c: 'active' }, who: 'integration', refusedBy: [] },
  { label: 'PartnerLock inserts a registration', before: null, change: WAITING, who: 'integration', refusedBy: [] },
  { label: 'PartnerLock inserts one whose company nothing names', before: null, change: { Partner_Registration_Id__c: 'r-9' }, who: 'integration', refusedBy: [] },
  { label: 'a partner user registers a company', before: null, change: { Partner_Prospect_Name__c: 'Siemens', Partner_Consent__c: true }, who: 'rep', refusedBy: [] },
  { label: 'a partner user registers no company', before: null, change: { Partner_Consent__c: true }, who: 'rep', refusedBy: ['Partner_Submission_Needs_Company'] },
  { label: 'somebody exchanges the company afterwards', before: WAITING, change: { Partner_Prospect_Name__c: 'Bosch' }, who: 'admin', refusedBy: [FROZEN] },
  { label: 'somebody exchanges the website afterwards', before: WAITING, change: { Partner_Prospect_Website__c: 'bosch.com' }, who: 'manager', refusedBy: [FROZEN] },
  { label: 'somebody ticks the consent afterwards', before: WAITING, change: { Partner_Consent__c: true }, who: 'admin', refusedBy: [FROZEN] },
  { label: 'PartnerLock completes a submission', before: WAITING, change: { Partner_Prospect_Country__c: 'DE' }, who: 'integration', refusedBy: [] },
  { label: 'a manager hands the registration to a colleague', before: WAITING, change: { OwnerId: userIdOf('rep') }, who: 'manager', refusedBy: [] },
].map((row) => ({ ...row, object: 'Partner_Registration__c' }) as RuleCase);

const STAMPED_OBJECTS = ['Account', 'Lead', 'Opportunity'];

export const RULE_CASES: readonly RuleCase[] = [
  ...STAMPED_OBJECTS.flatMap(evasions),
  ...STAMPED_OBJECTS.flatMap(stamps),
  ...opportunities,
  ...accounts,
  ...registrations,
];
