import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstalledApp } from './installed-app.ts';
import { DEALS, installedApp, items, newDeal, provisionLock, text } from './installed-app.ts';

let app: InstalledApp;

beforeEach(async () => {
  app = await installedApp();
  await provisionLock(app);
});
afterEach(() => app.standIn.close());

const search = (body: object = {}) => app.call('POST', `${DEALS}/search`, body);
const filter = (propertyName: string, operator: string, more: object = {}) => ({ propertyName, operator, ...more });
const find = (...filters: object[]) => search({ filterGroups: [{ filters }], properties: ['dealname'] });
const names = async (reply: ReturnType<typeof search>) =>
  items((await reply).body['results']).map((each) => text(each['properties']?.['dealname']));
const indexed = () => app.standIn.clock.advance(3_000);

describe('the index lags behind', () => {
  it('does not know a new record for three seconds', async () => {
    await newDeal(app, { dealname: 'new' });
    expect((await search()).body['total']).toBe(0);
    app.standIn.clock.advance(2_999);
    expect((await search()).body['total']).toBe(0);
    app.standIn.clock.advance(1);
    expect((await search()).body['total']).toBe(1);
  });

  it('still answers the old value of a change, and a record that is gone', async () => {
    const id = await newDeal(app, { dealname: 'old' });
    indexed();
    await app.call('PATCH', `${DEALS}/${id}`, { properties: { dealname: 'new' } });
    expect(await names(find(filter('dealname', 'EQ', { value: 'old' })))).toEqual(['old']);
    await app.call('DELETE', `${DEALS}/${id}`);
    indexed();
    expect((await search()).body['total']).toBe(0);
    app.standIn.portal.objects('deals').restore(id);
    indexed();
    expect(await names(find(filter('dealname', 'EQ', { value: 'new' })))).toEqual(['new']);
  });

  it('knows what was seeded from the start', async () => {
    const seeded = await installedApp({
      seed: (portal) => void portal.objects('deals').create({ dealname: 'seeded' }),
    });
    const reply = await seeded.call('POST', `${DEALS}/search`, {});
    expect(reply.body['total']).toBe(1);
    await seeded.standIn.close();
  });
});

describe('filters', () => {
  beforeEach(async () => {
    await newDeal(app, { dealname: 'Alpha Machines', amount: '100', prm_lock_status: 'active' });
    await newDeal(app, { dealname: 'Beta Retail', amount: '20', prm_lock_ends_at: '2026-12-01T00:00:00Z' });
    await newDeal(app, { dealname: 'Gamma Machines', prm_lock_status: 'expired' });
    indexed();
  });

  const rows: [label: string, filter: object, expected: string[]][] = [
    ['EQ without regard to case', filter('dealname', 'EQ', { value: 'alpha machines' }), ['Alpha Machines']],
    ['NEQ leaves out empty values', filter('amount', 'NEQ', { value: '20' }), ['Alpha Machines']],
    ['GT by size, not by letter', filter('amount', 'GT', { value: '20' }), ['Alpha Machines']],
    ['GTE', filter('amount', 'GTE', { value: '20' }), ['Alpha Machines', 'Beta Retail']],
    ['LT', filter('amount', 'LT', { value: '100' }), ['Beta Retail']],
    ['LTE', filter('amount', 'LTE', { value: '100' }), ['Alpha Machines', 'Beta Retail']],
    ['BETWEEN', filter('amount', 'BETWEEN', { value: '15', highValue: '30' }), ['Beta Retail']],
    ['IN', filter('prm_lock_status', 'IN', { values: ['active', 'expired'] }), ['Alpha Machines', 'Gamma Machines']],
    ['NOT_IN', filter('prm_lock_status', 'NOT_IN', { values: ['active'] }), ['Gamma Machines']],
    ['HAS_PROPERTY', filter('amount', 'HAS_PROPERTY'), ['Alpha Machines', 'Beta Retail']],
    ['NOT_HAS_PROPERTY', filter('amount', 'NOT_HAS_PROPERTY'), ['Gamma Machines']],
    [
      'CONTAINS_TOKEN finds words',
      filter('dealname', 'CONTAINS_TOKEN', { value: 'machines' }),
      ['Alpha Machines', 'Gamma Machines'],
    ],
    ['CONTAINS_TOKEN does not find parts of words', filter('dealname', 'CONTAINS_TOKEN', { value: 'mach' }), []],
    [
      'CONTAINS_TOKEN with a star does',
      filter('dealname', 'CONTAINS_TOKEN', { value: 'mach*' }),
      ['Alpha Machines', 'Gamma Machines'],
    ],
    ['a moment in milliseconds', filter('prm_lock_ends_at', 'LTE', { value: '1796083200000' }), ['Beta Retail']],
  ];
  it.each(rows)('%s', async (_label, wanted, expected) => {
    expect(await names(find(wanted))).toEqual(expected);
  });

  it('joins the filters of a group by AND and groups by OR', async () => {
    const machines = filter('dealname', 'CONTAINS_TOKEN', { value: 'machines' });
    const withAmount = filter('amount', 'HAS_PROPERTY');
    expect(await names(find(machines, withAmount))).toEqual(['Alpha Machines']);
    const either = search({
      filterGroups: [{ filters: [machines] }, { filters: [withAmount] }],
      properties: ['dealname'],
    });
    expect(await names(either)).toHaveLength(3);
  });

  it('sorts by size and pages with after', async () => {
    const sorts = [{ propertyName: 'amount', direction: 'DESCENDING' }];
    const first = await search({ sorts, limit: 1, properties: ['dealname'] });
    expect(first.body['results']?.[0]?.['properties']?.['dealname']).toBe('Alpha Machines');
    const after = first.body['paging']?.['next']?.['after'];
    expect(await names(search({ sorts, limit: 5, after, properties: ['dealname'] }))).toEqual([
      'Beta Retail',
      'Gamma Machines',
    ]);
  });

  const tooMuch: [label: string, body: object][] = [
    ['201 results a page', { limit: 201 }],
    ['more than 10,000 results', { after: '9995', limit: 10 }],
    [
      'six groups',
      { filterGroups: Array.from({ length: 6 }, () => ({ filters: [filter('amount', 'HAS_PROPERTY')] })) },
    ],
    [
      'seven filters in a group',
      { filterGroups: [{ filters: Array.from({ length: 7 }, () => filter('amount', 'HAS_PROPERTY')) }] },
    ],
    ['two sorts', { sorts: [{ propertyName: 'amount' }, { propertyName: 'dealname' }] }],
    ['3,000 characters', { query: 'x'.repeat(3_000) }],
    ['an unknown property', { filterGroups: [{ filters: [filter('no_such', 'HAS_PROPERTY')] }] }],
    ['an unknown operator', { filterGroups: [{ filters: [filter('amount', 'LIKE', { value: '1' })] }] }],
    ['a filter without its value', { filterGroups: [{ filters: [filter('amount', 'EQ')] }] }],
  ];
  it.each(tooMuch)('refuses %s', async (_label, body) => {
    expect((await search(body)).status).toBe(400);
  });
});

it('answers five searches a second per account and refuses the sixth, without rate headers', async () => {
  const replies = await Promise.all(Array.from({ length: 6 }, () => search()));
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
  const refused = replies.find((reply) => reply.status === 429);
  expect(refused?.body).toMatchObject({ message: 'You have reached your secondly limit.', policyName: 'SECONDLY' });
  expect(refused?.headers.has('x-hubspot-ratelimit-max')).toBe(false);
  app.standIn.clock.advance(1_000);
  expect((await search()).status).toBe(200);
});
