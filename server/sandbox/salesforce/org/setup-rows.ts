import type { PackageMetadata, PermissionSet, Row, Value } from '../entities.ts';
import { to18 } from '../ids.ts';
import type { Core } from './core.ts';
import type { OrgUser } from './users.ts';

/** Rows that tell what the org is made of and who has which rights, for the data API's Setup objects and Tooling. */
export function addSetupRows(core: Core, metadata: PackageMetadata, users: readonly OrgUser[], system: Row): void {
  const add = (object: string, prefix: string, values: Row): string => {
    const id = core.newId(prefix);
    core.tables.put(object, { ...system, ...values, Id: id });
    return id;
  };
  addRights(add, metadata, users);
  addEntities(core, add, system);
  for (const { name, eventChannel, selectedEntity } of metadata.channelMembers)
    add('PlatformEventChannelMember', '0v8', {
      DeveloperName: name,
      EventChannel: eventChannel,
      SelectedEntity: selectedEntity,
    });
  const labels = new Map(
    metadata.labels.map(({ name, value, language }) => [
      name,
      add('ExternalString', '101', { Name: name, Value: value, Language: language }),
    ]),
  );
  for (const { name, value, language } of metadata.labelTranslations)
    add('ExternalStringLocalization', '10E', {
      ExternalStringId: labels.get(name) ?? null,
      Language: language,
      Value: value,
    });
}

type Add = (object: string, prefix: string, values: Row) => string;

function addRights(add: Add, metadata: PackageMetadata, users: readonly OrgUser[]): void {
  const sets = new Map(
    metadata.permissionSets.map(({ name, label }) => [
      name,
      add('PermissionSet', '0PS', {
        Name: name,
        Label: label,
        IsOwnedByProfile: false,
        PermissionsModifyAllData: false,
      }),
    ]),
  );
  const customPermissions = new Map(
    metadata.customPermissions.map((name) => [name, add('CustomPermission', '0CP', { DeveloperName: name })]),
  );
  for (const set of metadata.permissionSets)
    addGrants(add, set, sets.get(set.name) ?? null, (name) => customPermissions.get(name) ?? null);
  const profiles = new Map(users.map(({ profile }) => [profile.name, profile]));
  const ownedSets = new Map(
    [...profiles.values()].map((profile) => {
      const ProfileId = add('Profile', '00e', { Name: profile.name });
      // The platform names these sets after an id of its own.
      const owned = { Name: `X${ProfileId}`, Label: ProfileId, ProfileId, IsOwnedByProfile: true };
      const id = add('PermissionSet', '0PS', { ...owned, PermissionsModifyAllData: profile.modifyAllData });
      return [profile.name, id];
    }),
  );
  for (const user of users) {
    const held = [ownedSets.get(user.profile.name), ...user.permissionSets.map((name) => sets.get(name))];
    for (const PermissionSetId of held)
      if (PermissionSetId !== undefined)
        add('PermissionSetAssignment', '0Pa', { AssigneeId: user.id, PermissionSetId });
  }
}

function addGrants(add: Add, set: PermissionSet, ParentId: Value, permissionId: (name: string) => Value): void {
  for (const { field, readable, editable } of set.fields)
    if (readable)
      add('FieldPermissions', '01k', {
        ParentId,
        SobjectType: field.split('.')[0] ?? null,
        Field: field,
        PermissionsRead: readable,
        PermissionsEdit: editable,
      });
  for (const name of set.customPermissions)
    add('SetupEntityAccess', '0J0', {
      ParentId,
      SetupEntityId: permissionId(name),
      SetupEntityType: 'CustomPermission',
    });
}

function addEntities(core: Core, add: Add, system: Row): void {
  for (const { name, custom, fields, validationRules } of core.schema.objects) {
    const DurableId = custom ? add('CustomObject', '01I', { DeveloperName: bare(name) }) : name;
    core.tables.put('EntityDefinition', { ...system, Id: DurableId, DurableId, QualifiedApiName: name });
    for (const field of fields) {
      const id = field.custom ? core.schema.customFieldId(name, field.name) : undefined;
      if (id === undefined) continue;
      const row = { Id: to18(id), DeveloperName: bare(field.name), TableEnumOrId: DurableId };
      core.tables.put('CustomField', { ...system, ...row });
    }
    for (const rule of validationRules)
      add('ValidationRule', '03d', {
        ValidationName: rule.name,
        Active: rule.active,
        ErrorMessage: rule.errorMessage,
        EntityDefinitionId: DurableId,
      });
  }
}

const bare = (name: string): string => name.replace(/__c$/, '');
