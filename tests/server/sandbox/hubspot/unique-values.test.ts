import { afterEach, beforeEach, expect, it } from 'vitest';
import type { InstalledApp } from './installed-app.ts';
import { CONTACTS, DEALS, installedApp, newDeal, provisionLock, text } from './installed-app.ts';

const KEY = 'program-1:dom:initech.com';
let app: InstalledApp;

beforeEach(async () => {
  app = await installedApp();
  await provisionLock(app);
});
afterEach(() => app.standIn.close());

const take = (id: string, key = KEY) => app.call('PATCH', `${DEALS}/${id}`, { properties: { prm_lock_key: key } });

it('lets one of twenty simultaneous writers have a unique value and tells the others who has it', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => newDeal(app)));
  const replies = await Promise.all(ids.map((id) => take(id)));
  const winners = replies.filter((reply) => reply.status === 200);
  const losers = replies.filter((reply) => reply.status === 400);
  expect(winners).toHaveLength(1);
  expect(losers).toHaveLength(19);
  const holder = text(winners[0]?.body['id']);
  for (const { body } of losers) {
    expect(body['category']).toBe('VALIDATION_ERROR');
    expect(body['message']).toMatch(
      new RegExp(
        `^Cannot set PropertyValueCoordinates\\{portalId=4242, objectTypeId=ObjectTypeId\\{legacyObjectType=DEAL\\}, ` +
          `propertyName=prm_lock_key, value=${KEY}\\} on \\d+\\. ${holder} already has that value\\.$`,
      ),
    );
  }
});

it('changes nothing at all when one value of a write is taken', async () => {
  const [holder, other] = [await newDeal(app), await newDeal(app)];
  await take(holder);
  const properties = { dealname: 'changed', prm_lock_key: KEY };
  expect((await app.call('PATCH', `${DEALS}/${other}`, { properties })).status).toBe(400);
  expect((await app.call('GET', `${DEALS}/${other}`)).body['properties']?.['dealname']).toBe('A deal');
});

it('finds and changes a record by its unique value', async () => {
  const id = await newDeal(app);
  await take(id);
  const path = `${DEALS}/${encodeURIComponent(KEY)}`;
  expect((await app.call('GET', path, undefined, { idProperty: 'prm_lock_key' })).body['id']).toBe(id);
  const renamed = await app.call('PATCH', path, { properties: { dealname: 'found' } }, { idProperty: 'prm_lock_key' });
  expect(renamed.body['id']).toBe(id);
  expect((await app.call('GET', path, undefined, { idProperty: 'dealname' })).status).toBe(400);
});

it('frees a cleared value for the next record', async () => {
  const [first, second] = [await newDeal(app), await newDeal(app)];
  await take(first);
  await take(first, '');
  expect((await take(second)).status).toBe(200);
});

it('frees the value of an archived record, or keeps it when the test says so', async () => {
  const [first, second, third] = [await newDeal(app), await newDeal(app), await newDeal(app)];
  await take(first);
  await app.call('DELETE', `${DEALS}/${first}`);
  expect((await take(second)).status).toBe(200);
  app.standIn.portal.records.archivedRecordsHoldUniqueValues = true;
  await app.call('DELETE', `${DEALS}/${second}`);
  expect((await take(third)).body['message']).toMatch(new RegExp(`${second} already has that value\\.$`));
});

it('takes the value from a restored record when somebody else holds it now', async () => {
  const [first, second] = [await newDeal(app), await newDeal(app)];
  await take(first);
  await app.call('DELETE', `${DEALS}/${first}`);
  await take(second);
  const restored = app.standIn.portal.objects('deals').restore(first);
  expect(restored.properties['prm_lock_key']).toBeUndefined();
  expect(app.standIn.portal.records.idByUnique('deals', 'prm_lock_key', KEY)).toBe(second);
});

it('answers 409 with the existing id for a second contact with the same email', async () => {
  const first = await app.call('POST', CONTACTS, { properties: { email: 'Info@Initech.example' } });
  const second = await app.call('POST', CONTACTS, { properties: { email: 'info@initech.EXAMPLE' } });
  expect(second.status).toBe(409);
  expect(second.body['category']).toBe('CONFLICT');
  expect(second.body['message']).toBe(`Contact already exists. Existing ID: ${text(first.body['id'])}`);
});

it('answers 400, not 409, when a contact is changed to an email that is taken', async () => {
  const first = await app.call('POST', CONTACTS, { properties: { email: 'a@initech.example' } });
  const second = await app.call('POST', CONTACTS, { properties: { email: 'b@initech.example' } });
  const properties = { email: 'a@initech.example' };
  const reply = await app.call('PATCH', `${CONTACTS}/${text(second.body['id'])}`, { properties });
  expect(reply.status).toBe(400);
  expect(reply.body['message']).toContain('legacyObjectType=CONTACT');
  expect(reply.body['message']).toMatch(new RegExp(`${text(first.body['id'])} already has that value\\.$`));
});
