import { describe, expect, it } from 'vitest';
import { salesforceName } from '../../../../shared/catalog/salesforce-values.ts';
import { firstOf, only, prospectWrite, registration, there } from '../../../contract/crm-port-fixtures.ts';
import { account, crm, crmWith, ids, org, REGISTRATION, shown, start } from './started-org.ts';

describe('few calls', () => {
  it('a registration on a known company takes six reads at the most, and two writes', async () => {
    await start();
    const companyId = account({ Name: 'Siemens', Website: 'siemens.com' });
    const leadId = org.rep.create('Lead', { Company: 'Siemens', LastName: 'Buyer' });
    const write = { ...prospectWrite('siemens.com', 'Siemens', { place: 'waiting' }), companyId };
    await crm.writeProspect({ ...write, registrations: [{ ...firstOf(write), contactId: leadId }] });
    const requests = org.takeRequests();
    expect(requests.filter((request) => !request.startsWith('GET'))).toEqual([
      'POST /composite',
      'PATCH /composite/sobjects',
    ]);
    expect(requests.length).toBeLessThanOrEqual(2 + 6);
  });

  it('an approval that makes an opportunity takes two writes as well, even of a new company', async () => {
    await start();
    await crm.writeProspect(prospectWrite('siemens.com', 'Siemens', { place: 'sales', lockKey: 'demo:siemens' }));
    expect(org.takeRequests().filter((request) => !request.startsWith('GET'))).toHaveLength(2);
  });

  it('many registrations go many to a call', async () => {
    await start();
    const base = prospectWrite('siemens.com', 'Siemens', { place: 'sales' });
    const registrations = Array.from({ length: 130 }, (_, index) =>
      registration('siemens.com', 'Siemens', { place: 'sales' }, `n${index}`),
    );
    const written = await crm.writeProspect({ ...base, registrations });
    expect(written.dealIds.size).toBe(130);
    expect(org.takeRequests().filter((request) => request === 'POST /composite')).toHaveLength(17);
    expect(ids('Opportunity')).toHaveLength(130);
  });

  it('the first stage of sales is remembered for ten minutes', async () => {
    await start();
    const ask = async (domain: string) => {
      await crm.writeProspect(prospectWrite(domain, 'Siemens', { place: 'sales' }));
      return org.takeRequests().length;
    };
    const first = await ask('one.example');
    expect(await ask('two.example')).toBe(first - 1);
    org.standIn.clock.advance(10 * 60_000);
    expect(await ask('three.example')).toBe(first);
  });
});

