import { PERMISSION_SETS } from '../../../../shared/catalog/salesforce-access.ts';
import { isTrueAt, textAt, type OrgReader, type Row } from '../org-reader.ts';
import { listed } from '../soql.ts';
import { INTEGRATION } from './check-access.ts';
import type { AccessFacts, AssignmentFact, CustomPermissionGrant } from './facts.ts';

/** Who holds which permission set of ours, what the sets give, and what else PartnerLock's own user holds. */
export async function accessFacts(reader: OrgReader): Promise<AccessFacts> {
  const names = listed(PERMISSION_SETS.map(({ name }) => name));
  const sets = await reader.query(`SELECT Name FROM PermissionSet WHERE IsOwnedByProfile = false AND Name IN ${names}`);
  const ours = await reader.query(`${ASSIGNMENTS} WHERE PermissionSet.Name IN ${names}`);
  const integrationUsers = ours.filter((row) => textAt(row, 'PermissionSet.Name') === INTEGRATION);
  const ids = [...new Set(integrationUsers.flatMap((row) => textAt(row, 'AssigneeId') ?? []))];
  const theirs = ids.length === 0 ? [] : await reader.query(`${ASSIGNMENTS} WHERE AssigneeId IN ${listed(ids)}`);
  const all = new Map([...ours, ...theirs].map((row) => [textAt(row, 'Id'), toAssignment(row)]));
  const fields = await reader.query(
    `SELECT Parent.Name, Field, PermissionsEdit FROM FieldPermissions WHERE Parent.Name IN ${names} AND PermissionsRead = true`,
  );
  return {
    permissionSets: sets.flatMap((row) => textAt(row, 'Name') ?? []),
    assignments: [...all.values()],
    fieldGrants: fields.map((row) => ({
      permissionSet: textAt(row, 'Parent.Name') ?? '',
      field: textAt(row, 'Field') ?? '',
      mayEdit: isTrueAt(row, 'PermissionsEdit'),
    })),
    customPermissionGrants: await customPermissionGrants(reader),
  };
}

async function customPermissionGrants(reader: OrgReader): Promise<readonly CustomPermissionGrant[]> {
  const names = listed(PERMISSION_SETS.flatMap(({ customPermissions }) => customPermissions));
  const permissions = await reader.query(
    `SELECT Id, DeveloperName FROM CustomPermission WHERE DeveloperName IN ${names}`,
  );
  const nameOfId = new Map(permissions.map((row) => [textAt(row, 'Id'), textAt(row, 'DeveloperName')]));
  const grants = await reader.query(
    'SELECT SetupEntityId, Parent.Name, Parent.Profile.Name FROM SetupEntityAccess ' +
      "WHERE SetupEntityType = 'CustomPermission'",
  );
  return grants.flatMap((row) => {
    const permission = nameOfId.get(textAt(row, 'SetupEntityId'));
    // The set behind a profile has a name that nobody knows.
    const permissionSet = textAt(row, 'Parent.Profile.Name') ?? textAt(row, 'Parent.Name') ?? '';
    return typeof permission === 'string' ? [{ permission, permissionSet }] : [];
  });
}

const ASSIGNMENTS =
  'SELECT Id, AssigneeId, Assignee.Username, Assignee.IsActive, PermissionSet.Name, PermissionSet.IsOwnedByProfile, ' +
  'PermissionSet.PermissionsModifyAllData FROM PermissionSetAssignment';

const toAssignment = (row: Row): AssignmentFact => ({
  username: textAt(row, 'Assignee.Username') ?? '',
  isActiveUser: isTrueAt(row, 'Assignee.IsActive'),
  permissionSet: textAt(row, 'PermissionSet.Name') ?? '',
  isOwnedByProfile: isTrueAt(row, 'PermissionSet.IsOwnedByProfile'),
  modifiesAllData: isTrueAt(row, 'PermissionSet.PermissionsModifyAllData'),
});
