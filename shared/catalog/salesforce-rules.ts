import type { SalesforceObject } from './salesforce-fields.ts';

/** The validation rules of the package, each with the word key of the one sentence that it answers. */
export const RULE_WORDS: Partial<Record<SalesforceObject, Readonly<Record<string, string>>>> = {
  Account: {
    Partner_Lock_Guard: 'rule.lock_guard',
    Partner_Stamp_Is_Server_Only: 'rule.stamp_is_server_only',
    Partner_Program_Needs_Manager: 'rule.program_needs_manager',
  },
  Lead: {
    Partner_Lock_Guard: 'rule.lock_guard',
    Partner_Stamp_Is_Server_Only: 'rule.stamp_is_server_only',
  },
  Opportunity: {
    Partner_Deal_Stays_With_Company: 'rule.deal_stays_with_company',
    Partner_Lock_Guard: 'rule.lock_guard',
    Partner_Stamp_Is_Server_Only: 'rule.stamp_is_server_only',
  },
  Partner_Registration__c: {
    Partner_Decision_Is_Ones_Own: 'rule.decision_is_ones_own',
    Partner_Decision_Needs_Days: 'rule.decision_needs_days',
    Partner_Decision_Needs_Permission: 'rule.decision_needs_permission',
    Partner_Decision_Needs_Question: 'rule.decision_needs_question',
    Partner_Decision_Needs_Reason: 'rule.decision_needs_reason',
    Partner_Result_Is_Server_Only: 'rule.result_is_server_only',
    Partner_Submission_Is_Frozen: 'rule.submission_is_frozen',
    Partner_Submission_Needs_Company: 'rule.submission_needs_company',
  },
};
