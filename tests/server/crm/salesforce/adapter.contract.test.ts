import { salesforceName } from '../../../../shared/catalog/salesforce-values.ts';
import type { StagingCode } from '../../../../shared/catalog/staging-fields.ts';
import { epochMs, toInstant } from '../../../../shared/values/time.ts';
import { createSalesforceCrm } from '../../../../server/crm/salesforce/adapter.ts';
import { testCrmPort } from '../../../contract/crm-port-battery.ts';
import type { CrmHarness, Staged } from '../../../contract/crm-port-harness.ts';
import { connectOrg, type ConnectedOrg } from './connected-org.ts';

testCrmPort('Salesforce (its stand-in)', openHarness);

const OBJECT = { company: 'Account', deal: 'Opportunity', lead: 'Lead', contact: 'Contact' } as const;
const REGISTRATION = 'Partner_Registration__c';

async function openHarness(): Promise<CrmHarness> {
  const connected = await connectOrg();
  const { standIn, admin, rep, manager, client } = connected;
  const { clock, org } = standIn;
  const owner = (owned?: boolean) => ({ OwnerId: owned ? org.salesRep.id : org.administrator.id });
  const dealOf = (recordId: string) => {
    const id = admin.get(REGISTRATION, recordId)?.[salesforceName(REGISTRATION, 'opportunity')];
    return typeof id === 'string' ? admin.get('Opportunity', id) : undefined;
  };

  return {
    crm: createSalesforceCrm({ client, currency: 'EUR', stage: null, now: () => clock.now() }),
    recordObject: 'registration',
    stored: (at) => toInstant(Math.floor(epochMs(at) / 1000) * 1000),
    advance: (ms) => clock.advance(ms),
    now: () => toInstant(clock.now()),
    unknownId: '001DM0000009999',
    addCompany: async ({ name, domain, isCustomer, owned }) =>
      admin.create('Account', {
        Name: name,
        Website: domain === null ? null : `https://www.${domain}/`,
        Type: isCustomer ? 'Customer - Direct' : 'Prospect',
        ...owner(owned),
      }),
    addDeal: async ({ name, companyId, stage, owned }) =>
      admin.create('Opportunity', {
        Name: name,
        AccountId: companyId,
        StageName: { open: 'Needs Analysis', won: 'Closed Won', lost: 'Closed Lost' }[stage],
        CloseDate: '2027-01-31',
        ...owner(owned),
      }),
    addLead: async ({ company, email }) => rep.create('Lead', { Company: company, LastName: 'Buyer', Email: email }),
    mergeCompanies: async (masterId, loserId) => admin.merge('Account', { masterId, duplicateIds: [loserId] }),
    convertLead: async (leadId) => {
      const { accountId, opportunityId } = admin.convertLead({ leadId });
      return { companyId: accountId, dealId: opportunityId ?? '' };
    },
    submitForm: async (email, values) => {
      await postLead(connected, email, values);
      return { object: 'lead', id: standIn.webToLead.at(-1)?.leadId ?? '' };
    },
    submitOwn: async ({ nonce, company, website, contactEmail }) => {
      const partnerCompanyId = admin.create('Account', { Name: 'Demo Partner North (demo)' });
      const contactId = admin.create('Contact', { LastName: 'User (demo)', AccountId: partnerCompanyId });
      org.linkPartnerUser(org.partnerUser.id, contactId);
      const id = org.as(org.partnerUser.id).create(REGISTRATION, {
        [salesforceName(REGISTRATION, 'prospectName')]: company,
        [salesforceName(REGISTRATION, 'prospectWebsite')]: website,
        [salesforceName(REGISTRATION, 'contactEmail')]: contactEmail,
        [salesforceName(REGISTRATION, 'submissionNonce')]: nonce,
      });
      return { record: { object: 'registration', id }, partnerCompanyId };
    },
    decide: async (recordId, { action, reason, note, days }) => {
      manager.update(REGISTRATION, recordId, {
        [salesforceName(REGISTRATION, 'decision')]: action,
        [salesforceName(REGISTRATION, 'decisionReason')]: reason,
        [salesforceName(REGISTRATION, 'decisionNote')]: note,
        [salesforceName(REGISTRATION, 'decisionDays')]: days,
        [salesforceName(REGISTRATION, 'decisionBy')]: org.channelManager.id,
      });
      return { userId: org.channelManager.id, email: org.channelManager.email };
    },
    standing: async (recordId) => {
      const deal = dealOf(recordId);
      if (deal === undefined) return 'outside';
      return deal['StageName'] === 'Prospecting' ? 'sales' : 'elsewhere';
    },
    moveOn: async (recordId) =>
      admin.update('Opportunity', String(dealOf(recordId)?.['Id']), { StageName: 'Qualification' }),
    amountOf: async (recordId) => {
      const amount = dealOf(recordId)?.['Amount'];
      return typeof amount === 'number' ? amount : null;
    },
    remove: async ({ object, id }) => admin.delete(object === 'registration' ? REGISTRATION : OBJECT[object], id),
    recordsOf: async (companyId) =>
      admin
        .list(REGISTRATION)
        .filter((record) => record[salesforceName(REGISTRATION, 'prospectAccount')] === companyId)
        .map((record) => String(record['Id'])),
    loseNextAnswer: () =>
      standIn.faults.add({ match: { method: 'POST', path: /\/composite$/ }, times: 1, answer: 'dropAfter' }),
    close: () => connected.close(),
  };
}

/** Names under which Web-to-Lead takes a lead's own fields. */
const STANDARD: Partial<Record<StagingCode, string>> = {
  stagingCompany: 'company',
  stagingWebsite: 'URL',
  stagingCountry: 'country',
  stagingContactName: 'last_name',
  stagingEmployees: 'employees',
  stagingIndustry: 'industry',
  stagingNotes: 'description',
};

/** What the form demands of everybody, unless the battery says otherwise. */
const DEMANDED: Staged = { stagingCompany: 'x', stagingContactName: 'Buyer', stagingConsent: 'true' };

async function postLead({ standIn }: ConnectedOrg, email: string, values: Staged): Promise<void> {
  const { org, baseUrl } = standIn;
  const form = new URLSearchParams({ oid: org.id, email });
  for (const [code, value] of Object.entries({ ...DEMANDED, ...values })) {
    const name = code as StagingCode;
    form.set(STANDARD[name] ?? org.schema.customFieldId('Lead', salesforceName('Lead', name)) ?? '', value);
  }
  await fetch(`${baseUrl}/servlet/servlet.WebToLead`, { method: 'POST', body: form });
}
