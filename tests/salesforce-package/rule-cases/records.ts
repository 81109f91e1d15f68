import type { FormulaRecord } from '../../../server/sandbox/salesforce/formulas/engine.ts';
import { userIdOf } from '../package-rules.ts';
import { AFTER, BLANK, LOCKED, on, STAMP, type Row, type RuleCase } from './rule-case.ts';

const OF_THE_DEAL = { ...LOCKED, AccountId: '001000000000001', StageName: 'Prospecting' };
const MOVED = { AccountId: '001000000000002' };
const STAYS = 'Partner_Deal_Stays_With_Company';
const OPPORTUNITIES: readonly Row[] = [
  ['a rep takes the partner’s opportunity to another account', 'rep', OF_THE_DEAL, MOVED, [STAYS]],
  ['a rep takes it off its account', 'rep', OF_THE_DEAL, { AccountId: null }, [STAYS]],
  ['PartnerLock follows a merge of accounts', 'integration', OF_THE_DEAL, MOVED, []],
  ['after the protection it may move', 'rep', OF_THE_DEAL, MOVED, [], AFTER],
  ['a rep’s own opportunity may move', 'rep', { AccountId: '001000000000001' }, MOVED, []],
  ['a rep moves the stage of the partner’s opportunity', 'rep', OF_THE_DEAL, { StageName: 'Closed Won' }, []],
  [
    'a rep calls the deal direct',
    'rep',
    { ...OF_THE_DEAL, Partner_Attribution__c: 'partner_sourced' },
    { Partner_Attribution__c: 'direct' },
    [STAMP],
  ],
  [
    'a rep opens an opportunity on a protected account: flagged, never refused',
    'rep',
    null,
    { AccountId: '001000000000001', StageName: 'Prospecting' },
    [],
  ],
];

const PROGRAM = 'Partner_Program_Needs_Manager';
const PARTNER: FormulaRecord = { Partner_Program_Status__c: 'active', Partner_Program_Tier__c: 'referral' };
const ACCOUNTS: readonly Row[] = [
  ['a rep makes an account a partner', 'rep', BLANK, PARTNER, [PROGRAM]],
  ['a manager makes an account a partner', 'manager', BLANK, PARTNER, []],
  ['a rep inserts a partner', 'rep', null, PARTNER, [PROGRAM]],
  ['a rep raises a partner’s tier', 'rep', PARTNER, { Partner_Program_Tier__c: 'certified_reseller' }, [PROGRAM]],
  [
    'an administrator reactivates a partner',
    'admin',
    { Partner_Program_Status__c: 'ended' },
    { Partner_Program_Status__c: 'active' },
    [PROGRAM],
  ],
  ['a manager pauses a partner', 'manager', PARTNER, { Partner_Program_Status__c: 'paused' }, []],
  ['a rep takes over as channel manager', 'rep', PARTNER, { Partner_Channel_Manager__c: userIdOf('rep') }, [PROGRAM]],
  [
    'a manager writes a partner’s code, which is PartnerLock’s',
    'manager',
    PARTNER,
    { Partner_Program_Code__c: 'NORTH' },
    [STAMP],
  ],
  ['PartnerLock enrols a partner', 'integration', BLANK, { ...PARTNER, Partner_Program_Code__c: 'NORTH' }, []],
];

const FROM_THE_FORM: FormulaRecord = {
  Company: 'Siemens',
  Partner_Reg_Token__c: 'token',
  Partner_Reg_Nonce__c: 'nonce-1',
  Partner_Reg_Status__c: 'new',
  Partner_Reg_Consent__c: true,
};
// Web-to-Lead drops a lead that a rule refuses, so that an honest form must never meet one.
const LEADS: readonly Row[] = [
  ['the web form makes a lead', 'rep', null, FROM_THE_FORM, []],
  ['a forged form brings its own lock', 'rep', null, { ...FROM_THE_FORM, ...LOCKED }, [STAMP]],
  [
    'PartnerLock takes the submission and clears the token',
    'integration',
    FROM_THE_FORM,
    { Partner_Reg_Token__c: null, Partner_Reg_Status__c: 'taken' },
    [],
  ],
  ['a rep works on the lead', 'rep', { ...FROM_THE_FORM, ...LOCKED }, { Status: 'Working - Contacted' }, []],
];

/** What is particular to one of Salesforce's own objects. */
export const RECORD_CASES: readonly RuleCase[] = [
  ...on('Opportunity', OPPORTUNITIES),
  ...on('Account', ACCOUNTS),
  ...on('Lead', LEADS),
];
