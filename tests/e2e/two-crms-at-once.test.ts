import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from '../../shared/registration/evolve.ts';
import { loadStream } from '../../server/store/event-store.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../contract/postgres.ts';
import { inOrg, openBothWorld, type BothWorld } from './both-world.ts';
import { shown } from './world.ts';

const PARTNERS = 20;
const KEY = 'dom:philips.com';
const ENGINES = [{ engine: 'PGlite' }, ...(hasPostgres() ? [{ engine: 'PostgreSQL' }] : [])];

describe.each(ENGINES)('ten partners through each CRM submit one company at once, on $engine', ({ engine }) => {
  let world: BothWorld;
  let postgres: TestPostgres | null = null;
  beforeAll(async () => {
    postgres = engine === 'PostgreSQL' ? await startPostgres() : null;
    world = await openBothWorld(postgres ? { kind: 'postgres', url: postgres.url } : { kind: 'memory' });
    const partners = await world.partners(PARTNERS);
    await world.settle();
    await Promise.all(
      partners.map(async ({ formUrl }, index) => {
        const email = `contact${index}@philips.com`;
        if (index % 2 === 0) await world.register(formUrl, { company: 'Philips', website: 'www.philips.com', email });
        else await world.submitLead(formUrl, { company: 'Koninklijke Philips N.V.', email });
      }),
    );
    await world.settle();
  });
  afterAll(async () => {
    await world.close();
    await postgres?.stop();
  });

  it('one holds the lock, 19 are refused and recorded as conflicts', async () => {
    const state = replay(KEY, (await loadStream(world.database.db, world.programId, KEY)).events);
    const statuses = [...state.registrations.values()].map(({ status }) => status);
    expect(state.registrations.size).toBe(PARTNERS);
    expect(statuses.filter((status) => status === 'rejected')).toHaveLength(PARTNERS - 1);
    expect(state.registrations.get(state.lock?.registrationId ?? '')?.conflicts).toHaveLength(PARTNERS - 1);
  });

  it('both CRMs show that one holder, and every registration', async () => {
    const state = replay(KEY, (await loadStream(world.database.db, world.programId, KEY)).events);
    const holder = state.registrations.get(state.lock?.registrationId ?? '')?.submission.reference;
    const deals = world.deals().filter((deal) => shown(deal, 'prospectKey') === KEY);
    const records = world.records('Partner_Registration__c').filter((row) => inOrg(row, 'prospectKey') === KEY);
    expect([deals.length, records.length]).toEqual([PARTNERS, PARTNERS]);
    const inHubSpot = deals.filter((deal) => shown(deal, 'lockKey') !== '');
    const inSalesforce = records.filter((row) => inOrg(row, 'lockKey') !== null);
    expect(inHubSpot.map((deal) => shown(deal, 'registrationReference'))).toEqual([holder]);
    expect(inSalesforce.map((row) => inOrg(row, 'registrationReference'))).toEqual([holder]);
  });
});
