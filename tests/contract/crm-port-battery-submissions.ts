import { expect, it } from 'vitest';
import { firstOf, objectContaining, only, prospectWrite, staged, taking } from './crm-port-fixtures.ts';
import type { Harness } from './crm-port-harness.ts';

export function readsSubmissions(harness: Harness): void {
  it('reads a submission by its record and by its nonce, until it is taken', async () => {
    const { crm, advance, now, stored, submitForm } = harness();
    const submittedAt = now();
    const record = await submitForm(
      'buyer@rwe.com',
      staged('nonce-one', { stagingCompany: 'RWE', stagingNotes: 'Soon', stagingEmployees: '20000' }),
    );
    const wanted = {
      record,
      nonce: 'nonce-one',
      submittedAt: stored(submittedAt),
      contactEmail: 'buyer@rwe.com',
      values: objectContaining({
        stagingCompany: 'RWE',
        stagingNotes: 'Soon',
        stagingEmployees: '20000',
        stagingToken: 'signed',
        stagingSubmittedBy: 'sales@partner.example',
        stagingConsent: 'true',
      }),
      partnerCompanyId: null,
    };
    expect(await crm.readSubmission({ record, nonce: null })).toEqual(wanted);
    expect(await crm.readSubmission({ record: null, nonce: 'nonce-one' })).toEqual(wanted);
    advance(60_000);
    expect(await crm.listChanges(submittedAt)).toContainEqual(record);

    await crm.writeProspect(taking('rwe.com', record.id, 'nonce-one'));
    advance(60_000);
    expect(await crm.readSubmission({ record, nonce: 'nonce-one' })).toBeNull();
    expect(await crm.readSubmission({ record, nonce: null })).toBeNull();
    expect(await crm.readSubmission({ record: null, nonce: 'nonce-one' })).toBeNull();
    expect((await crm.readRecord(record))?.fields.stagingToken).toBeNull();
  });

  it('reads each of two submissions that name the same person', async () => {
    const { crm, advance, submitForm } = harness();
    const first = await submitForm('buyer@eon.com', staged('first', { stagingCompany: 'E.ON', stagingAmount: '100' }));
    advance(5_000);
    const later = staged('second', { stagingCompany: 'E.ON SE', stagingAmount: '200' });
    const second = await submitForm('buyer@eon.com', later);
    expect((await crm.readSubmission({ record: first, nonce: 'first' }))?.values).toMatchObject({
      stagingCompany: 'E.ON',
      stagingAmount: '100',
    });
    expect((await crm.readSubmission({ record: second, nonce: null }))?.nonce).toBe('second');

    // Taking the first must not hide the second.
    await crm.writeProspect(taking('eon.com', first.id, 'first'));
    expect((await crm.readSubmission({ record: second, nonce: null }))?.values).toMatchObject({ stagingAmount: '200' });
  });

  it('lets a submission inherit nothing from the one that was taken before it', async () => {
    const { crm, advance, submitForm } = harness();
    const before = staged('before', { stagingCompany: 'Zalando', stagingAmount: '900' });
    const record = await submitForm('buyer@zalando.com', before);
    advance(5_000);
    await crm.writeProspect(taking('zalando.com', record.id, 'before'));
    advance(5_000);
    const next = await submitForm('buyer@zalando.com', staged('later', { stagingCompany: 'Zalando' }));
    const later = await crm.readSubmission({ record: next, nonce: 'later' });
    expect(later?.values).toMatchObject({ stagingCompany: 'Zalando' });
    expect(later?.values).not.toHaveProperty('stagingAmount');
  });

  it('reads nothing where nothing was submitted', async () => {
    const { crm, submitForm, unknownId } = harness();
    const record = await submitForm('buyer@metro.example', { stagingNonce: 'metro' });
    expect(await crm.readSubmission({ record: { ...record, id: '999' }, nonce: null })).toBeNull();
    expect(await crm.readSubmission({ record: { ...record, id: unknownId }, nonce: null })).toBeNull();
    expect(await crm.readSubmission({ record, nonce: 'another' })).toBeNull();
    expect(await crm.readSubmission({ record: null, nonce: 'never-used' })).toBeNull();
    expect(await crm.readSubmission({ record: null, nonce: `x' OR Id != '` })).toBeNull();
  });

  it('does not take a submission for somebody else’s deal', async () => {
    const { crm, advance, submitForm } = harness();
    await submitForm('buyer@ikea.com', staged('ikea', { stagingCompany: 'IKEA', stagingWebsite: 'ikea.com' }));
    advance(60_000);
    expect(
      (await crm.readProspect(prospectWrite('ikea.com', 'IKEA', { place: 'waiting' }).prospect, null)).deals,
    ).toEqual([]);
  });

  it('uses the company that the CRM made of the submission instead of a second one', async ({ skip }) => {
    const { crm, submitForm } = harness();
    const record = await submitForm('buyer@puma.com', staged('puma', { stagingCompany: 'PUMA' }));
    const madeByCrm = (await crm.readRecord(record))?.company?.id ?? null;
    if (madeByCrm === null) return skip('this CRM makes no company of a submission');
    expect((await crm.writeProspect(taking('puma.com', record.id, 'puma'))).companyId).toBe(madeByCrm);
  });

  it('leaves the deal of a registration to the lead that it came with, and finds it once that is converted', async ({
    skip,
  }) => {
    const { crm, submitForm, convertLead, standing } = harness();
    if (convertLead === null) return skip('this CRM has no leads');
    const record = await submitForm('buyer@lidl.com', staged('lidl', { stagingCompany: 'Lidl' }));
    const write = taking('lidl.com', record.id, 'lidl');
    const approved = { ...write, registrations: [{ ...firstOf(write), place: 'sales' as const }] };
    const first = await crm.writeProspect(approved);
    expect(first.dealIds.size).toBe(0);
    expect(await standing(only(first.recordIds))).toBe('outside');
    const { registrationId } = firstOf(write);
    expect((await crm.readRecord(record))?.fields).toMatchObject({ registrationId, lockEpoch: 7 });

    const { dealId } = await convertLead(record.id);
    const second = await crm.writeProspect({ ...approved, companyId: first.companyId });
    expect(second).toMatchObject({ recordIds: first.recordIds, fenced: [] });
    expect(only(second.dealIds)).toBe(dealId);
    expect(await crm.readRecord({ object: 'deal', id: dealId })).toMatchObject({
      convertedFrom: record.id,
      fields: { registrationId, lockEpoch: 7 },
    });
  });

  it('takes a registration that a partner’s own user made as that record', async ({ skip }) => {
    const { crm, submitOwn, advance, now, stored, recordsOf } = harness();
    if (submitOwn === null) return skip('partners have no users in this CRM');
    const submittedAt = now();
    const own = { nonce: 'own', company: 'Otto', website: 'https://otto.de', contactEmail: 'buyer@otto.de' };
    const { record, partnerCompanyId } = await submitOwn(own);
    expect(await crm.readSubmission({ record, nonce: null })).toMatchObject({
      record,
      nonce: 'own',
      submittedAt: stored(submittedAt),
      contactEmail: 'buyer@otto.de',
      partnerCompanyId,
      values: { stagingCompany: 'Otto', stagingWebsite: 'https://otto.de' },
    });
    expect(await crm.readSubmission({ record: null, nonce: 'own' })).toMatchObject({ record });
    advance(60_000);
    expect(await crm.listChanges(submittedAt)).toContainEqual(record);

    const write = taking('otto.de', record.id, 'own');
    const { companyId, recordIds } = await crm.writeProspect(write);
    expect(only(recordIds)).toBe(record.id);
    expect(await recordsOf(companyId ?? '')).toEqual([record.id]);
    expect(await crm.readSubmission({ record, nonce: null })).toBeNull();
    expect(await crm.writeProspect(write)).toMatchObject({ recordIds });
  });
}
