import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldValues } from '../../shared/catalog/field.ts';
import type { StagingCode } from '../../shared/catalog/staging-fields.ts';
import type {
  CrmPort,
  DealPlace,
  PartnerWrite,
  ProspectWrite,
  RecordRef,
  RegistrationWrite,
} from '../../shared/crm/crm-port.ts';
import type { Prospect } from '../../shared/registration/registration.ts';
import type { CrmId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';

/** One CRM with the product set up in it, and what people do there by hand. */
export interface CrmHarness {
  readonly crm: CrmPort;
  readonly sales: ProspectWrite['sales'];
  /** Lets time pass in the CRM, also until its search shows what was written. */
  readonly advance: (ms: number) => void;
  readonly now: () => Instant;
  readonly addCompany: (company: SeedCompany) => Promise<CrmId>;
  readonly addDeal: (deal: SeedDeal) => Promise<CrmId>;
  /** Submits the hosted form; null for a CRM that has none. */
  readonly submitForm: ((email: string, values: Partial<Record<StagingCode, string>>) => Promise<CrmId>) | null;
  readonly placeOf: (dealId: CrmId) => Promise<DealPlace | 'elsewhere'>;
  /** A sales rep moves the deal on. */
  readonly moveOn: (dealId: CrmId) => Promise<void>;
  readonly amountOf: (dealId: CrmId) => Promise<string | null>;
  readonly remove: (ref: RecordRef) => Promise<void>;
  readonly dealsOf: (companyId: CrmId) => Promise<readonly CrmId[]>;
  readonly close: () => Promise<void>;
}

interface SeedCompany {
  readonly name: string;
  readonly domain: string | null;
  readonly isCustomer?: boolean;
  /** By the rep whose name begins with "Sales Rep One". */
  readonly owned?: boolean;
}

interface SeedDeal {
  readonly name: string;
  readonly companyId: CrmId;
  readonly stage: 'open' | 'won' | 'lost';
  readonly owned?: boolean;
}

/** What every CRM adapter must do, told in the port's words. */
export function crmPortBattery(crmName: string, open: () => Promise<CrmHarness>): void {
  describe(`the CRM port over ${crmName}`, () => {
    let harness: CrmHarness;
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.close());
    showsRegistrations(() => harness);
    keepsWhatPeopleDid(() => harness);
    guardsTheLock(() => harness);
    readsFacts(() => harness);
    findsChanges(() => harness);
    readsSubmissions(() => harness);
  });
}

type Harness = () => CrmHarness;

function showsRegistrations(harness: Harness): void {
  it('creates the company and the deal of a registration, with every field', async () => {
    const { crm } = harness();
    const write = prospectWrite('sap.com', 'SAP', { place: 'waiting' });
    const written = await crm.writeProspect({
      ...write,
      company: { lockStatus: 'pending', partnerName: 'Demo Partner North' },
    });

    const company = await crm.readRecord({ object: 'company', id: written.companyId });
    expect(company).toMatchObject({
      name: 'SAP',
      domain: 'sap.com',
      fields: {
        prospectKey: 'dom:sap.com',
        lockStatus: 'pending',
        partnerName: 'Demo Partner North',
        lockEndsAt: null,
      },
    });
    const dealId = only(written.dealIds);
    const deal = await crm.readRecord({ object: 'deal', id: dealId });
    expect(deal).toMatchObject({
      name: 'SAP · Demo Partner North',
      isOpen: true,
      isWon: false,
      company: { id: written.companyId, name: 'SAP', domain: 'sap.com' },
      fields: firstOf(write).fields,
    });
    expect(await harness().placeOf(dealId)).toBe('waiting');
    expect(written.fenced).toEqual([]);
  });

  it('shows the same again without a second record', async () => {
    const { crm, dealsOf } = harness();
    const write = prospectWrite('bosch.com', 'Bosch', { place: 'waiting' });
    const first = await crm.writeProspect(write);
    expect(await crm.writeProspect({ ...write, companyId: first.companyId })).toEqual(first);
    expect(await crm.writeProspect(write)).toEqual(first);
    expect(await dealsOf(first.companyId)).toEqual([...first.dealIds.values()]);
  });

  it('clears a field that is null', async () => {
    const { crm } = harness();
    const write = prospectWrite('basf.com', 'BASF', { place: 'waiting' });
    const { companyId, dealIds } = await crm.writeProspect(write);
    const { registrationId } = firstOf(write);
    const cleared: FieldValues = { registrationId, lockEndsAt: null, estimatedAmount: null, verdictReasons: [] };
    await crm.writeProspect({ ...write, companyId, registrations: [{ ...firstOf(write), fields: cleared }] });
    const deal = await crm.readRecord({ object: 'deal', id: only(dealIds) });
    expect(deal?.fields).toMatchObject({ lockEndsAt: null, estimatedAmount: null, verdictReasons: null });
  });

  it('writes more registrations than fit into one call', async () => {
    const { crm, dealsOf } = harness();
    const base = prospectWrite('bayer.com', 'Bayer', { place: 'closed' });
    const registrations = Array.from({ length: 130 }, (_, index) =>
      registration('bayer.com', 'Bayer', { place: 'closed' }, `n${index}`),
    );
    const { companyId, dealIds } = await crm.writeProspect({ ...base, registrations });
    expect(dealIds.size).toBe(130);
    expect(new Set(await dealsOf(companyId)).size).toBe(130);
  });

  it('keeps text that was meant to break it as text', async () => {
    const { crm } = harness();
    const hostile = `<script>alert(1)</script> =HYPERLINK("x") '; DROP TABLE deals;-- \u202Eabc 🏢 株式会社`;
    const write = prospectWrite('hostile.example', hostile, { place: 'waiting' });
    const { dealIds } = await crm.writeProspect({
      ...write,
      registrations: [{ ...firstOf(write), fields: { ...firstOf(write).fields, verdictText: `${hostile}\u0000` } }],
    });
    expect((await crm.readRecord({ object: 'deal', id: only(dealIds) }))?.fields.verdictText).toBe(hostile);
  });
}

