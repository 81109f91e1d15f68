import RECORD_NAME from '@salesforce/schema/Partner_Registration__c.Name';
import CHANNEL_CONFLICT from '@salesforce/schema/Partner_Registration__c.Partner_Channel_Conflict__c';
import CONFLICT_TEXT from '@salesforce/schema/Partner_Registration__c.Partner_Conflict_Text__c';
import CONSENT from '@salesforce/schema/Partner_Registration__c.Partner_Consent__c';
import CONTACT_EMAIL from '@salesforce/schema/Partner_Registration__c.Partner_Contact_Email__c';
import CONTACT_NAME from '@salesforce/schema/Partner_Registration__c.Partner_Contact_Name__c';
import CONTACT_PHONE from '@salesforce/schema/Partner_Registration__c.Partner_Contact_Phone__c';
import CONVERSATION_TEXT from '@salesforce/schema/Partner_Registration__c.Partner_Conversation_Text__c';
import DECIDED_AT from '@salesforce/schema/Partner_Registration__c.Partner_Decided_At__c';
import DECISION_ANSWER from '@salesforce/schema/Partner_Registration__c.Partner_Decision_Answer__c';
import DECISION from '@salesforce/schema/Partner_Registration__c.Partner_Decision__c';
import EMPLOYEES from '@salesforce/schema/Partner_Registration__c.Partner_Employees__c';
import ESTIMATED_AMOUNT from '@salesforce/schema/Partner_Registration__c.Partner_Estimated_Amount__c';
import ESTIMATED_CLOSE_ON from '@salesforce/schema/Partner_Registration__c.Partner_Estimated_Close_On__c';
import INDUSTRY from '@salesforce/schema/Partner_Registration__c.Partner_Industry__c';
import LEAD from '@salesforce/schema/Partner_Registration__c.Partner_Lead__c';
import LOCK_ENDS_AT from '@salesforce/schema/Partner_Registration__c.Partner_Lock_Ends_At__c';
import LOCK_STARTS_AT from '@salesforce/schema/Partner_Registration__c.Partner_Lock_Starts_At__c';
import LOCK_STATUS from '@salesforce/schema/Partner_Registration__c.Partner_Lock_Status__c';
import PARTNER_NAME from '@salesforce/schema/Partner_Registration__c.Partner_Name__c';
import NOTES from '@salesforce/schema/Partner_Registration__c.Partner_Notes__c';
import OPPORTUNITY from '@salesforce/schema/Partner_Registration__c.Partner_Opportunity__c';
import POLICY_VERSION from '@salesforce/schema/Partner_Registration__c.Partner_Policy_Version__c';
import PROSPECT_ACCOUNT from '@salesforce/schema/Partner_Registration__c.Partner_Prospect_Account__c';
import PROSPECT_COUNTRY from '@salesforce/schema/Partner_Registration__c.Partner_Prospect_Country__c';
import PROSPECT_KEY from '@salesforce/schema/Partner_Registration__c.Partner_Prospect_Key__c';
import PROSPECT_NAME from '@salesforce/schema/Partner_Registration__c.Partner_Prospect_Name__c';
import PROSPECT_WEBSITE from '@salesforce/schema/Partner_Registration__c.Partner_Prospect_Website__c';
import REGISTERED_AT from '@salesforce/schema/Partner_Registration__c.Partner_Registered_At__c';
import REGISTRATION_REFERENCE from '@salesforce/schema/Partner_Registration__c.Partner_Registration_Reference__c';
import REGISTRATION_STATUS from '@salesforce/schema/Partner_Registration__c.Partner_Registration_Status__c';
import REJECTION_REASON from '@salesforce/schema/Partner_Registration__c.Partner_Rejection_Reason__c';
import SUBMITTED_BY_EMAIL from '@salesforce/schema/Partner_Registration__c.Partner_Submitted_By_Email__c';
import TIER from '@salesforce/schema/Partner_Registration__c.Partner_Tier__c';
import VERDICT_REASONS from '@salesforce/schema/Partner_Registration__c.Partner_Verdict_Reasons__c';
import VERDICT_TEXT from '@salesforce/schema/Partner_Registration__c.Partner_Verdict_Text__c';
import PROSPECT_ACCOUNT_NAME from '@salesforce/schema/Partner_Registration__c.Partner_Prospect_Account__r.Name';
import OPPORTUNITY_NAME from '@salesforce/schema/Partner_Registration__c.Partner_Opportunity__r.Name';
import LEAD_NAME from '@salesforce/schema/Partner_Registration__c.Partner_Lead__r.Name';

/**
 * Everything that a registration's page shows. All of it is optional: field-level security hides some of it from some
 * people, who then see the rest.
 */
export const FIELDS = [
  RECORD_NAME,
  CHANNEL_CONFLICT,
  CONFLICT_TEXT,
  CONSENT,
  CONTACT_EMAIL,
  CONTACT_NAME,
  CONTACT_PHONE,
  CONVERSATION_TEXT,
  DECIDED_AT,
  DECISION_ANSWER,
  DECISION,
  EMPLOYEES,
  ESTIMATED_AMOUNT,
  ESTIMATED_CLOSE_ON,
  INDUSTRY,
  LEAD,
  LOCK_ENDS_AT,
  LOCK_STARTS_AT,
  LOCK_STATUS,
  PARTNER_NAME,
  NOTES,
  OPPORTUNITY,
  POLICY_VERSION,
  PROSPECT_ACCOUNT,
  PROSPECT_COUNTRY,
  PROSPECT_KEY,
  PROSPECT_NAME,
  PROSPECT_WEBSITE,
  REGISTERED_AT,
  REGISTRATION_REFERENCE,
  REGISTRATION_STATUS,
  REJECTION_REASON,
  SUBMITTED_BY_EMAIL,
  TIER,
  VERDICT_REASONS,
  VERDICT_TEXT,
  PROSPECT_ACCOUNT_NAME,
  OPPORTUNITY_NAME,
  LEAD_NAME,
];

/** The names of the records that a registration points to. */
export { LEAD_NAME, OPPORTUNITY_NAME, PROSPECT_ACCOUNT_NAME };
