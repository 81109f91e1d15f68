import type { FieldValue, FieldValues } from '../../shared/catalog/field.ts';
import type { FieldCode } from '../../shared/catalog/fields.ts';

/**
 * Fields whose value in the CRM is not what we wrote. Those that the record does not have, staging and long text are
 * not compared.
 */
export const differences = (expected: FieldValues, actual: FieldValues): readonly FieldCode[] =>
  (Object.keys(expected) as FieldCode[]).filter(
    (code) => code in actual && !UNREAD.includes(code) && comparable(expected[code]) !== comparable(actual[code]),
  );

/** Cut, cleaned or converted on its way to the CRM, and nobody's protection rests on it. */
const UNREAD: readonly FieldCode[] = [
  'stagingNonce',
  'verdictText',
  'conflictText',
  'submittedByEmail',
  'estimatedAmount',
];

/** Salesforce keeps whole seconds. */
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d{3}Z$/;
/** Salesforce cuts text after 255 characters; what differs only after this is the same text. */
const COMPARED_LENGTH = 200;

function comparable(value: FieldValue | undefined): string {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return 'null';
  if (typeof value === 'string')
    return JSON.stringify((INSTANT.exec(value)?.[1] ?? value).trim().slice(0, COMPARED_LENGTH));
  return JSON.stringify(isList(value) ? value.toSorted() : value);
}

const isList = (value: FieldValue): value is readonly string[] => Array.isArray(value);
