/**
 * Why something was decided. The codes are the same in code, CRM fields and reports; the sentences that people
 * read are in `words/` under `reason.<code>` (inside the CRM) and `neutral.<code>` (what a partner may learn).
 */
export const REASON_CODES = [
  'prospect_locked',
  'prospect_reserved',
  'same_partner',
  'existing_customer',
  'named_account',
  'open_direct_deal',
  'partner_unknown',
  'partner_not_active',
  'company_not_identified',
  'weak_identity',
  'namesake_held',
  'free_mail',
  'too_small',
  'industry_not_served',
  'country_not_served',
  'consent_missing',
  'facts_unavailable',
  'clean',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Why a manager rejects: the picklist of the rejection reason in both CRMs. */
export const REJECTION_REASONS = [
  'prospect_locked',
  'prospect_reserved',
  'same_partner',
  'existing_customer',
  'named_account',
  'open_direct_deal',
  'partner_unknown',
  'partner_not_active',
  'company_not_identified',
  'not_qualified',
  'consent_missing',
  'other',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** Why a command changed nothing. Shown to whoever clicked. */
export const REFUSAL_CODES = [
  'registration_not_found',
  'already_decided',
  'lock_not_held',
  'lock_held_by_other',
  'namesake_held',
  'extension_limit_reached',
  'extension_out_of_range',
  'not_your_registration',
  'nothing_was_asked',
  'not_yet_over',
  'nothing_to_lock',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** One reason of a verdict with the record that it rests on. */
export interface Finding {
  readonly code: ReasonCode;
  readonly weight: 'refuse' | 'review' | 'info';
  readonly matched?: {
    readonly kind: 'deal' | 'company' | 'registration' | 'partner';
    readonly id: string;
    readonly name: string;
  };
}

/** What the rules said of a submission, with every reason and the policy version that decided. */
export interface Verdict {
  readonly outcome: 'approve' | 'review' | 'refuse';
  readonly findings: readonly Finding[];
  readonly policyVersion: number;
}
