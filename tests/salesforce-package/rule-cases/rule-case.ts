import type { FormulaRecord } from '../../../server/sandbox/salesforce/formulas/engine.ts';
import type { Person } from '../package-rules.ts';

/** One attempt to save, and the rules that refuse it: none when it goes through. */
export interface RuleCase {
  readonly object: string;
  readonly label: string;
  readonly who: Person;
  /** null for a new record. */
  readonly before: FormulaRecord | null;
  /** What the person changes, or the new record's values. */
  readonly change: FormulaRecord;
  readonly refusedBy: readonly string[];
  readonly now: string;
}

/** A line of a table; without a moment it is in the middle of the lock. */
export type Row = readonly [
  label: string,
  who: Person,
  before: FormulaRecord | null,
  change: FormulaRecord,
  refusedBy: readonly string[],
  now?: string,
];

export const on = (object: string, rows: readonly Row[]): RuleCase[] =>
  rows.map(([label, who, before, change, refusedBy, now = DURING]) => ({
    object,
    label,
    who,
    before,
    change,
    refusedBy,
    now,
  }));

export const DURING = '2027-01-10T12:00:00.000Z';
export const LAST_SECOND = '2027-02-20T22:59:59.000Z';
export const ENDS_AT = '2027-02-20T23:00:00.000Z';
export const AFTER = '2027-02-20T23:00:01.000Z';

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

export const BLANK: FormulaRecord = {};
export const GUARD = 'Partner_Lock_Guard';
export const STAMP = 'Partner_Stamp_Is_Server_Only';
