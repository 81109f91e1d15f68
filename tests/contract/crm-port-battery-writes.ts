import { expect, it } from 'vitest';
import type { FieldValues } from '../../shared/catalog/field.ts';
import { asStored, firstOf, only, prospectWrite, registration, there, untilDone } from './crm-port-fixtures.ts';
import type { Harness } from './crm-port-harness.ts';

export function showsRegistrations(harness: Harness): void {
  it('creates the company and the record of a registration, with every field', async () => {
    const { crm, recordObject, stored } = harness();
    const write = prospectWrite('sap.com', 'SAP', { place: 'waiting' });
    const written = await crm.writeProspect({
      ...write,
      company: { lockStatus: 'pending', partnerName: 'Demo Partner North' },
    });

    const companyId = there(written.companyId);
    expect(await crm.readRecord({ object: 'company', id: companyId })).toMatchObject({
      ref: { object: 'company', id: companyId },
      name: 'SAP',
      domain: 'sap.com',
      company: { id: companyId, name: 'SAP', domain: 'sap.com' },
      fields: {
        prospectKey: 'dom:sap.com',
        lockStatus: 'pending',
        partnerName: 'Demo Partner North',
        lockEndsAt: null,
      },
    });
    expect(await crm.readRecord({ object: recordObject, id: only(written.recordIds) })).toMatchObject({
      company: { id: companyId, name: 'SAP', domain: 'sap.com' },
      converted: null,
      convertedFrom: null,
      decision: null,
      fields: asStored(firstOf(write).fields, stored),
    });
    expect(await harness().standing(only(written.recordIds))).toBe('outside');
    expect(written.fenced).toEqual([]);
  });

  it('shows the same again without a second record', async () => {
    const { crm, recordsOf } = harness();
    const write = prospectWrite('bosch.com', 'Bosch', { place: 'sales' });
    const first = await crm.writeProspect(write);
    expect(first.dealIds.size).toBe(1);
    expect(await crm.writeProspect({ ...write, companyId: first.companyId })).toEqual(first);
    expect(await crm.writeProspect(write)).toEqual(first);
    expect(await recordsOf(there(first.companyId))).toEqual([...first.recordIds.values()]);
  });

  it('makes no second record when an answer is lost and the write is repeated', async () => {
    const { crm, recordsOf, loseNextAnswer } = harness();
    const write = prospectWrite('lost-answer.example', 'Lost', { place: 'sales', lockKey: 'demo:dom:lost' });
    loseNextAnswer();
    const first = await untilDone(() => crm.writeProspect(write));
    loseNextAnswer();
    const second = await untilDone(() => crm.writeProspect(write));
    expect(second).toEqual(first);
    expect(second.fenced).toEqual([]);
    expect(await recordsOf(there(first.companyId))).toEqual([...first.recordIds.values()]);
  });

  it('clears a field that is null', async () => {
    const { crm, recordObject } = harness();
    const write = prospectWrite('basf.com', 'BASF', { place: 'waiting' });
    const { companyId, recordIds } = await crm.writeProspect(write);
    const { registrationId } = firstOf(write);
    const cleared: FieldValues = { registrationId, lockEndsAt: null, estimatedAmount: null, verdictReasons: [] };
    await crm.writeProspect({ ...write, companyId, registrations: [{ ...firstOf(write), fields: cleared }] });
    const record = await crm.readRecord({ object: recordObject, id: only(recordIds) });
    expect(record?.fields).toMatchObject({ lockEndsAt: null, estimatedAmount: null, verdictReasons: null });
  });

  it('writes more registrations than fit into one call', async () => {
    const { crm, recordsOf } = harness();
    const base = prospectWrite('bayer.com', 'Bayer', { place: 'closed' });
    const registrations = Array.from({ length: 130 }, (_, index) =>
      registration('bayer.com', 'Bayer', { place: 'closed' }, `n${index}`),
    );
    const { companyId, recordIds } = await crm.writeProspect({ ...base, registrations });
    expect(recordIds.size).toBe(130);
    expect(new Set(await recordsOf(there(companyId))).size).toBe(130);
  });

  it('keeps text that was meant to break it as text', async () => {
    const { crm, recordObject } = harness();
    const hostile = `<script>alert(1)</script> =HYPERLINK("x") \\'; DROP TABLE deals;-- %_ \u202Eabc 🏢 株式会社`;
    const write = prospectWrite('hostile.example', hostile, { place: 'sales' });
    const { recordIds, companyId } = await crm.writeProspect({
      ...write,
      registrations: [{ ...firstOf(write), fields: { ...firstOf(write).fields, verdictText: `${hostile}\u0000` } }],
    });
    const record = await crm.readRecord({ object: recordObject, id: only(recordIds) });
    expect(record?.fields.verdictText).toBe(hostile);
    expect(await crm.readRecord({ object: 'company', id: there(companyId) })).toMatchObject({ name: hostile });
  });

  it('creates no company where none may be created, and comes to the company once there is one', async () => {
    const { crm, recordObject, addCompany, advance, recordsOf } = harness();
    const write = { ...prospectWrite('miele.com', 'Miele', { place: 'sales' }), mayCreateCompany: false };
    const first = await crm.writeProspect(write);
    expect(first.companyId).toBeNull();
    const record = await crm.readRecord({ object: recordObject, id: only(first.recordIds) });
    expect(record).toMatchObject({ company: null, fields: { prospectKey: 'dom:miele.com' } });

    const companyId = await addCompany({ name: 'Miele', domain: 'miele.com' });
    advance(60_000);
    const second = await crm.writeProspect(write);
    expect(second).toEqual({ ...first, companyId });
    expect(await recordsOf(companyId)).toEqual([only(first.recordIds)]);
  });

  it('uses the company of the domain that the CRM has, instead of a second one', async () => {
    const { crm, addCompany, advance } = harness();
    const companyId = await addCompany({ name: 'Carl Zeiss AG', domain: 'zeiss.com' });
    advance(60_000);
    expect((await crm.writeProspect(prospectWrite('zeiss.com', 'Zeiss', { place: 'waiting' }))).companyId).toBe(
      companyId,
    );
  });
}

