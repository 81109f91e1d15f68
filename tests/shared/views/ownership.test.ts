import { describe, expect, it } from 'vitest';
import { companyFields, competingDealFields, registrationWrite } from '../../../shared/crm/record-of.ts';
import { DEFAULT_POLICY } from '../../../shared/program/policy.ts';
import { ownershipFromFields } from '../../../shared/views/ownership-from-fields.ts';
import { ownershipOf } from '../../../shared/views/ownership-of.ts';
import { partnerViewOf } from '../../../shared/views/partner-view.ts';
import { after, NORTH, SOUTH, START, story } from '../../builders/registration.ts';

type Told = ReturnType<typeof story>;
const deal = { crm: 'hubspot', id: '900', name: 'Siemens direct', ownerName: 'Sales Rep One' } as const;
const idOf = (told: Told) => told.registration(NORTH).registrationId;
const viewing = (now: string, viewerIsApprover = true) => ({
  now,
  policy: DEFAULT_POLICY,
  viewerIsApprover,
  program: null,
});
const context = (now: string) => ({ programId: 'prg', crm: 'hubspot', zone: 'UTC', locale: 'en', now }) as const;

const pending = () => story().submit(NORTH);
const locked = () => pending().approve(NORTH, START);
const conflicted = () => {
  const told = locked();
  return told.then({ type: 'RecordCompetingDeal', registrationId: idOf(told), at: after(1), deal });
};
const released = () => {
  const told = locked();
  return told.then({ type: 'ReleaseLock', registrationId: idOf(told), at: after(1), note: '' });
};
const asked = () => {
  const told = pending();
  return told.then({ type: 'AskForInformation', registrationId: idOf(told), at: after(1), question: 'Who decides?' });
};
const rejected = () => {
  const told = pending();
  return told.then({
    type: 'RejectRegistration',
    registrationId: idOf(told),
    at: after(1),
    reason: 'other',
    note: 'No',
  });
};

describe('what the card shows on a registration’s own deal', () => {
  it.each([
    {
      case: 'waiting',
      told: pending,
      day: 1,
      state: 'pending',
      actions: ['approve', 'reject', 'ask'],
      next: 'decide',
      left: 13,
    },
    {
      case: 'waiting for the partner',
      told: asked,
      day: 2,
      state: 'pending',
      actions: ['approve', 'reject', 'ask'],
      next: 'wait_for_partner',
      left: 12,
    },
    {
      case: 'locked',
      told: locked,
      day: 1,
      state: 'locked',
      actions: ['extend', 'release'],
      next: 'work_with_partner',
      left: 89,
    },
    {
      case: 'in conflict',
      told: conflicted,
      day: 2,
      state: 'conflict',
      actions: ['extend', 'release'],
      next: 'talk_to_manager',
      left: 88,
    },
    {
      case: 'over, without any sweep',
      told: locked,
      day: 91,
      state: 'expired',
      actions: [],
      next: 'free_to_work',
      left: null,
    },
    { case: 'released', told: released, day: 2, state: 'released', actions: [], next: 'free_to_work', left: null },
    { case: 'rejected', told: rejected, day: 2, state: 'refused', actions: [], next: 'refused', left: null },
  ])('$case', ({ told, day, state, actions, next, left }) => {
    const story = told();
    const view = ownershipOf(story.state, { registrationId: idOf(story), isCompetingDeal: false }, viewing(after(day)));
    expect(view).toMatchObject({ state, actions, next, daysLeft: left, partnerName: 'Demo Partner north' });
  });

  it('says the same from the CRM’s own fields alone', () => {
    for (const [told, day] of [
      [pending, 1],
      [locked, 1],
      [conflicted, 2],
      [locked, 91],
      [released, 2],
      [rejected, 2],
    ] as const) {
      const story = told();
      const now = after(day);
      const full = ownershipOf(story.state, { registrationId: idOf(story), isCompetingDeal: false }, viewing(now));
      const { fields } = registrationWrite(story.registration(NORTH), story.state, context(now));
      const { state, daysLeft, partnerName, protectedUntil } = ownershipFromFields(fields, now, 'UTC');
      expect({ state, daysLeft, partnerName, protectedUntil }).toEqual({
        state: full.state,
        daysLeft: full.daysLeft,
        partnerName: full.partnerName,
        protectedUntil: full.protectedUntil,
      });
    }
  });

  it('offers nothing to who may not decide', () => {
    const told = pending();
    const view = ownershipOf(told.state, { registrationId: idOf(told), isCompetingDeal: false }, viewing(START, false));
    expect(view).toMatchObject({ actions: [], next: 'wait_for_manager', viewerIsApprover: false });
  });

  it('shows nothing where nobody registered', () => {
    expect(ownershipOf(null, { registrationId: null, isCompetingDeal: false }, viewing(START)).state).toBe('none');
  });
});

