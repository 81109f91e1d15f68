import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../shared/catalog/field.ts';
import { FIELD_CODES, fieldOf } from '../../shared/catalog/fields.ts';
import { storedFieldsOn } from '../../shared/catalog/salesforce-placement.ts';
import { companyFields, isHolder, type RecordContext } from '../../shared/crm/record-of.ts';
import { isHeld } from '../../shared/lock/ownership-lock.ts';
import type { FormulaRecord } from '../../server/sandbox/salesforce/formulas/engine.ts';
import { daysLeft } from '../../shared/values/time.ts';
import { after, NORTH, SOUTH, START, story } from '../builders/registration.ts';
import { refusalsOf, shown, userIdOf } from './package-rules.ts';

const ENDS_AT = approved().state.lock?.endsAt ?? '';
const seconds = (moment: string, count: number): string => new Date(Date.parse(moment) + count * 1000).toISOString();
const MOMENTS = [START, after(1), after(45), seconds(ENDS_AT, -1), ENDS_AT, seconds(ENDS_AT, 1), after(200)];

describe.each(MOMENTS)('at %s, on the record that the core writes', (now) => {
  const { state } = approved();
  const account = inSalesforce(companyFields(state, contextAt(START)));
  const isHeldNow = isHeld(state.lock, now);

  it('the account’s formula holds exactly while the core’s lock holds', () => {
    expect(isHolder(approved().registration(NORTH), now)).toBe(isHeldNow);
    expect(shown('Account', 'Partner_Is_Locked__c', account, now)).toBe(isHeldNow);
  });

  it('the account’s formula counts the days that the Lightning components show', () => {
    const expected = isHeldNow ? daysLeft(ENDS_AT, now, null) : null;
    expect(shown('Account', 'Partner_Days_Left__c', account, now)).toBe(expected);
  });

  it('the lock guard refuses a theft exactly while the core refuses another partner', () => {
    const stolen = { ...account, Partner_Id__c: SOUTH.partnerId };
    const refusals = refusalsOf({ object: 'Account', before: account, after: stolen, who: 'admin', now });
    expect(refusals.includes('Partner_Lock_Guard')).toBe(isHeldNow);
    const second = approved().submit(SOUTH, { submittedAt: now, receivedAt: now });
    expect(second.types.includes('RegistrationRefused')).toBe(isHeldNow);
  });

  it('a direct opportunity competes exactly while the core calls it a conflict', () => {
    const opportunity = { IsClosed: false, Account: account };
    expect(shown('Opportunity', 'Partner_Is_Competing__c', opportunity, now)).toBe(isHeldNow);
    const seen = approved().then({
      type: 'RecordCompetingDeal',
      registrationId: state.lock?.registrationId ?? '',
      at: now,
      deal: { crm: 'salesforce', id: '006', name: 'Siemens direct', ownerName: null },
    });
    expect(seen.types.includes('ChannelConflictDetected')).toBe(isHeldNow);
  });
});

it.each([-30, 0, 1, 30])(
  'an extension by %s days is refused by the rule only where the core refuses it too',
  (days) => {
    const decided = {
      Partner_Decision__c: 'extend',
      Partner_Decision_Days__c: days,
      Partner_Decision_By__c: userIdOf('manager'),
    };
    const refusals = refusalsOf({
      object: 'Partner_Registration__c',
      before: {},
      after: decided,
      who: 'manager',
      now: START,
    });
    const registrationId = approved().registration(NORTH).registrationId;
    const extended = approved().then({ type: 'ExtendLock', registrationId, at: after(1), days, note: '' });
    expect(refusals.includes('Partner_Decision_Needs_Days')).toBe(extended.refusal === 'extension_out_of_range');
  },
);

function approved() {
  return story().submit(NORTH).approve(NORTH, START);
}

function contextAt(now: string): RecordContext {
  return { programId: 'program', crm: 'salesforce', zone: 'UTC', locale: 'en', now };
}

/** Catalog values as the account stores them. */
function inSalesforce(values: FieldValues): FormulaRecord {
  const onAccount = new Set(storedFieldsOn('Account').map(({ salesforce }) => salesforce));
  return Object.fromEntries(
    FIELD_CODES.flatMap((code) => {
      const value = values[code];
      const { salesforce, type } = fieldOf(code);
      if (value === undefined || (typeof value === 'object' && value !== null) || !onAccount.has(salesforce)) return [];
      return [[salesforce, type === 'instant' && value !== null ? String(value).replace('Z', '+0000') : value]];
    }),
  );
}
