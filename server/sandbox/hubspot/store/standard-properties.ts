import type { ObjectType, PropertyDefinition, PropertyType } from '../entities.ts';

/** The subset of HubSpot's own properties that the stand-in knows. Nothing else exists that was not created. */
export function standardProperties(type: ObjectType, atMs: number): PropertyDefinition[] {
  return [...COMMON, ...SPECIFIC[type]].map((short) => ({
    name: short.name,
    label: short.label,
    type: short.type,
    fieldType: short.fieldType ?? FIELD_TYPES[short.type],
    groupName: STANDARD_GROUPS[type].name,
    description: '',
    options: (short.options ?? []).map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false })),
    displayOrder: -1,
    hidden: false,
    formField: short.readOnly !== true && type !== 'deals',
    hasUniqueValue: short.unique === true,
    hubspotDefined: true,
    readOnlyValue: short.readOnly === true,
    externalOptions: short.external === true,
    archived: false,
    createdAtMs: atMs,
    updatedAtMs: atMs,
  }));
}

export const STANDARD_GROUPS: Record<ObjectType, { readonly name: string; readonly label: string }> = {
  contacts: { name: 'contactinformation', label: 'Contact information' },
  companies: { name: 'companyinformation', label: 'Company information' },
  deals: { name: 'dealinformation', label: 'Deal information' },
};

/** Contacts call it `lastmodifieddate`, everything newer `hs_lastmodifieddate`. */
export const lastModifiedName = (type: ObjectType) =>
  type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';

/** What a read answers when no properties are named. */
export const DEFAULT_READ: Record<ObjectType, readonly string[]> = {
  contacts: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  companies: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  deals: [
    'amount',
    'closedate',
    'createdate',
    'dealname',
    'dealstage',
    'hs_lastmodifieddate',
    'hs_object_id',
    'pipeline',
  ],
};

interface ShortDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType?: string;
  readonly options?: readonly string[];
  readonly readOnly?: boolean;
  readonly unique?: boolean;
  readonly external?: boolean;
}

const FIELD_TYPES: Record<PropertyType, string> = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  bool: 'booleancheckbox',
};

const text = (name: string, label: string): ShortDefinition => ({ name, label, type: 'string' });

const LIFECYCLE_STAGES = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
  'other',
];

const COMMON: readonly ShortDefinition[] = [
  { name: 'hs_object_id', label: 'Record ID', type: 'number', readOnly: true },
  { name: 'createdate', label: 'Create date', type: 'datetime' },
  { name: 'hs_merged_object_ids', label: 'Merged record IDs', type: 'enumeration', readOnly: true, external: true },
  { name: 'hubspot_owner_id', label: 'Owner', type: 'enumeration', external: true },
];

const ADDRESS: readonly ShortDefinition[] = [
  text('phone', 'Phone number'),
  text('website', 'Website'),
  text('address', 'Street address'),
  text('city', 'City'),
  text('state', 'State/Region'),
  text('zip', 'Postal code'),
  text('country', 'Country/Region'),
];

const SPECIFIC: Record<ObjectType, readonly ShortDefinition[]> = {
  contacts: [
    { name: 'lastmodifieddate', label: 'Last modified date', type: 'datetime', readOnly: true },
    { name: 'email', label: 'Email', type: 'string', unique: true },
    text('firstname', 'First name'),
    text('lastname', 'Last name'),
    text('company', 'Company name'),
    text('jobtitle', 'Job title'),
    text('mobilephone', 'Mobile phone number'),
    ...ADDRESS,
    { name: 'lifecyclestage', label: 'Lifecycle stage', type: 'enumeration', options: LIFECYCLE_STAGES },
    { name: 'associatedcompanyid', label: 'Primary company ID', type: 'number', readOnly: true },
  ],
  companies: [
    { name: 'hs_lastmodifieddate', label: 'Last modified date', type: 'datetime', readOnly: true },
    text('name', 'Company name'),
    text('domain', 'Company domain name'),
    { name: 'hs_additional_domains', label: 'Additional domains', type: 'enumeration', external: true },
    ...ADDRESS,
    text('description', 'Description'),
    { name: 'numberofemployees', label: 'Number of employees', type: 'number' },
    { name: 'annualrevenue', label: 'Annual revenue', type: 'number' },
    {
      name: 'industry',
      label: 'Industry',
      type: 'enumeration',
      options: [
        'COMPUTER_SOFTWARE',
        'INFORMATION_TECHNOLOGY_AND_SERVICES',
        'FINANCIAL_SERVICES',
        'MACHINERY',
        'RETAIL',
        'TELECOMMUNICATIONS',
      ],
    },
    { name: 'lifecyclestage', label: 'Lifecycle stage', type: 'enumeration', options: LIFECYCLE_STAGES },
    {
      name: 'type',
      label: 'Type',
      type: 'enumeration',
      options: ['PROSPECT', 'PARTNER', 'RESELLER', 'VENDOR', 'OTHER'],
    },
    { name: 'hs_parent_company_id', label: 'Parent company', type: 'number', readOnly: true },
  ],
  deals: [
    { name: 'hs_lastmodifieddate', label: 'Last modified date', type: 'datetime', readOnly: true },
    text('dealname', 'Deal name'),
    { name: 'pipeline', label: 'Pipeline', type: 'enumeration', external: true },
    { name: 'dealstage', label: 'Deal stage', type: 'enumeration', fieldType: 'radio', external: true },
    { name: 'amount', label: 'Amount', type: 'number' },
    { name: 'closedate', label: 'Close date', type: 'datetime' },
    { name: 'deal_currency_code', label: 'Currency', type: 'enumeration', options: ['EUR', 'GBP', 'USD'] },
    { name: 'dealtype', label: 'Deal type', type: 'enumeration', options: ['newbusiness', 'existingbusiness'] },
    { name: 'description', label: 'Deal description', type: 'string', fieldType: 'textarea' },
    { name: 'closed_lost_reason', label: 'Closed lost reason', type: 'string', fieldType: 'textarea' },
    { name: 'closed_won_reason', label: 'Closed won reason', type: 'string', fieldType: 'textarea' },
    { name: 'hs_is_closed', label: 'Is deal closed?', type: 'bool', readOnly: true },
    { name: 'hs_is_closed_won', label: 'Is closed won', type: 'bool', readOnly: true },
    { name: 'hs_deal_stage_probability', label: 'Deal probability', type: 'number', readOnly: true },
  ],
};
