/** What a field holds: date-times as `2026-11-24T10:00:00.000+0000`, dates as `2026-11-24`, multi-picklists as `a;b`. */
export type Value = string | number | boolean | null;

/** One stored record, by the fields' real names; a missing name means null. */
export type Row = Readonly<Record<string, Value>>;

/** The names Salesforce's describe uses. */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'email'
  | 'url'
  | 'phone'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'picklist'
  | 'multipicklist'
  | 'reference';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly isDefault: boolean;
  readonly active: boolean;
}

export interface FieldDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly custom: boolean;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly required: boolean;
  readonly unique: boolean;
  readonly externalId: boolean;
  readonly caseSensitive: boolean;
  readonly picklist?: { readonly restricted: boolean; readonly values: readonly PicklistValue[] };
  readonly referenceTo: readonly string[];
  /** `Account` for `AccountId`, `X__r` for `X__c`. */
  readonly relationshipName?: string;
  /** The name of the list on the other side, usable in a child subquery. */
  readonly childRelationshipName?: string;
  readonly masterDetail: boolean;
  readonly formula?: { readonly text: string; readonly blankAsZero: boolean };
  /** A formula, evaluated when a new record does not name the field. */
  readonly defaultValue?: string;
  /** `PR-{00000}`. */
  readonly autoNumber?: string;
  /** Long and rich text cannot be filtered or sorted by. */
  readonly longText: boolean;
  /** May anybody write it through the API, field-level security aside. */
  readonly createable: boolean;
  readonly updateable: boolean;
}

export interface ValidationRule {
  readonly name: string;
  readonly active: boolean;
  readonly formula: string;
  readonly errorMessage: string;
  readonly errorDisplayField?: string;
}

export interface ObjectDefinition {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly fields: readonly FieldDefinition[];
  readonly validationRules: readonly ValidationRule[];
}

export interface ObjectPermission {
  readonly object: string;
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAllRecords: boolean;
  readonly modifyAllRecords: boolean;
}

export interface PermissionSet {
  readonly name: string;
  readonly label: string;
  readonly objects: readonly ObjectPermission[];
  /** `Object.Field`. */
  readonly fields: readonly { readonly field: string; readonly readable: boolean; readonly editable: boolean }[];
  readonly customPermissions: readonly string[];
}

/** Everything of a package folder that the stand-in obeys. */
export interface PackageMetadata {
  readonly objects: readonly PackageObject[];
  readonly permissionSets: readonly PermissionSet[];
  readonly customPermissions: readonly string[];
  /** `LeadChangeEvent` … of every platformEventChannelMember. */
  readonly capturedEntities: readonly string[];
  readonly channelMembers: readonly ChannelMember[];
  readonly labels: readonly Label[];
  /** Of labels, in languages other than their own. */
  readonly labelTranslations: readonly Label[];
}

export interface ChannelMember {
  readonly name: string;
  readonly eventChannel: string;
  readonly selectedEntity: string;
}

/** A custom label, or a translation of it. */
export interface Label {
  readonly name: string;
  readonly value: string;
  /** `en_US`, `es`. */
  readonly language: string;
}

/** A folder under `objects/`: an object of its own, or additions to a standard one. */
export interface PackageObject {
  readonly name: string;
  readonly label?: string;
  readonly labelPlural?: string;
  /** For custom objects: what the record's name is. */
  readonly nameField?: { readonly label: string; readonly autoNumber?: string };
  readonly fields: readonly FieldDefinition[];
  readonly validationRules: readonly ValidationRule[];
}
