import { describe, expect, it } from 'vitest';
import type { SalesforceStandIn } from '../../../../server/sandbox/salesforce/start-stand-in.ts';
import { to18 } from '../../../../server/sandbox/salesforce/ids.ts';
import { DAY_MS, demoOrg, KEY, NOW, refusal, REGISTRATION } from './demo-org.ts';

const inDays = (days: number) => new Date(Date.parse(NOW) + days * DAY_MS).toISOString();
const told = (standIn: SalesforceStandIn, from: number) =>
  standIn.events.published.slice(from).map(({ header }) => `${header.changeType} ${header.entityName}`);

describe('lead conversion', () => {
  it('makes account, contact and opportunity, and closes the lead', async () => {
    const { standIn } = await demoOrg();
    const rep = standIn.org.as(standIn.org.salesRep.id);
    const leadId = rep.create('Lead', {
      FirstName: 'Demo',
      LastName: 'Person',
      Company: 'Siemens',
      Website: 'siemens.com',
      Email: 'p@siemens.com',
    });
    const before = standIn.events.published.length;
    const { accountId, contactId, opportunityId } = rep.convertLead({ leadId, opportunityName: 'First deal' });
    expect(rep.get('Account', accountId)).toMatchObject({
      Name: 'Siemens',
      Website: 'siemens.com',
      OwnerId: standIn.org.salesRep.id,
    });
    expect(rep.get('Contact', contactId)).toMatchObject({
      Name: 'Demo Person',
      AccountId: accountId,
      Email: 'p@siemens.com',
    });
    expect(rep.get('Opportunity', opportunityId ?? '')).toMatchObject({
      Name: 'First deal',
      AccountId: accountId,
      StageName: 'Prospecting',
      IsClosed: false,
    });
    expect(rep.get('Lead', leadId)).toMatchObject({
      IsConverted: true,
      Status: 'Closed - Converted',
      ConvertedDate: '2026-11-24',
      ConvertedAccountId: accountId,
      ConvertedContactId: contactId,
      ConvertedOpportunityId: opportunityId,
    });
    expect(told(standIn, before)).toEqual(['CREATE Account', 'UPDATE Lead']);
    const keys = standIn.events.published.slice(before).map(({ header }) => header.transactionKey);
    expect(new Set(keys).size).toBe(1);
    expect(() => rep.update('Lead', leadId, { Title: 'x' })).toThrow(
      'CANNOT_UPDATE_CONVERTED_LEAD: cannot reference converted lead',
    );
    expect(() => rep.convertLead({ leadId })).toThrow('CANNOT_UPDATE_CONVERTED_LEAD');
  });

  it('goes into an existing account, without an opportunity, and leaves custom fields behind', async () => {
    const { standIn } = await demoOrg();
    const admin = standIn.org.as(standIn.org.administrator.id);
    const partner = admin.create('Account', { Name: 'Demo Partner North' });
    const accountId = admin.create('Account', { Name: 'SAP' });
    const leadId = admin.create('Lead', {
      LastName: 'P',
      Company: 'SAP SE',
      Partner_Owner__c: partner,
      Partner_Locked_Until__c: inDays(9),
    });
    const result = admin.convertLead({ leadId, accountId, doNotCreateOpportunity: true });
    expect(result).toMatchObject({ accountId, opportunityId: null });
    expect(admin.get('Account', accountId)).toMatchObject({ Name: 'SAP', Partner_Owner__c: null });
  });

  it('runs validation rules only when the org requires it', async () => {
    const { standIn } = await demoOrg();
    const admin = standIn.org.as(standIn.org.administrator.id);
    const convert = (company: string) => {
      const leadId = admin.create('Lead', { LastName: 'P', Company: company });
      admin.convertLead({ leadId, opportunityName: 'Checked deal' });
    };
    convert('SAP');
    standIn.org.requireValidationForConvertedLeads = true;
    expect(() => convert('BASF')).toThrow('A checked deal needs an amount.');
    expect(admin.list('Account')).toMatchObject([{ Name: 'SAP' }]);
  });

  it('that fails half-way leaves nothing behind', async () => {
    const { standIn } = await demoOrg();
    const admin = standIn.org.as(standIn.org.administrator.id);
    const leadId = admin.create('Lead', { LastName: 'P', Company: 'SAP' });
    const before = standIn.events.published.length;
    expect(() => admin.convertLead({ leadId, contactId: '003DM0000000099AAA' })).toThrow('NOT_FOUND');
    expect([admin.list('Account'), told(standIn, before)]).toEqual([[], []]);
    expect(admin.get('Lead', leadId)).toMatchObject({ IsConverted: false });
  });
});