export function keepsWhatPeopleDid(harness: Harness): void {
  it('gives a registration to sales when it is approved, with its amount, which did not count before', async () => {
    const { crm, amountOf, standing } = harness();
    const write = prospectWrite('allianz.com', 'Allianz', { place: 'waiting' });
    const { companyId, recordIds } = await crm.writeProspect(write);
    expect(await amountOf(only(recordIds))).toBeNull();
    const approved = await crm.writeProspect({
      ...write,
      companyId,
      registrations: [{ ...firstOf(write), place: 'sales' }],
    });
    expect(await standing(only(recordIds))).toBe('sales');
    expect(await amountOf(only(recordIds))).toBe(48_000);
    expect(await crm.readRecord({ object: 'deal', id: only(approved.dealIds) })).toMatchObject({
      name: 'Allianz · Demo Partner North',
      isOpen: true,
      isWon: false,
      company: { id: companyId, name: 'Allianz', domain: 'allianz.com' },
      fields: { registrationId: firstOf(write).registrationId, lockEpoch: 7, partnerName: 'Demo Partner North' },
    });
  });

  it('never moves a deal that sales works on', async () => {
    const { crm, moveOn, standing } = harness();
    const write = prospectWrite('adidas.com', 'adidas', { place: 'sales' });
    const { companyId, recordIds } = await crm.writeProspect(write);
    await moveOn(only(recordIds));
    for (const place of ['waiting', 'sales', 'closed'] as const) {
      await crm.writeProspect({ ...write, companyId, registrations: [{ ...firstOf(write), place }] });
      expect(await standing(only(recordIds)), place).toBe('elsewhere');
    }
  });

  it.each([
    ['waiting', 'closed', 'outside'],
    ['closed', 'sales', 'sales'],
    ['closed', 'waiting', 'outside'],
    ['sales', 'closed', 'sales'],
  ] as const)('a registration that is %s and should be %s is %s', async (from, to, ends) => {
    const { crm, standing } = harness();
    const write = prospectWrite(`${from}-${to}.example`, 'Place', { place: from });
    const { companyId, recordIds } = await crm.writeProspect(write);
    await crm.writeProspect({ ...write, companyId, registrations: [{ ...firstOf(write), place: to }] });
    expect(await standing(only(recordIds))).toBe(ends);
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

  it('creates the company again when somebody deleted it, and brings its registrations along', async () => {
    const { crm, remove, recordsOf } = harness();
    const write = prospectWrite('daimlertruck.com', 'Daimler Truck', { place: 'waiting' });
    const first = await crm.writeProspect(write);
    await remove({ object: 'company', id: there(first.companyId) });
    const second = await crm.writeProspect({ ...write, companyId: first.companyId });
    expect(second.companyId).not.toBe(first.companyId);
    expect(await recordsOf(there(second.companyId))).toEqual([...first.recordIds.values()]);
  });

  it('creates the record again when somebody deleted it', async () => {
    const { crm, recordObject, remove } = harness();
    const write = prospectWrite('henkel.com', 'Henkel', { place: 'waiting', lockKey: 'demo:dom:henkel.com' });
    const first = await crm.writeProspect(write);
    await remove({ object: recordObject, id: only(first.recordIds) });
    const again = [{ ...firstOf(write), recordId: only(first.recordIds) }];
    const second = await crm.writeProspect({ ...write, companyId: first.companyId, registrations: again });
    expect(only(second.recordIds)).not.toBe(only(first.recordIds));
    expect(second.fenced).toEqual([]);
  });

  it('reads and writes a company that was merged into another as that one, with its registrations', async () => {
    const { crm, addCompany, mergeCompanies, recordsOf } = harness();
    const write = prospectWrite('bmwgroup.com', 'BMW', { place: 'waiting', lockKey: 'demo:dom:bmwgroup.com' });
    const { companyId, recordIds } = await crm.writeProspect(write);
    const survivorId = await addCompany({ name: 'BMW Group', domain: 'bmw.com' });
    await mergeCompanies(survivorId, there(companyId));
    const ref = { object: 'company', id: there(companyId) } as const;
    expect(await crm.readRecord(ref)).toMatchObject({ ref: { object: 'company', id: survivorId }, name: 'BMW Group' });
    expect((await crm.readProspect(write.prospect, companyId)).company?.id).toBe(survivorId);
    const written = await crm.writeProspect({ ...write, companyId });
    expect(written).toMatchObject({ companyId: survivorId, recordIds, fenced: [] });
    expect(await recordsOf(survivorId)).toEqual([only(recordIds)]);
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

  it('finds a lead that competes, and shows it whose company it is', async ({ skip }) => {
    const { crm, addLead, advance } = harness();
    if (addLead === null) return skip('this CRM has no leads');
    const leadId = await addLead({ company: 'Haribo', email: 'buyer@haribo.com' });
    advance(60_000);
    const write = prospectWrite('haribo.com', 'Haribo', { place: 'waiting' });
    const { deals } = await crm.readProspect(write.prospect, null);
    expect(deals).toMatchObject([{ id: leadId, isOpen: true, isWon: false, registrationId: null }]);
    const fields: FieldValues = { channelConflict: 'partner_vs_direct', partnerName: 'Demo Partner North' };
    await crm.writeProspect({ ...write, flaggedDeals: [{ dealId: leadId, fields }] });
    const lead = await crm.readRecord({ object: 'lead', id: leadId });
    expect(lead).toMatchObject({ isOpen: true, domain: 'haribo.com', company: { id: null, name: 'Haribo' }, fields });
  });
}
