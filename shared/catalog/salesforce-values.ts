import { toDecimal, parseDecimal } from '../values/money.ts';
import { epochMs, toInstant } from '../values/time.ts';
import type { FieldType, FieldValue, FieldValues } from './field.ts';
import type { FieldCode } from './fields.ts';
import { SALESFORCE_OBJECTS, type SalesforceFieldCode, type SalesforceObject } from './salesforce-fields.ts';
import type { FormulaCode, FormulaField } from './salesforce-formulas.ts';
import { formulaFieldsOn, storedFieldsOn } from './salesforce-placement.ts';
import { fitText, isFitting, SALESFORCE_LENGTHS } from './salesforce-text.ts';

/** A value as Salesforce's REST API and UI API carry it. */
export type SalesforceValue = string | number | boolean | null;

/** Values of stored fields under their codes: those of both CRMs, and those that only Salesforce has. */
export type SalesforceFieldValues = FieldValues & Readonly<Partial<Record<SalesforceFieldCode, FieldValue>>>;

/** What can be read from a record: its stored values, and what Salesforce computes at that moment. */
export type SalesforceReading = SalesforceFieldValues & Readonly<Partial<Record<FormulaCode, FieldValue>>>;

export type SalesforceCode = FieldCode | SalesforceFieldCode | FormulaCode;

/** Salesforce's name of the field on the object. Throws RangeError when the object has no such field. */
export function salesforceName(object: SalesforceObject, code: SalesforceCode): string {
  const field = READABLE[object].find((candidate) => candidate.code === code);
  if (!field) throw new RangeError(`${object} has no field ${code}`);
  return field.salesforce;
}

/** Names of all our fields on the object, computed ones too: what a query asks for. */
export const salesforceNames = (object: SalesforceObject): readonly string[] =>
  READABLE[object].map(({ salesforce }) => salesforce);

/** Whether the object has the field, stored or computed. */
export const isOnObject = (object: SalesforceObject, code: SalesforceCode): boolean =>
  READABLE[object].some((field) => field.code === code);

/**
 * Field values under Salesforce's names; null clears. What the object does not store is left out, so that one set of
 * values can serve a registration and its stamps. Instants lose their fraction of a second, as Salesforce keeps none.
 * Throws TypeError when a value is not of its field's type.
 */
export function toSalesforce(object: SalesforceObject, values: SalesforceFieldValues): Record<string, SalesforceValue> {
  const pairs = READABLE[object].filter(isStored).flatMap((field) => {
    const value = values[field.code];
    return value === undefined ? [] : [[field.salesforce, written(field, value)] as const];
  });
  return Object.fromEntries(pairs);
}

/**
 * Our fields among a row's values, by code. Empty ones are null; those not asked for, or hidden by field-level
 * security, are absent; what does not read as its type is null. Amounts carry no currency, so the caller says it.
 */
export function fromSalesforce(
  object: SalesforceObject,
  row: Readonly<Record<string, unknown>>,
  currency: string,
): SalesforceReading {
  const values = READABLE[object].flatMap(({ code, salesforce, type }) => {
    const value = row[salesforce];
    return value === undefined ? [] : [[code, READ[type](value, currency)] as const];
  });
  return Object.fromEntries(values);
}

interface ReadableField {
  readonly code: SalesforceCode;
  readonly salesforce: string;
  readonly type: FieldType | 'lookup';
  readonly options: readonly string[];
  readonly isComputed: boolean;
}
type StoredField = ReadableField & { readonly code: FieldCode | SalesforceFieldCode };

const isStored = (field: ReadableField): field is StoredField => !field.isComputed;

const COMPUTED: Record<FormulaField['returns'], FieldType> = {
  Checkbox: 'boolean',
  DateTime: 'instant',
  Number: 'integer',
  Text: 'text',
};

const fieldsOn = (object: SalesforceObject): readonly ReadableField[] => [
  ...storedFieldsOn(object).map((field) => ({ ...field, isComputed: false })),
  ...formulaFieldsOn(object).map(({ code, salesforce, returns }) => ({
    ...{ code, salesforce, type: COMPUTED[returns], options: [], isComputed: true },
  })),
];

