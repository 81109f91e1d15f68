import type { FieldDefinition, ObjectDefinition, PicklistValue } from '../entities.ts';
import { field, READ_ONLY } from './field.ts';

/** The standard objects with the standard fields a partner program meets; nothing else exists. */
export const standardObjects = (): readonly ObjectDefinition[] => [
  object('Organization', 'Organization', 'Organizations', '00D', [
    field('Name', 'Name', 'string', { length: 80, ...READ_ONLY }),
    field('OrganizationType', 'Edition', 'picklist', READ_ONLY),
    field('IsSandbox', 'Is Sandbox', 'boolean', READ_ONLY),
    field('InstanceName', 'Instance Name', 'string', { length: 5, ...READ_ONLY }),
    field('NamespacePrefix', 'Namespace Prefix', 'string', { length: 15, ...READ_ONLY }),
    field('TrialExpirationDate', 'Trial Expiration Date', 'datetime', READ_ONLY),
    field('DefaultLocaleSidKey', 'Locale', 'picklist', READ_ONLY),
    field('TimeZoneSidKey', 'Time Zone', 'picklist', READ_ONLY),
  ]),
  object('User', 'User', 'Users', '005', [
    ...personName('Full Name', READ_ONLY),
    field('Username', 'Username', 'string', { length: 80, required: true, ...READ_ONLY }),
    field('Email', 'Email', 'email', { length: 128, required: true, ...READ_ONLY }),
    field('Alias', 'Alias', 'string', { length: 8, ...READ_ONLY }),
    field('IsActive', 'Active', 'boolean', READ_ONLY),
    field('LanguageLocaleKey', 'Language', 'picklist', READ_ONLY),
    field('TimeZoneSidKey', 'Time Zone', 'picklist', READ_ONLY),
    field('LocaleSidKey', 'Locale', 'picklist', READ_ONLY),
    // Only of a partner user: the contact that it is, and the account of that contact.
    field('ContactId', 'Contact ID', 'reference', { ...lookup('Contact', 'Contact'), ...READ_ONLY }),
    field('AccountId', 'Account ID', 'reference', { ...lookup('Account', 'Account'), ...READ_ONLY }),
  ]),
  object('Account', 'Account', 'Accounts', '001', [
    field('Name', 'Account Name', 'string', { required: true }),
    field(
      'Type',
      'Account Type',
      'picklist',
      options('Prospect', 'Customer - Direct', 'Customer - Channel', 'Channel Partner / Reseller'),
    ),
    field('ParentId', 'Parent Account ID', 'reference', lookup('Account', 'Parent', 'ChildAccounts')),
    ...address('Billing', 'Billing '),
    field('Phone', 'Account Phone', 'phone'),
    field('Website', 'Website', 'url'),
    field(
      'Industry',
      'Industry',
      'picklist',
      options('Technology', 'Banking', 'Energy', 'Manufacturing', 'Retail', 'Other'),
    ),
    field('NumberOfEmployees', 'Employees', 'int'),
    field('AnnualRevenue', 'Annual Revenue', 'currency', { precision: 18, scale: 0 }),
    field('AccountNumber', 'Account Number', 'string', { length: 40 }),
    longText('Description', 'Account Description'),
    ...OWNER,
    MASTER_RECORD('Account'),
  ]),
  object('Contact', 'Contact', 'Contacts', '003', [
    ...personName('Full Name'),
    field('AccountId', 'Account ID', 'reference', lookup('Account', 'Account', 'Contacts')),
    field('Email', 'Email', 'email'),
    field('Phone', 'Business Phone', 'phone'),
    field('MobilePhone', 'Mobile Phone', 'phone'),
    field('Title', 'Title', 'string', { length: 128 }),
    field('LeadSource', 'Lead Source', 'picklist', options('Web', 'Partner Referral', 'Other')),
    ...address('Mailing', 'Mailing '),
    longText('Description', 'Contact Description'),
    ...OWNER,
    MASTER_RECORD('Contact'),
  ]),
  object('Lead', 'Lead', 'Leads', '00Q', [
    ...personName('Full Name'),
    field('Company', 'Company', 'string', { required: true }),
    field('Title', 'Title', 'string', { length: 128 }),
    field('Email', 'Email', 'email'),
    field('Phone', 'Phone', 'phone'),
    field('MobilePhone', 'Mobile Phone', 'phone'),
    field('Website', 'Website', 'url'),
    field('Street', 'Street', 'textarea'),
    field('City', 'City', 'string', { length: 40 }),
    field('State', 'State/Province', 'string', { length: 80 }),
    field('PostalCode', 'Zip/Postal Code', 'string', { length: 20 }),
    field('Country', 'Country', 'string', { length: 80 }),
    field(
      'Industry',
      'Industry',
      'picklist',
      options('Technology', 'Banking', 'Energy', 'Manufacturing', 'Retail', 'Other'),
    ),
    field('NumberOfEmployees', 'Employees', 'int'),
    field('AnnualRevenue', 'Annual Revenue', 'currency', { precision: 18, scale: 0 }),
    field('LeadSource', 'Lead Source', 'picklist', options('Web', 'Partner Referral', 'Other')),
    field('Rating', 'Rating', 'picklist', options('Hot', 'Warm', 'Cold')),
    field('Status', 'Status', 'picklist', {
      ...options('*Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'),
    }),
    longText('Description', 'Description'),
    ...OWNER,
    field('IsConverted', 'Converted', 'boolean', READ_ONLY),
    field('ConvertedDate', 'Converted Date', 'date', READ_ONLY),
    field('ConvertedAccountId', 'Converted Account ID', 'reference', {
      ...lookup('Account', 'ConvertedAccount'),
      ...READ_ONLY,
    }),
    field('ConvertedContactId', 'Converted Contact ID', 'reference', {
      ...lookup('Contact', 'ConvertedContact'),
      ...READ_ONLY,
    }),
    field('ConvertedOpportunityId', 'Converted Opportunity ID', 'reference', {
      ...lookup('Opportunity', 'ConvertedOpportunity'),
      ...READ_ONLY,
    }),
    MASTER_RECORD('Lead'),
  ]),
  object('Opportunity', 'Opportunity', 'Opportunities', '006', [
    field('Name', 'Name', 'string', { length: 120, required: true }),
    field('AccountId', 'Account ID', 'reference', lookup('Account', 'Account', 'Opportunities')),
    field('ContactId', 'Contact ID', 'reference', { ...lookup('Contact', 'Contact'), updateable: false }),
    field('StageName', 'Stage', 'picklist', { ...options(...Object.keys(OPPORTUNITY_STAGES)), required: true }),
    field('CloseDate', 'Close Date', 'date', { required: true }),
    field('Amount', 'Amount', 'currency', { precision: 18, scale: 2 }),
    field('Probability', 'Probability (%)', 'percent', { precision: 3, scale: 0 }),
    field('Type', 'Opportunity Type', 'picklist', options('New Business', 'Existing Business')),
    field('LeadSource', 'Lead Source', 'picklist', options('Web', 'Partner Referral', 'Other')),
    field('NextStep', 'Next Step', 'string'),
    longText('Description', 'Description'),
    field('IsClosed', 'Closed', 'boolean', READ_ONLY),
    field('IsWon', 'Won', 'boolean', READ_ONLY),
    ...OWNER,
  ]),
  object('OpportunityStage', 'Opportunity Stage', 'Opportunity Stages', '01J', [
    field('ApiName', 'API Name', 'string', READ_ONLY),
    field('MasterLabel', 'Master Label', 'string', READ_ONLY),
    field('IsActive', 'Active', 'boolean', READ_ONLY),
    field('IsClosed', 'Closed', 'boolean', READ_ONLY),
    field('IsWon', 'Won', 'boolean', READ_ONLY),
    field('SortOrder', 'Order', 'int', READ_ONLY),
  ]),
  object('Task', 'Task', 'Tasks', '00T', [
    field('Subject', 'Subject', 'string'),
    field('ActivityDate', 'Due Date Only', 'date'),
    field('Status', 'Status', 'picklist', options('*Not Started', 'In Progress', 'Completed')),
    field('Priority', 'Priority', 'picklist', options('High', '*Normal', 'Low')),
    field('WhoId', 'Name ID', 'reference', { referenceTo: ['Contact', 'Lead'] }),
    field('WhatId', 'Related To ID', 'reference', { referenceTo: ['Account', 'Opportunity'] }),
    longText('Description', 'Description'),
    ...OWNER,
  ]),
];

