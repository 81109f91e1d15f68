import { describe, expect, it } from 'vitest';
import type { Value } from '../../server/sandbox/salesforce/entities.ts';
import type { FormulaRecord } from '../../server/sandbox/salesforce/formulas/engine.ts';
import { LOCK_STATUSES } from '../../shared/lock/ownership-lock.ts';
import { daysLeft } from '../../shared/values/time.ts';
import { ownershipFromFields } from '../../shared/views/ownership-from-fields.ts';
import { schema, shown } from './package-rules.ts';

// A 90-day lock of a program in Berlin: it ends with the 90th local day after 22 November 2026.
const STARTS = '2026-11-22T10:00:00.000Z';
const DURING = '2027-01-10T12:00:00.000Z';
const LAST_SECOND = '2027-02-20T22:59:59.000Z';
const ENDS = '2027-02-20T23:00:00.000Z';
const LATER = '2027-03-01T00:00:00.000Z';

const held = { Partner_Lock_Status__c: 'active', Partner_Lock_Ends_At__c: '2027-02-20T23:00:00.000+0000' };
const company = { ...held, Partner_Name__c: 'Demo Partner North', Partner_Registration_Id__c: 'r-1' };
const registration = { ...held, Partner_Active_Lock_Key__c: 'program:dom:siemens.com' };
const of = (account: FormulaRecord, more: FormulaRecord = {}): FormulaRecord => ({ Account: account, ...more });

describe('formula fields, run from their XML', () => {
  it.each<[string, string, string, FormulaRecord, string, Value]>([
    ['Account', 'Partner_Is_Locked__c', 'during the lock', held, DURING, true],
    ['Account', 'Partner_Is_Locked__c', 'in its last second', held, LAST_SECOND, true],
    ['Account', 'Partner_Is_Locked__c', 'at its end, which does not belong to it', held, ENDS, false],
    ['Account', 'Partner_Is_Locked__c', 'later, without any job', held, LATER, false],
    ['Account', 'Partner_Is_Locked__c', 'reserved', { ...held, Partner_Lock_Status__c: 'pending' }, DURING, true],
    ['Account', 'Partner_Is_Locked__c', 'disputed', { ...held, Partner_Lock_Status__c: 'disputed' }, DURING, true],
    ['Account', 'Partner_Is_Locked__c', 'released', { ...held, Partner_Lock_Status__c: 'released' }, DURING, false],
    ['Account', 'Partner_Is_Locked__c', 'without an end', { Partner_Lock_Status__c: 'active' }, DURING, false],
    ['Account', 'Partner_Is_Locked__c', 'blank', {}, DURING, false],
    ['Account', 'Partner_Days_Left__c', 'on its first day', held, STARTS, 90],
    ['Account', 'Partner_Days_Left__c', 'in between', held, DURING, 41],
    ['Account', 'Partner_Days_Left__c', 'on its last day', held, LAST_SECOND, 0],
    ['Account', 'Partner_Days_Left__c', 'over', held, ENDS, null],
    ['Account', 'Partner_Days_Left__c', 'blank', {}, DURING, null],
    ['Lead', 'Partner_Is_Locked__c', 'during the lock', held, DURING, true],
    ['Lead', 'Partner_Is_Locked__c', 'blank', {}, DURING, false],
    ['Lead', 'Partner_Days_Left__c', 'in between', held, DURING, 41],
    ['Partner_Registration__c', 'Partner_Is_Locked__c', 'holds the key', registration, DURING, true],
    ['Partner_Registration__c', 'Partner_Is_Locked__c', 'without the key', held, DURING, false],
    ['Partner_Registration__c', 'Partner_Is_Locked__c', 'over', registration, ENDS, false],
    ['Partner_Registration__c', 'Partner_Is_Locked__c', 'blank', {}, DURING, false],
    ['Partner_Registration__c', 'Partner_Days_Left__c', 'in between', registration, DURING, 41],
    ['Partner_Registration__c', 'Partner_Days_Left__c', 'without the key', held, DURING, null],
    ['Contact', 'Partner_Is_Locked__c', 'of a held account', of(company), DURING, true],
    ['Contact', 'Partner_Is_Locked__c', 'of an account whose lock is over', of(company), LATER, false],
    ['Contact', 'Partner_Is_Locked__c', 'of no account', {}, DURING, false],
    ['Contact', 'Partner_Days_Left__c', 'of a held account', of(company), DURING, 41],
    ['Contact', 'Partner_Days_Left__c', 'of no account', {}, DURING, null],
    ['Contact', 'Partner_Account_Holder__c', 'of a held account', of(company), DURING, 'Demo Partner North'],
    ['Contact', 'Partner_Account_Holder__c', 'of an account whose lock is over', of(company), LATER, null],
    ['Contact', 'Partner_Account_Holder__c', 'of no account', {}, DURING, null],
    [
      'Contact',
      'Partner_Account_Protected_Until__c',
      'of a held account',
      of(company),
      DURING,
      '2027-02-20T23:00:00.000+0000',
    ],
    ['Contact', 'Partner_Account_Protected_Until__c', 'over', of(company), LATER, null],
    ['Opportunity', 'Partner_Is_Locked__c', 'of a held account', of(company), DURING, true],
    ['Opportunity', 'Partner_Is_Locked__c', 'by its own stamp only', held, DURING, false],
    ['Opportunity', 'Partner_Account_Holder__c', 'of a held account', of(company), DURING, 'Demo Partner North'],
    ['Opportunity', 'Partner_Is_Competing__c', 'a rep’s, on a held account', of(company), DURING, true],
    [
      'Opportunity',
      'Partner_Is_Competing__c',
      'the partner’s own',
      of(company, { Partner_Registration_Id__c: 'r-1' }),
      DURING,
      false,
    ],
    [
      'Opportunity',
      'Partner_Is_Competing__c',
      'another partner’s',
      of(company, { Partner_Registration_Id__c: 'r-2' }),
      DURING,
      true,
    ],
    ['Opportunity', 'Partner_Is_Competing__c', 'closed', of(company, { IsClosed: true }), DURING, false],
    ['Opportunity', 'Partner_Is_Competing__c', 'after the lock', of(company), LATER, false],
    ['Opportunity', 'Partner_Is_Competing__c', 'of a free account', of({}), DURING, false],
    ['Opportunity', 'Partner_Is_Competing__c', 'of no account', {}, DURING, false],
  ])('%s.%s %s', (object, name, _label, record, now, expected) => {
    expect(shown(object, name, record, now)).toBe(expected);
  });

  it('are all in the table', () => {
    const fields = schema.objects.flatMap(({ fields }) => fields.filter(({ formula, custom }) => custom && formula));
    expect(fields).toHaveLength(15);
  });
});