function keepsWhatPeopleDid(harness: Harness): void {
  it('moves a deal to sales when it is approved, with its amount, which it did not have before', async () => {
    const { crm, amountOf, placeOf } = harness();
    const write = prospectWrite('allianz.com', 'Allianz', { place: 'waiting' });
    const { companyId, dealIds } = await crm.writeProspect(write);
    expect(await amountOf(only(dealIds))).toBeNull();
    await crm.writeProspect({ ...write, companyId, registrations: [{ ...firstOf(write), place: 'sales' }] });
    expect(await placeOf(only(dealIds))).toBe('sales');
    expect(Number(await amountOf(only(dealIds)))).toBe(48_000);
  });

  it('never moves a deal that sales works on', async () => {
    const { crm, moveOn, placeOf } = harness();
    const write = prospectWrite('adidas.com', 'adidas', { place: 'sales' });
    const { companyId, dealIds } = await crm.writeProspect(write);
    await moveOn(only(dealIds));
    for (const place of ['waiting', 'sales', 'closed'] as const) {
      await crm.writeProspect({ ...write, companyId, registrations: [{ ...firstOf(write), place }] });
      expect(await placeOf(only(dealIds)), place).toBe('elsewhere');
    }
  });

  it.each([
    ['waiting', 'closed', 'closed'],
    ['closed', 'sales', 'sales'],
    ['closed', 'waiting', 'closed'],
    ['sales', 'closed', 'sales'],
  ] as const)('a deal that is %s and should be %s ends as %s', async (from, to, ends) => {
    const { crm, placeOf } = harness();
    const write = prospectWrite(`${from}-${to}.example`, 'Place', { place: from });
    const { companyId, dealIds } = await crm.writeProspect(write);
    await crm.writeProspect({ ...write, companyId, registrations: [{ ...firstOf(write), place: to }] });
    expect(await placeOf(only(dealIds))).toBe(ends);
  });

  it('leaves the name and domain of an existing company alone', async () => {
    const { crm, addCompany } = harness();
    const companyId = await addCompany({ name: 'Continental Aktiengesellschaft', domain: 'continental.com' });
    const write = prospectWrite('continental.com', 'conti', { place: 'waiting' });
    expect((await crm.writeProspect({ ...write, companyId })).companyId).toBe(companyId);
    expect(await crm.readRecord({ object: 'company', id: companyId })).toMatchObject({
      name: 'Continental Aktiengesellschaft',
    });
  });

  it('creates the company again when somebody deleted it, and brings its deals along', async () => {
    const { crm, remove, dealsOf } = harness();
    const write = prospectWrite('daimlertruck.com', 'Daimler Truck', { place: 'waiting' });
    const first = await crm.writeProspect(write);
    await remove({ object: 'company', id: first.companyId });
    const second = await crm.writeProspect({ ...write, companyId: first.companyId });
    expect(second.companyId).not.toBe(first.companyId);
    expect(await dealsOf(second.companyId)).toEqual([...first.dealIds.values()]);
  });

  it('creates the deal again when somebody deleted it', async () => {
    const { crm, remove } = harness();
    const write = prospectWrite('henkel.com', 'Henkel', { place: 'waiting', lockKey: 'demo:dom:henkel.com' });
    const first = await crm.writeProspect(write);
    await remove({ object: 'deal', id: only(first.dealIds) });
    const second = await crm.writeProspect({ ...write, companyId: first.companyId });
    expect(only(second.dealIds)).not.toBe(only(first.dealIds));
    expect(second.fenced).toEqual([]);
  });

  it('shows a competing deal whose company it is, and does not mind when that deal is gone', async () => {
    const { crm, addCompany, addDeal, remove } = harness();
    const companyId = await addCompany({ name: 'Linde', domain: 'linde.com' });
    const competing = await addDeal({ name: 'Linde direct', companyId, stage: 'open' });
    const gone = await addDeal({ name: 'Linde old', companyId, stage: 'open' });
    await remove({ object: 'deal', id: gone });
    const fields: FieldValues = { channelConflict: 'partner_vs_direct', conflictText: 'Held by Demo Partner North' };
    const write = prospectWrite('linde.com', 'Linde', { place: 'waiting' });
    await crm.writeProspect({
      ...write,
      companyId,
      flaggedDeals: [competing, gone].map((dealId) => ({ dealId, fields })),
    });
    const deal = await crm.readRecord({ object: 'deal', id: competing });
    expect(deal).toMatchObject({ name: 'Linde direct', fields: { ...fields, registrationId: null } });
  });
}

