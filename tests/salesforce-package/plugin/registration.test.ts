import { describe, expect, it } from 'vitest';
import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import { formulaFieldsOn, storedFieldsOn } from '../../../shared/catalog/salesforce-placement.ts';
import { conditionFor, waitingOf } from '../../../salesforce-package/plugin/src/registration.ts';
import { sayField } from '../../../salesforce-package/plugin/src/say-field.ts';
import { SECTIONS } from '../../../salesforce-package/plugin/src/sections.ts';

describe('a registration is meant by', () => {
  it.each([
    ['its number', 'pr-00007', "Name = 'PR-00007'"],
    ['its reference', ' pl-7k3m-q2xa ', "Partner_Registration_Reference__c = 'PL-7K3M-Q2XA'"],
    ['its id', 'a00DM0000000001', "Id = 'a00DM0000000001'"],
  ])('%s', (_label, given, condition) => {
    expect(conditionFor(given)).toBe(condition);
  });

  it.each(['', 'Siemens', "PR-1' OR Name != '", 'PR-', 'a00DM00000000012'])('and not by %j', (given) => {
    expect(conditionFor(given)).toBeNull();
  });
});

describe('who has to act', () => {
  const changed = { LastModifiedDate: '2026-11-24T10:00:00.000+0000' };
  const registered = { Partner_Registered_At__c: '2026-11-22T10:00:00.000+0000' };
  const since = '2026-11-24T10:00:00.000Z';
  it.each([
    ['a new record of a partner user', {}, { for: 'partnerlock', since, decidedBy: null }],
    [
      'one under review',
      { Partner_Registration_Status__c: 'under_review', ...registered },
      { for: 'manager', since: '2026-11-22T10:00:00.000Z', decidedBy: null },
    ],
    [
      'one that was asked about',
      { Partner_Registration_Status__c: 'action_required' },
      { for: 'partner', since, decidedBy: null },
    ],
    [
      'an approved one with a new decision',
      {
        Partner_Registration_Status__c: 'approved',
        Partner_Decision__c: 'extend',
        Partner_Decision_By__r: { Name: 'Channel Manager (demo)' },
      },
      { for: 'partnerlock', since, decidedBy: 'Channel Manager (demo)' },
    ],
    ['an approved one', { Partner_Registration_Status__c: 'approved' }, null],
    ['a rejected one', { Partner_Registration_Status__c: 'rejected' }, null],
  ])('on %s', (_label, row, waiting) => {
    expect(waitingOf({ ...changed, ...row })).toEqual(waiting);
  });
});

it('every field of a registration stands in exactly one section, lookups to records besides', () => {
  const known = [...storedFieldsOn(REGISTRATION_OBJECT), ...formulaFieldsOn(REGISTRATION_OBJECT)].map(
    ({ code }) => code,
  );
  expect(SECTIONS.flatMap(({ codes }) => codes).toSorted()).toEqual(known.toSorted());
});

it('values are said as a person reads them', () => {
  const say = (code: Parameters<typeof sayField>[0]['code'], value: string | number | boolean | null) =>
    sayField({ code, label: '', value }, 'Europe/Berlin');
  expect(say('lockEndsAt', '2027-02-20T23:00:00.000Z')).toBe('Feb 21, 2027, 12:00 AM');
  expect(say('verdictReasons', 'free_mail;too_small')).toBe(
    'Free or disposable e-mail address, Smaller than the program serves',
  );
  expect(say('registrationStatus', 'a_value_of_later')).toBe('a_value_of_later');
  expect(say('consent', false)).toBe('No');
  expect(say('notes', '2027')).toBe('2027');
  expect(say('employees', 0)).toBe('0');
});
