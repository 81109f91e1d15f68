import {
  fromSalesforce,
  isOnObject,
  salesforceName,
  salesforceNames,
} from '../../../shared/catalog/salesforce-values.ts';
import { STAGING_FIELDS, type StagingCode } from '../../../shared/catalog/staging-fields.ts';
import type { StagedSubmission, SubmissionRef } from '../../../shared/crm/crm-port.ts';
import { toDecimal, type Money } from '../../../shared/values/money.ts';
import { toInstant } from '../../../shared/values/time.ts';
import type { SalesforceClient } from './client.ts';
import { leadCompany } from './leads.ts';
import type { Reader } from './records.ts';
import { isId, isTrue, REGISTRATION, row, textAt, textOf, type Row } from './rows.ts';
import { names, soql, type Soql } from './soql.ts';

/** What was submitted and nobody took yet: a lead of the public form, or a partner user's own registration. */
export async function readSubmission(reader: Reader, ref: SubmissionRef): Promise<StagedSubmission | null> {
  const found = await find(reader, ref);
  if (found === null || ref.record === null) return found;
  return ref.nonce === null || ref.nonce === found.nonce ? found : null;
}

async function find(reader: Reader, ref: SubmissionRef): Promise<StagedSubmission | null> {
  if (ref.record === null) {
    const fromLead = await readLead(reader, soql`${names(salesforceName('Lead', 'stagingNonce'))} = ${ref.nonce}`);
    const nonceField = salesforceName(REGISTRATION, 'submissionNonce');
    return fromLead ?? readOwn(reader, soql`${names(nonceField)} = ${ref.nonce}`);
  }
  const { object, id } = ref.record;
  if (!isId(id) || (object !== 'lead' && object !== 'registration')) return null;
  return object === 'lead' ? readLead(reader, soql`Id = ${id}`) : readOwn(reader, soql`Id = ${id}`);
}

const LEAD_FIELDS = [
  ...['Id', 'FirstName', 'LastName', 'Company', 'Website', 'Country', 'Email', 'Industry'],
  ...['NumberOfEmployees', 'Description', 'CreatedDate'],
];

async function readLead({ client }: Reader, condition: Soql): Promise<StagedSubmission | null> {
  const fields = names(...LEAD_FIELDS, ...salesforceNames('Lead'));
  // A rep may merge a lead before we have read what it carries; one that was thrown away says nothing any more.
  const isThere = soql`(IsDeleted = false OR MasterRecordId != null)`;
  const [lead] = await client.queryAll(soql`SELECT ${fields} FROM Lead WHERE ${condition} AND ${isThere} LIMIT 1`, row);
  if (!lead || !isSubmission(lead)) return null;
  return {
    record: { object: 'lead', id: lead.Id },
    nonce: textOf('Lead', lead, 'stagingNonce') ?? `lead:${lead.Id}`,
    submittedAt: createdAt(lead),
    contactEmail: textAt(lead, 'Email'),
    values: withoutBlanks({ ...stagedOn(lead), ...standardOf(lead) }),
    partnerCompanyId: null,
  };
}

/** Any other lead is a rep's or a customer's, and no business of ours. */
const isSubmission = (lead: Row): boolean => {
  const status = textOf('Lead', lead, 'stagingStatus');
  if (status === 'taken' || status === 'failed') return false;
  return (
    status !== null || textOf('Lead', lead, 'stagingNonce') !== null || textOf('Lead', lead, 'stagingToken') !== null
  );
};

/** Fields of ours that a lead has no standard field for. */
function stagedOn(lead: Row): Partial<Record<StagingCode, string | null>> {
  const codes = Object.keys(STAGING_FIELDS)
    .filter((code) => isStagingCode(code))
    .filter((code) => isOnObject('Lead', code));
  return Object.fromEntries(
    codes.map((code) => {
      const name = salesforceName('Lead', code);
      return [code, STAGING_FIELDS[code].type === 'boolean' ? String(isTrue(lead, name)) : textAt(lead, name)];
    }),
  );
}

