import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InstalledApp } from './installed-app.ts';
import { COMPANIES, DEALS, installedApp, newDeal, text } from './installed-app.ts';

const PIPELINES = '/crm/pipelines/2026-09/deals';
const stage = { label: 'A stage', displayOrder: 0, metadata: { probability: '0.5' } };
let app: InstalledApp;
let deal: string;
let company: string;

beforeAll(async () => {
  app = await installedApp();
  deal = await newDeal(app);
  company = text((await app.call('POST', COMPANIES, { properties: { name: 'Initech' } })).body['id']);
});
afterAll(() => app.standIn.close());

const rows: [label: string, status: number, method: string, path: string, body?: unknown][] = [
  ['associations of a record that is not there', 404, 'GET', `${DEALS}/999/associations/companies`],
  ['linking a record that is not there', 404, 'PUT', `${DEALS}/999/associations/default/companies/COMPANY`],
  ['linking to a record that is not there', 404, 'PUT', `${DEALS}/DEAL/associations/default/companies/999`],
  ['linking a record with itself', 400, 'PUT', `${COMPANIES}/COMPANY/associations/default/companies/COMPANY`],
  ['associations of an unknown type in a read', 400, 'GET', `${DEALS}/DEAL?associations=tickets`],
  ['privacy deletion of a deal', 400, 'POST', `${DEALS}/gdpr-delete`, { objectId: 'DEAL' }],
  ['privacy deletion of nobody', 404, 'POST', '/crm/objects/2026-09/contacts/gdpr-delete', { objectId: '999' }],
  ['a page of none', 400, 'GET', `${DEALS}?limit=0`],
  ['a page of 101', 400, 'GET', `${DEALS}?limit=101`],
  ['a page of words', 400, 'GET', `${DEALS}?limit=ten`],
  ['pipelines of contacts', 404, 'GET', '/crm/pipelines/2026-09/contacts'],
  ['a pipeline that is not there', 404, 'GET', `${PIPELINES}/nowhere`],
  ['a stage that is not there', 404, 'GET', `${PIPELINES}/default/stages/nowhere`],
  ['a stage label that is taken', 409, 'POST', `${PIPELINES}/default/stages`, { ...stage, label: 'Closed Won' }],
  [
    'a pipeline id that is taken',
    400,
    'POST',
    PIPELINES,
    { label: 'Other', displayOrder: 1, id: 'default', stages: [stage] },
  ],
  ['a pipeline without a label', 400, 'POST', PIPELINES, { label: ' ', displayOrder: 1, stages: [stage] }],
  ['deleting the last pipeline', 400, 'DELETE', `${PIPELINES}/default`],
  ['a group that is not there', 404, 'GET', '/crm/properties/2026-09/deals/groups/nowhere'],
  ['a group name with a space', 400, 'POST', '/crm/properties/2026-09/deals/groups', { name: 'a b', label: 'A' }],
  [
    'changing the type of HubSpot’s own property',
    400,
    'PATCH',
    '/crm/properties/2026-09/deals/amount',
    { type: 'string', fieldType: 'text' },
  ],
  [
    'moving a property to a group that is not there',
    400,
    'PATCH',
    '/crm/properties/2026-09/deals/amount',
    { groupName: 'nowhere' },
  ],
  ['a form that is not there', 404, 'PATCH', '/marketing/v3/forms/nowhere', { name: 'x' }],
  [
    'merging with a record that is not there',
    404,
    'POST',
    `${DEALS}/merge`,
    { primaryObjectId: 'DEAL', objectIdToMerge: '999' },
  ],
  ['merging a record with itself', 400, 'POST', `${DEALS}/merge`, { primaryObjectId: 'DEAL', objectIdToMerge: 'DEAL' }],
];

it.each(rows)('refuses %s with %i', async (_label, status, method, path, body) => {
  const named = (text: string) => text.replaceAll('DEAL', deal).replaceAll('COMPANY', company);
  const url = new URL(named(path), app.standIn.baseUrl);
  const sent: unknown = body === undefined ? undefined : JSON.parse(named(JSON.stringify(body)));
  const reply = await app.call(method, url.pathname, sent, Object.fromEntries(url.searchParams));
  expect(reply.status).toBe(status);
  expect(reply.body['category']).toBeDefined();
  expect(reply.body['category']).not.toBe('STAND_IN_BUG');
});

it('refuses to restore what was never archived', () => {
  expect(() => app.standIn.portal.objects('deals').restore(deal)).toThrow('resource not found');
});
