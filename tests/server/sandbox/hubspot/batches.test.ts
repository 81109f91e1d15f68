import { afterEach, beforeEach, expect, it } from 'vitest';
import type { InstalledApp } from './installed-app.ts';
import { DEALS, installedApp, items, newDeal, provisionLock } from './installed-app.ts';

let app: InstalledApp;

beforeEach(async () => {
  app = await installedApp();
  await provisionLock(app);
});
afterEach(() => app.standIn.close());

const batch = (verb: string, inputs: unknown, more: object = {}) =>
  app.call('POST', `${DEALS}/batch/${verb}`, { inputs, ...more });
const upsert = (id: string, properties: object, objectWriteTraceId?: string) => ({
  id,
  idProperty: 'prm_registration_id',
  properties,
  objectWriteTraceId,
});

it('creates by upsert once, then updates, and says which it was', async () => {
  const first = await batch('upsert', [upsert('r-1', { dealname: 'One' }), upsert('r-2', { dealname: 'Two' })]);
  expect(first.status).toBe(200);
  expect(items(first.body['results']).map((each) => each['new'])).toEqual([true, true]);
  const second = await batch('upsert', [upsert('r-1', { dealname: 'One again' }), upsert('r-3', {})]);
  expect(items(second.body['results']).map((each) => each['new'])).toEqual([false, true]);
  expect(second.body['results']?.[0]).toMatchObject({
    id: first.body['results']?.[0]?.['id'],
    properties: { dealname: 'One again', prm_registration_id: 'r-1' },
  });
});

it('answers 207 with the good results beside the errors, named by trace id', async () => {
  const reply = await batch('upsert', [
    upsert('r-1', { dealname: 'Good' }, 'trace-good'),
    upsert('r-2', { amount: 'bad' }, 'trace-bad'),
  ]);
  expect(reply.status).toBe(207);
  expect(items(reply.body['results'])).toHaveLength(1);
  expect(reply.body['numErrors']).toBe(1);
  expect(reply.body['errors']?.[0]).toMatchObject({
    status: 'error',
    category: 'VALIDATION_ERROR',
    context: { objectWriteTraceId: ['trace-bad'] },
  });
});

it('lets the second of two creations with one unique value fail alone', async () => {
  const inputs = [{ properties: { prm_lock_key: 'k' } }, { properties: { prm_lock_key: 'k' } }];
  const reply = await batch('create', inputs);
  expect(reply.status).toBe(207);
  expect(reply.body['errors']?.[0]?.['message']).toMatch(/already has that value\.$/);
});

it('refuses 101 inputs, repeated ids and an idProperty that is not unique', async () => {
  const many = Array.from({ length: 101 }, (_, index) => upsert(`r-${index}`, {}));
  expect((await batch('upsert', many)).status).toBe(400);
  expect(app.standIn.portal.objects('deals').list()).toEqual([]);
  expect((await batch('upsert', many.slice(0, 100))).status).toBe(200);
  expect((await batch('upsert', [upsert('r-1', {}), upsert('r-1', {})])).status).toBe(400);
  const byName = await batch('upsert', [{ id: 'x', idProperty: 'dealname', properties: {} }]);
  expect(byName.body['errors']?.[0]?.['category']).toBe('VALIDATION_ERROR');
});

it('updates by id and by unique value, and reports missing records', async () => {
  const id = await newDeal(app, { prm_registration_id: 'r-1' });
  const reply = await batch('update', [
    { id, properties: { amount: '1' } },
    { id: 'r-1', idProperty: 'prm_registration_id', properties: { description: 'both' } },
    { id: '999', properties: {} },
  ]);
  expect(reply.status).toBe(207);
  expect(items(reply.body['results'])).toHaveLength(2);
  expect(reply.body['errors']?.[0]?.['category']).toBe('OBJECT_NOT_FOUND');
});

it('reads by id and by unique value, and names the ids it could not find', async () => {
  const id = await newDeal(app, { prm_registration_id: 'r-1', amount: '5' });
  const read = { properties: ['amount'], propertiesWithHistory: ['amount'] };
  const byId = await batch('read', [{ id }], read);
  expect(byId.status).toBe(200);
  expect(byId.body['results']?.[0]?.['properties']).toMatchObject({ amount: '5' });
  expect(byId.body['results']?.[0]?.['propertiesWithHistory']?.['amount']?.[0]).toMatchObject({ value: '5' });
  const byKey = await batch('read', [{ id: 'r-1' }, { id: 'r-9' }], { idProperty: 'prm_registration_id' });
  expect(byKey.status).toBe(207);
  expect(items(byKey.body['results'])).toHaveLength(1);
  expect(byKey.body['errors']?.[0]).toMatchObject({ category: 'OBJECT_NOT_FOUND', context: { ids: ['r-9'] } });
});

it('archives many at once', async () => {
  const ids = [await newDeal(app), await newDeal(app)];
  const inputs = ids.map((id) => ({ id }));
  expect((await batch('archive', inputs)).status).toBe(204);
  expect(app.standIn.portal.objects('deals').list()).toEqual([]);
});
