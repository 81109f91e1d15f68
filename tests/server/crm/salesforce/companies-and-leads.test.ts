import { describe, expect, it } from 'vitest';
import { salesforceName } from '../../../../shared/catalog/salesforce-values.ts';
import {
  firstOf,
  only,
  prospectWrite,
  registration,
  stringContaining,
  there,
} from '../../../contract/crm-port-fixtures.ts';
import { packageWithRule } from './org-with-rule.ts';
import { account, crm, ids, org, REGISTRATION, shown, start } from './started-org.ts';

describe('the company', () => {
  it('is not one whose website only looks like it; of several with the website the oldest is taken', async () => {
    await start();
    account({ Name: 'Not Acme', Website: 'https://notacme.com' });
    account({ Name: 'Acme elsewhere', Website: 'https://acme.com.mx' });
    const [older] = [account({ Name: 'Acme', Website: 'http://www.acme.com/en?x=1' })];
    org.standIn.clock.advance(60_000);
    account({ Name: 'Acme Inc.', Website: 'acme.com' });
    const { prospect } = prospectWrite('acme.com', 'Acme', { place: 'waiting' });
    expect((await crm.readProspect(prospect, null)).company).toMatchObject({ id: older, domain: 'acme.com' });
  });

  it('is found by a website that is written with umlauts', async () => {
    await start();
    const id = account({ Name: 'Müller', Website: 'https://müller.example.com/', Type: 'Prospect' });
    const umlaut = account({ Name: 'Müller', Website: 'https://müller.de/' });
    const { prospect } = prospectWrite('xn--mller-kva.de', 'Müller', { place: 'waiting' });
    expect((await crm.readProspect(prospect, null)).company?.id).toBe(umlaut);
    expect(id).not.toBe(umlaut);
  });

  it('is found by its name and country when no domain is known', async () => {
    await start();
    account({ Name: 'Müller & Söhne GmbH', BillingCountry: 'Austria' });
    account({ Name: 'Müller und Söhne Holding', BillingCountry: 'Germany' });
    const same = account({ Name: 'Müller und Söhne GmbH', BillingCountry: 'germany' });
    const prospect = {
      key: 'name:mueller and soehne|DE',
      name: 'Müller & Söhne',
      website: null,
      domain: null,
      country: 'DE',
    };
    expect((await crm.readProspect(prospect, null)).company?.id).toBe(same);
    expect((await crm.readProspect({ ...prospect, key: 'none:reg_1' }, null)).company).toBeNull();
  });

  it('is the one that a lead was converted into, whatever its website', async () => {
    await start();
    const existing = account({ Name: 'Siemens Holding', Website: 'siemens-holding.example' });
    const leadId = org.rep.create('Lead', { Company: 'Siemens', LastName: 'Buyer' });
    org.admin.convertLead({ leadId, accountId: existing, doNotCreateOpportunity: true });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales' });
    const written = await crm.writeProspect({ ...write, registrations: [{ ...firstOf(write), contactId: leadId }] });
    expect(written.companyId).toBe(existing);
    // A conversion without an opportunity leaves the deal to us.
    expect(org.admin.get('Opportunity', only(written.dealIds))?.['AccountId']).toBe(existing);
  });

  it('moves with its key to the account that a rep made of the lead', async () => {
    await start();
    const former = account({ Name: 'Siemens', Website: 'siemens.com' });
    const leadId = org.rep.create('Lead', { Company: 'Siemens', LastName: 'Buyer' });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales', lockKey: 'k' });
    const { registrationId } = firstOf(write);
    const company = { registrationId, lockStatus: 'active', lockEndsAt: '2027-02-20T23:00:00.000Z' };
    const full = { ...write, company, registrations: [{ ...firstOf(write), contactId: leadId }] };
    expect((await crm.writeProspect(full)).companyId).toBe(former);
    const { accountId, opportunityId } = org.admin.convertLead({ leadId });
    const moved = await crm.writeProspect({ ...full, companyId: accountId });
    expect(moved).toMatchObject({ companyId: accountId, fenced: [] });
    expect(only(moved.dealIds)).toBe(opportunityId);
    const stamps = (id: string) => [shown('Account', id, 'prospectKey'), shown('Account', id, 'isLocked')];
    expect(stamps(accountId)).toEqual(['dom:siemens.com', true]);
    expect(stamps(former)).toEqual([null, false]);
    expect(shown(REGISTRATION, only(moved.recordIds), 'prospectAccount')).toBe(accountId);
    expect(await crm.writeProspect({ ...full, companyId: accountId })).toEqual(moved);
  });

  it('stays where an account does not give the key away', async () => {
    await start({
      packageDir: packageWithRule('Account', `AND(NOT(ISNEW()), ISBLANK(${salesforceName('Account', 'prospectKey')}))`),
    });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    const first = await crm.writeProspect(write);
    const other = account({ Name: 'Siemens elsewhere' });
    expect(await crm.writeProspect({ ...write, companyId: other })).toEqual(first);
  });

  it('is not made beside the lead that still stands for it', async () => {
    await start();
    const leadId = org.rep.create('Lead', { Company: 'Siemens', LastName: 'Buyer' });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    const written = await crm.writeProspect({ ...write, registrations: [{ ...firstOf(write), contactId: leadId }] });
    expect(written.companyId).toBeNull();
    expect(ids('Account')).toEqual([]);
    expect(shown('Lead', leadId, 'registrationId')).toBe(firstOf(write).registrationId);
  });

  it('is written without a country that the org does not take', async () => {
    await start({ packageDir: packageWithRule('Account', 'BillingCountry = "Germany"') });
    const { companyId } = await crm.writeProspect(prospectWrite('siemens.com', 'Siemens', { place: 'waiting' }));
    expect(org.admin.get('Account', there(companyId))?.['BillingCountry']).toBeNull();
  });

  it('that the org refuses to create keeps no registration and no lock from being written', async () => {
    await start({ packageDir: packageWithRule('Account', 'ISBLANK(Phone)') });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales', lockKey: 'demo:siemens' });
    await expect(crm.writeProspect(write)).rejects.toMatchObject({
      name: 'CrmRefused',
      code: 'invalid',
      message: stringContaining('The customer’s own rule says no.'),
    });
    const [recordId = ''] = ids(REGISTRATION);
    expect(shown(REGISTRATION, recordId, 'lockKey')).toBe('demo:siemens');
    expect(ids('Account')).toEqual([]);
    expect(ids('Opportunity')).toHaveLength(1);
  });
});