/** A custom object's own fields, beside those of its package. */
export const customObjectFields = (
  name: { readonly label: string; readonly autoNumber?: string } | undefined,
  hasOwner: boolean,
): readonly FieldDefinition[] => [
  name?.autoNumber === undefined
    ? field('Name', name?.label ?? 'Name', 'string', { length: 80 })
    : field('Name', name.label, 'string', { length: 80, autoNumber: name.autoNumber, ...READ_ONLY }),
  ...(hasOwner ? OWNER : []),
];

/** On every record of every object. */
export const systemFields = (): readonly FieldDefinition[] => [
  field('Id', 'Record ID', 'id', READ_ONLY),
  field('IsDeleted', 'Deleted', 'boolean', READ_ONLY),
  field('CreatedDate', 'Created Date', 'datetime', READ_ONLY),
  field('CreatedById', 'Created By ID', 'reference', { ...lookup('User', 'CreatedBy'), ...READ_ONLY }),
  field('LastModifiedDate', 'Last Modified Date', 'datetime', READ_ONLY),
  field('LastModifiedById', 'Last Modified By ID', 'reference', { ...lookup('User', 'LastModifiedBy'), ...READ_ONLY }),
  field('SystemModstamp', 'System Modstamp', 'datetime', READ_ONLY),
];

