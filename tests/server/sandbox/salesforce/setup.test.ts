import { describe, expect, it } from 'vitest';
import type { Connection } from 'jsforce';
import { demoOrg, refusal, REGISTRATION } from './demo-org.ts';

const rows = async (query: PromiseLike<{ records: readonly object[] }>) =>
  (await query).records.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'attributes')));

describe('who has which rights', () => {
  it('stands in assignments, the set behind the profile among them', async () => {
    const { admin, standIn } = await demoOrg();
    const soql =
      'SELECT PermissionSet.Name, PermissionSet.IsOwnedByProfile, PermissionSet.PermissionsModifyAllData ' +
      'FROM PermissionSetAssignment WHERE AssigneeId = ';
    const of = async (id: string) =>
      (await admin.query(`${soql}'${id}' ORDER BY PermissionSet.IsOwnedByProfile`)).records;
    expect(await of(standIn.org.integrationUser.id)).toMatchObject([
      { PermissionSet: { Name: 'Partner_Integration', IsOwnedByProfile: false } },
      { PermissionSet: { IsOwnedByProfile: true, PermissionsModifyAllData: false } },
    ]);
    expect(await of(standIn.org.administrator.id)).toMatchObject([
      { PermissionSet: { IsOwnedByProfile: true, PermissionsModifyAllData: true } },
    ]);
  });

  it('and in what each set gives: fields that it lets people read, and custom permissions', async () => {
    const { admin } = await demoOrg();
    const of = (set: string) => `WHERE Parent.Name = '${set}'`;
    const grants = await rows(
      admin.query(
        `SELECT PermissionsRead, PermissionsEdit FROM FieldPermissions ${of('Partner_Viewer')} ` +
          `AND SobjectType = '${REGISTRATION}' AND Field = '${REGISTRATION}.Partner_Status__c'`,
      ),
    );
    expect(grants).toEqual([{ PermissionsRead: true, PermissionsEdit: false }]);
    const permissions = await rows(
      admin.query(
        `SELECT DeveloperName FROM CustomPermission WHERE Id IN (SELECT SetupEntityId FROM SetupEntityAccess ` +
          `${of('Partner_Manager')} AND SetupEntityType = 'CustomPermission')`,
      ),
    );
    expect(permissions).toEqual([{ DeveloperName: 'Partner_Decide_Registration' }]);
  });

  it('but a field that a set hides has no row', async () => {
    const { admin, standIn } = await demoOrg({ packageDir: PROJECT });
    const of = (condition: string) => admin.query(`SELECT Id FROM FieldPermissions WHERE ${condition}`);
    const submitter = standIn.org.metadata.permissionSets.find(({ name }) => name === 'Partner_Submitter');
    const readable = submitter?.fields.filter((each) => each.readable) ?? [];
    expect(readable.length).toBeLessThan(submitter?.fields.length ?? 0);
    expect((await of("Parent.Name = 'Partner_Submitter'")).totalSize).toBe(readable.length);
    expect((await of('PermissionsRead = false')).totalSize).toBe(0);
  });

  it('is told to whoever may view Setup, and written by nobody', async () => {
    const { admin, integration, rep } = await demoOrg();
    const soql = 'SELECT Id FROM PermissionSetAssignment';
    expect((await rep.query(soql)).totalSize).toBeGreaterThan(5);
    expect(await refusal(integration.query(soql))).toMatchObject({ errorCode: 'INVALID_TYPE' });
    const assign = admin.sobject('PermissionSetAssignment').create({});
    expect(await refusal(assign)).toMatchObject({ errorCode: expect.stringMatching(/INSUFFICIENT_ACCESS/) as unknown });
  });
});

describe('what the org is made of', () => {
  it('is told by the Tooling API: fields of a custom object by the id of the object', async () => {
    const { admin } = await demoOrg();
    const [table] = await rows(
      admin.tooling.query("SELECT Id FROM CustomObject WHERE DeveloperName = 'Partner_Registration'"),
    );
    expect(table?.['Id']).toMatch(/^01I/);
    const where = `WHERE TableEnumOrId = '${String(table?.['Id'])}' AND DeveloperName = 'Partner_Active_Lock_Key'`;
    expect((await admin.tooling.query(`SELECT Id FROM CustomField ${where}`)).totalSize).toBe(1);
  });

  it('rules with their object and whether they are on', async () => {
    const { admin } = await demoOrg();
    const found = await admin.tooling.query(
      'SELECT ValidationName, Active, EntityDefinition.QualifiedApiName FROM ValidationRule ORDER BY ValidationName',
    );
    expect(found.records).toContainEqual(
      expect.objectContaining({
        ValidationName: 'Partner_Switched_Off',
        Active: false,
        EntityDefinition: expect.objectContaining({ QualifiedApiName: 'Partner_Registration__c' }) as unknown,
      }),
    );
    const active = 'SELECT Id FROM ValidationRule WHERE Active = true';
    expect((await admin.tooling.query(active)).totalSize).toBe(found.totalSize - 1);
  });

  it('members of the change event channel', async () => {
    const { admin } = await demoOrg();
    const soql =
      'SELECT DeveloperName, EventChannel, SelectedEntity FROM PlatformEventChannelMember ORDER BY DeveloperName';
    expect(await rows(admin.tooling.query(soql))).toEqual(
      ['Account', 'Lead', 'Partner_Registration_'].map((entity) => ({
        DeveloperName: `ChangeEvents_${entity.replace(/_$/, '')}_ChangeEvent`,
        EventChannel: 'ChangeEvents',
        SelectedEntity: `${entity}${entity.endsWith('_') ? '_' : ''}ChangeEvent`,
      })),
    );
  });

  it('custom labels and their translations', async () => {
    const { admin } = await demoOrg({ packageDir: PROJECT });
    const count = async (api: Connection, soql: string) => (await api.tooling.query(soql)).totalSize;
    const labels = await count(admin, 'SELECT Id FROM ExternalString');
    expect(labels).toBeGreaterThan(100);
    expect(await count(admin, "SELECT Id FROM ExternalStringLocalization WHERE Language = 'es'")).toBe(labels);
  });

  it('is not shown by the data API', async () => {
    const { admin } = await demoOrg();
    for (const object of ['ValidationRule', 'CustomObject', 'ExternalString'])
      expect(await refusal(admin.query(`SELECT Id FROM ${object}`))).toMatchObject({ errorCode: 'INVALID_TYPE' });
    expect(await refusal(admin.tooling.query('SELECT Id FROM Account'))).toMatchObject({ errorCode: 'INVALID_TYPE' });
  });
});

/** The project's own package, its Spanish folder included. */
const PROJECT = new URL('../../../../salesforce-package', import.meta.url).pathname;
