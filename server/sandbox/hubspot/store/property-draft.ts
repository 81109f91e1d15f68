import { z } from 'zod';
import type { PropertyOption, PropertyType } from '../entities.ts';
import { PROPERTY_TYPES } from '../entities.ts';
import { validationError } from '../errors.ts';

const optionDraft = z.object({
  label: z.string(),
  value: z.string(),
  description: z.string().optional(),
  displayOrder: z.number().int().optional(),
  hidden: z.boolean().optional(),
});

/** The body of a property creation. Unknown keys are ignored, as HubSpot does. */
export const propertyDraft = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(PROPERTY_TYPES),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string().optional(),
  options: z.array(optionDraft).readonly().optional(),
  displayOrder: z.number().int().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
  hasUniqueValue: z.boolean().optional(),
});
export type PropertyDraft = z.infer<typeof propertyDraft>;

export const propertyPatch = propertyDraft.omit({ name: true }).partial();
export type PropertyPatch = z.infer<typeof propertyPatch>;

type OptionDraft = z.infer<typeof optionDraft>;

const FIELD_TYPES: Record<PropertyType, readonly string[]> = {
  string: ['text', 'textarea', 'phonenumber', 'html', 'file'],
  number: ['number'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox'],
  bool: ['booleancheckbox'],
};

/** Throws HubSpot's 400 when name, label, type, field type, options or uniqueness do not fit together. */
export function checkDraft(draft: PropertyDraft, hubspotDefined = false): void {
  if (!hubspotDefined && (!/^[a-z][a-z0-9_]{0,99}$/.test(draft.name) || draft.name.startsWith('hs_'))) {
    throw validationError(
      `Property name '${draft.name}' is not valid: it must begin with a letter, hold only lower-case letters, digits ` +
        `and underscores, be at most 100 characters and not begin with hs_.`,
      { subCategory: 'Properties.INVALID_PROPERTY_NAME' },
    );
  }
  if (draft.label.trim() === '') throw validationError('label may not be blank', { context: { label: [draft.label] } });
  if (!FIELD_TYPES[draft.type].includes(draft.fieldType)) {
    throw validationError(`fieldType '${draft.fieldType}' is not valid for type '${draft.type}'.`);
  }
  if (draft.hasUniqueValue === true && draft.type !== 'string' && draft.type !== 'number') {
    throw validationError(`Properties of type '${draft.type}' cannot have unique values.`);
  }
  if (!hubspotDefined) checkOptions(draft.type, draft.options ?? []);
}

/** Enumerations list each value and label once; a bool has exactly `true` and `false`; other types have no options. */
export function checkOptions(type: PropertyType, options: readonly OptionDraft[]): void {
  const values = options.map((option) => option.value);
  if (type === 'bool' && [...values].sort().join() !== 'false,true') {
    throw validationError("A property of type 'bool' must have exactly two options: 'true' and 'false'.");
  }
  if (type !== 'bool' && type !== 'enumeration' && options.length > 0) {
    throw validationError(`Properties of type '${type}' cannot have options.`);
  }
  for (const option of options) {
    if (option.value.trim() === '' || option.label.trim() === '') {
      throw validationError('Property options must have a label and a value.');
    }
    if (option.value !== option.value.trim()) {
      throw validationError(`Option value "${option.value}" includes leading or trailing whitespace.`);
    }
    if (option.value.includes(';')) throw validationError(`Option value '${option.value}' may not hold a semicolon.`);
  }
  const labels = options.map((option) => option.label);
  if (new Set(values).size < values.length || new Set(labels).size < labels.length) {
    throw validationError('Property options must have unique labels and values.');
  }
}

export const toOptions = (options: readonly OptionDraft[]): readonly PropertyOption[] =>
  options.map((option, index) => ({
    label: option.label,
    value: option.value,
    description: option.description,
    displayOrder: option.displayOrder ?? index,
    hidden: option.hidden ?? false,
  }));
