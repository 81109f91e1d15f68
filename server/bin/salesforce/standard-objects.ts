/** A standard field: its type, and what it points to when it is a lookup. */
export interface StandardField {
  readonly type: string;
  readonly to?: string;
}

const field = (type: string, to?: string): StandardField => (to === undefined ? { type } : { type, to });

/** Fields that every object has. */
export const SYSTEM_FIELDS: Readonly<Record<string, StandardField>> = {
  Id: field('Text'),
  Name: field('Text'),
  OwnerId: field('Lookup', 'User'),
  CreatedDate: field('DateTime'),
  CreatedById: field('Lookup', 'User'),
  LastModifiedDate: field('DateTime'),
  LastModifiedById: field('Lookup', 'User'),
  SystemModstamp: field('DateTime'),
};

/** Salesforce's own objects, as far as the package names them. A name that is missing here is a mistake until added. */
export const STANDARD_OBJECTS: Readonly<Record<string, Readonly<Record<string, StandardField>>>> = {
  Account: { ...SYSTEM_FIELDS, Website: field('Url'), Industry: field('Picklist'), BillingCountry: field('Text') },
  Contact: { ...SYSTEM_FIELDS, AccountId: field('Lookup', 'Account'), Email: field('Email') },
  Lead: {
    ...SYSTEM_FIELDS,
    Company: field('Text'),
    Email: field('Email'),
    Website: field('Url'),
    Country: field('Text'),
    Status: field('Picklist'),
    IsConverted: field('Checkbox'),
  },
  Opportunity: {
    ...SYSTEM_FIELDS,
    AccountId: field('Lookup', 'Account'),
    Amount: field('Currency'),
    CloseDate: field('Date'),
    IsClosed: field('Checkbox'),
    IsWon: field('Checkbox'),
    StageName: field('Picklist'),
  },
  User: { ...SYSTEM_FIELDS, Username: field('Text'), Email: field('Email') },
};

/** Columns of list views that have a name of their own there. */
export const LIST_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  Account: ['ACCOUNT.NAME'],
  Lead: ['FULL_NAME', 'LEAD.COMPANY'],
  Opportunity: ['OPPORTUNITY.NAME', 'ACCOUNT.NAME', 'OPPORTUNITY.STAGE_NAME', 'CORE.USERS.ALIAS'],
};

/** Lightning's own components on pages. */
export const PAGE_COMPONENTS: ReadonlySet<string> = new Set([
  'flexipage:richText',
  'force:detailPanel',
  'force:highlightsPanel',
  'force:relatedListContainer',
]);

/** Tabs that Salesforce brings. */
export const STANDARD_TABS: ReadonlySet<string> = new Set([
  'standard-Account',
  'standard-Contact',
  'standard-Dashboard',
  'standard-Lead',
  'standard-Opportunity',
  'standard-report',
]);
