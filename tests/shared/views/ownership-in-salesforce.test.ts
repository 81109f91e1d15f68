import { describe, expect, it } from 'vitest';
import type { SalesforceFieldValues } from '../../../shared/catalog/salesforce-values.ts';
import type { UiRecord } from '../../../shared/catalog/ui-record.ts';
import { companyFields, competingDealFields, registrationWrite } from '../../../shared/crm/record-of.ts';
import { DEFAULT_POLICY } from '../../../shared/program/policy.ts';
import { ownershipInSalesforce } from '../../../shared/views/ownership-in-salesforce.ts';
import { ownershipOf } from '../../../shared/views/ownership-of.ts';
import { nextStepOf } from '../../../shared/views/next-step.ts';
import { after, NORTH, SOUTH, START, story } from '../../builders/registration.ts';
import { registrationBehind, uiRecord } from '../../builders/ui-records.ts';

type Told = ReturnType<typeof story>;
const deal = { crm: 'salesforce', id: '006', name: 'Siemens direct', ownerName: 'Sales Rep One' } as const;
const idOf = (told: Told) => told.registration(NORTH).registrationId;
const contextAt = (now: string) => ({ programId: 'prg', crm: 'salesforce', zone: 'UTC', locale: 'en', now }) as const;
const viewingAt = (now: string) => ({ now, viewerIsApprover: true });

const pending = () => story().submit(NORTH);
const locked = () => pending().approve(NORTH, START);
const asked = () => {
  const told = pending();
  return told.then({ type: 'AskForInformation', registrationId: idOf(told), at: after(1), question: 'Who?' });
};
const conflicted = () => {
  const told = locked();
  return told.then({ type: 'RecordCompetingDeal', registrationId: idOf(told), at: after(1), deal });
};
const released = () => {
  const told = locked();
  return told.then({ type: 'ReleaseLock', registrationId: idOf(told), at: after(1), note: '' });
};
const rejected = () => {
  const told = pending();
  const rejection = { registrationId: idOf(told), at: after(1), reason: 'other', note: '' } as const;
  return told.then({ type: 'RejectRegistration', ...rejection });
};

/** Every way a story can stand, with the day on which somebody looks. */
const STORIES: readonly (readonly [string, () => Told, number])[] = [
  ['waits', pending, 1],
  ['waits for the partner', asked, 2],
  ['is locked', locked, 1],
  ['is in conflict', conflicted, 2],
  ['has expired without any sweep', locked, 91],
  ['waits beyond its reservation', pending, 20],
  ['was released', released, 2],
  ['was rejected', rejected, 2],
];

const accountOf = (told: Told, now: string): UiRecord =>
  uiRecord('Account', companyFields(told.state, contextAt(now)), registrationBehind(told.registration(NORTH).status));
const stampsOf = (told: Told, now: string): SalesforceFieldValues =>
  registrationWrite(told.registration(NORTH), told.state, contextAt(now)).fields;

/** What the server's own view says of the same story. */
const fromEvents = (told: Told, now: string, record: Parameters<typeof ownershipOf>[1]) => {
  const viewing = { now, policy: DEFAULT_POLICY, viewerIsApprover: true, program: null };
  const { state, next, daysLeft, partnerName, protectedUntil } = ownershipOf(told.state, record, viewing);
  return { state, next, daysLeft, partnerName, protectedUntil };
};

