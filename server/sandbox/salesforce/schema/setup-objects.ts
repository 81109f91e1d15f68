import type { FieldDefinition, ObjectDefinition } from '../entities.ts';
import { field, READ_ONLY } from './field.ts';
import { systemFields } from './standard-objects.ts';

/** Who has which rights, as the data API shows it to everybody who may view Setup. */
export const setupObjects = (): readonly ObjectDefinition[] => [
  object('Profile', 'Profile', '00e', [text('Name', 'Name')]),
  object('PermissionSet', 'Permission Set', '0PS', [
    text('Name', 'Permission Set Name'),
    text('Label', 'Permission Set Label'),
    text('NamespacePrefix', 'Namespace Prefix'),
    // Every profile has a permission set of its own, which its users are assigned to.
    flag('IsOwnedByProfile', 'Is Owned By Profile'),
    lookup('ProfileId', 'Profile ID', 'Profile', 'Profile'),
    flag('PermissionsModifyAllData', 'Modify All Data'),
  ]),
  object('PermissionSetAssignment', 'Permission Set Assignment', '0Pa', [
    lookup('AssigneeId', 'Assignee ID', 'User', 'Assignee'),
    lookup('PermissionSetId', 'PermissionSet ID', 'PermissionSet', 'PermissionSet'),
  ]),
  // A row for each field that a set gives at least the right to read.
  object('FieldPermissions', 'Field Permissions', '01k', [
    lookup('ParentId', 'Parent ID', 'PermissionSet', 'Parent'),
    text('SobjectType', 'Sobject Type Name'),
    text('Field', 'Field Name'),
    flag('PermissionsRead', 'Read Field'),
    flag('PermissionsEdit', 'Edit Field'),
  ]),
  object('CustomPermission', 'Custom Permission', '0CP', [
    text('DeveloperName', 'Developer Name'),
    text('NamespacePrefix', 'Namespace'),
  ]),
  object('SetupEntityAccess', 'Setup Entity Access', '0J0', [
    lookup('ParentId', 'Parent ID', 'PermissionSet', 'Parent'),
    field('SetupEntityId', 'Setup Entity ID', 'reference', { referenceTo: ['CustomPermission'], ...READ_ONLY }),
    text('SetupEntityType', 'Setup Entity Type'),
  ]),
];

/** What the org is made of, as the Tooling API alone shows it. */
export const toolingObjects = (): readonly ObjectDefinition[] => [
  object('CustomObject', 'Custom Object', '01I', [
    text('DeveloperName', 'Developer Name'),
    text('NamespacePrefix', 'Namespace'),
  ]),
  object('CustomField', 'Custom Field', '00N', [
    text('DeveloperName', 'Developer Name'),
    // The name of a standard object, the id of a custom one.
    text('TableEnumOrId', 'Entity'),
    text('NamespacePrefix', 'Namespace'),
  ]),
  object('EntityDefinition', 'Entity Definition', '4ie', [
    text('DurableId', 'Durable Id'),
    text('QualifiedApiName', 'Qualified API Name'),
  ]),
  object('ValidationRule', 'Validation Rule', '03d', [
    text('ValidationName', 'Rule Name'),
    flag('Active', 'Active'),
    text('ErrorMessage', 'Error Message'),
    text('NamespacePrefix', 'Namespace'),
    lookup('EntityDefinitionId', 'Entity', 'EntityDefinition', 'EntityDefinition'),
  ]),
  object('PlatformEventChannelMember', 'Platform Event Channel Member', '0v8', [
    text('DeveloperName', 'Developer Name'),
    text('EventChannel', 'Event Channel'),
    text('SelectedEntity', 'Selected Entity'),
  ]),
  object('ExternalString', 'Custom Label', '101', [
    text('Name', 'Name'),
    text('Value', 'Value'),
    text('Language', 'Language'),
    text('NamespacePrefix', 'Namespace'),
  ]),
  object('ExternalStringLocalization', 'Custom Label Translation', '10E', [
    lookup('ExternalStringId', 'Custom Label', 'ExternalString', 'ExternalString'),
    text('Language', 'Language'),
    text('Value', 'Value'),
  ]),
];

const text = (name: string, label: string): FieldDefinition => field(name, label, 'string', READ_ONLY);
const flag = (name: string, label: string): FieldDefinition => field(name, label, 'boolean', READ_ONLY);
const lookup = (name: string, label: string, to: string, relationshipName: string): FieldDefinition =>
  field(name, label, 'reference', { referenceTo: [to], relationshipName, ...READ_ONLY });

const object = (
  name: string,
  label: string,
  keyPrefix: string,
  fields: readonly FieldDefinition[],
): ObjectDefinition => ({
  name,
  label,
  labelPlural: `${label}s`,
  keyPrefix,
  custom: false,
  fields: [...systemFields(), ...fields],
  validationRules: [],
});
