/**
 * What the Lightning components need of the core. `npm run generate` bundles it into `c/partnerCore`, so that no rule
 * is written a second time in a component. Nothing here may need Temporal, which Lightning Web Security does not promise.
 */
export type { SalesforceObject } from './catalog/salesforce-fields.ts';
export { fromSalesforce, toSalesforce } from './catalog/salesforce-values.ts';
export { rowOf, type UiRecord } from './catalog/ui-record.ts';
export { REJECTION_REASONS } from './registration/reasons.ts';
export { decimalsOf } from './values/money.ts';
export { actionsFromFields } from './views/actions-of.ts';
export { nextStepOf } from './views/next-step.ts';
export { ownershipFromFields } from './views/ownership-from-fields.ts';
export { ownershipInSalesforce, type SalesforceOwnership } from './views/ownership-in-salesforce.ts';
export { QUEUE_TABS, queueOrder, queueWhere, SOON_DAYS, type QueueTab } from './views/salesforce-queue.ts';
export { checkSubmission, submissionValues, type TypedSubmission } from './views/typed-submission.ts';
export { fillPlaces } from './words/locale.ts';
export { daysLeftKey, untilKey } from './words/ownership-words.ts';
