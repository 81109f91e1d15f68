import { afterEach, beforeEach, expect, it } from 'vitest';
import type { InstalledApp } from './installed-app.ts';
import { COMPANIES, CONTACTS, DEALS, installedApp, items, newDeal, text } from './installed-app.ts';

let app: InstalledApp;
let deal: string;
let company: string;
let otherCompany: string;

beforeEach(async () => {
  app = await installedApp();
  deal = await newDeal(app);
  company = await newCompany('Initech');
  otherCompany = await newCompany('Initrode');
});
afterEach(() => app.standIn.close());

const newCompany = async (name: string) =>
  text((await app.call('POST', COMPANIES, { properties: { name } })).body['id']);
const link = (to: string) => app.call('PUT', `${DEALS}/${deal}/associations/default/companies/${to}`);
const batch = (verb: string, inputs: unknown, pair = 'deals/companies') =>
  app.call('POST', `/crm/associations/2026-09/${pair}/batch/${verb}`, { inputs });
const typesOf = async (from: string, id: string, to: string) => {
  const reply = await app.call('GET', `/crm/objects/2026-09/${from}/${id}/associations/${to}`);
  return items(reply.body['results']).map((each) => [
    each['toObjectId'],
    items(each['associationTypes']).map((type) => type['typeId']),
  ]);
};

it('shows a default association from both sides, and the first company is the primary one', async () => {
  const reply = await link(company);
  expect(reply.status).toBe(200);
  expect(reply.body['results']?.[0]?.['associationSpec']).toMatchObject({ associationTypeId: 341 });
  await link(otherCompany);
  expect(await typesOf('deals', deal, 'companies')).toEqual([
    [Number(company), [341, 5]],
    [Number(otherCompany), [341]],
  ]);
  expect(await typesOf('companies', company, 'deals')).toEqual([[Number(deal), [342, 6]]]);
});

it('moves the primary label and never has two', async () => {
  await link(company);
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }];
  expect((await app.call('PUT', `${DEALS}/${deal}/associations/companies/${otherCompany}`, types)).status).toBe(201);
  expect(await typesOf('deals', deal, 'companies')).toEqual([
    [Number(company), [341]],
    [Number(otherCompany), [341, 5]],
  ]);
});

it('creates a record together with its associations, or not at all', async () => {
  const to = (id: string, associationTypeId = 341) => ({
    to: { id },
    types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
  });
  const good = await app.call('POST', DEALS, { properties: {}, associations: [to(company)] });
  const read = await app.call('GET', `${DEALS}/${text(good.body['id'])}`, undefined, {
    associations: 'companies,contacts',
  });
  expect(read.body['associations']).toEqual({
    companies: {
      results: [
        { id: company, type: 'deal_to_company_unlabeled' },
        { id: company, type: 'deal_to_company' },
      ],
    },
  });
  const before = app.standIn.portal.objects('deals').list().length;
  expect((await app.call('POST', DEALS, { properties: {}, associations: [to('999')] })).status).toBe(400);
  expect((await app.call('POST', DEALS, { properties: {}, associations: [to(company, 279)] })).status).toBe(400);
  expect(app.standIn.portal.objects('deals').list()).toHaveLength(before);
});

it('answers batches one by one: links, labels, reads and removals', async () => {
  const inputs = [company, '999'].map((id) => ({ from: { id: deal }, to: { id } }));
  const linked = await batch('associate/default', inputs);
  expect(linked.status).toBe(207);
  expect(linked.body['errors']?.[0]).toMatchObject({ category: 'OBJECT_NOT_FOUND', context: { toObjectId: ['999'] } });
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }];
  const labelled = await batch('create', [{ from: { id: deal }, to: { id: company }, types }]);
  expect(labelled).toMatchObject({
    status: 201,
    body: { results: [{ fromObjectTypeId: '0-3', labels: ['Primary'] }] },
  });
  const read = await batch('read', [{ id: deal }]);
  expect(read.body['results']?.[0]).toMatchObject({ from: { id: deal }, to: [{ toObjectId: Number(company) }] });
  expect((await batch('archive', [{ from: { id: deal }, to: [{ id: company }] }])).status).toBe(204);
  const empty = await batch('read', [{ id: deal }]);
  expect(empty.status).toBe(207);
  expect(empty.body['errors']?.[0]?.['subCategory']).toBe('crm.associations.NO_ASSOCIATIONS_FOUND');
  expect(await typesOf('companies', company, 'deals')).toEqual([]);
});

it('refuses a type that does not fit the two objects', async () => {
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }];
  const reply = await batch('create', [{ from: { id: deal }, to: { id: company }, types }]);
  expect(reply.body['errors']?.[0]?.['category']).toBe('VALIDATION_ERROR');
});

it('forgets archived records, and a merged company hands its deals over', async () => {
  await link(company);
  await app.call('POST', `${COMPANIES}/merge`, { primaryObjectId: otherCompany, objectIdToMerge: company });
  expect(await typesOf('deals', deal, 'companies')).toEqual([[Number(otherCompany), [341, 5]]]);
  await app.call('DELETE', `${COMPANIES}/${otherCompany}`);
  expect(await typesOf('deals', deal, 'companies')).toEqual([]);
});

it('mirrors the primary company of a contact and the parent of a company in their read-only properties', async () => {
  const contact = text((await app.call('POST', CONTACTS, { properties: { email: 'a@initech.example' } })).body['id']);
  await app.call('DELETE', `${CONTACTS}/${contact}/associations/companies/${company}`);
  await app.call('PUT', `${CONTACTS}/${contact}/associations/default/companies/${company}`);
  const child = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 14 }];
  await app.call('PUT', `${COMPANIES}/${company}/associations/companies/${otherCompany}`, child);
  const { portal } = app.standIn;
  expect(portal.objects('contacts').get(contact)?.properties['associatedcompanyid']).toBe(company);
  expect(portal.objects('companies').get(company)?.properties['hs_parent_company_id']).toBe(otherCompany);
  await app.call('DELETE', `${CONTACTS}/${contact}/associations/companies/${company}`);
  expect(portal.objects('contacts').get(contact)?.properties['associatedcompanyid']).toBeUndefined();
});

it('keeps the primary’s company first when two contacts with companies merge', async () => {
  const make = async (email: string, to: string) => {
    const id = text((await app.call('POST', CONTACTS, { properties: { email } })).body['id']);
    await app.call('PUT', `${CONTACTS}/${id}/associations/default/companies/${to}`);
    return id;
  };
  const [a, b] = [await make('a@initech.example', company), await make('b@initech.example', otherCompany)];
  const merged = await app.call('POST', `${CONTACTS}/merge`, { primaryObjectId: a, objectIdToMerge: b });
  expect(await typesOf('contacts', text(merged.body['id']), 'companies')).toEqual([
    [Number(company), [279, 1]],
    [Number(otherCompany), [279]],
  ]);
});
