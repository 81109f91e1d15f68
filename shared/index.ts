/**
 * The core of PartnerLock. Terminology:
 *
 * A *partner* sells with us. A *prospect* is the end company that a partner brings; its *prospect key* (usually
 * `dom:acme.com`) says which one it is. A *registration* is the partner's request to be recognised on a prospect.
 * While it waits, it *reserves* the prospect; approved, it becomes an *ownership lock* ("Protected until"). Two
 * parties on one prospect are a *channel conflict*. A *verdict* is what the rules say, with every reason.
 */
export { FIELDS, FIELD_CODES, fieldOf, hubspotName, type FieldCode } from './catalog/fields.ts';
export { STAGING_FIELDS, type StagingCode } from './catalog/staging-fields.ts';
export type { CatalogObject, Field, FieldType, FieldValue, FieldValues } from './catalog/field.ts';
export {
  PARTNER_STATUSES,
  PARTNER_TIERS,
  type Partner,
  type PartnerStatus,
  type PartnerTier,
} from './program/partner.ts';
export { DEFAULT_POLICY, policySchema, type Policy } from './program/policy.ts';
export { REJECTION_REASONS, type Finding, type ReasonCode, type RejectionReason } from './registration/reasons.ts';
export { decimalsOf, parseDecimal, toDecimal, type Money } from './values/money.ts';
export { daysLeft, localDate, toInstant, type CalendarDate, type Instant, type Zone } from './values/time.ts';
export { ownershipFromFields } from './views/ownership-from-fields.ts';
export type * from './views/ownership-view.ts';
export { QUEUE_FILTERS, UI_PATHS } from './views/ui-api.ts';
export type * from './views/ui-api.ts';
export { LOCALES, localeOf, sayInstant, sayLastDay, sayNumber, type Locale } from './words/locale.ts';
export { daysLeftKey, untilKey } from './words/ownership-words.ts';
export { sayInCrm as say, type CrmWordKey as WordKey } from './words/say-in-crm.ts';
