import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from '../../../server/flow/differences.ts';
import type { FieldValue, FieldValues } from '../../../shared/catalog/field.ts';
import type { FieldCode } from '../../../shared/catalog/fields.ts';

const AT = '2026-11-22T09:00:00.000Z';

describe('what the CRM has instead of what we wrote', () => {
  it.each<{ case: string; wrote: FieldValues; reads: FieldValues; edited: FieldCode[] }>([
    { case: 'the same', wrote: { partnerName: 'North' }, reads: { partnerName: 'North' }, edited: [] },
    { case: 'another text', wrote: { partnerName: 'North' }, reads: { partnerName: 'South' }, edited: ['partnerName'] },
    {
      case: 'an emptied field',
      wrote: { partnerName: 'North' },
      reads: { partnerName: null },
      edited: ['partnerName'],
    },
    { case: 'a filled field', wrote: { lockKey: null }, reads: { lockKey: 'k' }, edited: ['lockKey'] },
    { case: 'empty text where we wrote nothing', wrote: { lockKey: null }, reads: { lockKey: '' }, edited: [] },
    {
      case: 'spaces that the CRM took away',
      wrote: { partnerName: ' North ' },
      reads: { partnerName: 'North' },
      edited: [],
    },
    { case: 'a field that the record does not have', wrote: { lockKey: 'k' }, reads: { partnerName: 'x' }, edited: [] },
    {
      case: 'an instant of which Salesforce keeps whole seconds',
      wrote: { lockEndsAt: '2026-11-22T09:00:00.789Z' },
      reads: { lockEndsAt: AT },
      edited: [],
    },
    {
      case: 'an instant one second later',
      wrote: { lockEndsAt: AT },
      reads: { lockEndsAt: '2026-11-22T09:00:01.000Z' },
      edited: ['lockEndsAt'],
    },
    {
      case: 'text that Salesforce cut after 255 characters',
      wrote: { partnerName: 'n'.repeat(300) },
      reads: { partnerName: 'n'.repeat(255) },
      edited: [],
    },
    { case: 'a number', wrote: { lockEpoch: 2 }, reads: { lockEpoch: 3 }, edited: ['lockEpoch'] },
    {
      case: 'choices in another order',
      wrote: { verdictReasons: ['prospect_locked', 'clean'] },
      reads: { verdictReasons: ['clean', 'prospect_locked'] },
      edited: [],
    },
    {
      case: 'one choice less',
      wrote: { verdictReasons: ['prospect_locked', 'clean'] },
      reads: { verdictReasons: ['clean'] },
      edited: ['verdictReasons'],
    },
    {
      case: 'no choice where there was none',
      wrote: { verdictReasons: [] },
      reads: { verdictReasons: null },
      edited: [],
    },
    {
      case: 'text that no protection rests on, staging and amounts',
      wrote: {
        verdictText: 'a',
        conflictText: 'a',
        submittedByEmail: 'a@b.example',
        stagingNonce: 'n',
        estimatedAmount: null,
      },
      reads: { verdictText: 'b', conflictText: null, submittedByEmail: '', stagingNonce: '', estimatedAmount: 5 },
      edited: [],
    },
    {
      case: 'several at once, in the order in which we write them',
      wrote: { lockStatus: 'active', lockEndsAt: AT, lockKey: 'k' },
      reads: { lockKey: null, lockEndsAt: null, lockStatus: 'active' },
      edited: ['lockEndsAt', 'lockKey'],
    },
  ])('$case', ({ wrote, reads, edited }) => expect(differences(wrote, reads)).toEqual(edited));
});

describe('whatever stands in the fields', () => {
  const value: fc.Arbitrary<FieldValue> = fc.oneof(
    fc.string(),
    fc.constant(AT),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.constantFrom('clean', 'too_small')),
  );
  const fields: fc.Arbitrary<FieldValues> = fc.dictionary(
    fc.constantFrom('partnerName', 'lockKey', 'lockEpoch', 'verdictReasons', 'lockEndsAt'),
    value,
  );

  it('what we wrote does not differ from itself', () => {
    fc.assert(
      fc.property(fields, (wrote) => {
        expect(differences(wrote, wrote)).toEqual([]);
      }),
    );
  });

  it('two sets of the same fields differ in the same ones from either side', () => {
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const both = Object.fromEntries(Object.entries(b).filter(([code]) => code in a));
        const same = Object.fromEntries(Object.entries(a).filter(([code]) => code in both));
        expect(differences(same, both).toSorted()).toEqual(differences(both, same).toSorted());
      }),
    );
  });
});
