import { REGISTRATION_OBJECT } from '../../../../shared/catalog/salesforce-fields.ts';
import {
  salesforceName,
  toSalesforce,
  type SalesforceFieldValues,
} from '../../../../shared/catalog/salesforce-values.ts';

export const NOW = '2026-11-25T12:00:00.000Z';
export const RECORD_ID = 'a01000000000001AAA';
export const ACCOUNT_ID = '001000000000001AAA';

/** A registration that a channel manager has to decide on; its reservation ends in 14 days. */
export const WAITING: SalesforceFieldValues = {
  registrationReference: 'PL-7K3M-Q2XA',
  registrationStatus: 'under_review',
  registeredAt: '2026-11-25T09:00:00.000Z',
  submittedByEmail: 'sales@partner.example',
  partnerName: 'Demo Partner North',
  partnerTier: 'referral',
  prospectKey: 'dom:siemens.com',
  lockStatus: 'pending',
  lockStartsAt: '2026-11-25T09:00:00.000Z',
  lockEndsAt: '2026-12-10T05:00:00.000Z',
  channelConflict: 'none',
  conflictText: null,
  rejectionReason: null,
  verdictReasons: ['open_direct_deal', 'weak_identity'],
  verdictText: 'The direct team has an open deal (Siemens direct)\nIdentified by name only',
  policyVersion: 3,
  decision: null,
  decisionAnswer: null,
  decidedAt: null,
  conversationText: null,
  prospectName: 'Siemens AG',
  prospectWebsite: 'siemens.com',
  prospectCountry: 'DE',
  contactName: 'Contact (demo)',
  contactEmail: 'buyer@siemens.com',
  contactPhone: null,
  employees: 300_000,
  industry: 'Industrial',
  estimatedAmount: { amountMinor: 4_800_050, currency: 'USD' },
  estimatedCloseOn: '2027-03-31',
  notes: 'Needs a platform.\nSoon.',
  consent: true,
  prospectAccount: ACCOUNT_ID,
};

/** Approved a moment ago: protected for 90 days. */
export const APPROVED: SalesforceFieldValues = {
  ...WAITING,
  registrationStatus: 'approved',
  lockStatus: 'active',
  lockEndsAt: '2027-02-24T05:00:00.000Z',
};

/** What field-level security leaves to a partner user. */
export const PARTNERS_OWN: SalesforceFieldValues = {
  ...pick(WAITING, ['registrationReference', 'registrationStatus', 'registeredAt', 'lockStatus', 'lockEndsAt']),
  ...pick(WAITING, ['prospectName', 'prospectWebsite', 'contactName', 'contactEmail', 'estimatedAmount', 'consent']),
};

/** The record as Lightning Data Service gives it. Codes that are left out are hidden. */
export const recordOf = (values: SalesforceFieldValues, id = RECORD_ID) => ({
  apiName: REGISTRATION_OBJECT,
  id,
  fields: {
    Name: field('PR-00001'),
    ...Object.fromEntries(
      Object.entries(toSalesforce(REGISTRATION_OBJECT, values)).map(([name, value]) => [name, field(value)]),
    ),
    ...(values.prospectAccount === undefined
      ? {}
      : { [relationOf('prospectAccount')]: field({ apiName: 'Account', fields: { Name: field('Siemens') } }) }),
  },
});

/** The record as Salesforce's GraphQL gives it. */
export const nodeOf = (values: SalesforceFieldValues, id = RECORD_ID) => {
  const { fields } = recordOf(values, id);
  return { Id: id, ...fields };
};

export const nameOf = (code: Parameters<typeof salesforceName>[1]): string => salesforceName(REGISTRATION_OBJECT, code);

const relationOf = (code: 'prospectAccount'): string => nameOf(code).replace(/__c$/, '__r');
const field = (value: unknown) => ({ value, displayValue: null });

function pick(values: SalesforceFieldValues, codes: readonly (keyof SalesforceFieldValues)[]): SalesforceFieldValues {
  return Object.fromEntries(codes.map((code) => [code, values[code]]));
}