const isStagingCode = (code: string): code is StagingCode => Object.hasOwn(STAGING_FIELDS, code);

const standardOf = (lead: Row): Partial<Record<StagingCode, string | null>> => ({
  stagingCompany: leadCompany(lead),
  stagingWebsite: textAt(lead, 'Website'),
  stagingCountry: textAt(lead, 'Country'),
  stagingContactName: [textAt(lead, 'FirstName'), textAt(lead, 'LastName')].filter(Boolean).join(' '),
  stagingEmployees: textAt(lead, 'NumberOfEmployees'),
  stagingIndustry: textAt(lead, 'Industry'),
  stagingNotes: textAt(lead, 'Description'),
});

/** A record that a partner user made. Whose user it was says Salesforce, not the record. */
async function readOwn(reader: Reader, condition: Soql): Promise<StagedSubmission | null> {
  const fields = names('Id', 'CreatedDate', 'CreatedById', ...salesforceNames(REGISTRATION));
  const query = soql`SELECT ${fields} FROM ${names(REGISTRATION)} WHERE ${condition} AND ${IS_UNTAKEN} LIMIT 1`;
  const [record] = await reader.client.query(query, row);
  if (!record) return null;
  const submitter = await readSubmitter(reader.client, record);
  return {
    record: { object: 'registration', id: record.Id },
    nonce: textOf(REGISTRATION, record, 'submissionNonce') ?? `registration:${record.Id}`,
    submittedAt: createdAt(record),
    contactEmail: textOf(REGISTRATION, record, 'contactEmail'),
    values: withoutBlanks({ ...typedOn(record, reader.currency), stagingSubmittedBy: submitter.email }),
    partnerCompanyId: submitter.companyId,
  };
}

/** A record of ours that lost its registration's id still has the receipt's number. */
const IS_UNTAKEN = soql`${names(salesforceName(REGISTRATION, 'registrationId'))} = null
  AND ${names(salesforceName(REGISTRATION, 'registrationReference'))} = null`;

/** Asked apart: an org without partner sites does not have the account of a user. */
async function readSubmitter(client: SalesforceClient, record: Row) {
  const userId = textAt(record, 'CreatedById') ?? '';
  const [user] = await client.query(soql`SELECT Id, Email, AccountId FROM User WHERE Id = ${userId}`, row);
  return { email: user ? textAt(user, 'Email') : null, companyId: user ? textAt(user, 'AccountId') : null };
}

function typedOn(record: Row, currency: string): Partial<Record<StagingCode, string | null>> {
  const { estimatedAmount, estimatedCloseOn, consent } = fromSalesforce(REGISTRATION, record, currency);
  return {
    stagingCompany: textOf(REGISTRATION, record, 'prospectName'),
    stagingWebsite: textOf(REGISTRATION, record, 'prospectWebsite'),
    stagingCountry: textOf(REGISTRATION, record, 'prospectCountry'),
    stagingContactName: textOf(REGISTRATION, record, 'contactName'),
    stagingEmployees: textOf(REGISTRATION, record, 'employees'),
    stagingIndustry: textOf(REGISTRATION, record, 'industry'),
    stagingAmount: isMoney(estimatedAmount) ? toDecimal(estimatedAmount) : null,
    stagingCloseOn: typeof estimatedCloseOn === 'string' ? estimatedCloseOn : null,
    stagingNotes: textOf(REGISTRATION, record, 'notes'),
    stagingConsent: String(consent === true),
  };
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amountMinor' in value;

/** REST writes `+0000`, which not every reader of dates takes. */
const createdAt = (from: Row): string => toInstant((textAt(from, 'CreatedDate') ?? '').replace('+0000', 'Z'));

const withoutBlanks = (values: Partial<Record<StagingCode, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([code, text]) => (text ? [[code, text] as const] : [])));
