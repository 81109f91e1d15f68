import type { PlacedField } from './salesforce-placement.ts';
import type { SalesforceObject } from './salesforce-fields.ts';

/** What a permission set lets its holders do with an object's records. */
export interface ObjectAccess {
  readonly create: boolean;
  readonly edit: boolean;
  /** All records whatever the sharing; Salesforce gives `modifyAll` only together with deleting. */
  readonly scope: 'shared' | 'viewAll' | 'modifyAll';
}

export interface PermissionSet {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly customPermissions: readonly string[];
  readonly userPermissions: readonly string[];
  readonly objects: Readonly<Partial<Record<SalesforceObject, ObjectAccess>>>;
  readonly tabs: readonly string[];
  readonly hasApp: boolean;
  readonly canRead: (object: SalesforceObject, field: Pick<PlacedField, 'code'> | 'formula') => boolean;
  readonly canEdit: (object: SalesforceObject, field: PlacedField) => boolean;
}

const READ: ObjectAccess = { create: false, edit: false, scope: 'shared' };
const EDIT: ObjectAccess = { ...READ, edit: true };
const ALL: ObjectAccess = { create: true, edit: true, scope: 'modifyAll' };

/** The signed token of a form link proves who the partner is: only the server may read it. */
const SECRETS: ReadonlySet<string> = new Set(['stagingToken']);
/** HubSpot cannot tell who may change a partner's terms, so there the app alone writes them; Salesforce can. */
export const TERMS: ReadonlySet<string> = new Set(['programStatus', 'programTier']);

/** What a partner may learn of its registration: no reason, verdict, customer, deal or rival. */
const SHOWN_TO_PARTNERS: ReadonlySet<string> = new Set([
  'registrationReference',
  'registrationStatus',
  'registeredAt',
  'lockStatus',
  'lockStartsAt',
  'lockEndsAt',
  'estimatedAmount',
  'estimatedCloseOn',
]);
/** Written by the app in both CRMs, but in Salesforce a partner user types them into the record itself. */
export const TYPED_BY_PARTNERS: ReadonlySet<string> = new Set(['estimatedAmount', 'estimatedCloseOn']);

const isSubmitted = (field: PlacedField): boolean =>
  field.writtenBy === 'submitter' || TYPED_BY_PARTNERS.has(field.code);

/** Who may do what. Every set lists every field, so that nothing depends on what a profile happens to grant. */
export const PERMISSION_SETS: readonly PermissionSet[] = [
  {
    name: 'Partner_Integration',
    label: 'Partner Integration',
    description:
      'For the user that PartnerLock signs in as, and nobody else: writes registrations, locks and stamps on every record, and receives their changes.',
    customPermissions: ['Partner_Override_Lock', 'Partner_Write_Lock'],
    userPermissions: ['ApiEnabled'],
    // A lock must reach every record whoever owns it, and change events leave out what their reader may not see.
    objects: {
      Partner_Registration__c: ALL,
      Account: ALL,
      Lead: ALL,
      Opportunity: ALL,
      Contact: { ...READ, scope: 'viewAll' },
    },
    tabs: [],
    hasApp: false,
    canRead: () => true,
    canEdit: () => true,
  },
  {
    name: 'Partner_Manager',
    label: 'Partner Manager',
    description: 'For channel managers: decide on registrations, and change partners’ terms.',
    customPermissions: ['Partner_Decide_Registration'],
    userPermissions: [],
    objects: { Partner_Registration__c: EDIT, Account: EDIT, Contact: READ, Lead: READ, Opportunity: READ },
    tabs: ['Partner_Approvals', 'Partner_Registration__c'],
    hasApp: true,
    canRead: (_object, field) => field === 'formula' || !SECRETS.has(field.code),
    canEdit: (_object, field) => field.writtenBy === 'manager' || TERMS.has(field.code),
  },
  {
    name: 'Partner_Submitter',
    label: 'Partner Submitter',
    description: 'For partner users of an Experience Cloud site: register companies and see their own registrations.',
    customPermissions: [],
    userPermissions: [],
    objects: { Partner_Registration__c: { ...READ, create: true } },
    tabs: ['Partner_Registration__c'],
    hasApp: false,
    canRead: (object, field) =>
      object === 'Partner_Registration__c' &&
      (field === 'formula' ||
        SHOWN_TO_PARTNERS.has(field.code) ||
        ('writtenBy' in field && field.writtenBy === 'submitter')),
    canEdit: (object, field) => object === 'Partner_Registration__c' && isSubmitted(field),
  },
  {
    name: 'Partner_Viewer',
    label: 'Partner Viewer',
    description: 'For sales reps: see who owns a company, until when, and why. Changes nothing.',
    customPermissions: [],
    userPermissions: [],
    objects: { Partner_Registration__c: READ, Account: READ, Contact: READ, Lead: READ, Opportunity: READ },
    tabs: ['Partner_Registration__c'],
    hasApp: true,
    canRead: (_object, field) => field === 'formula' || !SECRETS.has(field.code),
    canEdit: () => false,
  },
];
