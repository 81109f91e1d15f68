import { REJECTION_REASONS } from '../registration/reasons.ts';
import { ACTIONS } from '../views/ownership-view.ts';
import type { FieldType } from './field.ts';

/** Objects that carry our fields in Salesforce. */
export const SALESFORCE_OBJECTS = ['Partner_Registration__c', 'Account', 'Contact', 'Lead', 'Opportunity'] as const;
export type SalesforceObject = (typeof SALESFORCE_OBJECTS)[number];

/** The registration's own record, which HubSpot keeps on the deal. */
export const REGISTRATION_OBJECT = 'Partner_Registration__c';

/** A field that only Salesforce has, because there a registration is a record of its own that managers decide on. */
export interface SalesforceField {
  readonly on: readonly SalesforceObject[];
  readonly type: FieldType | 'lookup';
  /** Whom a permission set lets write it: the app alone, a manager too, or a partner user with a new registration. */
  readonly writtenBy: 'app' | 'manager' | 'submitter';
  readonly label: string;
  readonly help: string;
  readonly salesforce: string;
  readonly unique?: boolean;
  readonly tracked?: boolean;
  readonly options?: readonly string[];
  readonly optionWords?: string;
  /** Of a lookup: what it points to, and what the way back is called there. */
  readonly lookup?: {
    readonly to: SalesforceObject | 'User';
    readonly back: string;
    readonly backLabel: string;
  };
}

/** The manager's decision as written into the record; the server takes it, decides, and clears it. */
const DECISION_FIELDS = {
  decision: {
    on: [REGISTRATION_OBJECT],
    type: 'picklist',
    writtenBy: 'manager',
    options: ACTIONS,
    optionWords: 'decide',
    tracked: true,
    label: 'Decision',
    help: 'What a channel manager asks for. PartnerLock carries it out and clears it.',
    salesforce: 'Partner_Decision__c',
  },
  decisionReason: {
    on: [REGISTRATION_OBJECT],
    type: 'picklist',
    writtenBy: 'manager',
    options: REJECTION_REASONS,
    optionWords: 'rejection',
    tracked: true,
    label: 'Decision reason',
    help: 'Why the registration is rejected. Needed with “Reject”.',
    salesforce: 'Partner_Decision_Reason__c',
  },
  decisionNote: {
    on: [REGISTRATION_OBJECT],
    type: 'long_text',
    writtenBy: 'manager',
    label: 'Decision note',
    help: 'A note to the decision, or the question to the partner. Needed with “Ask for information”.',
    salesforce: 'Partner_Decision_Note__c',
  },
  decisionDays: {
    on: [REGISTRATION_OBJECT],
    type: 'integer',
    writtenBy: 'manager',
    label: 'Decision days',
    help: 'By how many days the protection is extended. Needed with “Extend”.',
    salesforce: 'Partner_Decision_Days__c',
  },
  decisionBy: {
    on: [REGISTRATION_OBJECT],
    type: 'lookup',
    writtenBy: 'manager',
    tracked: true,
    lookup: { to: 'User', back: 'Partner_Decided', backLabel: 'Partner decisions' },
    label: 'Decision by',
    help: 'Who decides: always the user who saves the decision.',
    salesforce: 'Partner_Decision_By__c',
  },
  decisionAnswer: {
    on: [REGISTRATION_OBJECT],
    type: 'text',
    writtenBy: 'app',
    label: 'Answer to the decision',
    help: 'What PartnerLock did with the last decision, or why it could not be done.',
    salesforce: 'Partner_Decision_Answer__c',
  },
  decidedAt: {
    on: [REGISTRATION_OBJECT],
    type: 'instant',
    writtenBy: 'app',
    tracked: true,
    label: 'Decided at',
    help: 'When the last decision took effect.',
    salesforce: 'Partner_Decided_At__c',
  },
  conversationText: {
    on: [REGISTRATION_OBJECT],
    type: 'long_text',
    writtenBy: 'app',
    label: 'Questions and answers',
    help: 'What the manager asked and the partner answered, oldest first.',
    salesforce: 'Partner_Conversation_Text__c',
  },
} as const satisfies Record<string, SalesforceField>;