describe('a record page in Salesforce says the same as the server’s view, from fields alone', () => {
  it.each(STORIES)('of an account that %s', (_case, tell, day) => {
    const told = tell();
    const now = after(day);
    const expected = fromEvents(told, now, { registrationId: null, isCompetingDeal: false });
    expect(ownershipInSalesforce('Account', accountOf(told, now), viewingAt(now))).toMatchObject(expected);
    const contact = uiRecord('Contact', {}, { Account: accountOf(told, now) });
    expect(ownershipInSalesforce('Contact', contact, viewingAt(now))).toMatchObject(expected);
  });

  it.each(STORIES)('of a lead that %s', (_case, tell, day) => {
    const told = tell();
    const now = after(day);
    const expected = fromEvents(told, now, { registrationId: idOf(told), isCompetingDeal: false });
    const lead = uiRecord('Lead', stampsOf(told, now));
    expect(ownershipInSalesforce('Lead', lead, viewingAt(now))).toMatchObject(expected);
  });

  it.each(STORIES)('of the partner’s own opportunity that %s', (_case, tell, day) => {
    const told = tell();
    const now = after(day);
    const expected = fromEvents(told, now, { registrationId: idOf(told), isCompetingDeal: false });
    const opportunity = uiRecord('Opportunity', stampsOf(told, now), { Account: accountOf(told, now) });
    expect(ownershipInSalesforce('Opportunity', opportunity, viewingAt(now))).toMatchObject(expected);
  });

  it.each([
    ['nobody has flagged yet', {}],
    ['the server has flagged', competingDealFields(locked().state, contextAt(after(1)))],
  ])('of a competing opportunity that %s', (_case, stamps) => {
    const told = locked();
    const competing = (now: string) => {
      const opportunity = uiRecord(
        'Opportunity',
        { lockStatus: null, registrationId: null, ...stamps, isCompeting: true },
        { Account: accountOf(told, now) },
      );
      return ownershipInSalesforce('Opportunity', opportunity, viewingAt(now));
    };
    const record = { registrationId: null, isCompetingDeal: true };
    expect(competing(after(1))).toMatchObject({
      ...fromEvents(told, after(1), record),
      conflictKind: 'partner_vs_direct',
    });
    expect(competing(after(91))).toMatchObject(fromEvents(told, after(91), record));
  });

  it('of an opportunity that does not compete, because it is closed', () => {
    const now = after(1);
    const closed = { lockStatus: null, registrationId: null, isCompeting: false } as const;
    const opportunity = uiRecord('Opportunity', closed, { Account: accountOf(locked(), now) });
    expect(ownershipInSalesforce('Opportunity', opportunity, viewingAt(now))).toMatchObject({
      state: 'locked',
      conflictKind: null,
      next: 'work_with_partner',
    });
  });

  it('of the refused rival’s opportunity on a company that another partner holds', () => {
    const told = locked().submit(SOUTH, { submittedAt: after(2) });
    for (const day of [3, 91]) {
      const now = after(day);
      const rival = told.registration(SOUTH);
      const { fields } = registrationWrite(rival, told.state, contextAt(now));
      const opportunity = uiRecord('Opportunity', { ...fields, isCompeting: true }, { Account: accountOf(told, now) });
      expect(ownershipInSalesforce('Opportunity', opportunity, viewingAt(now))).toMatchObject(
        fromEvents(told, now, { registrationId: rival.registrationId, isCompetingDeal: false }),
      );
    }
  });
});

describe('what field-level security hides', () => {
  const now = after(1);
  const held = accountOf(locked(), now);

  it('hides ownership, and never looks like a free company', () => {
    for (const object of ['Account', 'Lead', 'Contact', 'Opportunity'] as const)
      expect(ownershipInSalesforce(object, { fields: {} }, viewingAt(now))).toBeNull();
  });

  it('leaves an opportunity what is visible of either side', () => {
    const own = uiRecord('Opportunity', { ...stampsOf(locked(), now) });
    expect(ownershipInSalesforce('Opportunity', own, viewingAt(now))?.state).toBe('locked');
    const parent: UiRecord = { fields: { Account: { value: held } } };
    expect(ownershipInSalesforce('Opportunity', parent, viewingAt(now))?.state).toBe('locked');
  });

  it('of the registration behind an account takes only its status', () => {
    const account = uiRecord('Account', companyFields(pending().state, contextAt(now)));
    expect(ownershipInSalesforce('Account', account, viewingAt(now))).toMatchObject({
      state: 'pending',
      next: 'decide',
    });
  });
});

it('names the registration’s record, for a link to it', () => {
  const record = { ...companyFields(locked().state, contextAt(START)), registrationRecord: 'a00000000000001AAA' };
  expect(ownershipInSalesforce('Account', uiRecord('Account', record), viewingAt(START))?.registrationRecordId).toBe(
    'a00000000000001AAA',
  );
});

it('a company that nobody identified waits for its decision without a lock', () => {
  const told = story({}, 'none:reg_1').submit(NORTH, {
    prospect: { key: 'none:reg_1', name: 'Somebody', website: null, domain: null, country: null },
  });
  const lead = uiRecord('Lead', stampsOf(told, START));
  expect(ownershipInSalesforce('Lead', lead, viewingAt(START))).toMatchObject(
    fromEvents(told, START, { registrationId: idOf(told), isCompetingDeal: false }),
  );
});

it('without a status, a reservation still says that somebody has to decide', () => {
  expect(nextStepOf({ state: 'pending', status: null }, false)).toBe('wait_for_manager');
  expect(nextStepOf({ state: 'expired', status: null }, true)).toBe('free_to_work');
  expect(nextStepOf({ state: 'none', status: null }, true)).toBe('nothing');
});