function guardsTheLock(harness: Harness): void {
  it('hands the lock key from one deal to another in one write, whatever their order', async () => {
    const { crm } = harness();
    const key = 'demo:dom:merckgroup.com';
    const north = registration('merckgroup.com', 'Merck', { place: 'waiting', lockKey: key }, 'north');
    const south = registration('merckgroup.com', 'Merck', { place: 'waiting' }, 'south');
    const base = prospectWrite('merckgroup.com', 'Merck', { place: 'waiting' });
    const { companyId, dealIds } = await crm.writeProspect({ ...base, registrations: [north, south] });
    const written = await crm.writeProspect({
      ...base,
      companyId,
      registrations: [withLockKey(south, key), withLockKey(north, null)],
    });
    expect(written.fenced).toEqual([]);
    const keys = await Promise.all(
      [north, south].map(async ({ registrationId }) => {
        const deal = await crm.readRecord({ object: 'deal', id: dealIds.get(registrationId) ?? '' });
        return deal?.fields.lockKey;
      }),
    );
    expect(keys).toEqual([null, key]);
  });

  it.each(['existing', 'new'] as const)('names the deal that holds the key instead of the %s one', async (kind) => {
    const { crm } = harness();
    const domain = `${kind}-fence.example`;
    const key = `demo:dom:${domain}`;
    const holder = registration(domain, 'Holder', { place: 'waiting', lockKey: key }, 'holder');
    const other = registration(domain, 'Other', { place: 'waiting' }, 'other');
    const innocent = registration(domain, 'Innocent', { place: 'waiting' }, 'innocent');
    const base = prospectWrite(domain, 'Fence', { place: 'waiting' });
    const first = await crm.writeProspect({ ...base, registrations: kind === 'existing' ? [holder, other] : [holder] });
    const second = await crm.writeProspect({
      ...base,
      companyId: first.companyId,
      registrations: [withLockKey(other, key), innocent],
    });
    const heldByDealId = first.dealIds.get(holder.registrationId);
    expect(second.fenced).toEqual([{ registrationId: other.registrationId, heldByDealId }]);
    expect([...second.dealIds.keys()].sort()).toEqual([other.registrationId, innocent.registrationId].sort());
    const deal = await crm.readRecord({ object: 'deal', id: second.dealIds.get(other.registrationId) ?? '' });
    expect(deal?.fields).toMatchObject({ lockKey: null, partnerName: 'Demo Partner North' });
  });
}

