import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from '../../shared/registration/evolve.ts';
import { loadStream } from '../../server/store/event-store.ts';
import { FIELDS } from '../../shared/catalog/fields.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../contract/postgres.ts';
import { openWorld, shown, type World } from './world.ts';

const PARTNERS = 20;
let world: World;
let receipts: Awaited<ReturnType<World['register']>>[];

const ENGINES = [{ engine: 'PGlite' }, ...(hasPostgres() ? [{ engine: 'PostgreSQL' }] : [])];

describe.each(ENGINES)('20 partners submit the same company in the same instant, on $engine', ({ engine }) => {
  let postgres: TestPostgres | null = null;
  beforeAll(async () => {
    postgres = engine === 'PostgreSQL' ? await startPostgres() : null;
    world = await openWorld({}, postgres ? { kind: 'postgres', url: postgres.url } : { kind: 'memory' });
    const partners = await world.partners(PARTNERS);
    receipts = await Promise.all(
      partners.map(({ formUrl }, index) =>
        world.register(formUrl, {
          company: 'Philips',
          website: 'https://www.philips.com/',
          email: `contact${index}@philips.com`,
        }),
      ),
    );
    await world.settle();
  });
  afterAll(async () => {
    await world.close();
    await postgres?.stop();
  });

  it('one holds the lock, 19 conflicts are recorded', async () => {
    const { events } = await loadStream(world.database.db, world.programId, 'dom:philips.com');
    const state = replay('dom:philips.com', events);
    const statuses = [...state.registrations.values()].map(({ status }) => status);
    expect(state.registrations.size).toBe(PARTNERS);
    expect(statuses.filter((status) => status === 'submitted')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'rejected')).toHaveLength(PARTNERS - 1);
    const holder = state.registrations.get(state.lock?.registrationId ?? '');
    const rivals = holder?.conflicts.map((conflict) =>
      conflict.kind === 'partner_vs_partner' ? conflict.partnerId : '',
    );
    expect(new Set(rivals).size).toBe(PARTNERS - 1);
  });

  it('the CRM shows one lock key, on the holder’s deal, and why for everybody else', () => {
    const deals = world.deals().filter((deal) => shown(deal, 'prospectKey') === 'dom:philips.com');
    const holders = deals.filter((deal) => shown(deal, 'lockKey') !== '');
    expect(deals).toHaveLength(PARTNERS);
    expect(holders.map((deal) => [shown(deal, 'lockKey'), shown(deal, 'lockStatus')])).toEqual([
      [`${world.programId}:dom:philips.com`, 'pending'],
    ]);
    const others = deals.filter((deal) => shown(deal, 'lockKey') === '');
    expect(new Set(others.map((deal) => shown(deal, 'rejectionReason')))).toEqual(new Set(['prospect_reserved']));
    const company = world.standIn.portal.objects('companies').find('domain', 'philips.com');
    expect(company?.properties[FIELDS.partnerName.hubspot]).toBe(shown(holders[0], 'partnerName'));
  });

  it('every partner has a receipt, and they differ in nothing but reference and time', () => {
    expect(new Set(receipts.map(({ receipt }) => receipt.reference)).size).toBe(PARTNERS);
    const plain = receipts.map(
      ({ html, status, receipt }) =>
        `${status} ${html
          .replaceAll(receipt.reference, '…')
          .replaceAll(receipt.signature, '…')
          .replaceAll(receipt.registeredAt, '…')
          .replace(/<time[^>]*>[^<]*<\/time>/, '…')
          .replace(/token=[\w.%-]+/g, '…')}`,
    );
    expect(new Set(plain).size).toBe(1);
    expect(new Set(receipts.map(({ receipt }) => Object.keys(receipt).join()))).toEqual(
      new Set(['reference,registeredAt,signature']),
    );
  });
});
