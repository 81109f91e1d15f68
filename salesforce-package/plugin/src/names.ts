import { FIELDS, type FieldCode } from '../../../shared/catalog/fields.ts';
import { SALESFORCE_FIELDS, type SalesforceFieldCode } from '../../../shared/catalog/salesforce-fields.ts';
import { FORMULA_FIELDS, type FormulaCode } from '../../../shared/catalog/salesforce-formulas.ts';

/** A field of a registration by its code in the catalog, computed ones included. */
export type Code = FieldCode | SalesforceFieldCode | FormulaCode;

/** Salesforce's name of a field of ours. */
export const nameOf = (code: Code): string => NAMES.get(code) ?? code;

/** Salesforce's name of the way to the record that a lookup of ours points to. */
export const relationOf = (code: SalesforceFieldCode): string => nameOf(code).replace(/__c$/, '__r');

const NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ ...FIELDS, ...SALESFORCE_FIELDS }).map(([code, field]) => [code, field.salesforce] as const),
  ...FORMULA_FIELDS.map(({ code, salesforce }) => [code, salesforce] as const),
]);
