import type { FieldType, FieldValue, FieldValues } from '../../../shared/catalog/field.ts';
import { FIELD_CODES, fieldOf, type FieldCode } from '../../../shared/catalog/fields.ts';
import { HUBSPOT_HOME, type HubSpotObject } from '../../../shared/catalog/render-hubspot.ts';
import type { CrmObject } from '../../../shared/crm/crm-port.ts';
import { parseDecimal, toDecimal } from '../../../shared/values/money.ts';
import { toInstant } from '../../../shared/values/time.ts';

/** The objects that HubSpot has: leads and registrations are records of their own only in Salesforce. */
export type HeldObject = Extract<CrmObject, 'contact' | 'company' | 'deal'>;

/** What HubSpot calls our objects in its paths. */
export const HUBSPOT_OBJECT: Record<HeldObject, HubSpotObject> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
};

/** Whether HubSpot has such records. */
export const isHeld = (object: CrmObject): object is HeldObject => object in HUBSPOT_OBJECT;

/** HubSpot's names of all our fields on an object. */
export const propertyNames = (object: HeldObject): string[] => codesOn(object).map((code) => fieldOf(code).hubspot);

/**
 * Field values as HubSpot's property texts; `''` clears. Fields that the object does not have are left out, so one
 * set of values can serve a deal and its company. Throws TypeError when a value is not of its field's type.
 */
export function toHubSpot(object: HeldObject, fields: FieldValues): Record<string, string> {
  const texts = codesOn(object).flatMap((code) => {
    const value = fields[code];
    return value === undefined ? [] : [[fieldOf(code).hubspot, toText(code, value)] as const];
  });
  return Object.fromEntries(texts);
}

/**
 * The fields among a record's properties; empty ones are null, those not asked for are absent, and so is what does
 * not read as its type. Amounts carry no currency in HubSpot, so the caller says which one they are in.
 */
export function fromHubSpot(
  object: HeldObject,
  properties: Readonly<Record<string, string | null>>,
  currency: string,
): FieldValues {
  const values = codesOn(object).flatMap((code) => {
    const { hubspot, type } = fieldOf(code);
    const text = properties[hubspot];
    return text === undefined
      ? []
      : [[code, text === null || text === '' ? null : READ[type](text, currency)] as const];
  });
  return Object.fromEntries(values);
}

const codesOn = (object: HeldObject): FieldCode[] =>
  FIELD_CODES.filter((code) => fieldOf(code).on.some((place) => HUBSPOT_HOME[place] === HUBSPOT_OBJECT[object]));

function toText(code: FieldCode, value: FieldValue): string {
  if (value === null) return '';
  const { type } = fieldOf(code);
  const text = WRITE[type](value);
  if (text === null) throw new TypeError(`${code} is of type ${type} and cannot hold ${JSON.stringify(value)}`);
  return text;
}

const plainText = (value: FieldValue): string | null => (typeof value === 'string' ? cleanText(value) : null);
const wholeNumber = (value: FieldValue): string | null =>
  typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;

const WRITE: Record<FieldType, (value: FieldValue) => string | null> = {
  text: plainText,
  long_text: plainText,
  email: plainText,
  url: plainText,
  picklist: plainText,
  date: plainText,
  integer: wholeNumber,
  // Basis points in code, per cent in the CRM.
  percent: (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? (value / 100).toFixed(2) : null),
  amount: (value) => (isMoney(value) ? toDecimal(value) : null),
  instant: (value) => (typeof value === 'string' ? toInstant(value) : null),
  boolean: (value) => (typeof value === 'boolean' ? String(value) : null),
  multi_picklist: (value) => (isList(value) ? value.join(';') : null),
};

const sameText = (text: string): FieldValue => text;

const READ: Record<FieldType, (text: string, currency: string) => FieldValue> = {
  text: sameText,
  long_text: sameText,
  email: sameText,
  url: sameText,
  picklist: sameText,
  date: (text) => text.slice(0, 10),
  integer: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : null),
  percent: (text) => (Number.isFinite(Number(text)) ? Math.round(Number(text) * 100) : null),
  amount: (text, currency) => parseDecimal(text, currency),
  instant: (text) => readInstant(text),
  boolean: (text) => text === 'true',
  multi_picklist: (text) => text.split(';').filter((value) => value !== ''),
};

/** HubSpot answers ISO text, and epoch milliseconds in older records. */
function readInstant(text: string): string | null {
  try {
    return toInstant(/^\d+$/.test(text) ? Number(text) : text);
  } catch {
    return null;
  }
}

/** HubSpot's limit for one text value. */
export const TEXT_MAX_CHARS = 65_536;

/** Text that HubSpot takes: no NUL, no halves of surrogate pairs, cut to its limit with an ellipsis. */
function cleanText(text: string): string {
  const clean = text.replaceAll('\u0000', '').toWellFormed();
  if (clean.length <= TEXT_MAX_CHARS) return clean;
  const cut = clean.slice(0, TEXT_MAX_CHARS - 1);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}

const isList = (value: FieldValue): value is readonly string[] => Array.isArray(value);
const isMoney = (value: FieldValue): value is Extract<FieldValue, { amountMinor: number }> =>
  typeof value === 'object' && value !== null && 'amountMinor' in value;
