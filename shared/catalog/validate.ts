import type { Field } from './field.ts';
import { FIELD_CODES, fieldOf } from './fields.ts';
import { HUBSPOT_HOME, HUBSPOT_OBJECTS, type HubSpotObject } from './render-hubspot.ts';

/** What is wrong with the catalog, as sentences; empty when both CRMs can take every field. */
export function validateCatalog(fields: Readonly<Record<string, Field>> = catalog()): string[] {
  const entries = Object.entries(fields);
  return [
    ...entries.flatMap(([code, field]) => fieldProblems(field).map((problem) => `${code}: ${problem}`)),
    ...HUBSPOT_OBJECTS.flatMap((object) => objectProblems(object, entries)),
    ...duplicates(entries.map(([, field]) => field.hubspot)).map((name) => `${name} names two fields in HubSpot`),
    ...duplicates(entries.map(([, field]) => field.salesforce)).map((name) => `${name} names two fields in Salesforce`),
  ];
}

const catalog = (): Readonly<Record<string, Field>> =>
  Object.fromEntries(FIELD_CODES.map((code) => [code, fieldOf(code)]));

// Salesforce: 40 characters for a developer name without __c and for a label, 510 for the help text.
const SALESFORCE_NAME_MAX_CHARS = 40;
const SALESFORCE_LABEL_MAX_CHARS = 40;
const SALESFORCE_HELP_MAX_CHARS = 510;
const HUBSPOT_NAME_MAX_CHARS = 100;
/** HubSpot refuses an eleventh unique property on an object. */
const HUBSPOT_UNIQUE_MAX = 10;

function fieldProblems(field: Field): string[] {
  const isPicklist = field.type === 'picklist' || field.type === 'multi_picklist';
  const options = field.options ?? [];
  const unique = field.unique ?? [];
  const checks: readonly (readonly [boolean, string])[] = [
    [/^prm_[a-z0-9_]+$/.test(field.hubspot), `${field.hubspot} is no HubSpot name of ours (prm_…, lower case)`],
    [field.hubspot.length <= HUBSPOT_NAME_MAX_CHARS, `${field.hubspot} is too long for HubSpot`],
    [
      /^Partner_[A-Za-z0-9]+(_[A-Za-z0-9]+)*__c$/.test(field.salesforce),
      `${field.salesforce} is no name of ours in Salesforce`,
    ],
    [
      field.salesforce.length - '__c'.length <= SALESFORCE_NAME_MAX_CHARS,
      `${field.salesforce} is too long for Salesforce`,
    ],
    [
      field.label !== '' && field.label.length <= SALESFORCE_LABEL_MAX_CHARS,
      'its label is empty or too long for Salesforce',
    ],
    [
      field.help !== '' && field.help.length <= SALESFORCE_HELP_MAX_CHARS,
      'its help is empty or too long for Salesforce',
    ],
    [field.on.length > 0, 'it is on no object'],
    [unique.every((object) => field.on.includes(object)), 'it is unique on an object that lacks it'],
    [unique.length === 0 || field.type === 'text', 'only text can be unique in both CRMs'],
    [
      isPicklist === options.length > 0,
      isPicklist ? 'its picklist has no options' : 'it has options but is no picklist',
    ],
    [options.length > 0 === (field.optionWords !== undefined), 'options and optionWords go together'],
    [duplicates(options).length === 0, `it repeats the option ${duplicates(options).join(', ')}`],
    // HubSpot and Salesforce both join several values with semicolons.
    [options.every((option) => /^[a-z][a-z0-9_]*$/.test(option)), 'an option is no plain code'],
    [field.writtenBy !== 'form' || field.on.every((object) => object === 'contact'), 'a form may write contacts only'],
  ];
  return checks.filter(([isFine]) => !isFine).map(([, problem]) => problem);
}

function objectProblems(object: HubSpotObject, entries: readonly (readonly [string, Field])[]): string[] {
  const uniqueCount = entries.filter(([, { unique }]) =>
    unique?.some((place) => HUBSPOT_HOME[place] === object),
  ).length;
  return uniqueCount > HUBSPOT_UNIQUE_MAX ? [`${object}: HubSpot allows ${HUBSPOT_UNIQUE_MAX} unique properties`] : [];
}

const duplicates = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];
