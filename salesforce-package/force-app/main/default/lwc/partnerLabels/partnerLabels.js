// Generated from shared/words by `npm run generate`. Do not edit.
import Partner_reason_prospect_locked from '@salesforce/label/c.Partner_reason_prospect_locked';
import Partner_reason_prospect_reserved from '@salesforce/label/c.Partner_reason_prospect_reserved';
import Partner_reason_same_partner from '@salesforce/label/c.Partner_reason_same_partner';
import Partner_reason_existing_customer from '@salesforce/label/c.Partner_reason_existing_customer';
import Partner_reason_named_account from '@salesforce/label/c.Partner_reason_named_account';
import Partner_reason_open_direct_deal from '@salesforce/label/c.Partner_reason_open_direct_deal';
import Partner_reason_partner_unknown from '@salesforce/label/c.Partner_reason_partner_unknown';
import Partner_reason_partner_not_active from '@salesforce/label/c.Partner_reason_partner_not_active';
import Partner_reason_company_not_identified from '@salesforce/label/c.Partner_reason_company_not_identified';
import Partner_reason_namesake_held from '@salesforce/label/c.Partner_reason_namesake_held';
import Partner_reason_weak_identity from '@salesforce/label/c.Partner_reason_weak_identity';
import Partner_reason_free_mail from '@salesforce/label/c.Partner_reason_free_mail';
import Partner_reason_too_small from '@salesforce/label/c.Partner_reason_too_small';
import Partner_reason_industry_not_served from '@salesforce/label/c.Partner_reason_industry_not_served';
import Partner_reason_country_not_served from '@salesforce/label/c.Partner_reason_country_not_served';
import Partner_reason_consent_missing from '@salesforce/label/c.Partner_reason_consent_missing';
import Partner_reason_facts_unavailable from '@salesforce/label/c.Partner_reason_facts_unavailable';
import Partner_reason_clean from '@salesforce/label/c.Partner_reason_clean';
import Partner_rejection_prospect_locked from '@salesforce/label/c.Partner_rejection_prospect_locked';
import Partner_rejection_prospect_reserved from '@salesforce/label/c.Partner_rejection_prospect_reserved';
import Partner_rejection_same_partner from '@salesforce/label/c.Partner_rejection_same_partner';
import Partner_rejection_existing_customer from '@salesforce/label/c.Partner_rejection_existing_customer';
import Partner_rejection_named_account from '@salesforce/label/c.Partner_rejection_named_account';
import Partner_rejection_open_direct_deal from '@salesforce/label/c.Partner_rejection_open_direct_deal';
import Partner_rejection_partner_unknown from '@salesforce/label/c.Partner_rejection_partner_unknown';
import Partner_rejection_partner_not_active from '@salesforce/label/c.Partner_rejection_partner_not_active';
import Partner_rejection_company_not_identified from '@salesforce/label/c.Partner_rejection_company_not_identified';
import Partner_rejection_not_qualified from '@salesforce/label/c.Partner_rejection_not_qualified';
import Partner_rejection_consent_missing from '@salesforce/label/c.Partner_rejection_consent_missing';
import Partner_rejection_other from '@salesforce/label/c.Partner_rejection_other';
import Partner_status_submitted from '@salesforce/label/c.Partner_status_submitted';
import Partner_status_under_review from '@salesforce/label/c.Partner_status_under_review';
import Partner_status_action_required from '@salesforce/label/c.Partner_status_action_required';
import Partner_status_approved from '@salesforce/label/c.Partner_status_approved';
import Partner_status_rejected from '@salesforce/label/c.Partner_status_rejected';
import Partner_status_withdrawn from '@salesforce/label/c.Partner_status_withdrawn';
import Partner_status_expired from '@salesforce/label/c.Partner_status_expired';
import Partner_status_won from '@salesforce/label/c.Partner_status_won';
import Partner_status_lost from '@salesforce/label/c.Partner_status_lost';
import Partner_lock_none from '@salesforce/label/c.Partner_lock_none';
import Partner_lock_pending from '@salesforce/label/c.Partner_lock_pending';
import Partner_lock_active from '@salesforce/label/c.Partner_lock_active';
import Partner_lock_disputed from '@salesforce/label/c.Partner_lock_disputed';
import Partner_lock_expired from '@salesforce/label/c.Partner_lock_expired';
import Partner_lock_released from '@salesforce/label/c.Partner_lock_released';
import Partner_lock_won from '@salesforce/label/c.Partner_lock_won';
import Partner_conflict_none from '@salesforce/label/c.Partner_conflict_none';
import Partner_conflict_partner_vs_partner from '@salesforce/label/c.Partner_conflict_partner_vs_partner';
import Partner_conflict_partner_vs_direct from '@salesforce/label/c.Partner_conflict_partner_vs_direct';
import Partner_tier_referral from '@salesforce/label/c.Partner_tier_referral';
import Partner_tier_solution_advisor from '@salesforce/label/c.Partner_tier_solution_advisor';
import Partner_tier_certified_reseller from '@salesforce/label/c.Partner_tier_certified_reseller';
import Partner_record_competing from '@salesforce/label/c.Partner_record_competing';
import Partner_state_none from '@salesforce/label/c.Partner_state_none';
import Partner_state_pending from '@salesforce/label/c.Partner_state_pending';
import Partner_state_locked from '@salesforce/label/c.Partner_state_locked';
import Partner_state_conflict from '@salesforce/label/c.Partner_state_conflict';
import Partner_state_expired from '@salesforce/label/c.Partner_state_expired';
import Partner_state_released from '@salesforce/label/c.Partner_state_released';
import Partner_state_refused from '@salesforce/label/c.Partner_state_refused';
import Partner_next_nothing from '@salesforce/label/c.Partner_next_nothing';
import Partner_next_wait_for_manager from '@salesforce/label/c.Partner_next_wait_for_manager';
import Partner_next_decide from '@salesforce/label/c.Partner_next_decide';
import Partner_next_wait_for_partner from '@salesforce/label/c.Partner_next_wait_for_partner';
import Partner_next_work_with_partner from '@salesforce/label/c.Partner_next_work_with_partner';
import Partner_next_talk_to_manager from '@salesforce/label/c.Partner_next_talk_to_manager';
import Partner_next_free_to_work from '@salesforce/label/c.Partner_next_free_to_work';
import Partner_next_held_by_other from '@salesforce/label/c.Partner_next_held_by_other';
import Partner_next_refused from '@salesforce/label/c.Partner_next_refused';
import Partner_verdict_approve from '@salesforce/label/c.Partner_verdict_approve';
import Partner_verdict_review from '@salesforce/label/c.Partner_verdict_review';
import Partner_verdict_refuse from '@salesforce/label/c.Partner_verdict_refuse';
import Partner_matched_deal from '@salesforce/label/c.Partner_matched_deal';
import Partner_matched_company from '@salesforce/label/c.Partner_matched_company';
import Partner_matched_registration from '@salesforce/label/c.Partner_matched_registration';
import Partner_matched_partner from '@salesforce/label/c.Partner_matched_partner';
import Partner_screen_loading from '@salesforce/label/c.Partner_screen_loading';
import Partner_screen_retry from '@salesforce/label/c.Partner_screen_retry';
import Partner_screen_away from '@salesforce/label/c.Partner_screen_away';
import Partner_screen_awayHow from '@salesforce/label/c.Partner_screen_awayHow';
import Partner_screen_refused from '@salesforce/label/c.Partner_screen_refused';
import Partner_screen_copied from '@salesforce/label/c.Partner_screen_copied';
import Partner_screen_notCopied from '@salesforce/label/c.Partner_screen_notCopied';
import Partner_screen_none from '@salesforce/label/c.Partner_screen_none';
import Partner_screen_yes from '@salesforce/label/c.Partner_screen_yes';
import Partner_screen_no from '@salesforce/label/c.Partner_screen_no';
import Partner_card_decisionsOff from '@salesforce/label/c.Partner_card_decisionsOff';
import Partner_card_asking from '@salesforce/label/c.Partner_card_asking';
import Partner_card_whoDecides from '@salesforce/label/c.Partner_card_whoDecides';
import Partner_card_partner from '@salesforce/label/c.Partner_card_partner';
import Partner_card_protectedUntil from '@salesforce/label/c.Partner_card_protectedUntil';
import Partner_card_reservedUntil from '@salesforce/label/c.Partner_card_reservedUntil';
import Partner_card_protectedBefore from '@salesforce/label/c.Partner_card_protectedBefore';
import Partner_card_daysLeftNone from '@salesforce/label/c.Partner_card_daysLeftNone';
import Partner_card_daysLeftLast from '@salesforce/label/c.Partner_card_daysLeftLast';
import Partner_card_daysLeftOne from '@salesforce/label/c.Partner_card_daysLeftOne';
import Partner_card_daysLeftMany from '@salesforce/label/c.Partner_card_daysLeftMany';
import Partner_card_status from '@salesforce/label/c.Partner_card_status';
import Partner_card_registeredAt from '@salesforce/label/c.Partner_card_registeredAt';
import Partner_card_reference from '@salesforce/label/c.Partner_card_reference';
import Partner_card_submittedBy from '@salesforce/label/c.Partner_card_submittedBy';
import Partner_card_rejection from '@salesforce/label/c.Partner_card_rejection';
import Partner_card_note from '@salesforce/label/c.Partner_card_note';
import Partner_card_verdict from '@salesforce/label/c.Partner_card_verdict';
import Partner_card_policyVersion from '@salesforce/label/c.Partner_card_policyVersion';
import Partner_card_conflicts from '@salesforce/label/c.Partner_card_conflicts';
import Partner_card_conflictPartner from '@salesforce/label/c.Partner_card_conflictPartner';
import Partner_card_conflictDeal from '@salesforce/label/c.Partner_card_conflictDeal';
import Partner_card_conflictDealOf from '@salesforce/label/c.Partner_card_conflictDealOf';
import Partner_card_conversation from '@salesforce/label/c.Partner_card_conversation';
import Partner_who_manager from '@salesforce/label/c.Partner_who_manager';
import Partner_who_partner from '@salesforce/label/c.Partner_who_partner';
import Partner_decide_approve from '@salesforce/label/c.Partner_decide_approve';
import Partner_decide_approveTitle from '@salesforce/label/c.Partner_decide_approveTitle';
import Partner_decide_approveIntro from '@salesforce/label/c.Partner_decide_approveIntro';
import Partner_decide_reject from '@salesforce/label/c.Partner_decide_reject';
import Partner_decide_rejectTitle from '@salesforce/label/c.Partner_decide_rejectTitle';
import Partner_decide_rejectIntro from '@salesforce/label/c.Partner_decide_rejectIntro';
import Partner_decide_rejectConfirm from '@salesforce/label/c.Partner_decide_rejectConfirm';
import Partner_decide_reason from '@salesforce/label/c.Partner_decide_reason';
import Partner_decide_noteOptional from '@salesforce/label/c.Partner_decide_noteOptional';
import Partner_decide_ask from '@salesforce/label/c.Partner_decide_ask';
import Partner_decide_askTitle from '@salesforce/label/c.Partner_decide_askTitle';
import Partner_decide_askIntro from '@salesforce/label/c.Partner_decide_askIntro';
import Partner_decide_askConfirm from '@salesforce/label/c.Partner_decide_askConfirm';
import Partner_decide_question from '@salesforce/label/c.Partner_decide_question';
import Partner_decide_extend from '@salesforce/label/c.Partner_decide_extend';
import Partner_decide_extendTitle from '@salesforce/label/c.Partner_decide_extendTitle';
import Partner_decide_extendIntro from '@salesforce/label/c.Partner_decide_extendIntro';
import Partner_decide_days from '@salesforce/label/c.Partner_decide_days';
import Partner_decide_daysMax from '@salesforce/label/c.Partner_decide_daysMax';
import Partner_decide_release from '@salesforce/label/c.Partner_decide_release';
import Partner_decide_releaseTitle from '@salesforce/label/c.Partner_decide_releaseTitle';
import Partner_decide_releaseIntro from '@salesforce/label/c.Partner_decide_releaseIntro';
import Partner_decide_releaseConfirm from '@salesforce/label/c.Partner_decide_releaseConfirm';
import Partner_decide_cancel from '@salesforce/label/c.Partner_decide_cancel';
import Partner_decide_done from '@salesforce/label/c.Partner_decide_done';
import Partner_decide_notDone from '@salesforce/label/c.Partner_decide_notDone';
import Partner_decide_away from '@salesforce/label/c.Partner_decide_away';
import Partner_rule_submission_needs_company from '@salesforce/label/c.Partner_rule_submission_needs_company';
import Partner_lwc_deciding from '@salesforce/label/c.Partner_lwc_deciding';
import Partner_lwc_decidingHow from '@salesforce/label/c.Partner_lwc_decidingHow';
import Partner_lwc_late from '@salesforce/label/c.Partner_lwc_late';
import Partner_lwc_sent from '@salesforce/label/c.Partner_lwc_sent';
import Partner_lwc_notSaved from '@salesforce/label/c.Partner_lwc_notSaved';
import Partner_lwc_queueEmpty from '@salesforce/label/c.Partner_lwc_queueEmpty';
import Partner_lwc_selected from '@salesforce/label/c.Partner_lwc_selected';
import Partner_lwc_refresh from '@salesforce/label/c.Partner_lwc_refresh';
import Partner_lwc_ownership from '@salesforce/label/c.Partner_lwc_ownership';
import Partner_lwc_ownershipHidden from '@salesforce/label/c.Partner_lwc_ownershipHidden';
import Partner_lwc_ownershipUnreadable from '@salesforce/label/c.Partner_lwc_ownershipUnreadable';
import Partner_lwc_openRegistration from '@salesforce/label/c.Partner_lwc_openRegistration';
import Partner_lwc_registration from '@salesforce/label/c.Partner_lwc_registration';
import Partner_lwc_notLookedAt from '@salesforce/label/c.Partner_lwc_notLookedAt';
import Partner_lwc_told from '@salesforce/label/c.Partner_lwc_told';
import Partner_lwc_recordsTitle from '@salesforce/label/c.Partner_lwc_recordsTitle';
import Partner_lwc_account from '@salesforce/label/c.Partner_lwc_account';
import Partner_lwc_opportunity from '@salesforce/label/c.Partner_lwc_opportunity';
import Partner_lwc_lead from '@salesforce/label/c.Partner_lwc_lead';
import Partner_lwc_company from '@salesforce/label/c.Partner_lwc_company';
import Partner_lwc_website from '@salesforce/label/c.Partner_lwc_website';
import Partner_lwc_country from '@salesforce/label/c.Partner_lwc_country';
import Partner_lwc_contact from '@salesforce/label/c.Partner_lwc_contact';
import Partner_lwc_email from '@salesforce/label/c.Partner_lwc_email';
import Partner_lwc_phone from '@salesforce/label/c.Partner_lwc_phone';
import Partner_lwc_employees from '@salesforce/label/c.Partner_lwc_employees';
import Partner_lwc_industry from '@salesforce/label/c.Partner_lwc_industry';
import Partner_lwc_estimate from '@salesforce/label/c.Partner_lwc_estimate';
import Partner_lwc_closeOn from '@salesforce/label/c.Partner_lwc_closeOn';
import Partner_lwc_notes from '@salesforce/label/c.Partner_lwc_notes';
import Partner_lwc_consent from '@salesforce/label/c.Partner_lwc_consent';
import Partner_lwc_details from '@salesforce/label/c.Partner_lwc_details';
import Partner_lwc_decide from '@salesforce/label/c.Partner_lwc_decide';
import Partner_lwc_whoDecides from '@salesforce/label/c.Partner_lwc_whoDecides';
import Partner_lwc_nothingToDecide from '@salesforce/label/c.Partner_lwc_nothingToDecide';
import Partner_lwc_lastAnswer from '@salesforce/label/c.Partner_lwc_lastAnswer';
import Partner_lwc_extendIntro from '@salesforce/label/c.Partner_lwc_extendIntro';
import Partner_lwc_needReason from '@salesforce/label/c.Partner_lwc_needReason';
import Partner_lwc_needQuestion from '@salesforce/label/c.Partner_lwc_needQuestion';
import Partner_lwc_needDays from '@salesforce/label/c.Partner_lwc_needDays';
import Partner_lwc_unreadable from '@salesforce/label/c.Partner_lwc_unreadable';
import Partner_lwc_queueTitle from '@salesforce/label/c.Partner_lwc_queueTitle';
import Partner_lwc_tabs from '@salesforce/label/c.Partner_lwc_tabs';
import Partner_lwc_tab_waiting from '@salesforce/label/c.Partner_lwc_tab_waiting';
import Partner_lwc_tab_conflict from '@salesforce/label/c.Partner_lwc_tab_conflict';
import Partner_lwc_tab_asked from '@salesforce/label/c.Partner_lwc_tab_asked';
import Partner_lwc_tab_soon from '@salesforce/label/c.Partner_lwc_tab_soon';
import Partner_lwc_shown from '@salesforce/label/c.Partner_lwc_shown';
import Partner_lwc_queueEmptyHow from '@salesforce/label/c.Partner_lwc_queueEmptyHow';
import Partner_lwc_queueNothing from '@salesforce/label/c.Partner_lwc_queueNothing';
import Partner_lwc_queueUnreadable from '@salesforce/label/c.Partner_lwc_queueUnreadable';
import Partner_lwc_state from '@salesforce/label/c.Partner_lwc_state';
import Partner_lwc_reasons from '@salesforce/label/c.Partner_lwc_reasons';
import Partner_lwc_until from '@salesforce/label/c.Partner_lwc_until';
import Partner_lwc_approveSelected from '@salesforce/label/c.Partner_lwc_approveSelected';
import Partner_lwc_approveSelectedIntro from '@salesforce/label/c.Partner_lwc_approveSelectedIntro';
import Partner_lwc_selectFirst from '@salesforce/label/c.Partner_lwc_selectFirst';
import Partner_lwc_progress from '@salesforce/label/c.Partner_lwc_progress';
import Partner_lwc_stop from '@salesforce/label/c.Partner_lwc_stop';
import Partner_lwc_saved from '@salesforce/label/c.Partner_lwc_saved';
import Partner_lwc_notTried from '@salesforce/label/c.Partner_lwc_notTried';
import Partner_lwc_results from '@salesforce/label/c.Partner_lwc_results';
import Partner_lwc_close from '@salesforce/label/c.Partner_lwc_close';
import Partner_lwc_next from '@salesforce/label/c.Partner_lwc_next';
import Partner_lwc_previous from '@salesforce/label/c.Partner_lwc_previous';
import Partner_lwc_needed from '@salesforce/label/c.Partner_lwc_needed';
import Partner_lwc_chooseCountry from '@salesforce/label/c.Partner_lwc_chooseCountry';
import Partner_lwc_contactPhone from '@salesforce/label/c.Partner_lwc_contactPhone';
import Partner_lwc_consentHow from '@salesforce/label/c.Partner_lwc_consentHow';
import Partner_lwc_correct from '@salesforce/label/c.Partner_lwc_correct';
import Partner_lwc_badWebsite from '@salesforce/label/c.Partner_lwc_badWebsite';
import Partner_lwc_needEmail from '@salesforce/label/c.Partner_lwc_needEmail';
import Partner_lwc_badEmail from '@salesforce/label/c.Partner_lwc_badEmail';
import Partner_lwc_badEmployees from '@salesforce/label/c.Partner_lwc_badEmployees';
import Partner_lwc_badAmount from '@salesforce/label/c.Partner_lwc_badAmount';
import Partner_lwc_badDate from '@salesforce/label/c.Partner_lwc_badDate';
import Partner_lwc_needConsent from '@salesforce/label/c.Partner_lwc_needConsent';
import Partner_lwc_sending from '@salesforce/label/c.Partner_lwc_sending';
import Partner_lwc_receiptNumber from '@salesforce/label/c.Partner_lwc_receiptNumber';
import Partner_lwc_receiptTime from '@salesforce/label/c.Partner_lwc_receiptTime';
import Partner_lwc_receiptNext from '@salesforce/label/c.Partner_lwc_receiptNext';
import Partner_lwc_receiptOpen from '@salesforce/label/c.Partner_lwc_receiptOpen';
import Partner_lwc_another from '@salesforce/label/c.Partner_lwc_another';
import Partner_lwc_arrivedBefore from '@salesforce/label/c.Partner_lwc_arrivedBefore';
import Partner_lwc_outcomeUnknown from '@salesforce/label/c.Partner_lwc_outcomeUnknown';
import Partner_lwc_outcomeUnknownDecision from '@salesforce/label/c.Partner_lwc_outcomeUnknownDecision';
import Partner_form_name from '@salesforce/label/c.Partner_form_name';
import Partner_form_stagingCompany from '@salesforce/label/c.Partner_form_stagingCompany';
import Partner_form_stagingWebsite from '@salesforce/label/c.Partner_form_stagingWebsite';
import Partner_form_stagingCountry from '@salesforce/label/c.Partner_form_stagingCountry';
import Partner_form_stagingContactName from '@salesforce/label/c.Partner_form_stagingContactName';
import Partner_form_email from '@salesforce/label/c.Partner_form_email';
import Partner_form_stagingEmployees from '@salesforce/label/c.Partner_form_stagingEmployees';
import Partner_form_stagingIndustry from '@salesforce/label/c.Partner_form_stagingIndustry';
import Partner_form_stagingAmount from '@salesforce/label/c.Partner_form_stagingAmount';
import Partner_form_stagingCloseOn from '@salesforce/label/c.Partner_form_stagingCloseOn';
import Partner_form_stagingNotes from '@salesforce/label/c.Partner_form_stagingNotes';
import Partner_form_stagingSubmittedBy from '@salesforce/label/c.Partner_form_stagingSubmittedBy';
import Partner_form_stagingConsent from '@salesforce/label/c.Partner_form_stagingConsent';
import Partner_form_firstName from '@salesforce/label/c.Partner_form_firstName';
import Partner_form_lastName from '@salesforce/label/c.Partner_form_lastName';
import Partner_form_phone from '@salesforce/label/c.Partner_form_phone';
import Partner_form_closeOn from '@salesforce/label/c.Partner_form_closeOn';
import Partner_form_about_company from '@salesforce/label/c.Partner_form_about_company';
import Partner_form_about_contact from '@salesforce/label/c.Partner_form_about_contact';
import Partner_form_about_deal from '@salesforce/label/c.Partner_form_about_deal';
import Partner_form_about_you from '@salesforce/label/c.Partner_form_about_you';
import Partner_form_required from '@salesforce/label/c.Partner_form_required';
import Partner_form_submit from '@salesforce/label/c.Partner_form_submit';