/** What a stage means for the fields that follow it. */
export const OPPORTUNITY_STAGES: Readonly<
  Record<string, { readonly probability: number; readonly closed?: 'won' | 'lost' }>
> = {
  Prospecting: { probability: 10 },
  Qualification: { probability: 10 },
  'Needs Analysis': { probability: 20 },
  'Value Proposition': { probability: 50 },
  'Proposal/Price Quote': { probability: 75 },
  'Negotiation/Review': { probability: 90 },
  'Closed Won': { probability: 100, closed: 'won' },
  'Closed Lost': { probability: 0, closed: 'lost' },
};

const lookup = (referenceTo: string, relationshipName: string, childRelationshipName?: string) => ({
  referenceTo: [referenceTo],
  relationshipName,
  ...(childRelationshipName === undefined ? {} : { childRelationshipName }),
});

const OWNER: readonly FieldDefinition[] = [field('OwnerId', 'Owner ID', 'reference', lookup('User', 'Owner'))];

const MASTER_RECORD = (name: string): FieldDefinition =>
  field('MasterRecordId', 'Master Record ID', 'reference', { ...lookup(name, 'MasterRecord'), ...READ_ONLY });

const personName = (label: string, more: Partial<FieldDefinition> = {}): readonly FieldDefinition[] => [
  field('FirstName', 'First Name', 'string', { length: 40, ...more }),
  field('LastName', 'Last Name', 'string', { length: 80, required: true, ...more }),
  field('Name', label, 'string', { length: 121, ...READ_ONLY }),
];

const address = (prefix: string, label: string): readonly FieldDefinition[] => [
  field(`${prefix}Street`, `${label}Street`, 'textarea'),
  field(`${prefix}City`, `${label}City`, 'string', { length: 40 }),
  field(`${prefix}State`, `${label}State/Province`, 'string', { length: 80 }),
  field(`${prefix}PostalCode`, `${label}Zip/Postal Code`, 'string', { length: 20 }),
  field(`${prefix}Country`, `${label}Country`, 'string', { length: 80 }),
];

const longText = (name: string, label: string): FieldDefinition =>
  field(name, label, 'textarea', { length: 32_000, longText: true });

/** Standard picklists are not restricted: the API takes any value. A star marks the default. */
const options = (...values: string[]) => ({
  picklist: {
    restricted: false,
    values: values.map((text): PicklistValue => ({
      value: text.replace(/^\*/, ''),
      label: text.replace(/^\*/, ''),
      isDefault: text.startsWith('*'),
      active: true,
    })),
  },
});

const object = (
  name: string,
  label: string,
  labelPlural: string,
  keyPrefix: string,
  fields: readonly FieldDefinition[],
): ObjectDefinition => ({
  name,
  label,
  labelPlural,
  keyPrefix,
  custom: false,
  fields: [...systemFields(), ...fields],
  validationRules: [],
});