function readsFacts(harness: Harness): void {
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
    expect(found.deals.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { id: lostDeal, name: 'VW lost', ownerName: null, isOpen: false, isWon: false, registrationId: null },
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
    const write = prospectWrite('fresenius.com', 'Fresenius', { place: 'waiting' });
    const { companyId } = await crm.writeProspect(write);
    const found = await crm.readProspect(write.prospect, null);
    expect(found.company?.id).toBe(companyId);
    expect(found.deals).toEqual([objectContaining({ isOpen: true, registrationId: firstOf(write).registrationId })]);
  });

  it.each([
    ['a won deal', { stage: 'won' as const, isCustomer: false }],
    ['its life cycle', { stage: 'open' as const, isCustomer: true }],
  ])('takes a company for a customer by %s', async (_why, { stage, isCustomer }) => {
    const { crm, addCompany, addDeal } = harness();
    const companyId = await addCompany({ name: 'Customer', domain: `customer-${stage}.example`, isCustomer });
    await addDeal({ name: 'A deal', companyId, stage });
    const found = await crm.readProspect(prospect(`customer-${stage}.example`, 'Customer'), companyId);
    expect(found.company?.isCustomer).toBe(true);
    expect(found.deals[0]?.isWon).toBe(stage === 'won');
  });

  it('knows nothing of a prospect that the CRM does not have', async () => {
    const { crm } = harness();
    expect(await crm.readProspect(prospect('nobody.example', 'Nobody'), null)).toEqual({ company: null, deals: [] });
    expect(await crm.readRecord({ object: 'deal', id: '999' })).toBeNull();
    expect(await crm.readRecord({ object: 'company', id: '999' })).toBeNull();
  });
}