/** Every label in the language of whoever looks, by its word key. */
export const LABELS = {
    'reason.prospect_locked': Partner_reason_prospect_locked,
    'reason.prospect_reserved': Partner_reason_prospect_reserved,
    'reason.same_partner': Partner_reason_same_partner,
    'reason.existing_customer': Partner_reason_existing_customer,
    'reason.named_account': Partner_reason_named_account,
    'reason.open_direct_deal': Partner_reason_open_direct_deal,
    'reason.partner_unknown': Partner_reason_partner_unknown,
    'reason.partner_not_active': Partner_reason_partner_not_active,
    'reason.company_not_identified': Partner_reason_company_not_identified,
    'reason.namesake_held': Partner_reason_namesake_held,
    'reason.weak_identity': Partner_reason_weak_identity,
    'reason.free_mail': Partner_reason_free_mail,
    'reason.too_small': Partner_reason_too_small,
    'reason.industry_not_served': Partner_reason_industry_not_served,
    'reason.country_not_served': Partner_reason_country_not_served,
    'reason.consent_missing': Partner_reason_consent_missing,
    'reason.facts_unavailable': Partner_reason_facts_unavailable,
    'reason.clean': Partner_reason_clean,
    'rejection.prospect_locked': Partner_rejection_prospect_locked,
    'rejection.prospect_reserved': Partner_rejection_prospect_reserved,
    'rejection.same_partner': Partner_rejection_same_partner,
    'rejection.existing_customer': Partner_rejection_existing_customer,
    'rejection.named_account': Partner_rejection_named_account,
    'rejection.open_direct_deal': Partner_rejection_open_direct_deal,
    'rejection.partner_unknown': Partner_rejection_partner_unknown,
    'rejection.partner_not_active': Partner_rejection_partner_not_active,
    'rejection.company_not_identified': Partner_rejection_company_not_identified,
    'rejection.not_qualified': Partner_rejection_not_qualified,
    'rejection.consent_missing': Partner_rejection_consent_missing,
    'rejection.other': Partner_rejection_other,
    'status.submitted': Partner_status_submitted,
    'status.under_review': Partner_status_under_review,
    'status.action_required': Partner_status_action_required,
    'status.approved': Partner_status_approved,
    'status.rejected': Partner_status_rejected,
    'status.withdrawn': Partner_status_withdrawn,
    'status.expired': Partner_status_expired,
    'status.won': Partner_status_won,
    'status.lost': Partner_status_lost,
    'lock.none': Partner_lock_none,
    'lock.pending': Partner_lock_pending,
    'lock.active': Partner_lock_active,
    'lock.disputed': Partner_lock_disputed,
    'lock.expired': Partner_lock_expired,
    'lock.released': Partner_lock_released,
    'lock.won': Partner_lock_won,
    'conflict.none': Partner_conflict_none,
    'conflict.partner_vs_partner': Partner_conflict_partner_vs_partner,
    'conflict.partner_vs_direct': Partner_conflict_partner_vs_direct,
    'tier.referral': Partner_tier_referral,
    'tier.solution_advisor': Partner_tier_solution_advisor,
    'tier.certified_reseller': Partner_tier_certified_reseller,
    'record.competing': Partner_record_competing,
    'state.none': Partner_state_none,
    'state.pending': Partner_state_pending,
    'state.locked': Partner_state_locked,
    'state.conflict': Partner_state_conflict,
    'state.expired': Partner_state_expired,
    'state.released': Partner_state_released,
    'state.refused': Partner_state_refused,
    'next.nothing': Partner_next_nothing,
    'next.wait_for_manager': Partner_next_wait_for_manager,
    'next.decide': Partner_next_decide,
    'next.wait_for_partner': Partner_next_wait_for_partner,
    'next.work_with_partner': Partner_next_work_with_partner,
    'next.talk_to_manager': Partner_next_talk_to_manager,
    'next.free_to_work': Partner_next_free_to_work,
    'next.held_by_other': Partner_next_held_by_other,
    'next.refused': Partner_next_refused,
    'verdict.approve': Partner_verdict_approve,
    'verdict.review': Partner_verdict_review,
    'verdict.refuse': Partner_verdict_refuse,
    'matched.deal': Partner_matched_deal,
    'matched.company': Partner_matched_company,
    'matched.registration': Partner_matched_registration,
    'matched.partner': Partner_matched_partner,
    'screen.loading': Partner_screen_loading,
    'screen.retry': Partner_screen_retry,
    'screen.away': Partner_screen_away,
    'screen.awayHow': Partner_screen_awayHow,
    'screen.refused': Partner_screen_refused,
    'screen.copied': Partner_screen_copied,
    'screen.notCopied': Partner_screen_notCopied,
    'screen.none': Partner_screen_none,
    'screen.yes': Partner_screen_yes,
    'screen.no': Partner_screen_no,
    'card.decisionsOff': Partner_card_decisionsOff,
    'card.asking': Partner_card_asking,
    'card.whoDecides': Partner_card_whoDecides,
    'card.partner': Partner_card_partner,
    'card.protectedUntil': Partner_card_protectedUntil,
    'card.reservedUntil': Partner_card_reservedUntil,
    'card.protectedBefore': Partner_card_protectedBefore,
    'card.daysLeftNone': Partner_card_daysLeftNone,
    'card.daysLeftLast': Partner_card_daysLeftLast,
    'card.daysLeftOne': Partner_card_daysLeftOne,
    'card.daysLeftMany': Partner_card_daysLeftMany,
    'card.status': Partner_card_status,
    'card.registeredAt': Partner_card_registeredAt,
    'card.reference': Partner_card_reference,
    'card.submittedBy': Partner_card_submittedBy,
    'card.rejection': Partner_card_rejection,
    'card.note': Partner_card_note,
    'card.verdict': Partner_card_verdict,
    'card.policyVersion': Partner_card_policyVersion,
    'card.conflicts': Partner_card_conflicts,
    'card.conflictPartner': Partner_card_conflictPartner,
    'card.conflictDeal': Partner_card_conflictDeal,
    'card.conflictDealOf': Partner_card_conflictDealOf,
    'card.conversation': Partner_card_conversation,
    'who.manager': Partner_who_manager,
    'who.partner': Partner_who_partner,
    'decide.approve': Partner_decide_approve,
    'decide.approveTitle': Partner_decide_approveTitle,
    'decide.approveIntro': Partner_decide_approveIntro,
    'decide.reject': Partner_decide_reject,
    'decide.rejectTitle': Partner_decide_rejectTitle,
    'decide.rejectIntro': Partner_decide_rejectIntro,
    'decide.rejectConfirm': Partner_decide_rejectConfirm,
    'decide.reason': Partner_decide_reason,
    'decide.noteOptional': Partner_decide_noteOptional,
    'decide.ask': Partner_decide_ask,
    'decide.askTitle': Partner_decide_askTitle,
    'decide.askIntro': Partner_decide_askIntro,
    'decide.askConfirm': Partner_decide_askConfirm,
    'decide.question': Partner_decide_question,
    'decide.extend': Partner_decide_extend,
    'decide.extendTitle': Partner_decide_extendTitle,
    'decide.extendIntro': Partner_decide_extendIntro,
    'decide.days': Partner_decide_days,
    'decide.daysMax': Partner_decide_daysMax,
    'decide.release': Partner_decide_release,
    'decide.releaseTitle': Partner_decide_releaseTitle,
    'decide.releaseIntro': Partner_decide_releaseIntro,
    'decide.releaseConfirm': Partner_decide_releaseConfirm,
    'decide.cancel': Partner_decide_cancel,
    'decide.done': Partner_decide_done,
    'decide.notDone': Partner_decide_notDone,
    'decide.away': Partner_decide_away,
    'rule.submission_needs_company': Partner_rule_submission_needs_company,
    'lwc.deciding': Partner_lwc_deciding,
    'lwc.decidingHow': Partner_lwc_decidingHow,
    'lwc.late': Partner_lwc_late,
    'lwc.sent': Partner_lwc_sent,
    'lwc.notSaved': Partner_lwc_notSaved,
    'lwc.queueEmpty': Partner_lwc_queueEmpty,
    'lwc.selected': Partner_lwc_selected,
    'lwc.refresh': Partner_lwc_refresh,
    'lwc.ownership': Partner_lwc_ownership,
    'lwc.ownershipHidden': Partner_lwc_ownershipHidden,
    'lwc.ownershipUnreadable': Partner_lwc_ownershipUnreadable,
    'lwc.openRegistration': Partner_lwc_openRegistration,
    'lwc.registration': Partner_lwc_registration,
    'lwc.notLookedAt': Partner_lwc_notLookedAt,
    'lwc.told': Partner_lwc_told,
    'lwc.recordsTitle': Partner_lwc_recordsTitle,
    'lwc.account': Partner_lwc_account,
    'lwc.opportunity': Partner_lwc_opportunity,
    'lwc.lead': Partner_lwc_lead,
    'lwc.company': Partner_lwc_company,
    'lwc.website': Partner_lwc_website,
    'lwc.country': Partner_lwc_country,
    'lwc.contact': Partner_lwc_contact,
    'lwc.email': Partner_lwc_email,
    'lwc.phone': Partner_lwc_phone,
    'lwc.employees': Partner_lwc_employees,
    'lwc.industry': Partner_lwc_industry,
    'lwc.estimate': Partner_lwc_estimate,
    'lwc.closeOn': Partner_lwc_closeOn,
    'lwc.notes': Partner_lwc_notes,
    'lwc.consent': Partner_lwc_consent,
    'lwc.details': Partner_lwc_details,
    'lwc.decide': Partner_lwc_decide,
    'lwc.whoDecides': Partner_lwc_whoDecides,
    'lwc.nothingToDecide': Partner_lwc_nothingToDecide,
    'lwc.lastAnswer': Partner_lwc_lastAnswer,
    'lwc.extendIntro': Partner_lwc_extendIntro,
    'lwc.needReason': Partner_lwc_needReason,
    'lwc.needQuestion': Partner_lwc_needQuestion,
    'lwc.needDays': Partner_lwc_needDays,
    'lwc.unreadable': Partner_lwc_unreadable,
    'lwc.queueTitle': Partner_lwc_queueTitle,
    'lwc.tabs': Partner_lwc_tabs,
    'lwc.tab_waiting': Partner_lwc_tab_waiting,
    'lwc.tab_conflict': Partner_lwc_tab_conflict,
    'lwc.tab_asked': Partner_lwc_tab_asked,
    'lwc.tab_soon': Partner_lwc_tab_soon,
    'lwc.shown': Partner_lwc_shown,
    'lwc.queueEmptyHow': Partner_lwc_queueEmptyHow,
    'lwc.queueNothing': Partner_lwc_queueNothing,
    'lwc.queueUnreadable': Partner_lwc_queueUnreadable,
    'lwc.state': Partner_lwc_state,
    'lwc.reasons': Partner_lwc_reasons,
    'lwc.until': Partner_lwc_until,
    'lwc.approveSelected': Partner_lwc_approveSelected,
    'lwc.approveSelectedIntro': Partner_lwc_approveSelectedIntro,
    'lwc.selectFirst': Partner_lwc_selectFirst,
    'lwc.progress': Partner_lwc_progress,
    'lwc.stop': Partner_lwc_stop,
    'lwc.saved': Partner_lwc_saved,
    'lwc.notTried': Partner_lwc_notTried,
    'lwc.results': Partner_lwc_results,
    'lwc.close': Partner_lwc_close,
    'lwc.next': Partner_lwc_next,
    'lwc.previous': Partner_lwc_previous,
    'lwc.needed': Partner_lwc_needed,
    'lwc.chooseCountry': Partner_lwc_chooseCountry,
    'lwc.contactPhone': Partner_lwc_contactPhone,
    'lwc.consentHow': Partner_lwc_consentHow,
    'lwc.correct': Partner_lwc_correct,
    'lwc.badWebsite': Partner_lwc_badWebsite,
    'lwc.needEmail': Partner_lwc_needEmail,
    'lwc.badEmail': Partner_lwc_badEmail,
    'lwc.badEmployees': Partner_lwc_badEmployees,
    'lwc.badAmount': Partner_lwc_badAmount,
    'lwc.badDate': Partner_lwc_badDate,
    'lwc.needConsent': Partner_lwc_needConsent,
    'lwc.sending': Partner_lwc_sending,
    'lwc.receiptNumber': Partner_lwc_receiptNumber,
    'lwc.receiptTime': Partner_lwc_receiptTime,
    'lwc.receiptNext': Partner_lwc_receiptNext,
    'lwc.receiptOpen': Partner_lwc_receiptOpen,
    'lwc.another': Partner_lwc_another,
    'lwc.arrivedBefore': Partner_lwc_arrivedBefore,
    'lwc.outcomeUnknown': Partner_lwc_outcomeUnknown,
    'lwc.outcomeUnknownDecision': Partner_lwc_outcomeUnknownDecision,
    'form.name': Partner_form_name,
    'form.stagingCompany': Partner_form_stagingCompany,
    'form.stagingWebsite': Partner_form_stagingWebsite,
    'form.stagingCountry': Partner_form_stagingCountry,
    'form.stagingContactName': Partner_form_stagingContactName,
    'form.email': Partner_form_email,
    'form.stagingEmployees': Partner_form_stagingEmployees,
    'form.stagingIndustry': Partner_form_stagingIndustry,
    'form.stagingAmount': Partner_form_stagingAmount,
    'form.stagingCloseOn': Partner_form_stagingCloseOn,
    'form.stagingNotes': Partner_form_stagingNotes,
    'form.stagingSubmittedBy': Partner_form_stagingSubmittedBy,
    'form.stagingConsent': Partner_form_stagingConsent,
    'form.firstName': Partner_form_firstName,
    'form.lastName': Partner_form_lastName,
    'form.phone': Partner_form_phone,
    'form.closeOn': Partner_form_closeOn,
    'form.about_company': Partner_form_about_company,
    'form.about_contact': Partner_form_about_contact,
    'form.about_deal': Partner_form_about_deal,
    'form.about_you': Partner_form_about_you,
    'form.required': Partner_form_required,
    'form.submit': Partner_form_submit,
};
