/** What the org is checked for, in the order of the report. */
export const AREAS = ['fields', 'rules', 'access', 'events', 'locks', 'translations'] as const;
export type Area = (typeof AREAS)[number];

/** Every problem that the check knows; the messages have a sentence for it and one for what to do. */
export const PROBLEMS = [
  'unreadable',
  'objectMissing',
  'fieldsMissing',
  'fieldsHidden',
  'wrongType',
  'notComputed',
  'notUnique',
  'notRestricted',
  'valuesMissing',
  'valuesUnknown',
  'ruleMissing',
  'ruleInactive',
  'permissionSetMissing',
  'nobodyAssigned',
  'noPartnerUser',
  'severalIntegrationUsers',
  'integrationHoldsMore',
  'integrationModifiesAll',
  'grantsMissing',
  'grantsTooWide',
  'customPermissionElsewhere',
  'notCaptured',
  'keyTwice',
  'companyHeldTwice',
  'holdsWithoutKey',
  'keyAfterEnd',
  'decisionUnanswered',
  'labelsMissing',
  'spanishMissing',
  'spanishIncomplete',
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** One thing that is not as PartnerLock needs it. A `note` may stay as it is. */
export interface Finding {
  readonly area: Area;
  readonly problem: Problem;
  readonly severity: 'must' | 'note';
  /** What fills the places of the sentence. */
  readonly about: readonly string[];
}

/** Findings of one area. */
export const findingsOf =
  (area: Area) =>
  (problem: Problem, ...about: readonly string[]): Finding => ({ area, problem, severity: 'must', about });

export const asNote = (finding: Finding): Finding => ({ ...finding, severity: 'note' });
