import { afterEach, describe, expect, it } from 'vitest';
import { hubspotName } from '../../../../shared/catalog/fields.ts';
import type { CrmPort, ProspectWrite, RegistrationWrite } from '../../../../shared/crm/crm-port.ts';
import { createHubSpotCrm } from '../../../../server/crm/hubspot/adapter.ts';
import type { HubSpotClientOptions } from '../../../../server/crm/hubspot/client.ts';
import { GrantRevoked } from '../../../../server/crm/wire-errors.ts';
import { SCOPES } from '../../../../server/crm/hubspot/oauth.ts';
import { HUBSPOT_FAULTS, type FaultAnswer } from '../../../../server/sandbox/hubspot/faults.ts';
import { connectPortal, provisionPortal, START_MS, type ConnectedPortal } from './connected-portal.ts';

let portal: ConnectedPortal;
let crm: CrmPort;
afterEach(() => portal.close());

async function start(change: Partial<HubSpotClientOptions> = {}, scopes?: readonly string[]): Promise<void> {
  portal = await connectPortal({}, change, scopes);
  const { pipelineId, stages } = await provisionPortal(portal);
  const place = { pipelineId, waitingStage: stages.waiting, closedStage: stages.closed };
  const sales = { pipeline: 'default', stage: 'qualifiedtobuy' };
  crm = createHubSpotCrm({
    client: portal.client,
    place,
    sales,
    currency: 'EUR',
    now: () => portal.standIn.clock.now(),
  });
  portal.takeRequests();
}

const screen = (type: 'contacts' | 'companies' | 'deals') => portal.standIn.portal.objects(type);
const LOCK_KEY = hubspotName('lockKey');

describe('few calls', () => {
  it('a new registration on a known company takes four', async () => {
    await start();
    const companyId = screen('companies').create({ name: 'Siemens', domain: 'siemens.com' }).id;
    const contactId = screen('contacts').create({ email: 'buyer@siemens.com', [hubspotName('stagingNonce')]: 'n1' }).id;
    await crm.writeProspect(writeOf([registration('one', { contactId, nonce: 'n1' })], companyId));
    expect(portal.takeRequests().map((request) => request.replace(/\d{6,}/, ':id'))).toEqual([
      'PATCH /crm/objects/2026-09/companies/:id',
      'POST /crm/objects/2026-09/deals/batch/read',
      'POST /crm/objects/2026-09/contacts/batch/update',
      'POST /crm/objects/2026-09/deals',
    ]);
  });

  it('a change of a shown registration takes three', async () => {
    await start();
    const { companyId } = await crm.writeProspect(writeOf([registration('one')]));
    portal.takeRequests();
    await crm.writeProspect(writeOf([registration('one')], companyId));
    expect(portal.takeRequests()).toHaveLength(3);
  });

  it('names of owners and meanings of stages are remembered for ten minutes', async () => {
    await start();
    const ownerId = portal.standIn.portal.user('Sales Rep One').ownerId;
    const id = screen('deals').create({ dealname: 'D', dealstage: 'contractsent', hubspot_owner_id: ownerId }).id;
    const read = () => crm.readRecord({ object: 'deal', id });
    await read();
    expect(portal.takeRequests()).toHaveLength(3);
    await read();
    expect(portal.takeRequests()).toHaveLength(1);
    portal.standIn.clock.advance(10 * 60_000);
    await read();
    expect(portal.takeRequests()).toHaveLength(3);
  });

  it('a stage that is new is looked up again', async () => {
    await start();
    const { pipelines } = portal.standIn.portal;
    const won = screen('deals').create({ dealname: 'W', dealstage: 'closedwon' }).id;
    expect(await crm.readRecord({ object: 'deal', id: won })).toMatchObject({ isWon: true });
    pipelines.createStage('default', {
      stageId: 'signed',
      label: 'Signed',
      displayOrder: 9,
      metadata: { probability: '1.0' },
    });
    screen('deals').update(won, { dealstage: 'signed' });
    portal.standIn.clock.advance(61_000);
    expect(await crm.readRecord({ object: 'deal', id: won })).toMatchObject({ isWon: true, isOpen: false });
  });
});

