import type { SalesforceObject } from './salesforce-fields.ts';

/** Every computed field, whatever object it stands on. */
export type FormulaCode = 'isLocked' | 'daysLeft' | 'accountHolder' | 'accountProtectedUntil' | 'isCompeting';

/** A field that Salesforce computes when it is read, so that a lock ends on time without any job. */
export interface FormulaField {
  readonly code: FormulaCode;
  readonly on: readonly SalesforceObject[];
  readonly returns: 'Checkbox' | 'DateTime' | 'Number' | 'Text';
  readonly label: string;
  readonly help: string;
  readonly salesforce: string;
  readonly formula: string;
}

const IS_LOCKED = {
  code: 'isLocked',
  returns: 'Checkbox',
  label: 'Partner lock holds',
  help: 'Ticked while a partner’s reservation or protection holds. Computed at the moment of reading.',
  salesforce: 'Partner_Is_Locked__c',
} as const;

const DAYS_LEFT = {
  code: 'daysLeft',
  returns: 'Number',
  label: 'Days left',
  help: 'Whole days of protection after today: 0 on the last day, empty without protection. Counted in 24 hours.',
  salesforce: 'Partner_Days_Left__c',
} as const;

const HELD_STATUS = ['pending', 'active', 'disputed']
  .map((status) => `ISPICKVAL(Partner_Lock_Status__c, "${status}")`)
  .join(',\n    ');

/** Contacts and opportunities read the lock from their account, at the moment of reading. */
export const FORMULA_FIELDS: readonly FormulaField[] = [
  {
    ...IS_LOCKED,
    on: ['Account', 'Lead'],
    formula: `AND(
  OR(
    ${HELD_STATUS}
  ),
  NOT(ISBLANK(Partner_Lock_Ends_At__c)),
  Partner_Lock_Ends_At__c > NOW()
)`,
  },
  {
    ...IS_LOCKED,
    on: ['Partner_Registration__c'],
    // The key is what no second registration can have, so it says who holds; the end says until when.
    formula: `AND(
  NOT(ISBLANK(Partner_Active_Lock_Key__c)),
  NOT(ISBLANK(Partner_Lock_Ends_At__c)),
  Partner_Lock_Ends_At__c > NOW()
)`,
  },
  { ...IS_LOCKED, on: ['Contact', 'Opportunity'], formula: 'Account.Partner_Is_Locked__c' },
  {
    ...DAYS_LEFT,
    on: ['Account', 'Lead', 'Partner_Registration__c'],
    formula: `IF(
  Partner_Is_Locked__c,
  CEILING(Partner_Lock_Ends_At__c - NOW()) - 1,
  NULL
)`,
  },
  { ...DAYS_LEFT, on: ['Contact', 'Opportunity'], formula: 'Account.Partner_Days_Left__c' },
  {
    code: 'accountHolder',
    on: ['Contact', 'Opportunity'],
    returns: 'Text',
    label: 'Company protected for',
    help: 'The partner who holds the company now; empty when nobody does.',
    salesforce: 'Partner_Account_Holder__c',
    formula: 'IF(Account.Partner_Is_Locked__c, Account.Partner_Name__c, "")',
  },
  {
    code: 'accountProtectedUntil',
    on: ['Contact', 'Opportunity'],
    returns: 'DateTime',
    label: 'Company protected until',
    help: 'When the protection of the company ends; empty when nobody holds it.',
    salesforce: 'Partner_Account_Protected_Until__c',
    formula: 'IF(Account.Partner_Is_Locked__c, Account.Partner_Lock_Ends_At__c, NULL)',
  },
  {
    code: 'isCompeting',
    on: ['Opportunity'],
    returns: 'Checkbox',
    label: 'Competes with a partner',
    help: 'Ticked on an open opportunity of a protected company that is not the partner’s own.',
    salesforce: 'Partner_Is_Competing__c',
    formula: `AND(
  NOT(IsClosed),
  Account.Partner_Is_Locked__c,
  OR(
    ISBLANK(Partner_Registration_Id__c),
    Partner_Registration_Id__c <> Account.Partner_Registration_Id__c
  )
)`,
  },
];