describe('an account merge', () => {
  it('moves what pointed at the loser, frees its unique key and ends it', async () => {
    const { standIn } = await demoOrg();
    const admin = standIn.org.as(standIn.org.administrator.id);
    const master = admin.create('Account', { Name: 'Siemens' });
    const loser = admin.create('Account', { Name: 'Siemens AG', Phone: '1', Partner_Prospect_Key__c: 'd:siemens.com' });
    const contact = admin.create('Contact', { LastName: 'P', AccountId: loser });
    const registration = standIn.org
      .as(standIn.org.integrationUser.id)
      .create(REGISTRATION, { Partner_Account__c: loser, [KEY]: 'd:siemens.com' });
    const before = standIn.events.published.length;
    admin.merge('Account', {
      masterId: master,
      duplicateIds: [loser],
      values: { Partner_Prospect_Key__c: 'd:siemens.com' },
    });
    expect(admin.get('Account', master)).toMatchObject({
      Name: 'Siemens',
      Phone: null,
      Partner_Prospect_Key__c: 'd:siemens.com',
    });
    expect(admin.get('Account', loser)).toBeUndefined();
    expect(admin.get('Contact', contact)).toMatchObject({ AccountId: master });
    expect(admin.get(REGISTRATION, registration)).toMatchObject({ Partner_Account__c: master, [KEY]: 'd:siemens.com' });
    expect(told(standIn, before)).toEqual(['DELETE Account', `UPDATE ${REGISTRATION}`, 'UPDATE Account']);
    expect(() => admin.undelete('Account', loser)).toThrow('UNDELETE_FAILED');
  });

  it('obeys the rules of the master, and then nothing is merged', async () => {
    const { standIn } = await demoOrg();
    const admin = standIn.org.as(standIn.org.administrator.id);
    const partner = admin.create('Account', { Name: 'Demo Partner North' });
    const lock = { Partner_Owner__c: partner, Partner_Locked_Until__c: inDays(5) };
    const master = admin.create('Account', { Name: 'SAP', ...lock });
    const loser = admin.create('Account', { Name: 'SAP SE' });
    const values = { Partner_Owner__c: null };
    expect(() => admin.merge('Account', { masterId: master, duplicateIds: [loser], values })).toThrow(
      'registered to a partner',
    );
    expect(admin.get('Account', loser)).toMatchObject({ Name: 'SAP SE' });
    expect(() => admin.merge('Account', { masterId: master, duplicateIds: [master] })).toThrow();
  });

  it('is for people who may delete', async () => {
    const { standIn } = await demoOrg();
    const manager = standIn.org.as(standIn.org.channelManager.id);
    const [masterId, loser] = [
      manager.create('Lead', { LastName: 'A', Company: 'C' }),
      manager.create('Lead', { LastName: 'B', Company: 'C' }),
    ];
    manager.merge('Lead', { masterId, duplicateIds: [loser] });
    expect(manager.list('Lead')).toHaveLength(1);
    expect(() =>
      standIn.org.as(standIn.org.integrationUser.id).merge('Contact', { masterId, duplicateIds: [loser] }),
    ).toThrow('INSUFFICIENT_ACCESS_OR_READONLY');
  });
});

describe('Web-to-Lead', () => {
  const post = (standIn: SalesforceStandIn, fields: Record<string, string>) =>
    fetch(`${standIn.baseUrl}/servlet/servlet.WebToLead?encoding=UTF-8`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ oid: standIn.org.id.slice(0, 15), retURL: 'https://example.com/thanks', ...fields }),
    });

  it('makes a lead, custom fields by their ids, and sends the visitor on', async () => {
    const { standIn } = await demoOrg();
    const fieldId = standIn.org.schema.customFieldId('Lead', 'Partner_Secret__c') ?? '';
    expect(fieldId).toMatch(/^00N\w{12}$/);
    const reply = await post(standIn, {
      first_name: 'Demo',
      last_name: 'Person',
      company: 'SAP',
      URL: 'sap.com',
      [fieldId]: 'ref-1',
      Partner_Secret__c: 'by name',
    });
    expect([reply.status, reply.headers.get('location')]).toEqual([302, 'https://example.com/thanks']);
    const [lead] = standIn.org.as(standIn.org.administrator.id).list('Lead');
    expect(lead).toMatchObject({
      Name: 'Demo Person',
      Company: 'SAP',
      Website: 'sap.com',
      Status: 'Open - Not Contacted',
      Partner_Secret__c: 'ref-1',
    });
    expect(standIn.webToLead).toEqual([{ leadId: lead?.['Id'] }]);
    expect(told(standIn, 0)).toEqual(['CREATE Lead']);
  });

  it('tells the ids of custom fields through the Tooling API, and only there', async () => {
    const { standIn, integration } = await demoOrg();
    const soql = "SELECT Id FROM CustomField WHERE TableEnumOrId = 'Lead' AND DeveloperName = 'Partner_Secret'";
    const found = await integration.tooling.query(soql);
    expect(found.records[0]?.['Id']).toBe(to18(standIn.org.schema.customFieldId('Lead', 'Partner_Secret__c') ?? ''));
    expect(await refusal(integration.query(soql))).toMatchObject({ errorCode: 'INVALID_TYPE' });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['without a last name', { company: 'SAP' }, /REQUIRED_FIELD_MISSING/],
    ['with a text that is too long', { last_name: 'x'.repeat(81) }, /STRING_TOO_LONG/],
    ['for another org', { last_name: 'P', oid: '00D000000000000' }, /is not this one/],
  ])('drops a lead %s, and answers the same', async (_label, fields, reason) => {
    const { standIn } = await demoOrg();
    expect((await post(standIn, fields)).status).toBe(302);
    expect(standIn.webToLead).toMatchObject([{ dropped: expect.stringMatching(reason) as unknown }]);
    expect(standIn.org.as(standIn.org.administrator.id).list('Lead')).toEqual([]);
  });

  it('shows a page when there is nowhere to go, and no script of the sender', async () => {
    const { standIn } = await demoOrg();
    const reply = await post(standIn, { last_name: 'P', retURL: 'javascript:alert(1)//<script>' });
    expect(reply.status).toBe(200);
    expect(await reply.text()).not.toContain('<script>');
  });
});
