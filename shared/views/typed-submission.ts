import type { SalesforceFieldValues } from '../catalog/salesforce-values.ts';
import { parseDecimal } from '../values/money.ts';

/** What a partner user types into the form of a Salesforce site, under the fields' codes. */
export interface TypedSubmission {
  readonly prospectName: string;
  readonly prospectWebsite: string;
  /** ISO 3166 alpha-2, chosen from a list; empty when left open. */
  readonly prospectCountry: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactPhone: string;
  readonly employees: string;
  readonly industry: string;
  readonly estimatedAmount: string;
  readonly estimatedCloseOn: string;
  readonly notes: string;
  readonly consent: boolean;
}

/** What to correct, as a word key. */
export type SubmissionProblem =
  | 'rule.submission_needs_company'
  | 'lwc.badWebsite'
  | 'lwc.needEmail'
  | 'lwc.badEmail'
  | 'lwc.badEmployees'
  | 'lwc.badAmount'
  | 'lwc.badDate'
  | 'lwc.needConsent';

export type SubmissionProblems = Readonly<Partial<Record<keyof TypedSubmission, SubmissionProblem>>>;

/**
 * What is wrong with a submission before it is sent. The same is required as in the HubSpot form: a company, an
 * e-mail of the contact, its consent. Whether the company may be registered is for the server to decide.
 */
export function checkSubmission(typed: TypedSubmission, currency: string): SubmissionProblems {
  const email = typed.contactEmail.trim();
  const checks: readonly (readonly [keyof TypedSubmission, SubmissionProblem, boolean])[] = [
    ['prospectName', 'rule.submission_needs_company', typed.prospectName.trim() !== ''],
    ['prospectWebsite', 'lwc.badWebsite', isEmptyOr(WEBSITE, typed.prospectWebsite)],
    ['contactEmail', email === '' ? 'lwc.needEmail' : 'lwc.badEmail', EMAIL.test(email)],
    ['employees', 'lwc.badEmployees', isEmptyOr(WHOLE_NUMBER, typed.employees)],
    ['estimatedAmount', 'lwc.badAmount', isAmount(typed.estimatedAmount, currency)],
    ['estimatedCloseOn', 'lwc.badDate', isEmptyOr(DATE, typed.estimatedCloseOn)],
    ['consent', 'lwc.needConsent', typed.consent],
  ];
  return Object.fromEntries(checks.filter(([, , isRight]) => !isRight).map(([code, problem]) => [code, problem]));
}

/** The new record's values. The nonce names one opening of the form, so that sending twice is one registration. */
export function submissionValues(typed: TypedSubmission, nonce: string, currency: string): SalesforceFieldValues {
  const { employees, estimatedAmount, consent, ...texts } = typed;
  return {
    ...Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, text.trim() || null])),
    employees: employees.trim() === '' ? null : Number(employees),
    estimatedAmount: estimatedAmount.trim() === '' ? null : parseDecimal(estimatedAmount, currency),
    consent,
    submissionNonce: nonce,
  };
}

const WEBSITE = /^(?:https?:\/\/)?[^\s./@]+(?:\.[^\s./@]+)+(?:[/?#:]\S*)?$/i;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
const WHOLE_NUMBER = /^\d{1,9}$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

const isEmptyOr = (pattern: RegExp, text: string): boolean => text.trim() === '' || pattern.test(text.trim());

function isAmount(text: string, currency: string): boolean {
  if (text.trim() === '') return true;
  const amount = parseDecimal(text, currency);
  return amount !== null && amount.amountMinor >= 0;
}
