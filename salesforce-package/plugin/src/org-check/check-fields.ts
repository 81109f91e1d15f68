import type { SalesforceObject } from '../../../../shared/catalog/salesforce-fields.ts';
import { formulaFieldsOn, storedFieldsOn } from '../../../../shared/catalog/salesforce-placement.ts';
import type { DescribedField, ObjectFacts } from './facts.ts';
import { asNote, findingsOf, type Finding } from './finding.ts';

/** Whether an object has every field of the catalog, of the right type, unique and restricted where it has to be. */
export function checkFields({ object, described, existing }: ObjectFacts): readonly Finding[] {
  if (described === null) return [finding('objectMissing', object)];
  const seen = new Map(described.map((field) => [field.name, field]));
  const unseen = wantedOn(object).filter(({ name }) => !seen.has(name));
  const missing = unseen.filter(({ name }) => !existing.includes(name)).map(({ name }) => name);
  const hidden = unseen.filter(({ name }) => existing.includes(name)).map(({ name }) => name);
  return [
    ...(missing.length > 0 ? [finding('fieldsMissing', object, missing.join(', '))] : []),
    ...(hidden.length > 0 ? [asNote(finding('fieldsHidden', object, hidden.join(', ')))] : []),
    ...wantedOn(object).flatMap((wanted) => {
      const field = seen.get(wanted.name);
      return field === undefined ? [] : compare(object, wanted, field);
    }),
  ];
}

const finding = findingsOf('fields');

interface Wanted {
  readonly name: string;
  readonly type: string;
  readonly isComputed: boolean;
  readonly isUnique: boolean;
  readonly values: readonly string[];
}

const wantedOn = (object: SalesforceObject): readonly Wanted[] => [
  ...storedFieldsOn(object).map(({ salesforce, type, isUnique, options }) => ({
    name: salesforce,
    type: TYPES[type],
    isComputed: false,
    isUnique,
    values: options,
  })),
  ...formulaFieldsOn(object).map(({ salesforce, returns }) => ({
    name: salesforce,
    type: TYPES[returns],
    isComputed: true,
    isUnique: false,
    values: [],
  })),
];

function compare(object: SalesforceObject, wanted: Wanted, field: DescribedField): readonly Finding[] {
  const place = `${object}.${wanted.name}`;
  if (wanted.type !== field.type) return [finding('wrongType', place, wanted.type, field.type)];
  if (wanted.isComputed && !field.isComputed) return [finding('notComputed', place)];
  if (wanted.isUnique && !field.isUnique) return [finding('notUnique', place)];
  if (wanted.values.length === 0) return [];
  const lacking = wanted.values.filter((value) => !field.values.includes(value));
  const unknown = field.values.filter((value) => !wanted.values.includes(value));
  return [
    ...(field.isRestricted ? [] : [finding('notRestricted', place)]),
    ...(lacking.length > 0 ? [finding('valuesMissing', place, lacking.join(', '))] : []),
    ...(unknown.length > 0 ? [finding('valuesUnknown', place, unknown.join(', '))] : []),
  ];
}

/** How Salesforce describes the types of stored fields and of formulas. */
const TYPES = {
  text: 'string',
  long_text: 'textarea',
  email: 'email',
  url: 'url',
  integer: 'double',
  amount: 'currency',
  percent: 'percent',
  instant: 'datetime',
  date: 'date',
  boolean: 'boolean',
  picklist: 'picklist',
  multi_picklist: 'multipicklist',
  lookup: 'reference',
  Checkbox: 'boolean',
  DateTime: 'datetime',
  Number: 'double',
  Text: 'string',
} as const;
