import { describe, expect, it } from 'vitest';
import { hintsFromHubSpot } from '../../../server/inbound/from-hubspot.ts';
import { FIELDS } from '../../../shared/catalog/fields.ts';

const base = {
  portalId: 4242,
  appId: 31415926,
  subscriptionId: 9,
  eventId: 100,
  occurredAt: 1_795_305_600_000,
  attemptNumber: 0,
};
const change = (more: object) => ({
  ...base,
  subscriptionType: 'object.propertyChange',
  objectId: 77,
  changeSource: 'CRM_UI',
  sourceId: 'userId:9',
  ...more,
});
const hints = (...events: unknown[]) => hintsFromHubSpot(JSON.stringify(events), '31415926');
const only = (event: object) => hints(event).hints.map(({ hint }) => hint);

describe('a webhook says what to read again', () => {
  it.each([
    {
      case: 'a submission',
      event: change({
        objectTypeId: '0-1',
        propertyName: FIELDS.stagingNonce.hubspot,
        propertyValue: 'n1',
        changeSource: 'FORM',
      }),
      expected: [{ kind: 'submission', record: { object: 'contact', id: '77' }, nonce: 'n1' }],
    },
    {
      case: 'another property of a contact',
      event: change({ objectTypeId: '0-1', propertyName: 'email', propertyValue: 'x' }),
      expected: [],
    },
    {
      case: 'a cleared nonce',
      event: change({ objectTypeId: '0-1', propertyName: FIELDS.stagingNonce.hubspot, propertyValue: '' }),
      expected: [],
    },
    {
      case: 'a deal changed',
      event: change({ objectTypeId: '0-3', propertyName: 'dealstage', propertyValue: 'x' }),
      expected: [{ kind: 'deal', id: '77' }],
    },
    {
      case: 'a deal created',
      event: { ...base, subscriptionType: 'object.creation', objectTypeId: '0-3', objectId: 78 },
      expected: [{ kind: 'deal', id: '78' }],
    },
    {
      case: 'a company changed',
      event: change({ objectTypeId: '0-2', propertyName: 'domain', propertyValue: 'x' }),
      expected: [{ kind: 'company', id: '77' }],
    },
    {
      case: 'a deal that got a company',
      event: {
        ...base,
        subscriptionType: 'object.associationChange',
        fromObjectId: 5,
        fromObjectTypeId: '0-2',
        toObjectId: 78,
        toObjectTypeId: '0-3',
      },
      expected: [{ kind: 'deal', id: '78' }],
    },
    {
      case: 'companies merged',
      event: {
        ...base,
        subscriptionType: 'object.merge',
        objectTypeId: '0-2',
        primaryObjectId: 5,
        mergedObjectIds: [6],
      },
      expected: [{ kind: 'company_merged', id: '5', mergedIds: ['6'] }],
    },
    {
      case: 'companies merged into a record with a new id',
      event: {
        ...base,
        subscriptionType: 'object.merge',
        objectTypeId: '0-2',
        primaryObjectId: 5,
        mergedObjectIds: [6],
        newObjectId: 7,
      },
      expected: [{ kind: 'company_merged', id: '7', mergedIds: ['5', '6'] }],
    },
    {
      case: 'our own write coming back',
      event: change({
        objectTypeId: '0-3',
        propertyName: 'dealstage',
        changeSource: 'INTEGRATION',
        sourceId: '31415926',
      }),
      expected: [],
    },
    {
      case: 'another app’s write',
      event: change({ objectTypeId: '0-3', propertyName: 'dealstage', changeSource: 'INTEGRATION', sourceId: '999' }),
      expected: [{ kind: 'deal', id: '77' }],
    },
  ])('$case', ({ event, expected }) => expect(only(event)).toEqual(expected));
});

it('keeps two events apart that share an eventId', () => {
  const first = change({ objectTypeId: '0-3', propertyName: 'dealstage', propertyValue: 'a' });
  const keys = hints(first, { ...first, propertyName: 'amount' }, first).hints.map(({ eventKey }) => eventKey);
  expect(new Set(keys).size).toBe(2);
});

it('passes over what nobody can read and keeps the rest', () => {
  const { hints: found, unreadable } = hints(
    { nonsense: true },
    null,
    change({ objectTypeId: '0-3', propertyName: 'x' }),
  );
  expect([found.length, unreadable]).toEqual([1, 2]);
  expect(hintsFromHubSpot('{"not":"a list"}', '1').hints).toEqual([]);
  expect(hintsFromHubSpot('not json', '1').hints).toEqual([]);
});
