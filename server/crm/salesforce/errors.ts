import { CrmRefused } from '../../../shared/crm/crm-port.ts';
import { inPortWords } from '../wire-errors.ts';

/** One reason of Salesforce's, with the ids of other records taken out of its sentence. */
export interface ApiError {
  readonly errorCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** Salesforce answered that it does not do this, and meant it. */
export class SalesforceRefusal extends Error {
  override readonly name = 'SalesforceRefusal';
  readonly errors: readonly ApiError[];
  constructor(what: string, errors: readonly ApiError[]) {
    super(`Salesforce refused ${what}: ${sentence(errors)}`);
    this.errors = errors;
  }
}

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof SalesforceRefusal && error.errors.some(({ errorCode }) => codes.includes(errorCode));

/** A record that is gone, or was never there. */
export const isGone = (errors: readonly ApiError[]): boolean =>
  errors.some(({ errorCode }) => GONE.includes(errorCode));

const GONE = ['NOT_FOUND', 'ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY', 'MALFORMED_ID'];

/** A unique value that another record has. Its id stands in the sentence, so nobody passes that sentence on. */
export const isDuplicate = (errors: readonly ApiError[], field?: string): boolean =>
  errors.some(
    ({ errorCode, message }) => errorCode === 'DUPLICATE_VALUE' && (field === undefined || message.includes(field)),
  );

/**
 * Salesforce's words without record ids: fifteen or eighteen letters and digits with at least one digit. The
 * sentence of a duplicate names another record, which its reader may have no business to know of.
 */
export const withoutIds = (message: string): string =>
  message.replace(/\b(?=[A-Za-z]*\d)[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?\b/g, '(id)');

/** Runs a port method so that it throws what the port promises. */
export const speakingPort = <T>(run: () => Promise<T>): Promise<T> => inPortWords(run, refusalOf);

function refusalOf(error: unknown): CrmRefused | null {
  if (!(error instanceof SalesforceRefusal)) return null;
  return hasCode(error, ...NOT_PERMITTED)
    ? new CrmRefused('not_permitted', `Salesforce does not permit it: ${sentence(error.errors)}`)
    : new CrmRefused('invalid', `Salesforce refused the values: ${sentence(error.errors)}`);
}

/** What a missing permission set, package or field looks like: hidden fields do not exist for their reader. */
const NOT_PERMITTED = [
  'INVALID_FIELD',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
  'INVALID_TYPE',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
  'API_DISABLED_FOR_ORG',
  'API_CURRENTLY_DISABLED',
  'FUNCTIONALITY_NOT_ENABLED',
];

const sentence = (errors: readonly ApiError[]): string =>
  errors.map(({ errorCode, message }) => `${message || errorCode} (${errorCode})`).join('; ');