describe('whatever goes wrong at whichever call, repeating the write ends in the same place', () => {
  const FAULTS: readonly (readonly [string, FaultAnswer])[] = [
    ['a connection dropped before the work', 'drop'],
    ['a connection dropped after the work', 'dropAfter'],
    ['500 instead of the work', HUBSPOT_FAULTS.internalError],
    ['423', HUBSPOT_FAULTS.locked],
    ['429 for the day', HUBSPOT_FAULTS.dailyLimit],
  ];
  it.each(FAULTS)('%s', async (_label, answer) => {
    let calls = 0;
    let faultyCall = 0;
    await start({
      reserve: async () => {
        calls += 1;
        if (calls === faultyCall) portal.standIn.faults.add({ times: 1, answer });
      },
    });
    const regular = [registration('a', { lockKey: 'key' }), registration('b'), registration('c')];
    const swapped = [registration('b', { lockKey: 'key' }), registration('a'), registration('d')];
    for (faultyCall = 1; faultyCall <= 12; faultyCall += 1) {
      calls = 0;
      for (const registrations of [regular, swapped]) {
        const write = writeOf(
          registrations.map((one) => renamed(one, faultyCall)),
          null,
          `round-${faultyCall}.example`,
        );
        const written = await untilDone(() => crm.writeProspect(write));
        expect(written.fenced).toEqual([]);
        expect(written.dealIds.size).toBe(3);
      }
      const companies = screen('companies')
        .list()
        .filter(({ properties }) => properties.domain === `round-${faultyCall}.example`);
      expect(companies).toHaveLength(1);
      expect(screen('companies').associated(companies[0]?.id ?? '', 'deals')).toHaveLength(4);
      const holders = screen('deals')
        .list()
        .filter(({ properties }) => properties[LOCK_KEY] === `key-${faultyCall}`);
      expect(holders.map(({ properties }) => properties[hubspotName('registrationId')])).toEqual([
        `reg_b_${faultyCall}`,
      ]);
    }
    expect(portal.standIn.faults.left).toBe(0);
  });

  it('a change whose answer was lost is made again at once', async () => {
    await start();
    const write = writeOf([registration('one'), registration('two')]);
    const { companyId } = await crm.writeProspect(write);
    portal.takeRequests();
    portal.standIn.faults.add({ match: { method: 'PATCH', path: /companies/ }, times: 1, answer: 'dropAfter' });
    portal.standIn.faults.add({ match: { path: /deals\/batch\/update/ }, times: 1, answer: 'dropAfter' });
    await crm.writeProspect({ ...write, companyId });
    expect(portal.takeRequests()).toHaveLength(5);
  });

  it('a creation whose answer was lost is found by its unique value, without a second attempt of the whole', async () => {
    await start();
    for (const path of [/companies$/, /deals$/, /deals\/batch\/create$/]) {
      portal.standIn.faults.add({ match: { method: 'POST', path }, times: 1, answer: 'dropAfter' });
    }
    const one = await crm.writeProspect(writeOf([registration('lost')]));
    const two = await crm.writeProspect(writeOf([registration('x'), registration('y')], one.companyId));
    expect(two.dealIds.size).toBe(2);
    expect(screen('companies').list()).toHaveLength(1);
    expect(screen('deals').list()).toHaveLength(3);
    expect(portal.standIn.faults.left).toBe(0);
  });
});

describe('one of many', () => {
  it('that HubSpot refuses does not keep the others from being shown', async () => {
    await start();
    const bad: RegistrationWrite = { ...registration('bad'), fields: { registrationStatus: 'no such status' } };
    const write = writeOf([registration('x'), bad, registration('y'), registration('z', { lockKey: 'key' })]);
    await expect(crm.writeProspect(write)).rejects.toMatchObject({
      name: 'CrmRefused',
      code: 'invalid',
      message: stringContaining('no such status was not one of the allowed options'),
    });
    const shown = screen('deals')
      .list()
      .map(({ properties }) => properties[hubspotName('registrationId')]);
    expect(shown.toSorted()).toEqual(['reg_x', 'reg_y', 'reg_z']);
  });

  it('that lost its contact is shown without it', async () => {
    await start();
    const contactId = screen('contacts').create({ email: 'gone@siemens.com' }).id;
    screen('contacts').purge(contactId);
    const { dealIds } = await crm.writeProspect(writeOf([registration('orphan', { contactId })]));
    expect(dealIds.size).toBe(1);
  });

  it.each([
    ['too long for a path', 'n'.repeat(60_000)],
    ['of a path', '../../deals/1?x=%2F#'],
    ['that nobody has', 'forged'],
  ])('whose nonce is %s is shown all the same', async (_label, nonce) => {
    await start();
    const contactId = screen('contacts').create({
      email: 'buyer@siemens.com',
      [hubspotName('stagingNonce')]: nonce,
    }).id;
    const record = { object: 'contact', id: contactId } as const;
    expect(await crm.readSubmission({ record: null, nonce })).toMatchObject({ record, nonce });
    await crm.writeProspect(writeOf([registration('one', { contactId, nonce })]));
    expect(await crm.readSubmission({ record, nonce })).toBeNull();
    const { dealIds } = await crm.writeProspect(writeOf([registration('two', { contactId, nonce: `not ${nonce}` })]));
    expect(dealIds.size).toBe(1);
  });

  it('whose contact HubSpot does not let us mark is shown all the same', async () => {
    await start();
    const answer = { status: 400, body: { category: 'VALIDATION_ERROR', message: 'No.' } };
    portal.standIn.faults.add({ match: { path: /contacts\/batch\/update/ }, times: 1, answer });
    expect((await crm.writeProspect(writeOf([registration('one', { nonce: 'n' })]))).dealIds.size).toBe(1);
    expect(portal.standIn.faults.left).toBe(0);
  });

  it('that has its contact shows it', async () => {
    await start();
    const contactId = screen('contacts').create({ email: 'buyer@siemens.com' }).id;
    const { dealIds } = await crm.writeProspect(writeOf([registration('one', { contactId })]));
    expect(screen('deals').associated([...dealIds.values()][0] ?? '', 'contacts')).toEqual([contactId]);
  });
});

