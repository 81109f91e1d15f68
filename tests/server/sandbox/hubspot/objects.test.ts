import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstalledApp } from './installed-app.ts';
import { COMPANIES, CONTACTS, DEALS, installedApp, items, newDeal, provisionLock, text } from './installed-app.ts';

let app: InstalledApp;

beforeEach(async () => {
  app = await installedApp();
  await provisionLock(app);
});
afterEach(() => app.standIn.close());

const create = (properties: Record<string, unknown>) => app.call('POST', DEALS, { properties });
const problem = (message: unknown): unknown => {
  const found = /^Property values were not valid: (\[.*\])$/s.exec(String(message))?.[1];
  const problems: unknown = JSON.parse(found ?? '[]');
  return Array.isArray(problems) ? problems[0] : undefined;
};

describe('what a value may be', () => {
  const refused: [label: string, property: string, value: unknown, error: string][] = [
    ['a property nobody created', 'prm_unknown', 'x', 'PROPERTY_DOESNT_EXIST'],
    ['a value outside the options', 'prm_lock_status', 'Active', 'INVALID_OPTION'],
    ['two options where one is allowed', 'prm_lock_status', 'active;expired', 'INVALID_OPTION'],
    ['white space around an option', 'prm_lock_status', 'active ', 'LEADING_TRAILING_WHITESPACE'],
    ['words in a number', 'amount', 'a lot', 'INVALID_NUMBER'],
    ['a number with thousands separators', 'amount', '1,000', 'INVALID_NUMBER'],
    ['a moment in a date', 'prm_estimated_close_on', '2026-11-22T10:00:00Z', 'INVALID_DATE'],
    ['milliseconds off midnight in a date', 'prm_estimated_close_on', '1795305600001', 'INVALID_DATE'],
    ['a day that does not exist', 'prm_estimated_close_on', '2026-02-30', 'INVALID_LONG'],
    ['words in a moment', 'prm_lock_ends_at', 'tomorrow', 'INVALID_LONG'],
    ['a moment without a zone', 'prm_lock_ends_at', '2026-11-22T10:00:00', 'INVALID_LONG'],
    ['an owner who is none', 'hubspot_owner_id', '1', 'INVALID_OWNER_ID'],
    ['HubSpot’s own record id', 'hs_object_id', '1', 'READ_ONLY_VALUE'],
    ['a stage that does not exist', 'dealstage', 'nowhere', 'INVALID_OPTION'],
    ['a pipeline that does not exist', 'pipeline', 'nowhere', 'INVALID_OPTION'],
    ['65,537 characters', 'dealname', 'x'.repeat(65_537), 'PROPERTY_VALUE_TOO_LONG'],
    ['a megabyte of text', 'dealname', 'x'.repeat(1_048_576), 'PROPERTY_VALUE_TOO_LONG'],
    ['an escaped NUL', 'dealname', 'a\u0000b', 'INVALID_CHARACTER'],
  ];
  it.each(refused)('refuses %s', async (_label, property, value, error) => {
    const reply = await create({ dealname: 'A deal', [property]: value });
    expect(reply.status).toBe(400);
    expect(reply.body['category']).toBe('VALIDATION_ERROR');
    expect(problem(reply.body['message'])).toMatchObject({ isValid: false, error, name: property });
    expect(reply.body['errors']?.[0]).toMatchObject({ code: error, context: { propertyName: [property] } });
    expect(reply.body['correlationId']).toBeDefined();
    expect(app.standIn.portal.objects('deals').list()).toEqual([]);
  });

  const accepted: [label: string, property: string, sent: unknown, stored: string | null][] = [
    ['markup as plain text', 'dealname', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['formulas as plain text', 'dealname', '=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['65,536 characters', 'dealname', 'x'.repeat(65_536), 'x'.repeat(65_536)],
    ['a number sent as a number', 'amount', 1250.5, '1250.5'],
    ['a date as text', 'prm_estimated_close_on', '2026-11-30', '2026-11-30'],
    ['a date as midnight in milliseconds', 'prm_estimated_close_on', '1795996800000', '2026-11-30'],
    ['a moment in milliseconds', 'prm_lock_ends_at', '1795996800000', '2026-11-30T00:00:00Z'],
    ['a moment with an offset', 'prm_lock_ends_at', '2026-11-30T01:00:00.5+01:00', '2026-11-30T00:00:00.500Z'],
    ['an owner of the portal', 'hubspot_owner_id', '8002', '8002'],
    ['nothing', 'amount', '', null],
  ];
  it.each(accepted)('stores %s', async (_label, property, sent, stored) => {
    const id = await newDeal(app, { [property]: sent });
    const reply = await app.call('GET', `${DEALS}/${id}`, undefined, { properties: property });
    expect(reply.body['properties']?.[property] ?? null).toBe(stored);
  });

  it('refuses input that is not JSON, or not the right shape', async () => {
    const { access_token } = app.tokens;
    const send = (body: string, type = 'application/json') =>
      fetch(app.standIn.baseUrl + DEALS, {
        method: 'POST',
        headers: { authorization: `Bearer ${access_token}`, 'content-type': type },
        body,
      });
    expect((await send('{"properties":{"dealname":"a\u0000b"}}')).status).toBe(400);
    expect((await send('{"properties":')).status).toBe(400);
    expect((await send('{"properties":{"dealname":{"a":1}}}')).status).toBe(400);
    expect((await send('{"properties":{"dealname":null}}')).status).toBe(400);
    expect((await send('properties=1', 'application/x-www-form-urlencoded')).status).toBe(415);
    const tooLarge = await send(`{"properties":{"dealname":"${'x'.repeat(17 * 1024 * 1024)}"}}`);
    expect(tooLarge.status).toBe(413);
    expect(await tooLarge.json()).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
    expect((await app.call('GET', `${DEALS}/%E0%A4%A`)).status).toBe(400);
  });
});

describe('a deal and its stage', () => {
  it('starts in the default pipeline and derives probability and closed flags', async () => {
    const id = await newDeal(app, { dealstage: 'closedwon' });
    const properties = 'pipeline,hs_is_closed,hs_is_closed_won,hs_deal_stage_probability';
    const reply = await app.call('GET', `${DEALS}/${id}`, undefined, { properties });
    expect(reply.body['properties']).toMatchObject({
      pipeline: 'default',
      hs_is_closed: 'true',
      hs_is_closed_won: 'true',
      hs_deal_stage_probability: '1.0',
    });
  });

  it('refuses a stage of another pipeline', async () => {
    const stages = [{ label: 'New', displayOrder: 0, stageId: 'prm_new', metadata: { probability: '0.1' } }];
    await app.call('POST', '/crm/pipelines/2026-09/deals', {
      label: 'Partner',
      displayOrder: 1,
      pipelineId: 'prm',
      stages,
    });
    expect((await create({ dealstage: 'prm_new' })).status).toBe(400);
    expect((await create({ pipeline: 'prm', dealstage: 'closedwon' })).status).toBe(400);
    expect((await create({ pipeline: 'prm', dealstage: 'prm_new' })).status).toBe(201);
  });

  it('cannot lose its stage', async () => {
    const id = await newDeal(app, { dealstage: 'closedwon' });
    expect((await app.call('PATCH', `${DEALS}/${id}`, { properties: { dealstage: '' } })).status).toBe(400);
  });
});

describe('reading', () => {
  it('answers the default properties, or the named ones with null for empty and nothing for unknown', async () => {
    const id = await newDeal(app, { amount: '10' });
    const plain = await app.call('GET', `${DEALS}/${id}`);
    expect(Object.keys(plain.body['properties'] ?? {}).sort()).toEqual([
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ]);
    const named = await app.call('GET', `${DEALS}/${id}`, undefined, { properties: ['description', 'no_such'] });
    expect(named.body['properties']).toEqual({
      description: null,
      createdate: '2026-11-22T10:00:00.250Z',
      hs_lastmodifieddate: '2026-11-22T10:00:00.250Z',
      hs_object_id: id,
    });
  });

  it('answers the history newest first, with source, and without entries for unchanged values', async () => {
    const id = await newDeal(app, { amount: '10' });
    app.standIn.clock.advance(1000);
    app.standIn.portal.objects('deals').update(id, { amount: '20' }, '702');
    app.standIn.portal.objects('deals').update(id, { amount: '20' }, '702');
    app.standIn.clock.advance(1000);
    await app.call('PATCH', `${DEALS}/${id}`, { properties: { amount: '' } });
    const reply = await app.call('GET', `${DEALS}/${id}`, undefined, { propertiesWithHistory: 'amount' });
    expect(reply.body['propertiesWithHistory']?.['amount']).toEqual([
      { value: '', timestamp: '2026-11-22T10:00:02.250Z', sourceType: 'INTEGRATION', sourceId: '31415926' },
      {
        value: '20',
        timestamp: '2026-11-22T10:00:01.250Z',
        sourceType: 'CRM_UI',
        sourceId: 'userId:702',
        updatedByUserId: 702,
      },
      { value: '10', timestamp: '2026-11-22T10:00:00.250Z', sourceType: 'INTEGRATION', sourceId: '31415926' },
    ]);
  });

  it('hides archived records unless they are asked for', async () => {
    const id = await newDeal(app);
    expect((await app.call('DELETE', `${DEALS}/${id}`)).status).toBe(204);
    expect((await app.call('DELETE', `${DEALS}/${id}`)).status).toBe(204);
    expect((await app.call('GET', `${DEALS}/${id}`)).status).toBe(404);
    expect((await app.call('PATCH', `${DEALS}/${id}`, { properties: {} })).status).toBe(404);
    const archived = await app.call('GET', `${DEALS}/${id}`, undefined, { archived: 'true' });
    expect(archived.body).toMatchObject({ id, archived: true });
  });

  it('knows a type by its name and by its id, and no other types', async () => {
    const id = await newDeal(app);
    expect((await app.call('GET', `/crm/objects/2026-09/0-3/${id}`)).body['id']).toBe(id);
    expect((await app.call('GET', `/crm/objects/2026-09/tickets/${id}`)).status).toBe(404);
    expect((await app.call('GET', `/crm/v3/objects/deals/${id}`)).status).toBe(404);
  });

  it('keeps only the host of a company domain', async () => {
    const reply = await app.call('POST', COMPANIES, { properties: { domain: 'https://WWW.Initech.example/about' } });
    expect(reply.body['properties']?.['domain']).toBe('initech.example');
  });
});

describe('merging', () => {
  it('keeps the primary of two deals, fills its blanks and answers the survivor for both ids', async () => {
    const primary = await newDeal(app, { amount: '10' });
    const other = await newDeal(app, { amount: '99', description: 'from the other', prm_lock_key: 'k' });
    const input = { primaryObjectId: primary, objectIdToMerge: other };
    const reply = await app.call('POST', `${DEALS}/merge`, input);
    expect(reply.body).toMatchObject({
      id: primary,
      properties: { amount: '10', description: 'from the other', prm_lock_key: 'k', hs_merged_object_ids: other },
    });
    expect((await app.call('GET', `${DEALS}/${other}`)).body['id']).toBe(primary);
    expect((await app.call('GET', `${DEALS}/k`, undefined, { idProperty: 'prm_lock_key' })).body['id']).toBe(primary);
    expect((await app.call('POST', `${DEALS}/merge`, input)).status).toBe(400);
  });

  it('continues two contacts under a new id, with the primary’s email and its company first', async () => {
    const [a, b] = await Promise.all(
      ['a', 'b'].map((name) =>
        app.call('POST', CONTACTS, { properties: { email: `${name}@initech.example`, city: name } }),
      ),
    );
    const input = { primaryObjectId: a?.body['id'], objectIdToMerge: b?.body['id'] };
    const merged = await app.call('POST', `${CONTACTS}/merge`, input);
    const id = text(merged.body['id']);
    expect([a?.body['id'], b?.body['id']]).not.toContain(id);
    expect(merged.body['properties']).toMatchObject({ email: 'a@initech.example', city: 'a' });
    expect((await app.call('GET', `${CONTACTS}/${text(a?.body['id'])}`)).body['id']).toBe(id);
    // The other email is free again: it is not the survivor's primary one.
    expect((await app.call('POST', CONTACTS, { properties: { email: 'b@initech.example' } })).status).toBe(201);
  });
});

it('forgets a contact that is deleted for privacy', async () => {
  const contact = await app.call('POST', CONTACTS, { properties: { email: 'a@initech.example' } });
  const id = text(contact.body['id']);
  expect((await app.call('POST', `${CONTACTS}/gdpr-delete`, { objectId: id })).status).toBe(204);
  const archived = await app.call('GET', `${CONTACTS}/${id}`, undefined, { archived: 'true' });
  expect(archived.status).toBe(404);
  expect(items((await app.call('GET', CONTACTS)).body['results'])).toEqual([]);
});
