import { z } from 'zod';
import type { FieldDefinition, FieldType, PicklistValue } from '../entities.ts';
import { field } from './field.ts';
import { count, flag, many, parseRoot } from './read-xml.ts';

export type ValueSets = ReadonlyMap<string, readonly PicklistValue[]>;

/** A `*.field-meta.xml` as a definition. Roll-up summaries and other types the stand-in lacks are refused by name. */
export function readField(xml: string, valueSets: ValueSets, file: string): FieldDefinition {
  const raw = parseRoot(xml, 'CustomField', rawField, file);
  const type = TYPES[raw.type];
  if (type === undefined) throw new Error(`${file}: the stand-in does not know the field type ${raw.type}.`);
  const isCustom = raw.fullName.endsWith('__c');
  const isFormula = raw.formula !== undefined;
  const isReference = type === 'reference';
  const writable = !isFormula && raw.type !== 'AutoNumber';
  return field(raw.fullName, raw.label ?? raw.fullName, type, {
    custom: isCustom,
    ...(raw.length === undefined ? {} : { length: raw.length }),
    ...(raw.precision === undefined ? {} : { precision: raw.precision }),
    ...(raw.scale === undefined ? {} : { scale: raw.scale }),
    // A master-detail parent cannot be left out, although its XML does not say so.
    required: raw.required || raw.type === 'MasterDetail',
    unique: raw.unique,
    externalId: raw.externalId,
    caseSensitive: raw.caseSensitive,
    ...(raw.valueSet === undefined ? {} : { picklist: picklistOf(raw.valueSet, valueSets, file) }),
    ...(isReference ? { referenceTo: [raw.referenceTo ?? 'User'] } : {}),
    ...(isReference ? { relationshipName: raw.fullName.replace(/__c$/, '__r') } : {}),
    ...(raw.relationshipName === undefined ? {} : { childRelationshipName: `${raw.relationshipName}__r` }),
    masterDetail: raw.type === 'MasterDetail',
    ...(raw.formula === undefined
      ? {}
      : { formula: { text: raw.formula, blankAsZero: raw.formulaTreatBlanksAs === 'BlankAsZero' } }),
    ...(raw.defaultValue === undefined ? {} : { defaultValue: raw.defaultValue }),
    ...(raw.type === 'AutoNumber' ? { autoNumber: raw.displayFormat ?? '{0}' } : {}),
    longText: raw.type === 'LongTextArea' || raw.type === 'Html',
    createable: writable,
    updateable: writable && !(raw.type === 'MasterDetail' && !raw.reparentableMasterDetail),
  });
}

const TYPES: Readonly<Record<string, FieldType | undefined>> = {
  Text: 'string',
  AutoNumber: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Html: 'textarea',
  Email: 'email',
  Url: 'url',
  Phone: 'phone',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Date: 'date',
  DateTime: 'datetime',
  Checkbox: 'boolean',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Lookup: 'reference',
  MasterDetail: 'reference',
};

export const rawValue = z.object({
  fullName: z.string(),
  label: z.string().optional(),
  default: flag.default(false),
  isActive: flag.default(true),
});

export const toPicklistValue = (raw: z.infer<typeof rawValue>): PicklistValue => ({
  value: raw.fullName,
  label: raw.label ?? raw.fullName,
  isDefault: raw.default,
  active: raw.isActive,
});

const rawValueSet = z.object({
  restricted: flag.default(false),
  valueSetName: z.string().optional(),
  valueSetDefinition: z.object({ value: many(rawValue) }).optional(),
});

const rawField = z.object({
  fullName: z.string(),
  label: z.string().optional(),
  type: z.string(),
  length: count.optional(),
  precision: count.optional(),
  scale: count.optional(),
  required: flag.default(false),
  unique: flag.default(false),
  externalId: flag.default(false),
  caseSensitive: flag.default(false),
  valueSet: rawValueSet.optional(),
  referenceTo: z.string().optional(),
  relationshipName: z.string().optional(),
  reparentableMasterDetail: flag.default(false),
  formula: z.string().optional(),
  formulaTreatBlanksAs: z.string().optional(),
  defaultValue: z.string().optional(),
  displayFormat: z.string().optional(),
});

function picklistOf(raw: z.infer<typeof rawValueSet>, valueSets: ValueSets, file: string) {
  if (raw.valueSetName === undefined) {
    return { restricted: raw.restricted, values: (raw.valueSetDefinition?.value ?? []).map(toPicklistValue) };
  }
  const values = valueSets.get(raw.valueSetName);
  if (values === undefined) throw new Error(`${file} names the global value set ${raw.valueSetName}, which is absent.`);
  // A field of a global value set is always restricted.
  return { restricted: true, values };
}
