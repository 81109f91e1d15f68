import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstalledApp } from './installed-app.ts';
import { DEALS, installedApp, items, newDeal, provisionLock } from './installed-app.ts';

const PROPERTIES = '/crm/properties/2026-09/deals';
const PIPELINES = '/crm/pipelines/2026-09/deals';
let app: InstalledApp;

beforeEach(async () => {
  app = await installedApp();
  await provisionLock(app);
});
afterEach(() => app.standIn.close());

const base = { groupName: 'prm_registration', label: 'A label', type: 'string', fieldType: 'text' };
const create = (draft: object) => app.call('POST', PROPERTIES, { ...base, ...draft });
const option = (value: string, label = value) => ({ label, value, displayOrder: 0, hidden: false });

describe('properties', () => {
  it('exist from the moment they are created, and not before', async () => {
    expect((await app.call('POST', DEALS, { properties: { prm_new: 'x' } })).status).toBe(400);
    expect((await create({ name: 'prm_new' })).status).toBe(201);
    expect((await app.call('POST', DEALS, { properties: { prm_new: 'x' } })).status).toBe(201);
    expect((await app.call('GET', `${PROPERTIES}/prm_new`)).body).toMatchObject({
      hasUniqueValue: false,
      archived: false,
    });
  });

  it('are refused a second time with 409', async () => {
    const reply = await create({ name: 'prm_lock_key' });
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({ category: 'OBJECT_ALREADY_EXISTS' });
    expect(reply.body['subCategory']).toContain('PROPERTY_WITH_NAME_EXISTS');
    const group = await app.call('POST', `${PROPERTIES}/groups`, { name: 'prm_registration', label: 'Again' });
    expect(group).toMatchObject({ status: 409, body: { category: 'OBJECT_ALREADY_EXISTS' } });
  });

  const refused: [label: string, draft: object][] = [
    ['capital letters in the name', { name: 'prmNew' }],
    ['a name that begins with a digit', { name: '1prm' }],
    ['HubSpot’s own prefix', { name: 'hs_new' }],
    ['a name of 101 characters', { name: 'p'.repeat(101) }],
    ['a blank label', { name: 'prm_new', label: ' ' }],
    ['a group that does not exist', { name: 'prm_new', groupName: 'nowhere' }],
    ['a type that does not exist', { name: 'prm_new', type: 'money' }],
    ['a field type that does not fit', { name: 'prm_new', fieldType: 'select' }],
    ['options on a text', { name: 'prm_new', options: [option('a')] }],
    [
      'a repeated option value',
      { name: 'prm_new', type: 'enumeration', fieldType: 'select', options: [option('a'), option('a', 'b')] },
    ],
    [
      'a repeated option label',
      { name: 'prm_new', type: 'enumeration', fieldType: 'select', options: [option('a'), option('b', 'a')] },
    ],
    ['an empty option', { name: 'prm_new', type: 'enumeration', fieldType: 'select', options: [option('', 'a')] }],
    [
      'white space around an option',
      { name: 'prm_new', type: 'enumeration', fieldType: 'select', options: [option('a ')] },
    ],
    [
      'a semicolon in an option',
      { name: 'prm_new', type: 'enumeration', fieldType: 'select', options: [option('a;b')] },
    ],
    ['a bool without its two options', { name: 'prm_new', type: 'bool', fieldType: 'booleancheckbox' }],
    [
      'a unique choice',
      { name: 'prm_new', type: 'enumeration', fieldType: 'select', options: [option('a')], hasUniqueValue: true },
    ],
  ];
  it.each(refused)('refuse %s', async (_label, draft) => {
    expect((await create(draft)).status).toBe(400);
    expect((await app.call('GET', `${PROPERTIES}/prm_new`)).status).toBe(404);
  });

  it('may be unique ten times per object', async () => {
    for (let index = 0; index < 8; index += 1) {
      expect((await create({ name: `prm_unique_${index}`, hasUniqueValue: true })).status).toBe(201);
    }
    expect((await create({ name: 'prm_unique_8', hasUniqueValue: true })).status).toBe(400);
    expect((await create({ name: 'prm_plain' })).status).toBe(201);
  });

  it('stay unique or not as created, whatever a patch says', async () => {
    await create({ name: 'prm_plain' });
    await app.call('PATCH', `${PROPERTIES}/prm_plain`, { hasUniqueValue: true, label: 'Changed' });
    expect((await app.call('GET', `${PROPERTIES}/prm_plain`)).body).toMatchObject({
      hasUniqueValue: false,
      label: 'Changed',
    });
  });

  it('lose the options that a patch leaves out', async () => {
    await app.call('PATCH', `${PROPERTIES}/prm_lock_status`, { options: [option('released')] });
    const reply = await app.call('GET', `${PROPERTIES}/prm_lock_status`);
    expect(items(reply.body['options']).map((each) => each['value'])).toEqual(['released']);
    expect((await app.call('POST', DEALS, { properties: { prm_lock_status: 'active' } })).status).toBe(400);
  });

  it('disappear when archived and come back when created again', async () => {
    expect((await app.call('DELETE', `${PROPERTIES}/prm_lock_key`)).status).toBe(204);
    expect((await app.call('GET', `${PROPERTIES}/prm_lock_key`)).status).toBe(404);
    expect((await app.call('POST', DEALS, { properties: { prm_lock_key: 'k' } })).status).toBe(400);
    expect((await create({ name: 'prm_lock_key', hasUniqueValue: true })).status).toBe(201);
  });

  it('of HubSpot cannot be archived', async () => {
    expect((await app.call('DELETE', `${PROPERTIES}/dealname`)).status).toBe(400);
    expect((await app.call('DELETE', `${PROPERTIES}/groups/dealinformation`)).status).toBe(400);
    expect((await app.call('DELETE', `${PROPERTIES}/groups/prm_registration`)).status).toBe(400);
  });

  it('created in a batch fail one by one', async () => {
    const inputs = [
      { ...base, name: 'prm_new' },
      { ...base, name: 'prm_lock_key' },
    ];
    const reply = await app.call('POST', `${PROPERTIES}/batch/create`, { inputs });
    expect(reply.status).toBe(207);
    expect(items(reply.body['results'])).toHaveLength(1);
    expect(reply.body['errors']?.[0]).toMatchObject({
      category: 'OBJECT_ALREADY_EXISTS',
      context: { name: ['prm_lock_key'] },
    });
    const read = await app.call('POST', `${PROPERTIES}/batch/read`, {
      inputs: [{ name: 'prm_new' }, { name: 'prm_gone' }],
    });
    expect(read).toMatchObject({ status: 207, body: { errors: [{ context: { name: ['prm_gone'] } }] } });
  });
});