describe('a lead', () => {
  it('that was merged into another before we read it still says what was submitted, and is taken as that one', async () => {
    await start();
    const nonce = salesforceName('Lead', 'stagingNonce');
    const leadId = org.admin.create('Lead', { Company: 'Siemens', LastName: 'Buyer', [nonce]: 'n1' });
    const master = org.rep.create('Lead', { Company: 'Siemens AG', LastName: 'Buyer' });
    org.admin.merge('Lead', { masterId: master, duplicateIds: [leadId] });
    expect(await crm.readSubmission({ record: null, nonce: 'n1' })).toMatchObject({
      record: { id: leadId },
      nonce: 'n1',
    });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    const { recordIds } = await crm.writeProspect({
      ...write,
      registrations: [{ ...firstOf(write), contactId: leadId }],
    });
    expect(shown(REGISTRATION, only(recordIds), 'lead')).toBe(master);
    expect(shown('Lead', master, 'registrationId')).toBe(firstOf(write).registrationId);
    expect(await crm.readRecord({ object: 'lead', id: leadId })).toMatchObject({ ref: { object: 'lead', id: master } });
  });

  it('that somebody threw away is no submission any more', async () => {
    await start();
    const nonce = salesforceName('Lead', 'stagingNonce');
    const leadId = org.admin.create('Lead', { Company: 'Siemens', LastName: 'Buyer', [nonce]: 'n1' });
    org.admin.delete('Lead', leadId);
    expect(await crm.readSubmission({ record: null, nonce: 'n1' })).toBeNull();
    expect(await crm.readSubmission({ record: { object: 'lead', id: leadId }, nonce: null })).toBeNull();
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales' });
    const written = await crm.writeProspect({ ...write, registrations: [{ ...firstOf(write), contactId: leadId }] });
    expect(written.dealIds.size).toBe(1);
  });

  it('that a rep typed is no submission, and one of free mail competes with nobody', async () => {
    await start();
    const leadId = org.rep.create('Lead', { Company: 'Siemens', LastName: 'Buyer', Email: 'buyer@siemens.com' });
    expect(await crm.readSubmission({ record: { object: 'lead', id: leadId }, nonce: null })).toBeNull();
    org.rep.create('Lead', { Company: 'Siemens', LastName: 'Private', Email: 'siemens.com@gmail.com' });
    org.rep.create('Lead', {
      Company: 'S',
      LastName: 'Done',
      Email: 'x@siemens.com',
      Status: 'Closed - Not Converted',
    });
    const { prospect } = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    const { deals, company } = await crm.readProspect(prospect, null);
    expect(company).toBeNull();
    expect(deals).toMatchObject([{ id: leadId, name: 'Siemens – Buyer', ownerName: 'Sales Rep One (demo)' }]);
    expect(await crm.readRecord({ object: 'deal', id: leadId })).toMatchObject({ ref: { object: 'lead', id: leadId } });
  });

  it('that was converted into another registration’s deal leaves it to that one', async () => {
    await start();
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales' });
    const first = await crm.writeProspect(write);
    const leadId = org.rep.create('Lead', { Company: 'Siemens', LastName: 'Buyer' });
    org.admin.convertLead({ leadId, accountId: there(first.companyId), opportunityId: only(first.dealIds) });
    const other = registration('siemens.com', 'Siemens', { place: 'closed' }, 'other');
    const second = await crm.writeProspect({ ...write, registrations: [{ ...other, contactId: leadId }] });
    expect(second.dealIds.size).toBe(0);
    expect(shown('Opportunity', only(first.dealIds), 'registrationId')).toBe(firstOf(write).registrationId);
  });

  it('of the form without a name of its own is named after its record', async () => {
    await start();
    const token = salesforceName('Lead', 'stagingToken');
    const leadId = org.admin.create('Lead', { Company: '[not provided]', LastName: 'Buyer', [token]: 'signed' });
    const staged = await crm.readSubmission({ record: { object: 'lead', id: leadId }, nonce: null });
    expect(staged).toMatchObject({ nonce: `lead:${leadId}`, values: { stagingToken: 'signed' } });
    expect(staged?.values).not.toHaveProperty('stagingCompany');
  });
});
