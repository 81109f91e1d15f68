import { expect, it } from 'vitest';
import { QUEUE_TABS, queueOrder, queueWhere } from '../../../shared/views/salesforce-queue.ts';

const NOW = '2026-11-22T09:00:00.000Z';

it('waits for a decision: undecided, not asked, or not looked at yet', () => {
  expect(queueWhere('waiting', NOW)).toEqual({
    or: [
      { Partner_Registration_Status__c: { in: ['submitted', 'under_review'] } },
      { Partner_Registration_Status__c: { eq: null } },
    ],
  });
});

it('asked: the partner owes an answer', () => {
  expect(queueWhere('asked', NOW)).toEqual({ Partner_Registration_Status__c: { eq: 'action_required' } });
});

it('a conflict counts while the lock holds', () => {
  expect(queueWhere('conflict', NOW)).toEqual({
    and: [
      { Partner_Channel_Conflict__c: { in: ['partner_vs_partner', 'partner_vs_direct'] } },
      { Partner_Is_Locked__c: { eq: true } },
    ],
  });
});

it('soon is within 14 days', () => {
  expect(queueWhere('soon', NOW)).toEqual({
    and: [
      { Partner_Is_Locked__c: { eq: true } },
      { Partner_Lock_Ends_At__c: { lte: { value: '2026-12-06T09:00:00.000Z' } } },
    ],
  });
});

it('names only fields of the registration', () => {
  for (const tab of QUEUE_TABS) expect(() => queueWhere(tab, NOW)).not.toThrow();
  expect(() => queueOrder('programCode', 'asc')).toThrow(/no field programCode/);
});

it('sorts what has no value last, both ways', () => {
  expect(queueOrder('registeredAt', 'asc')).toEqual({ Partner_Registered_At__c: { order: 'ASC', nulls: 'LAST' } });
  expect(queueOrder('registeredAt', 'desc')).toEqual({ Partner_Registered_At__c: { order: 'DESC', nulls: 'LAST' } });
});
