import { describe, expect, it } from 'vitest';
import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import { feedBody, hintsFromSalesforce } from '../../../server/inbound/from-salesforce.ts';

const ORG = '00D000000000001AAA';
const OURS = '005000000000001AAA';
const THEIRS = '005000000000002AAA';

/** A header as the platform documents it; every test says only what it is about. */
const header = (change: Record<string, unknown> = {}) => ({
  entityName: 'Account',
  recordIds: ['001000000000001AAA'],
  changeType: 'UPDATE',
  changeOrigin: 'com/salesforce/api/rest/67.0;client=SfdcInternalAPI/',
  transactionKey: '0002343d-9d90-e395-ed20-cf416ba652ad',
  sequenceNumber: 1,
  commitTimestamp: Date.parse('2026-11-24T10:00:00.000Z'),
  commitNumber: 10_585_193_272_713,
  commitUser: THEIRS,
  changedFields: ['Name', 'LastModifiedDate'],
  nulledFields: [],
  diffFields: [],
  ...change,
});
const read = (change: Record<string, unknown> = {}, ourUserId: string | null = OURS) =>
  hintsFromSalesforce(feedBody(ourUserId, [{ header: header(change) }]), ORG);
const hints = (...given: Parameters<typeof read>) => read(...given).hints.map(({ hint }) => hint);

describe('a change event', () => {
  it.each([
    ['Account', 'company'],
    ['Lead', 'lead'],
    ['Opportunity', 'deal'],
    [REGISTRATION_OBJECT, 'registration'],
  ])('of %s has its %s read again', (entityName, kind) => {
    expect(read({ entityName, changedFields: [] })).toEqual({
      unreadable: 0,
      hints: [
        {
          accountId: ORG,
          eventKey: `0002343d-9d90-e395-ed20-cf416ba652ad|1|${entityName}|001000000000001AAA`,
          occurredAt: '2026-11-24T10:00:00.000Z',
          hint: { kind, id: '001000000000001AAA' },
        },
      ],
    });
  });

  it.each(['CREATE', 'DELETE', 'UNDELETE', 'GAP_CREATE', 'GAP_UPDATE', 'GAP_DELETE', 'GAP_UNDELETE'])(
    '%s has the record read again: a company that was merged away is found as the one it went into',
    (changeType) => {
      expect(hints({ changeType, changedFields: [] })).toEqual([{ kind: 'company', id: '001000000000001AAA' }]);
    },
  );

  it('of several records names each of them, with a key of its own', () => {
    const { hints: found } = read({ recordIds: ['001000000000001AAA', '001000000000002AAA'] });
    expect(found.map(({ hint }) => hint)).toEqual([
      { kind: 'company', id: '001000000000001AAA' },
      { kind: 'company', id: '001000000000002AAA' },
    ]);
    expect(new Set(found.map(({ eventKey }) => eventKey)).size).toBe(2);
  });

  it('of our own user is an echo, unless that user is a person', () => {
    expect(hints({ commitUser: OURS })).toEqual([]);
    expect(hints({ commitUser: OURS }, null)).toHaveLength(1);
  });

  it.each([
    ['a field that nobody here reads', 'Account', ['Phone', 'LastModifiedDate'], 0],
    ['a part of an address', 'Account', ['BillingAddress.City'], 1],
    ['a field of ours', 'Account', ['Partner_Anything'], 1],
    ['the conversion of a lead', 'Lead', ['IsConverted', 'Status'], 1],
    ['a stage', 'Opportunity', ['StageName'], 1],
    ['a next step', 'Opportunity', ['NextStep'], 0],
    ['anything of a registration', REGISTRATION_OBJECT, ['LastModifiedDate'], 1],
    ['what it does not say', 'Account', [], 1],
  ])('that changed %s', (_what, entityName, changedFields, count) => {
    expect(hints({ entityName, changedFields })).toHaveLength(count);
  });

  it('of an object that is none of ours is passed over, whatever its name', () => {
    for (const entityName of ['Contact', 'constructor', '__proto__', '']) expect(hints({ entityName })).toEqual([]);
  });

  it('GAP_OVERFLOW has everything read again since a while before its commit', () => {
    expect(hints({ changeType: 'GAP_OVERFLOW', recordIds: ['000000000000000AAA'] })).toEqual([
      { kind: 'changes_lost', since: '2026-11-24T09:45:00.000Z' },
    ]);
  });
});

describe('a delivery of the change feed', () => {
  it('says since when events may be missing', () => {
    const lost = { channel: '/data/x', since: '2026-11-20T10:00:00.000Z', notedAt: '2026-11-24T10:00:00.000Z' };
    expect(hintsFromSalesforce(feedBody(null, [{ lost }]), ORG).hints).toEqual([
      {
        accountId: ORG,
        eventKey: 'lost|/data/x|2026-11-24T10:00:00.000Z',
        occurredAt: lost.notedAt,
        hint: { kind: 'changes_lost', since: lost.since },
      },
    ]);
  });

  it('is read as far as it can be read, and the rest is counted', () => {
    const entries = [{ header: header() }, { header: { entityName: 'Account' } }, { header: null }];
    const { hints: found, unreadable } = hintsFromSalesforce(feedBody(OURS, entries), ORG);
    expect([found.length, unreadable]).toEqual([1, 2]);
  });

  it.each(['', '[]', 'null', '{"entries":1}', '{'])('%j is unreadable and throws nothing', (body) => {
    expect(hintsFromSalesforce(body, ORG)).toEqual({ hints: [], unreadable: 1 });
  });
});