describe('what Salesforce shows', () => {
  it('leads from each record to the others', async () => {
    await start();
    const partnerCompanyId = account({ Name: 'Demo Partner North (demo)' });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales', lockKey: 'demo:siemens' });
    const one = { ...firstOf(write), partnerCompanyId, channelManagerId: org.standIn.org.channelManager.id };
    const { registrationId } = one;
    const full = { ...write, company: { registrationId }, registrations: [one] };
    const { companyId, recordIds, dealIds } = await crm.writeProspect(full);
    const [recordId, dealId] = [only(recordIds), only(dealIds)];
    expect(shown(REGISTRATION, recordId, 'prospectAccount')).toBe(companyId);
    expect(shown(REGISTRATION, recordId, 'opportunity')).toBe(dealId);
    expect(shown(REGISTRATION, recordId, 'partnerAccount')).toBe(partnerCompanyId);
    expect(shown(REGISTRATION, recordId, 'channelManager')).toBe(org.standIn.org.channelManager.id);
    expect(shown('Opportunity', dealId, 'registrationRecord')).toBe(recordId);
    expect(shown('Account', there(companyId), 'registrationRecord')).toBe(recordId);
    expect(org.admin.get('Account', there(companyId))).toMatchObject({
      Website: 'siemens.com',
      BillingCountry: 'Germany',
    });

    // The company goes on showing it when only another registration changes.
    const other = registration('siemens.com', 'Siemens', { place: 'closed' }, 'other');
    await crm.writeProspect({ ...full, companyId, registrations: [other] });
    expect(shown('Account', there(companyId), 'registrationRecord')).toBe(recordId);
  });

  it('keeps the manager in charge whom somebody chose later', async () => {
    await start();
    const { channelManager, salesRep } = org.standIn.org;
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    const withManager = [{ ...firstOf(write), channelManagerId: channelManager.id }];
    const { recordIds } = await crm.writeProspect({ ...write, registrations: withManager });
    org.admin.update(REGISTRATION, only(recordIds), { [salesforceName(REGISTRATION, 'channelManager')]: salesRep.id });
    await crm.writeProspect({ ...write, registrations: withManager });
    expect(shown(REGISTRATION, only(recordIds), 'channelManager')).toBe(salesRep.id);
  });

  it('holds what was submitted, the conversation, and the answer to a decision', async () => {
    await start();
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    const details = {
      prospectName: 'Siemens',
      conversationText: 'When?\nSoon.',
      decisionAnswer: 'Approved.',
      consent: true,
    };
    const { recordIds } = await crm.writeProspect({ ...write, registrations: [{ ...firstOf(write), details }] });
    const read = Object.keys(details).map((code) => shown(REGISTRATION, only(recordIds), code as keyof typeof details));
    expect(read).toEqual(Object.values(details));
  });

  it('gives a new opportunity to whoever owns the account', async () => {
    await start();
    const companyId = org.rep.create('Account', { Name: 'Siemens', Website: 'siemens.com' });
    const { dealIds } = await crm.writeProspect({
      ...prospectWrite('siemens.com', 'Siemens', { place: 'sales' }),
      companyId,
    });
    expect(org.admin.get('Opportunity', only(dealIds))?.['OwnerId']).toBe(org.standIn.org.salesRep.id);
  });

  it('gives an opportunity ninety days and the stage of the settings when nothing else is said', async () => {
    await start();
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales' });
    const bare = [{ ...firstOf(write), amount: null, closeOn: null }];
    const { dealIds } = await crmWith('Qualification').writeProspect({ ...write, registrations: bare });
    expect(org.admin.get('Opportunity', only(dealIds))).toMatchObject({
      Name: 'Siemens · Demo Partner North',
      StageName: 'Qualification',
      CloseDate: '2027-02-20',
      Amount: null,
    });
  });

  it('takes nothing that people wrote for a reference to another record', async () => {
    await start();
    const hostile = '@{company.id} @{r0record.id}';
    const write = prospectWrite('siemens.com', hostile, { place: 'sales' });
    const fields = { ...firstOf(write).fields, verdictText: hostile };
    const { recordIds, companyId } = await crm.writeProspect({
      ...write,
      registrations: [{ ...firstOf(write), fields }],
    });
    expect(shown(REGISTRATION, only(recordIds), 'verdictText')).toBe('@ {company.id} @ {r0record.id}');
    expect(org.admin.get('Account', there(companyId))?.['Name']).toBe('@ {company.id} @ {r0record.id}');
  });

  it.each([`a'b"c\\d`, 'a/b?c#d&e=f', '100%_', 'ä 株式会社 🏢', `x' OR Name != '`])(
    'finds the same record again whatever its ids and keys hold: %s',
    async (id) => {
      await start();
      const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales', lockKey: id });
      const one = { ...firstOf(write), registrationId: id, fields: { ...firstOf(write).fields, registrationId: id } };
      const full = { ...write, prospect: { ...write.prospect, key: `name:${id}`, domain: null }, registrations: [one] };
      const first = await crm.writeProspect(full);
      expect(await crm.writeProspect(full)).toEqual(first);
      expect([ids('Account'), ids(REGISTRATION), ids('Opportunity')].map(({ length }) => length)).toEqual([1, 1, 1]);
    },
  );
});

describe('changes that are made together', () => {
  it('are all made or none: a key is not free when the claim of it was refused', async () => {
    await start();
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting', lockKey: 'k' });
    const holder = only((await crm.writeProspect(write)).recordIds);
    const change = (name: string, id: string, values: Record<string, string | null>) => ({
      name,
      path: [REGISTRATION, id],
      values,
    });
    const key = salesforceName(REGISTRATION, 'lockKey');
    const outcomes = await org.client.changeTogether([
      change('release', holder, { [key]: null }),
      change('claim', 'a01DM0000009999', { [key]: 'k' }),
    ]);
    expect([...outcomes.keys()]).toEqual(['claim']);
    expect(outcomes.get('claim')?.errors).toMatchObject([{ errorCode: 'NOT_FOUND' }]);
    expect(shown(REGISTRATION, holder, 'lockKey')).toBe('k');
  });
});