describe('pipelines', () => {
  const stage = (stageId: string, probability = '0.5') => ({
    label: stageId,
    displayOrder: 0,
    stageId,
    metadata: { probability },
  });
  const pipeline = (more: object = {}) => ({
    label: 'Partner',
    displayOrder: 1,
    pipelineId: 'prm',
    stages: [stage('prm_new')],
    ...more,
  });

  it('begin with HubSpot’s own', async () => {
    const reply = await app.call('GET', PIPELINES);
    expect(reply.body['results']?.[0]).toMatchObject({ id: 'default' });
    expect(items(reply.body['results']?.[0]?.['stages']).map((each) => each['id'])).toEqual([
      'appointmentscheduled',
      'qualifiedtobuy',
      'presentationscheduled',
      'decisionmakerboughtin',
      'contractsent',
      'closedwon',
      'closedlost',
    ]);
  });

  it('keep the ids their creator chose', async () => {
    expect((await app.call('POST', PIPELINES, pipeline())).body).toMatchObject({
      id: 'prm',
      stages: [{ id: 'prm_new' }],
    });
  });

  const refused: [label: string, status: number, draft: object][] = [
    ['a probability as a number', 400, pipeline({ stages: [{ ...stage('s'), metadata: { probability: 0.5 } }] })],
    ['a probability above one', 400, pipeline({ stages: [stage('s', '1.1')] })],
    ['no stages', 400, pipeline({ stages: [] })],
    ['a stage id of another pipeline', 400, pipeline({ stages: [stage('closedwon')] })],
    ['a pipeline id of 37 characters', 400, pipeline({ pipelineId: 'p'.repeat(37) })],
    ['a stage id of 101 characters', 400, pipeline({ stages: [stage('s'.repeat(101))] })],
    ['a label that is taken', 409, pipeline({ label: 'Sales Pipeline' })],
  ];
  it.each(refused)('refuse %s', async (_label, status, draft) => {
    expect((await app.call('POST', PIPELINES, draft)).status).toBe(status);
    expect(app.standIn.portal.pipelines.list()).toHaveLength(1);
  });

  it('are limited to one on the free plan', async () => {
    const free = await installedApp({ plan: 'free' });
    const reply = await free.call('POST', PIPELINES, pipeline());
    expect(reply.status).toBe(400);
    expect(reply.body['subCategory']).toBe('PipelineError.PIPELINE_LIMIT_EXCEEDED');
    expect(free.standIn.portal.pipelines.list()).toHaveLength(1);
    await free.standIn.close();
  });

  it('do not lose a stage that a deal is in', async () => {
    await app.call('POST', PIPELINES, pipeline({ stages: [stage('prm_new'), stage('prm_old')] }));
    const id = await newDeal(app, { pipeline: 'prm', dealstage: 'prm_old' });
    const used = await app.call('DELETE', `${PIPELINES}/prm/stages/prm_old`);
    expect(used).toMatchObject({ status: 400, body: { subCategory: 'PipelineError.STAGE_ID_IN_USE' } });
    expect((await app.call('DELETE', `${PIPELINES}/prm`)).status).toBe(400);
    await app.call('DELETE', `${DEALS}/${id}`);
    expect((await app.call('DELETE', `${PIPELINES}/prm/stages/prm_old`)).status).toBe(204);
    expect((await app.call('DELETE', `${PIPELINES}/prm`)).status).toBe(204);
  });

  it('gain and change stages', async () => {
    await app.call('POST', PIPELINES, pipeline());
    expect((await app.call('POST', `${PIPELINES}/prm/stages`, stage('prm_won', '1.0'))).body).toMatchObject({
      id: 'prm_won',
      metadata: { probability: '1.0', isClosed: 'true' },
    });
    const changed = await app.call('PATCH', `${PIPELINES}/prm/stages/prm_won`, { label: 'Won' });
    expect(changed.body).toMatchObject({ label: 'Won', metadata: { probability: '1.0' } });
    expect((await app.call('PATCH', `${PIPELINES}/prm`, { label: 'Renamed' })).body['label']).toBe('Renamed');
  });
});

describe('owners', () => {
  it('are found by email and by id, page by page', async () => {
    const all = await app.call('GET', '/crm/owners/2026-09', undefined, { limit: 3 });
    expect(items(all.body['results'])).toHaveLength(3);
    const after = all.body['paging']?.['next']?.['after'];
    const rest = await app.call('GET', '/crm/owners/2026-09', undefined, { limit: 3, after });
    expect(items(rest.body['results'])).toHaveLength(1);
    const email = 'sales-rep-one@demo-vendor.example';
    const found = await app.call('GET', '/crm/owners/2026-09', undefined, { email });
    expect(items(found.body['results'])).toHaveLength(1);
    expect(found.body['results']?.[0]).toMatchObject({
      id: '8002',
      userId: 702,
      firstName: 'Sales',
      lastName: 'Rep One (demo)',
    });
    expect((await app.call('GET', '/crm/owners/2026-09/8002')).body['email']).toBe(email);
    const byUser = await app.call('GET', '/crm/owners/2026-09/702', undefined, { idProperty: 'userId' });
    expect(byUser.body['id']).toBe('8002');
    expect((await app.call('GET', '/crm/owners/2026-09/702')).status).toBe(404);
  });
});
