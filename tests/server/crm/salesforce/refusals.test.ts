import { describe, expect, it } from 'vitest';
import { salesforceName } from '../../../../shared/catalog/salesforce-values.ts';
import {
  firstOf,
  only,
  partnerWrite,
  prospectWrite,
  registration,
  stringContaining,
} from '../../../contract/crm-port-fixtures.ts';
import { packageWithRule } from './org-with-rule.ts';
import { account, crm, ids, org, REGISTRATION, shown, start } from './started-org.ts';

describe('what a record refuses', () => {
  it.each([
    ['a lead’s stamp', 'Lead', 'NOT(ISNEW())'],
    ['an account’s stamp', 'Account', 'NOT(ISNEW())'],
    ['the new opportunity', 'Opportunity', 'ISNEW()'],
  ])('%s stops nothing else, and is told without ids', async (_what, object, formula) => {
    await start({ packageDir: packageWithRule(object, formula) });
    const companyId = account({ Name: 'Siemens', Website: 'siemens.com' });
    const leadId = org.rep.create('Lead', { Company: 'Siemens', LastName: 'Buyer' });
    const competing = org.rep.create('Lead', { Company: 'Siemens', LastName: 'Other' });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    const other = registration('siemens.com', 'Siemens', { place: 'sales', lockKey: 'demo:siemens' }, 'other');
    const refused = crm.writeProspect({
      ...write,
      registrations: [{ ...firstOf(write), contactId: leadId }, other],
      flaggedDeals: [{ dealId: competing, fields: { partnerName: 'Demo Partner North' } }],
    });
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      message: stringContaining('The customer’s own rule says no.'),
    });
    await refused.catch((error: unknown) => expect(String(error)).not.toMatch(/\b00[1Q6]DM/));
    expect(ids(REGISTRATION)).toHaveLength(2);
    expect(ids(REGISTRATION).map((id) => shown(REGISTRATION, id, 'lockKey'))).toContain('demo:siemens');
    const expected = [
      object !== 'Lead' && [shown('Lead', competing, 'partnerName'), 'Demo Partner North'],
      object !== 'Lead' && [shown('Lead', leadId, 'stagingStatus'), 'taken'],
      object !== 'Account' && [shown('Account', companyId, 'prospectKey'), 'dom:siemens.com'],
      object !== 'Opportunity' && [ids('Opportunity').length, 1],
    ].filter((each) => each !== false);
    for (const [actual, wanted] of expected) expect(actual).toBe(wanted);
  });

  it('a registration that Salesforce refuses leaves the others to be written', async () => {
    await start({ packageDir: packageWithRule(REGISTRATION, `${salesforceName(REGISTRATION, 'lockEpoch')} = 13`) });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'sales' });
    const bad = registration('siemens.com', 'Siemens', { place: 'sales', lockKey: 'demo:siemens' }, 'bad');
    const registrations = [{ ...bad, fields: { ...bad.fields, lockEpoch: 13 } }, firstOf(write)];
    await expect(crm.writeProspect({ ...write, registrations })).rejects.toMatchObject({ code: 'invalid' });
    expect(ids(REGISTRATION).map((id) => shown(REGISTRATION, id, 'registrationId'))).toEqual([
      firstOf(write).registrationId,
    ]);
    expect(ids('Opportunity')).toHaveLength(1);
  });

  it('a partner account or manager that is gone is left out', async () => {
    await start();
    const partnerCompanyId = account({ Name: 'Demo Partner North (demo)' });
    org.admin.delete('Account', partnerCompanyId);
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    const one = { ...firstOf(write), partnerCompanyId, channelManagerId: org.standIn.org.channelManager.id };
    const { recordIds } = await crm.writeProspect({ ...write, registrations: [one] });
    expect(shown(REGISTRATION, only(recordIds), 'partnerAccount')).toBeNull();
    expect(shown(REGISTRATION, only(recordIds), 'prospectAccount')).not.toBeNull();
  });

  it('a nonce that another record has is left out', async () => {
    await start();
    const nonce = salesforceName(REGISTRATION, 'submissionNonce');
    org.admin.create(REGISTRATION, { [nonce]: 'n1', [salesforceName(REGISTRATION, 'prospectName')]: 'Siemens' });
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    const one = { ...firstOf(write), details: { submissionNonce: 'n1', prospectName: 'Siemens' } };
    const { recordIds } = await crm.writeProspect({ ...write, registrations: [one] });
    expect(shown(REGISTRATION, only(recordIds), 'submissionNonce')).toBeNull();
    expect(shown(REGISTRATION, only(recordIds), 'prospectName')).toBe('Siemens');
  });

  it('a user without the permission set is told so', async () => {
    let token = '';
    await start({}, { session: async () => ({ instanceUrl: org.standIn.baseUrl, accessToken: token }) });
    token = org.standIn.login(org.standIn.org.salesRep.id);
    const write = prospectWrite('siemens.com', 'Siemens', { place: 'waiting' });
    await expect(crm.writeProspect(write)).rejects.toMatchObject({ name: 'CrmRefused', code: 'not_permitted' });
    await expect(crm.writePartner(partnerWrite('X', null))).rejects.toMatchObject({ code: 'not_permitted' });
  });
});
