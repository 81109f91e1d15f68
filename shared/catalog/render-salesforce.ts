import type { CatalogObject, Field, FieldType } from './field.ts';
import { FIELD_CODES, fieldOf } from './fields.ts';

export interface RenderedFile {
  /** Inside the Salesforce project's `main/default` folder. */
  readonly path: string;
  readonly xml: string;
}

/**
 * The catalog as Salesforce field files: registration fields on Opportunity, mirrors and partner fields on Account.
 * Staging fields are HubSpot's alone. `words` gives the label of a picklist value by its word key.
 */
export function renderSalesforceFields(words: (key: string) => string): RenderedFile[] {
  const fields = FIELD_CODES.map(fieldOf);
  return SALESFORCE_OBJECTS.flatMap((object) =>
    fields
      .filter((field) => field.on.some((place) => SALESFORCE_HOME[place] === object))
      .map((field) => ({
        path: `objects/${object}/fields/${field.salesforce}.field-meta.xml`,
        xml: renderField(field, isUniqueOn(field, object), words),
      })),
  );
}

const SALESFORCE_OBJECTS = ['Account', 'Opportunity'] as const;
type SalesforceObject = (typeof SALESFORCE_OBJECTS)[number];

const SALESFORCE_HOME: Record<CatalogObject, SalesforceObject | null> = {
  deal: 'Opportunity',
  company: 'Account',
  partner: 'Account',
  contact: null,
};

const isUniqueOn = (field: Field, object: SalesforceObject): boolean =>
  (field.unique ?? []).some((place) => SALESFORCE_HOME[place] === object);

function renderField(field: Field, isUnique: boolean, words: (key: string) => string): string {
  const elements: readonly (readonly [string, string])[] = [
    ['fullName', field.salesforce],
    ['label', field.label],
    ['description', field.help],
    ['inlineHelpText', field.help],
    ...(field.type === 'boolean' ? [] : [['required', 'false'] as const]),
    ...TYPES[field.type],
    // Case matters in no key of ours, and a case-insensitive unique field can be upserted by.
    ...(isUnique
      ? ([
          ['externalId', 'true'],
          ['unique', 'true'],
          ['caseSensitive', 'false'],
        ] as const)
      : []),
  ];
  const lines = [
    ...elements.map(([name, text]) => `    <${name}>${escapeXml(text)}</${name}>`),
    ...valueSet(field, words),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- Generated from shared/catalog/fields.ts. Do not edit: change the catalog and generate again. -->',
    '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">',
    ...lines,
    '</CustomField>',
    '',
  ].join('\n');
}

function valueSet(field: Field, words: (key: string) => string): string[] {
  if (!field.options) return [];
  const values = field.options.flatMap((value) => [
    '            <value>',
    `                <fullName>${escapeXml(value)}</fullName>`,
    '                <default>false</default>',
    `                <label>${escapeXml(words(`${field.optionWords}.${value}`))}</label>`,
    '            </value>',
  ]);
  return [
    '    <valueSet>',
    '        <restricted>true</restricted>',
    '        <valueSetDefinition>',
    '            <sorted>false</sorted>',
    ...values,
    '        </valueSetDefinition>',
    '    </valueSet>',
  ];
}

const TYPES: Record<FieldType, readonly (readonly [string, string])[]> = {
  text: [
    ['type', 'Text'],
    ['length', '255'],
  ],
  long_text: [
    ['type', 'LongTextArea'],
    ['length', '32768'],
    ['visibleLines', '5'],
  ],
  email: [['type', 'Email']],
  url: [['type', 'Url']],
  integer: [
    ['type', 'Number'],
    ['precision', '18'],
    ['scale', '0'],
  ],
  amount: [
    ['type', 'Currency'],
    ['precision', '18'],
    ['scale', '2'],
  ],
  percent: [
    ['type', 'Percent'],
    ['precision', '5'],
    ['scale', '2'],
  ],
  instant: [['type', 'DateTime']],
  date: [['type', 'Date']],
  boolean: [
    ['type', 'Checkbox'],
    ['defaultValue', 'false'],
  ],
  picklist: [['type', 'Picklist']],
  multi_picklist: [
    ['type', 'MultiselectPicklist'],
    ['visibleLines', '5'],
  ],
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
