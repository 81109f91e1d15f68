import ACCOUNT_CHANNEL_CONFLICT from '@salesforce/schema/Account.Partner_Channel_Conflict__c';
import ACCOUNT_CONFLICT_TEXT from '@salesforce/schema/Account.Partner_Conflict_Text__c';
import ACCOUNT_LOCK_ENDS_AT from '@salesforce/schema/Account.Partner_Lock_Ends_At__c';
import ACCOUNT_LOCK_STATUS from '@salesforce/schema/Account.Partner_Lock_Status__c';
import ACCOUNT_PARTNER_NAME from '@salesforce/schema/Account.Partner_Name__c';
import ACCOUNT_REGISTERED_AT from '@salesforce/schema/Account.Partner_Registered_At__c';
import ACCOUNT_REGISTRATION from '@salesforce/schema/Account.Partner_Registration__c';
import ACCOUNT_REGISTRATION_ID from '@salesforce/schema/Account.Partner_Registration_Id__c';
import ACCOUNT_REGISTRATION_REFERENCE from '@salesforce/schema/Account.Partner_Registration_Reference__c';
import ACCOUNT_REGISTRATION_STATUS from '@salesforce/schema/Account.Partner_Registration__r.Partner_Registration_Status__c';
import LEAD_REGISTRATION_STATUS from '@salesforce/schema/Lead.Partner_Registration_Status__c';
import LEAD_REJECTION_REASON from '@salesforce/schema/Lead.Partner_Rejection_Reason__c';
import OPPORTUNITY_IS_COMPETING from '@salesforce/schema/Opportunity.Partner_Is_Competing__c';
import OPPORTUNITY_REGISTRATION_STATUS from '@salesforce/schema/Opportunity.Partner_Registration_Status__c';

/** @typedef {{ readonly fieldApiName: string }} Field */

/** Leads and opportunities carry the same stamps as accounts. */
const STAMPS = [
  ACCOUNT_CHANNEL_CONFLICT,
  ACCOUNT_CONFLICT_TEXT,
  ACCOUNT_LOCK_ENDS_AT,
  ACCOUNT_LOCK_STATUS,
  ACCOUNT_PARTNER_NAME,
  ACCOUNT_REGISTERED_AT,
  ACCOUNT_REGISTRATION,
  ACCOUNT_REGISTRATION_ID,
  ACCOUNT_REGISTRATION_REFERENCE,
];
const OF_ACCOUNT = [...STAMPS, ACCOUNT_REGISTRATION_STATUS];

/**
 * @param {string} prefix
 * @param {readonly Field[]} fields
 */
const below = (prefix, fields) => fields.map(({ fieldApiName }) => `${prefix}.${fieldApiName}`);

/**
 * What is read on each object's page. All of it is optional to Lightning Data Service: a field that field-level
 * security hides is then absent, instead of an error for the whole record.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const FIELDS = {
  Account: below('Account', OF_ACCOUNT),
  Contact: below('Contact.Account', OF_ACCOUNT),
  Lead: below('Lead', [...STAMPS, LEAD_REGISTRATION_STATUS, LEAD_REJECTION_REASON]),
  Opportunity: [
    ...below('Opportunity', [...STAMPS, OPPORTUNITY_REGISTRATION_STATUS, OPPORTUNITY_IS_COMPETING]),
    ...below('Opportunity.Account', OF_ACCOUNT),
  ],
};
