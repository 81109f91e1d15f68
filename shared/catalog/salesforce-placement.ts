import type { CatalogObject, Field, FieldType } from './field.ts';
import { FIELD_CODES, fieldOf, type FieldCode } from './fields.ts';
import {
  SALESFORCE_FIELDS,
  type SalesforceField,
  type SalesforceFieldCode,
  type SalesforceObject,
} from './salesforce-fields.ts';
import { FORMULA_FIELDS, type FormulaField } from './salesforce-formulas.ts';

/** A stored field as it stands on one Salesforce object. */
export interface PlacedField {
  readonly code: FieldCode | SalesforceFieldCode;
  readonly salesforce: string;
  readonly type: FieldType | 'lookup';
  readonly writtenBy: Field['writtenBy'] | SalesforceField['writtenBy'];
  readonly isUnique: boolean;
  readonly isTracked: boolean;
  readonly label: string;
  readonly help: string;
  readonly options: readonly string[];
  readonly optionWords: string | null;
  readonly lookup: SalesforceField['lookup'] | null;
}

/** Every stored field of ours on the object: those of both CRMs, then those that only Salesforce has. */
export const storedFieldsOn = (object: SalesforceObject): readonly PlacedField[] => [
  ...FIELD_CODES.filter((code) => placesOf(fieldOf(code)).includes(object)).map((code) => ({
    ...withDefaults(code, fieldOf(code)),
    isUnique: (fieldOf(code).unique ?? []).some((place) => UNIQUE_ON[place].includes(object)),
    isTracked: object === 'Partner_Registration__c' && fieldOf(code).tracked === true,
    lookup: null,
  })),
  ...SALESFORCE_CODES.filter((code) => salesforceFieldOf(code).on.includes(object)).map((code) => ({
    ...withDefaults(code, salesforceFieldOf(code)),
    isUnique: salesforceFieldOf(code).unique === true,
    isTracked: object === 'Partner_Registration__c' && salesforceFieldOf(code).tracked === true,
    lookup: salesforceFieldOf(code).lookup ?? null,
  })),
];

/** Every field of ours on the object that Salesforce computes. */
export const formulaFieldsOn = (object: SalesforceObject): readonly FormulaField[] =>
  FORMULA_FIELDS.filter(({ on }) => on.includes(object));

export const SALESFORCE_CODES = Object.keys(SALESFORCE_FIELDS) as SalesforceFieldCode[];
export const salesforceFieldOf = (code: SalesforceFieldCode): SalesforceField => SALESFORCE_FIELDS[code];

/** In Salesforce the registration is a record of its own; deals and leads only show the part that reps need. */
const HOME: Record<CatalogObject, SalesforceObject | null> = {
  deal: 'Partner_Registration__c',
  company: 'Account',
  partner: 'Account',
  contact: null,
};

/** What is unique on HubSpot's deal is unique on the registration, and on the one opportunity that grows out of it. */
const UNIQUE_ON: Record<CatalogObject, readonly SalesforceObject[]> = {
  deal: ['Partner_Registration__c', 'Opportunity'],
  company: ['Account'],
  partner: ['Account'],
  contact: ['Lead'],
};

const placesOf = (field: Field): readonly SalesforceObject[] => [
  ...field.on.flatMap((place) => HOME[place] ?? []),
  ...(field.salesforceOn ?? []),
];

const withDefaults = <Code extends FieldCode | SalesforceFieldCode>(code: Code, field: Field | SalesforceField) => ({
  code,
  salesforce: field.salesforce,
  type: field.type,
  writtenBy: field.writtenBy,
  label: field.label,
  help: field.help,
  options: field.options ?? [],
  optionWords: field.optionWords ?? null,
});