describe('deals', () => {
  const stageOf = (dealId = '') => screen('deals').get(dealId)?.properties.dealstage;

  it.each([
    ['waiting', 'waiting', 'waiting'],
    ['waiting', 'closed', 'closed'],
    ['closed', 'waiting', 'closed'],
  ] as const)('that are %s and should be %s stand in the stage for %s', async (from, to, ends) => {
    await start();
    const at = (place: 'waiting' | 'closed') => writeOf([{ ...registration('one'), place }]);
    const { dealIds } = await crm.writeProspect(at(from));
    await crm.writeProspect(at(to));
    const { stages } = await provisionPortal(portal);
    expect(stageOf([...dealIds.values()][0])).toBe(stages[ends]);
  });

  it('of a registration whose company appears only later come to it', async () => {
    await start();
    const write = { ...writeOf([registration('one')]), mayCreateCompany: false };
    const { dealIds } = await crm.writeProspect(write);
    expect(screen('companies').list()).toEqual([]);
    const companyId = screen('companies').create({ name: 'Siemens', domain: 'siemens.com' }).id;
    portal.standIn.clock.advance(60_000);
    await crm.writeProspect(write);
    expect(screen('companies').associated(companyId, 'deals')).toEqual([...dealIds.values()]);
  });
});

describe('a sweep', () => {
  it('lists a submission until it is taken', async () => {
    await start();
    const values = { [hubspotName('stagingNonce')]: 'n1', [hubspotName('stagingStatus')]: 'new' };
    const contactId = screen('contacts').create({ email: 'buyer@siemens.com', ...values }).id;
    const since = new Date(START_MS).toISOString();
    portal.standIn.clock.advance(60_000);
    expect(await crm.listChanges(since)).toContainEqual({ object: 'contact', id: contactId });
    await crm.writeProspect(writeOf([registration('one', { contactId, nonce: 'n1' })]));
    portal.standIn.clock.advance(60_000);
    expect(await crm.listChanges(since)).not.toContainEqual({ object: 'contact', id: contactId });
  });
});

describe('companies', () => {
  it('of one prospect that were merged are one: the survivor is written', async () => {
    await start();
    const { companyId } = await crm.writeProspect(writeOf([registration('one')]));
    const survivor = screen('companies').create({ name: 'Siemens AG', domain: 'siemens.com' }).id;
    screen('companies').merge(survivor, companyId ?? '');
    expect((await crm.writeProspect(writeOf([registration('one')], companyId))).companyId).toBe(survivor);
  });

  it('that carry the prospect’s key are used instead of the one we thought it was', async () => {
    await start();
    const { companyId } = await crm.writeProspect(writeOf([registration('one')]));
    const other = screen('companies').create({ name: 'Another Siemens', domain: 'siemens.com' }).id;
    expect((await crm.writeProspect(writeOf([registration('two')], other))).companyId).toBe(companyId);
  });

  it('in the recycle bin that still hold the key are named', async () => {
    await start();
    portal.standIn.portal.records.archivedRecordsHoldUniqueValues = true;
    const { companyId } = await crm.writeProspect(writeOf([registration('one')]));
    screen('companies').archive(companyId ?? '');
    await expect(crm.writeProspect(writeOf([registration('one')], companyId))).rejects.toMatchObject({
      name: 'CrmRefused',
      message: stringContaining(`deleted company ${companyId}`),
    });
  });

  it('are found by a further domain, and not by one that only looks like it', async () => {
    await start();
    screen('companies').create({
      name: 'Acme Mexico',
      domain: 'acme-mexico.example',
      hs_additional_domains: 'acme.example.mx',
    });
    const acme = screen('companies').create({
      name: 'Acme',
      domain: 'acme-group.example',
      hs_additional_domains: 'a.example;acme.example',
    });
    portal.standIn.clock.advance(60_000);
    const prospect = { key: 'dom:acme.example', name: 'Acme', website: null, domain: 'acme.example', country: null };
    expect((await crm.readProspect(prospect, null)).company?.id).toBe(acme.id);
  });
});