function findsChanges(harness: Harness): void {
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

function readsSubmissions(harness: Harness): void {
  const form = () => harness().submitForm;

  it('reads a submission by contact and by nonce, until it is taken', async ({ skip }) => {
    const submit = form() ?? skip('this CRM hosts no form');
    const { crm, advance, now } = harness();
    const submittedAt = now();
    const contactId = await submit(
      'buyer@rwe.com',
      staged('nonce-one', { stagingCompany: 'RWE', stagingNotes: 'Soon' }),
    );
    const wanted = {
      contactId,
      nonce: 'nonce-one',
      submittedAt,
      contactEmail: 'buyer@rwe.com',
      values: objectContaining({ stagingCompany: 'RWE', stagingNotes: 'Soon', stagingToken: 'signed' }),
    };
    expect(await crm.readSubmission({ contactId, nonce: null })).toEqual(wanted);
    expect(await crm.readSubmission({ contactId: null, nonce: 'nonce-one' })).toEqual(wanted);
    advance(60_000);
    expect(await crm.listChanges(submittedAt)).toContainEqual({ object: 'contact', id: contactId });

    await crm.writeProspect(taking('rwe.com', contactId, 'nonce-one'));
    advance(60_000);
    expect(await crm.readSubmission({ contactId, nonce: 'nonce-one' })).toBeNull();
    expect(await crm.readSubmission({ contactId: null, nonce: 'nonce-one' })).toBeNull();
    expect(await crm.listChanges(submittedAt)).not.toContainEqual({ object: 'contact', id: contactId });
  });

  it('reads a submission that the next one of the same contact has overwritten', async ({ skip }) => {
    const submit = form() ?? skip('this CRM hosts no form');
    const { crm, advance } = harness();
    const contactId = await submit('buyer@eon.com', staged('first', { stagingCompany: 'E.ON', stagingAmount: '100' }));
    advance(5_000);
    await submit('buyer@eon.com', staged('second', { stagingCompany: 'E.ON SE', stagingAmount: '200' }));
    expect((await crm.readSubmission({ contactId, nonce: 'first' }))?.values).toMatchObject({
      stagingCompany: 'E.ON',
      stagingAmount: '100',
    });
    expect((await crm.readSubmission({ contactId, nonce: null }))?.nonce).toBe('second');

    // Taking the first must not hide the second.
    await crm.writeProspect(taking('eon.com', contactId, 'first'));
    expect((await crm.readSubmission({ contactId, nonce: null }))?.values).toMatchObject({ stagingAmount: '200' });
  });

  it('lets a submission inherit nothing from the one that was taken before it', async ({ skip }) => {
    const submit = form() ?? skip('this CRM hosts no form');
    const { crm, advance } = harness();
    const contactId = await submit(
      'buyer@zalando.com',
      staged('before', { stagingCompany: 'Zalando', stagingAmount: '900' }),
    );
    advance(5_000);
    await crm.writeProspect(taking('zalando.com', contactId, 'before'));
    advance(5_000);
    await submit('buyer@zalando.com', staged('later', { stagingCompany: 'Zalando' }));
    const later = await crm.readSubmission({ contactId, nonce: 'later' });
    expect(later?.values).toMatchObject({ stagingCompany: 'Zalando' });
    expect(later?.values).not.toHaveProperty('stagingAmount');
  });

  it('reads nothing where nothing was submitted', async ({ skip }) => {
    const submit = form() ?? skip('this CRM hosts no form');
    const { crm } = harness();
    const contactId = await submit('buyer@metro.example', { stagingNonce: 'metro' });
    expect(await crm.readSubmission({ contactId: '999', nonce: null })).toBeNull();
    expect(await crm.readSubmission({ contactId, nonce: 'another' })).toBeNull();
    expect(await crm.readSubmission({ contactId: null, nonce: 'never-used' })).toBeNull();
  });

  it('uses the company that the CRM made of the contact instead of a second one', async ({ skip }) => {
    const submit = form() ?? skip('this CRM hosts no form');
    const { crm } = harness();
    const contactId = await submit('buyer@puma.com', staged('puma', { stagingCompany: 'PUMA' }));
    const madeByCrm = (await crm.readRecord({ object: 'contact', id: contactId }))?.company?.id;
    expect(madeByCrm).toBeTypeOf('string');
    expect((await crm.writeProspect(taking('puma.com', contactId, 'puma'))).companyId).toBe(madeByCrm);
  });
}

const prospect = (domain: string, name: string): Prospect => ({
  key: `dom:${domain}`,
  name,
  website: `https://${domain}`,
  domain,
  country: 'DE',
});

type Standing = { readonly place: DealPlace; readonly lockKey?: string };

function registration(domain: string, name: string, standing: Standing, which = 'one'): RegistrationWrite {
  const registrationId = `reg_${domain}_${which}`;
  return {
    registrationId,
    title: `${name} · Demo Partner North`,
    place: standing.place,
    amount: { amountMinor: 4_800_000, currency: 'EUR' },
    closeOn: '2027-03-31',
    contactId: null,
    fields: {
      registrationId,
      registrationReference: 'PL-7K3M-Q2XA',
      registrationStatus: 'under_review',
      registeredAt: '2026-11-22T08:59:59.123Z',
      verdictReasons: ['weak_identity', 'free_mail'],
      verdictText: 'Identified by name only\nFree or disposable e-mail address',
      policyVersion: 3,
      partnerName: 'Demo Partner North',
      partnerTier: 'referral',
      prospectKey: `dom:${domain}`,
      estimatedAmount: { amountMinor: 4_800_050, currency: 'EUR' },
      estimatedCloseOn: '2027-03-31',
      lockKey: standing.lockKey ?? null,
      lockEpoch: 7,
      lockStatus: 'pending',
      lockEndsAt: '2027-02-20T23:00:00.000Z',
      channelConflict: 'none',
    },
  };
}

const prospectWrite = (domain: string, name: string, standing: Standing): ProspectWrite => ({
  prospect: prospect(domain, name),
  companyId: null,
  company: { prospectKey: `dom:${domain}` },
  registrations: [registration(domain, name, standing)],
  flaggedDeals: [],
  sales: harnessSales,
});

/** The battery's CRMs all let sales start here. */
export const harnessSales: ProspectWrite['sales'] = { pipeline: 'default', stage: 'qualifiedtobuy' };

function taking(domain: string, contactId: CrmId, nonce: string): ProspectWrite {
  const write = prospectWrite(domain, domain, { place: 'waiting' });
  const one = registration(domain, domain, { place: 'waiting' }, nonce);
  return { ...write, registrations: [{ ...one, contactId, fields: { ...one.fields, stagingNonce: nonce } }] };
}

const staged = (nonce: string, values: Partial<Record<StagingCode, string>>): Partial<Record<StagingCode, string>> => ({
  stagingNonce: nonce,
  stagingStatus: 'new',
  stagingToken: 'signed',
  stagingSubmittedBy: 'sales@partner.example',
  ...values,
});

const partnerWrite = (code: string, companyId: CrmId | null): PartnerWrite => ({
  partnerId: `par_${code.toLowerCase()}`,
  companyId,
  name: `Demo Partner ${code}`,
  domain: null,
  code,
  status: 'active',
  tier: 'referral',
});

const withLockKey = (one: RegistrationWrite, lockKey: string | null): RegistrationWrite => ({
  ...one,
  fields: { ...one.fields, lockKey },
});

function firstOf(write: ProspectWrite): RegistrationWrite {
  const [first] = write.registrations;
  if (!first) throw new Error('The write has no registration');
  return first;
}

function only(dealIds: ReadonlyMap<string, CrmId>): CrmId {
  const [id, second] = [...dealIds.values()];
  if (!id || second) throw new Error(`Expected one deal, got ${dealIds.size}`);
  return id;
}

/** Vitest types its matchers as `any`. */
const stringContaining = (part: string): unknown => expect.stringContaining(part);
const objectContaining = (part: object): unknown => expect.objectContaining(part);