/** What the partner tells. A partner user writes it once, with the new record. */
const SUBMISSION_FIELDS = {
  prospectName: submitted('text', 'Company', 'The company that the partner brings.', 'Partner_Prospect_Name__c'),
  prospectWebsite: submitted('text', 'Company website', 'Website of the company.', 'Partner_Prospect_Website__c'),
  prospectCountry: submitted(
    'text',
    'Country',
    'Two-letter country code of the company.',
    'Partner_Prospect_Country__c',
  ),
  contactName: submitted(
    'text',
    'Contact at the company',
    'Whom the partner talks to there.',
    'Partner_Contact_Name__c',
  ),
  contactEmail: submitted('email', 'Contact’s e-mail', 'Work e-mail of this contact.', 'Partner_Contact_Email__c'),
  contactPhone: submitted('text', 'Contact’s phone', 'Phone number of this contact.', 'Partner_Contact_Phone__c'),
  employees: submitted('integer', 'Employees', 'Number of employees of the company.', 'Partner_Employees__c'),
  industry: submitted('text', 'Industry', 'Industry of the company.', 'Partner_Industry__c'),
  notes: submitted('long_text', 'Need', 'What the company needs, and whatever helps to decide.', 'Partner_Notes__c'),
  consent: submitted('boolean', 'Contact’s consent', 'The contact agreed to be named to us.', 'Partner_Consent__c'),
  submissionNonce: {
    ...submitted('text', 'Submission id', 'Names one opening of the form.', 'Partner_Submission_Nonce__c'),
    // A form that is sent twice is one registration.
    unique: true,
  },
} as const satisfies Record<string, SalesforceField>;

/** How records hang together. A lookup that is deleted leaves the registration in place. */
const LOOKUP_FIELDS = {
  source: {
    on: [REGISTRATION_OBJECT],
    type: 'text',
    writtenBy: 'app',
    label: 'Source',
    help: 'How the registration came in.',
    salesforce: 'Partner_Source__c',
  },
  prospectAccount: {
    on: [REGISTRATION_OBJECT],
    type: 'lookup',
    writtenBy: 'app',
    tracked: true,
    lookup: { to: 'Account', back: 'Partner_Prospect', backLabel: 'Partner registrations' },
    label: 'Prospect account',
    help: 'The registered company.',
    salesforce: 'Partner_Prospect_Account__c',
  },
  partnerAccount: {
    on: [REGISTRATION_OBJECT],
    type: 'lookup',
    writtenBy: 'app',
    tracked: true,
    lookup: { to: 'Account', back: 'Partner_Own', backLabel: 'Registrations as a partner' },
    label: 'Partner account',
    help: 'The partner who registered the company.',
    salesforce: 'Partner_Account__c',
  },
  lead: {
    on: [REGISTRATION_OBJECT],
    type: 'lookup',
    writtenBy: 'app',
    lookup: { to: 'Lead', back: 'Partner_Lead', backLabel: 'Partner registrations' },
    label: 'Lead',
    help: 'The lead with which the registration came in.',
    salesforce: 'Partner_Lead__c',
  },
  opportunity: {
    on: [REGISTRATION_OBJECT],
    type: 'lookup',
    writtenBy: 'app',
    tracked: true,
    lookup: { to: 'Opportunity', back: 'Partner_Deal', backLabel: 'Partner registrations' },
    label: 'Opportunity',
    help: 'The opportunity that grew out of the registration.',
    salesforce: 'Partner_Opportunity__c',
  },
  channelManager: {
    on: [REGISTRATION_OBJECT, 'Account'],
    type: 'lookup',
    writtenBy: 'manager',
    lookup: { to: 'User', back: 'Partner_Managed', backLabel: 'Managed as channel manager' },
    label: 'Channel manager',
    help: 'Who looks after the partner and decides on its registrations.',
    salesforce: 'Partner_Channel_Manager__c',
  },
  registrationRecord: {
    on: ['Account', 'Lead', 'Opportunity'],
    type: 'lookup',
    writtenBy: 'app',
    lookup: { to: REGISTRATION_OBJECT, back: 'Partner_Stamped', backLabel: 'Records that show this registration' },
    label: 'Partner registration',
    help: 'The registration that this record shows.',
    salesforce: 'Partner_Registration__c',
  },
} as const satisfies Record<string, SalesforceField>;

/** Fields that only Salesforce has, once each. Those of both CRMs are in `FIELDS`. */
export const SALESFORCE_FIELDS = { ...DECISION_FIELDS, ...SUBMISSION_FIELDS, ...LOOKUP_FIELDS };
export type SalesforceFieldCode = keyof typeof SALESFORCE_FIELDS;

function submitted<Type extends FieldType>(type: Type, label: string, help: string, salesforce: string) {
  return { on: [REGISTRATION_OBJECT], type, writtenBy: 'submitter', label, help, salesforce } as const;
}
