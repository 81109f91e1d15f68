import type { FieldType } from './field.ts';
import { SALESFORCE_OBJECTS, type SalesforceField, type SalesforceObject } from './salesforce-fields.ts';
import type { FormulaField } from './salesforce-formulas.ts';
import { formulaFieldsOn, storedFieldsOn, type PlacedField } from './salesforce-placement.ts';
import { SALESFORCE_LENGTHS } from './salesforce-text.ts';
import { inSalesforceOrder, metadataXml, type XmlElement } from './xml.ts';

export interface RenderedFile {
  /** Inside a package folder's `main/default`. */
  readonly path: string;
  readonly xml: string;
}

/** The label of a picklist value by its word key. */
export type Words = (key: string) => string;

/** The catalog as Salesforce field files, one for each field on each object that carries it. */
export const renderSalesforceFields = (words: Words): RenderedFile[] =>
  SALESFORCE_OBJECTS.flatMap((object) => [
    ...storedFieldsOn(object).map((field) => fieldFile(object, field.salesforce, storedField(object, field, words))),
    ...formulaFieldsOn(object).map((field) => fieldFile(object, field.salesforce, formulaField(field))),
  ]);

const fieldFile = (object: SalesforceObject, name: string, elements: readonly XmlElement[]): RenderedFile => ({
  path: `objects/${object}/fields/${name}.field-meta.xml`,
  xml: metadataXml('CustomField', inSalesforceOrder(elements)),
});

function storedField(object: SalesforceObject, field: PlacedField, words: Words): readonly XmlElement[] {
  return [
    ...described(field),
    ...(field.type === 'lookup' ? lookup(object, field.lookup) : TYPES[field.type]),
    // Salesforce refuses `required` on a checkbox: it always has a value.
    ...(field.type === 'boolean' ? [] : [['required', false] as const]),
    // Case matters in no key of ours, and only a case-insensitive unique field can be upserted by whatever its case.
    ...(field.isUnique ? UNIQUE : []),
    ...(object === 'Partner_Registration__c' ? [['trackHistory', field.isTracked] as const] : []),
    ...(field.options.length > 0 ? [['valueSet', valueSet(field, words)] as const] : []),
  ];
}

const formulaField = (field: FormulaField): readonly XmlElement[] => [
  ...described(field),
  ['formula', field.formula],
  ['formulaTreatBlanksAs', 'BlankAsBlank'],
  ['type', field.returns],
  ...(field.returns === 'Number' ? TYPES.integer.filter(([name]) => name !== 'type') : []),
  ...(field.returns === 'Checkbox' ? [] : [['required', false] as const]),
];

const described = (field: Pick<PlacedField, 'salesforce' | 'label' | 'help'>): readonly XmlElement[] => [
  ['fullName', field.salesforce],
  ['label', field.label],
  ['description', field.help],
  ['inlineHelpText', field.help],
];

function lookup(object: SalesforceObject, target: SalesforceField['lookup'] | null): readonly XmlElement[] {
  if (!target) return [];
  return [
    ['type', 'Lookup'],
    ['referenceTo', target.to],
    // Unique among all lookups to the same object, so it names the object that it comes from.
    ['relationshipName', `${target.back}_${PLURALS[object]}`],
    ['relationshipLabel', target.backLabel],
    ['deleteConstraint', 'SetNull'],
  ];
}

const PLURALS: Record<SalesforceObject, string> = {
  Partner_Registration__c: 'Registrations',
  Account: 'Accounts',
  Contact: 'Contacts',
  Lead: 'Leads',
  Opportunity: 'Opportunities',
};

const UNIQUE: readonly XmlElement[] = [
  ['externalId', true],
  ['unique', true],
  ['caseSensitive', false],
];

const valueSet = (field: PlacedField, words: Words): readonly XmlElement[] => [
  ['restricted', true],
  [
    'valueSetDefinition',
    [
      ['sorted', false],
      ...field.options.map((value): XmlElement => [
        'value',
        [
          ['fullName', value],
          ['default', false],
          ['label', words(`${field.optionWords}.${value}`)],
        ],
      ]),
    ],
  ],
];

const TYPES: Record<FieldType, readonly XmlElement[]> = {
  text: [
    ['type', 'Text'],
    ['length', SALESFORCE_LENGTHS.text],
  ],
  long_text: [
    ['type', 'LongTextArea'],
    ['length', SALESFORCE_LENGTHS.long_text],
    ['visibleLines', 5],
  ],
  email: [['type', 'Email']],
  url: [['type', 'Url']],
  integer: [
    ['type', 'Number'],
    ['precision', 18],
    ['scale', 0],
  ],
  amount: [
    ['type', 'Currency'],
    ['precision', 18],
    ['scale', 2],
  ],
  percent: [
    ['type', 'Percent'],
    ['precision', 5],
    ['scale', 2],
  ],
  instant: [['type', 'DateTime']],
  date: [['type', 'Date']],
  boolean: [
    ['type', 'Checkbox'],
    ['defaultValue', false],
  ],
  picklist: [['type', 'Picklist']],
  multi_picklist: [
    ['type', 'MultiselectPicklist'],
    ['visibleLines', 5],
  ],
};