describe('what everybody else sees', () => {
  it('a competing deal shows the holder and the conflict, and no buttons', () => {
    const told = conflicted();
    const view = ownershipOf(told.state, { registrationId: null, isCompetingDeal: true }, viewing(after(2)));
    expect(view).toMatchObject({
      state: 'conflict',
      partnerName: 'Demo Partner north',
      actions: [],
      next: 'talk_to_manager',
    });
    expect(competingDealFields(told.state, context(after(2)))).toMatchObject({
      channelConflict: 'partner_vs_direct',
      conflictText: expect.stringContaining('Protected for Demo Partner north until Feb 21, 2027') as unknown,
    });
    expect(competingDealFields(told.state, context(after(2)))).not.toHaveProperty('registrationId');
  });

  it('a company shows the holder, not the refused rival that came last', () => {
    const told = locked().submit(SOUTH, { submittedAt: after(2) });
    expect(companyFields(told.state, context(after(3)))).toMatchObject({
      partnerName: 'Demo Partner north',
      lockStatus: 'active',
      channelConflict: 'partner_vs_partner',
    });
  });

  it('a record without protection does not call the company free while somebody else holds it', () => {
    const told = locked().submit(SOUTH, { submittedAt: after(2) });
    const own = { registrationId: told.registration(SOUTH).registrationId, isCompetingDeal: false };
    expect(ownershipOf(told.state, own, viewing(after(3)))).toMatchObject({ state: 'refused', next: 'held_by_other' });
    expect(ownershipOf(told.state, own, viewing(after(91)))).toMatchObject({ state: 'refused', next: 'refused' });
  });

  it('the refused rival’s record says exactly why, and holds no key', () => {
    const told = locked().submit(SOUTH, { submittedAt: after(2) });
    const write = registrationWrite(told.registration(SOUTH), told.state, context(after(3)));
    expect(write).toMatchObject({
      place: 'closed',
      fields: {
        lockKey: null,
        lockStatus: 'none',
        rejectionReason: 'prospect_locked',
        verdictText: 'Protected for another partner (PL-NORTH · Demo Partner north)',
      },
    });
    expect(registrationWrite(told.registration(NORTH), told.state, context(after(3)))).toMatchObject({
      place: 'sales',
      fields: { lockKey: 'prg:dom:siemens.com' },
    });
    expect(registrationWrite(told.registration(NORTH), told.state, context(after(91)))).toMatchObject({
      place: 'sales',
      fields: { lockKey: null, lockStatus: 'expired' },
    });
  });
});

describe('what a partner sees of its own registration', () => {
  it('names no rival, whatever happened', () => {
    const told = locked().submit(SOUTH, { submittedAt: after(2) });
    const view = partnerViewOf(told.registration(SOUTH), after(3), 'UTC');
    expect(view).toMatchObject({
      status: 'rejected',
      reason: 'neutral.prospect_locked',
      protectedUntil: null,
      canWithdraw: false,
    });
    expect(JSON.stringify(view)).not.toContain('north');
  });

  it('shows protection, the days left and the open question', () => {
    const told = locked();
    expect(partnerViewOf(told.registration(NORTH), after(1), 'UTC')).toMatchObject({
      status: 'approved',
      daysLeft: 89,
      canWithdraw: true,
    });
    expect(partnerViewOf(told.registration(NORTH), after(91), 'UTC')).toMatchObject({
      status: 'expired',
      daysLeft: null,
      canWithdraw: false,
    });
    const open = asked();
    expect(partnerViewOf(open.registration(NORTH), after(1), 'UTC')).toMatchObject({
      status: 'action_required',
      question: 'Who decides?',
    });
  });
});
