import { FIELD_CODES, fieldOf } from './fields.ts';
import type { CatalogObject, Field, FieldType } from './field.ts';

/** HubSpot has no field set of its own for partners: they are companies. */
export const HUBSPOT_OBJECTS = ['deals', 'companies', 'contacts'] as const;
export type HubSpotObject = (typeof HUBSPOT_OBJECTS)[number];

/** Every property of ours sits in one group, so that an admin finds them together. */
export const PROPERTY_GROUP = { name: 'prm_registration', label: 'Partner registration' } as const;

/** A property as HubSpot's properties API takes and gives it, cut to what we care about. */
export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly groupName: string;
  readonly type: 'string' | 'number' | 'date' | 'datetime' | 'enumeration' | 'bool';
  readonly fieldType: string;
  readonly hasUniqueValue: boolean;
  readonly formField: boolean;
  readonly options: readonly PropertyOption[];
}

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
}

/** The catalog as HubSpot properties per object. `words` gives the label of a picklist value by its word key. */
export function renderHubSpotProperties(
  words: (key: string) => string,
): Record<HubSpotObject, readonly PropertyDefinition[]> {
  const on = (object: HubSpotObject) =>
    FIELD_CODES.map(fieldOf)
      .filter((field) => field.on.some((place) => HUBSPOT_HOME[place] === object))
      .map((field) => renderProperty(field, object, words));
  return { deals: on('deals'), companies: on('companies'), contacts: on('contacts') };
}

/** Where a catalog object lives in HubSpot. */
export const HUBSPOT_HOME: Record<CatalogObject, HubSpotObject> = {
  deal: 'deals',
  company: 'companies',
  partner: 'companies',
  contact: 'contacts',
};

function renderProperty(field: Field, object: HubSpotObject, words: (key: string) => string): PropertyDefinition {
  return {
    name: field.hubspot,
    label: field.label,
    description: field.help,
    groupName: PROPERTY_GROUP.name,
    ...TYPES[field.type],
    hasUniqueValue: (field.unique ?? []).some((place) => HUBSPOT_HOME[place] === object),
    formField: object === 'contacts',
    options: renderOptions(field, words),
  };
}

function renderOptions(field: Field, words: (key: string) => string): readonly PropertyOption[] {
  const option = (value: string, label: string, displayOrder: number) => ({
    value,
    label,
    displayOrder,
    hidden: false,
  });
  // HubSpot keeps yes-or-no values as a list of exactly these two options.
  if (field.type === 'boolean') return [option('true', 'Yes', 0), option('false', 'No', 1)];
  return (field.options ?? []).map((value, index) => option(value, words(`${field.optionWords}.${value}`), index));
}

const TYPES: Record<FieldType, Pick<PropertyDefinition, 'type' | 'fieldType'>> = {
  text: { type: 'string', fieldType: 'text' },
  long_text: { type: 'string', fieldType: 'textarea' },
  email: { type: 'string', fieldType: 'text' },
  url: { type: 'string', fieldType: 'text' },
  integer: { type: 'number', fieldType: 'number' },
  amount: { type: 'number', fieldType: 'number' },
  percent: { type: 'number', fieldType: 'number' },
  instant: { type: 'datetime', fieldType: 'date' },
  date: { type: 'date', fieldType: 'date' },
  boolean: { type: 'bool', fieldType: 'booleancheckbox' },
  picklist: { type: 'enumeration', fieldType: 'select' },
  multi_picklist: { type: 'enumeration', fieldType: 'checkbox' },
};
