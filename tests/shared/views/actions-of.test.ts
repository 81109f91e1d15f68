import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../../shared/catalog/field.ts';
import { registrationWrite } from '../../../shared/crm/record-of.ts';
import { DEFAULT_POLICY } from '../../../shared/program/policy.ts';
import { actionsFromFields } from '../../../shared/views/actions-of.ts';
import { ownershipOf } from '../../../shared/views/ownership-of.ts';
import { after, NORTH, START, story } from '../../builders/registration.ts';

const undecided: FieldValues = {
  registrationStatus: 'under_review',
  prospectKey: 'domain:siemens.com',
  lockStatus: 'pending',
  lockEndsAt: after(14),
};
const approved: FieldValues = { ...undecided, registrationStatus: 'approved', lockStatus: 'active' };

describe('what an approver may do, by the record’s own fields', () => {
  it.each([
    { case: 'waiting', fields: undecided, actions: ['approve', 'reject', 'ask'] },
    {
      case: 'asked',
      fields: { ...undecided, registrationStatus: 'action_required' },
      actions: ['approve', 'reject', 'ask'],
    },
    {
      case: 'no reservation',
      fields: { ...undecided, lockStatus: 'none', lockEndsAt: null },
      actions: ['approve', 'reject', 'ask'],
    },
    { case: 'the reservation ran out', fields: { ...undecided, lockEndsAt: after(1) }, actions: ['approve'] },
    { case: 'nothing identifies it', fields: { ...undecided, prospectKey: 'none:1' }, actions: ['reject', 'ask'] },
    { case: 'protected', fields: approved, actions: ['extend', 'release'] },
    { case: 'disputed', fields: { ...approved, lockStatus: 'disputed' }, actions: ['extend', 'release'] },
    { case: 'over at this very moment', fields: { ...approved, lockEndsAt: after(1) }, actions: [] },
    { case: 'released', fields: { ...approved, lockStatus: 'released' }, actions: [] },
    { case: 'rejected', fields: { ...undecided, registrationStatus: 'rejected' }, actions: [] },
    { case: 'not looked at yet', fields: {}, actions: [] },
    { case: 'a status that a newer server knows', fields: { ...undecided, registrationStatus: 'parked' }, actions: [] },
  ])('$case', ({ fields, actions }) => {
    expect(actionsFromFields(fields, after(1))).toEqual(actions);
  });

  const told = () => story().submit(NORTH);
  it.each([
    { case: 'waiting', tell: () => told() },
    { case: 'approved', tell: () => told().approve(NORTH, START) },
  ])('says the same as the registration itself: $case', ({ tell }) => {
    const prospect = tell();
    const registration = prospect.registration(NORTH);
    const record = { registrationId: registration.registrationId, isCompetingDeal: false };
    for (const day of [1, 13, 14, 15, 89, 90, 91]) {
      const now = after(day);
      const viewing = { now, policy: DEFAULT_POLICY, viewerIsApprover: true, program: null };
      const context = { programId: 'prg', crm: 'salesforce', zone: 'UTC', locale: 'en', now } as const;
      const { fields } = registrationWrite(registration, prospect.state, context);
      expect(actionsFromFields(fields, now), `day ${day}`).toEqual(
        ownershipOf(prospect.state, record, viewing).actions,
      );
    }
  });
});
