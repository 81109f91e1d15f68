import { expect, it } from 'vitest';
import {
  firstOf,
  objectContaining,
  partnerWrite,
  prospect,
  prospectWrite,
  stringContaining,
} from './crm-port-fixtures.ts';
import type { Harness } from './crm-port-harness.ts';

export function readsFacts(harness: Harness): void {
  it('finds a company by its domain, with its deals and their owners', async () => {
    const { crm, addCompany, addDeal, advance } = harness();
    const companyId = await addCompany({ name: 'Volkswagen', domain: 'volkswagen.com', owned: true });
    const openDeal = await addDeal({ name: 'VW open', companyId, stage: 'open', owned: true });
    const lostDeal = await addDeal({ name: 'VW lost', companyId, stage: 'lost' });
    advance(60_000);
    const found = await crm.readProspect(prospect('volkswagen.com', 'VW'), null);
    expect(found.company).toEqual({
      id: companyId,
      name: 'Volkswagen',
      domain: 'volkswagen.com',
      ownerName: stringContaining('Sales Rep One'),
      isCustomer: false,
    });
    expect(found.deals.toSorted((a, b) => a.name.localeCompare(b.name))).toMatchObject([
      { id: lostDeal, name: 'VW lost', isOpen: false, isWon: false, registrationId: null },
      {
        id: openDeal,
        name: 'VW open',
        ownerName: stringContaining('Sales Rep One'),
        isOpen: true,
        isWon: false,
        registrationId: null,
      },
    ]);
  });

  it('finds the company that carries the prospect’s key without waiting for the search', async () => {
    const { crm } = harness();
    const write = prospectWrite('fresenius.com', 'Fresenius', { place: 'sales' });
    const { companyId } = await crm.writeProspect(write);
    const found = await crm.readProspect(write.prospect, null);
    expect(found.company?.id).toBe(companyId);
    expect(found.deals).toEqual([objectContaining({ isOpen: true, registrationId: firstOf(write).registrationId })]);
  });

  it.each([
    ['a won deal', { stage: 'won' as const, isCustomer: false }],
    ['what the company itself says', { stage: 'open' as const, isCustomer: true }],
  ])('takes a company for a customer by %s', async (_why, { stage, isCustomer }) => {
    const { crm, addCompany, addDeal } = harness();
    const companyId = await addCompany({ name: 'Customer', domain: `customer-${stage}.example`, isCustomer });
    await addDeal({ name: 'A deal', companyId, stage });
    const found = await crm.readProspect(prospect(`customer-${stage}.example`, 'Customer'), companyId);
    expect(found.company?.isCustomer).toBe(true);
    expect(found.deals[0]?.isWon).toBe(stage === 'won');
  });

  it('knows nothing of a prospect that the CRM does not have', async () => {
    const { crm, unknownId } = harness();
    expect(await crm.readProspect(prospect('nobody.example', 'Nobody'), null)).toEqual({ company: null, deals: [] });
    for (const object of ['deal', 'company', 'contact', 'lead', 'registration'] as const) {
      expect(await crm.readRecord({ object, id: unknownId }), object).toBeNull();
      expect(await crm.readRecord({ object, id: '999' }), object).toBeNull();
    }
  });

  it('follows a lead into what it became', async ({ skip }) => {
    const { crm, addLead, convertLead, advance } = harness();
    if (addLead === null || convertLead === null) return skip('this CRM has no leads');
    const leadId = await addLead({ company: 'Trumpf', email: 'buyer@trumpf.com' });
    const { companyId, dealId } = await convertLead(leadId);
    advance(60_000);
    expect(await crm.readRecord({ object: 'lead', id: leadId })).toMatchObject({
      isOpen: false,
      converted: { companyId, dealId },
    });
    expect(await crm.readRecord({ object: 'deal', id: dealId })).toMatchObject({ convertedFrom: leadId });
    const found = await crm.readProspect(prospect('trumpf.com', 'Trumpf'), companyId);
    expect(found.deals.map(({ id }) => id)).toEqual([dealId]);
  });
}

export function findsChanges(harness: Harness): void {
  it('makes a company a partner, changes its terms, and finds it again by its code', async () => {
    const { crm } = harness();
    const write = partnerWrite('BATTERY', null);
    const id = await crm.writePartner(write);
    expect(await crm.writePartner({ ...write, tier: 'certified_reseller' })).toBe(id);
    expect(await crm.writePartner({ ...write, companyId: id, status: 'paused' })).toBe(id);
    expect(await crm.readRecord({ object: 'company', id })).toMatchObject({
      name: 'Demo Partner BATTERY',
      fields: { programCode: 'BATTERY', programStatus: 'paused', programTier: 'referral', partnerId: 'par_battery' },
    });
  });

  it('makes no second partner when the answer is lost', async () => {
    const { crm, loseNextAnswer } = harness();
    loseNextAnswer();
    const id = await crm.writePartner(partnerWrite('ONCE', null));
    expect(await crm.writePartner(partnerWrite('ONCE', null))).toBe(id);
  });

  it('lists what changed since a moment, oldest first', async () => {
    const { crm, addCompany, addDeal, advance, now } = harness();
    await addCompany({ name: 'Before', domain: 'before.example' });
    advance(60_000);
    const since = now();
    const companyId = await addCompany({ name: 'No partner', domain: 'changes.example' });
    const dealId = await addDeal({ name: 'Changed', companyId, stage: 'open' });
    advance(1_000);
    const partnerId = await crm.writePartner(partnerWrite('CHANGED', null));
    advance(60_000);
    const changes = await crm.listChanges(since);
    expect(changes).toEqual([
      { object: 'deal', id: dealId },
      { object: 'company', id: partnerId },
    ]);
  });
}