describe('the formulas say what the core says', () => {
  const statuses = [...LOCK_STATUSES, null];
  const moments = [STARTS, DURING, LAST_SECOND, ENDS, LATER];
  const rows = statuses.flatMap((status) => moments.map((now) => ({ status, now })));

  it.each(rows)('whether a lock that is $status holds at $now', ({ status, now }) => {
    const record = { Partner_Lock_Status__c: status, Partner_Lock_Ends_At__c: held.Partner_Lock_Ends_At__c };
    const { state, daysLeft: days } = ownershipFromFields(
      { lockStatus: status, lockEndsAt: ENDS },
      now,
      'Europe/Berlin',
    );
    expect(shown('Account', 'Partner_Is_Locked__c', record, now)).toBe(state === 'pending' || state === 'locked');
    expect(shown('Account', 'Partner_Days_Left__c', record, now)).toBe(days);
  });

  it('counts local days as 24 hours: off by one in the hour that a change of clocks takes or gives', () => {
    const ends = '2027-06-30T22:00:00.000Z';
    const record = { ...held, Partner_Lock_Ends_At__c: '2027-06-30T22:00:00.000+0000' };
    const hours = Array.from({ length: 24 }, (_, hour) => `2027-01-15T${String(hour).padStart(2, '0')}:30:00.000Z`);
    const differences = hours.map(
      (now) => Number(shown('Lead', 'Partner_Days_Left__c', record, now)) - daysLeft(ends, now, 'Europe/Berlin'),
    );
    expect(differences.filter((difference) => difference !== 0)).toEqual([-1]);
  });
});
