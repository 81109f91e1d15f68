import type { FieldDefinition, FieldType } from '../entities.ts';

/** A field with the platform's defaults: optional, writable, not unique. */
export function field(
  name: string,
  label: string,
  type: FieldType,
  more: Partial<Omit<FieldDefinition, 'name' | 'label' | 'type'>> = {},
): FieldDefinition {
  return {
    name,
    label,
    type,
    custom: false,
    required: false,
    unique: false,
    externalId: false,
    caseSensitive: false,
    referenceTo: [],
    masterDetail: false,
    longText: false,
    createable: true,
    updateable: true,
    ...(DEFAULT_LENGTHS[type] === undefined ? {} : { length: DEFAULT_LENGTHS[type] }),
    ...more,
  };
}

/** Values that only the platform writes. */
export const READ_ONLY = { createable: false, updateable: false } as const;

const DEFAULT_LENGTHS: Partial<Record<FieldType, number>> = {
  id: 18,
  string: 255,
  textarea: 255,
  email: 80,
  url: 255,
  phone: 40,
  picklist: 255,
  multipicklist: 4099,
  reference: 18,
};