/** The catalog never changes while the program runs, so each object's fields are looked up once. */
const READABLE = Object.fromEntries(SALESFORCE_OBJECTS.map((object) => [object, fieldsOn(object)])) as Record<
  SalesforceObject,
  readonly ReadableField[]
>;

function written(field: StoredField, value: FieldValue): SalesforceValue {
  // A checkbox is never empty in Salesforce.
  if (value === null) return field.type === 'boolean' ? false : null;
  const result = WRITE[field.type](value, field);
  if (result === undefined)
    throw new TypeError(`${field.code} is of type ${field.type} and cannot hold ${JSON.stringify(value)}`);
  return result;
}

const textOf = (max: number) => (value: FieldValue) =>
  typeof value === 'string' ? fitText(value, max) || null : undefined;
/** Half an address is a wrong one, so what does not fit stays empty. */
const wholeText = (max: number) => (value: FieldValue) =>
  typeof value === 'string' ? (isFitting(value, max) && value.trim()) || null : undefined;
const sameText = (value: FieldValue) => (typeof value === 'string' ? value || null : undefined);
const isWhole = (value: FieldValue): value is number => typeof value === 'number' && Number.isSafeInteger(value);

/** `undefined` says that the value is not of the type. */
const WRITE: Record<FieldType | 'lookup', (value: FieldValue, field: ReadableField) => SalesforceValue | undefined> = {
  text: textOf(SALESFORCE_LENGTHS.text),
  long_text: (value) =>
    typeof value === 'string' ? fitText(value, SALESFORCE_LENGTHS.long_text, 'lines') || null : undefined,
  email: wholeText(SALESFORCE_LENGTHS.email),
  url: wholeText(SALESFORCE_LENGTHS.url),
  picklist: sameText,
  lookup: sameText,
  date: sameText,
  integer: (value) => (isWhole(value) ? value : undefined),
  // Basis points in code, per cent in the CRM.
  percent: (value) => (isWhole(value) ? value / 100 : undefined),
  amount: (value) => (isMoney(value) ? Number(toDecimal(value)) : undefined),
  instant: (value) => (typeof value === 'string' ? wholeSecond(value) : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  // Salesforce gives the values back in the picklist's order, so they are written in it.
  multi_picklist: (value, { options }) =>
    isList(value) ? options.filter((option) => value.includes(option)).join(';') || null : undefined,
};

const readText = (value: unknown): FieldValue =>
  typeof value === 'string' && value !== '' ? value.replaceAll('\r\n', '\n') : null;
const readNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const READ: Record<FieldType | 'lookup', (value: unknown, currency: string) => FieldValue> = {
  text: readText,
  long_text: readText,
  email: readText,
  url: readText,
  picklist: readText,
  lookup: readText,
  date: (value) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? value.slice(0, 10) : null),
  integer: (value) => (Number.isSafeInteger(value) ? readNumber(value) : null),
  percent: (value) => (typeof value === 'number' && Number.isFinite(value) ? Math.round(value * 100) : null),
  amount: (value, currency) => (typeof value === 'number' ? parseDecimal(String(value), currency) : null),
  instant: readInstant,
  boolean: (value) => value === true,
  multi_picklist: (value) => (typeof value === 'string' && value !== '' ? value.split(';') : null),
};

const wholeSecond = (moment: string): string => toInstant(Math.floor(epochMs(toInstant(moment)) / 1000) * 1000);

/** REST says `+0000`, UI API `Z`. Not every browser reads an offset without its colon. */
function readInstant(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  try {
    return toInstant(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  } catch {
    return null;
  }
}

const isList = (value: FieldValue): value is readonly string[] => Array.isArray(value);
const isMoney = (value: FieldValue): value is Extract<FieldValue, { amountMinor: number }> =>
  typeof value === 'object' && value !== null && 'amountMinor' in value;