describe('the words of the port', () => {
  it.each(SCOPES.filter((scope) => scope !== 'oauth' && !scope.endsWith('schemas.deals.read')))(
    'without the scope %s something is not permitted, so it is asked for rightly',
    async (scope) => {
      // Reading a schema is also allowed to whoever may read the objects.
      const isImplied = /^crm\.schemas\.\w+\.read$/.test(scope);
      const work = async () => {
        await start(
          {},
          SCOPES.filter((one) => one !== scope),
        );
        await crm.writeProspect(writeOf([registration('one', { nonce: 'n' })]));
        await crm.readProspect(writeOf([]).prospect, null);
        await crm.listChanges('2026-11-22T00:00:00.000Z');
        const ownerId = portal.standIn.portal.user('Sales Rep One').ownerId;
        const id = screen('deals').create({ dealname: 'D', dealstage: 'contractsent', hubspot_owner_id: ownerId }).id;
        await crm.readRecord({ object: 'deal', id });
      };
      if (isImplied) await work();
      else await expect(work()).rejects.toMatchObject({ name: 'CrmRefused', code: 'not_permitted' });
    },
  );

  it('a revoked grant is "disconnected"', async () => {
    await start({
      refreshNow: async () => {
        throw new GrantRevoked('Connect the portal again.');
      },
    });
    portal.standIn.clock.advance(31 * 60_000);
    await expect(crm.listChanges('2026-11-22T00:00:00.000Z')).rejects.toMatchObject({
      name: 'CrmRefused',
      code: 'disconnected',
    });
  });

  it('a write that stays unknown is "unavailable", and does not say the token', async () => {
    await start();
    portal.standIn.faults.add({ match: { path: /companies/ }, times: 99, answer: 'drop' });
    const error = await crm.writeProspect(writeOf([registration('one')])).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ name: 'CrmUnavailable' });
    expect(String(error)).not.toContain(portal.grant.accessToken);
  });
});

it('a sweep of more records than one search can answer finds them all, once each', async () => {
  await start();
  const deals = screen('deals');
  for (let index = 0; index < 10_450; index += 1) {
    if (index % 7 === 0) portal.standIn.clock.advance(1_000);
    deals.create({ dealname: `Deal ${index}` });
  }
  portal.standIn.clock.advance(60_000);
  const found = await crm.listChanges(new Date(START_MS).toISOString());
  expect(found).toHaveLength(10_450);
  expect(new Set(found.map(({ id }) => id)).size).toBe(10_450);
}, 120_000);

interface Standing {
  readonly lockKey?: string;
  readonly contactId?: string;
  readonly nonce?: string;
}

function registration(name: string, standing: Standing = {}): RegistrationWrite {
  return {
    registrationId: `reg_${name}`,
    title: `Siemens · ${name}`,
    place: 'waiting',
    amount: null,
    closeOn: null,
    contactId: standing.contactId ?? null,
    fields: {
      registrationStatus: 'under_review',
      lockKey: standing.lockKey ?? null,
      ...(standing.nonce && { stagingNonce: standing.nonce }),
    },
  };
}

const renamed = (one: RegistrationWrite, round: number): RegistrationWrite => ({
  ...one,
  registrationId: `${one.registrationId}_${round}`,
  fields: { ...one.fields, lockKey: typeof one.fields.lockKey === 'string' ? `${one.fields.lockKey}-${round}` : null },
});

const writeOf = (
  registrations: readonly RegistrationWrite[],
  companyId: string | null = null,
  domain = 'siemens.com',
): ProspectWrite => ({
  prospect: { key: `dom:${domain}`, name: 'Siemens', website: null, domain, country: 'DE' },
  companyId,
  mayCreateCompany: true,
  company: {},
  registrations,
  flaggedDeals: [],
});

/** What the outbox does: the same write again while the CRM is unavailable. */
async function untilDone<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const isLater = error instanceof Error && error.name === 'CrmUnavailable';
      if (!isLater || attempt === 5) throw error;
    }
  }
}

/** Vitest types its matchers as `any`. */
const stringContaining = (part: string): unknown => expect.stringContaining(part);
