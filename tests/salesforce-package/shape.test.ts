import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { convertPackage, readShape } from '../../server/bin/salesforce/check-shape.ts';
import { API_VERSION, PACKAGE_DIR, PACKAGE_FOLDERS } from '../../server/bin/salesforce/package-folders.ts';
import { SALESFORCE_OBJECTS } from '../../shared/catalog/salesforce-fields.ts';
import { RULE_WORDS } from '../../shared/catalog/salesforce-rules.ts';
import { formulaFieldsOn, storedFieldsOn } from '../../shared/catalog/salesforce-placement.ts';
import { copyWithMistake } from './planted.ts';

const temp = mkdtempSync(path.join(os.tmpdir(), 'partnerlock-sfdx-'));
afterAll(() => rmSync(temp, { recursive: true }));

describe('source-deploy-retrieve', () => {
  it('resolves every file of the package and skips none', async () => {
    const { components, skipped } = await readShape(PACKAGE_DIR, API_VERSION);
    expect(skipped).toEqual([]);
    const fields = SALESFORCE_OBJECTS.flatMap((object) =>
      [...storedFieldsOn(object), ...formulaFieldsOn(object)].map(
        ({ salesforce }) => `CustomField ${object}.${salesforce}`,
      ),
    );
    const rules = Object.entries(RULE_WORDS).flatMap(([object, words]) =>
      Object.keys(words).map((rule) => `ValidationRule ${object}.${rule}`),
    );
    expect(components).toEqual(expect.arrayContaining([...fields, ...rules]));
    expect(components.filter((name) => name.startsWith('CustomField '))).toHaveLength(fields.length);
    expect(components.filter((name) => name.startsWith('ValidationRule '))).toHaveLength(rules.length);
  });

  it('finds one of every kind that the package promises', async () => {
    const { components } = await readShape(PACKAGE_DIR, API_VERSION);
    const kinds = new Set(components.map((name) => name.split(' ')[0]));
    expect([...kinds].sort()).toEqual(
      [
        ...[
          'CompactLayout',
          'CustomApplication',
          'CustomField',
          'CustomFieldTranslation',
          'CustomLabel',
          'CustomLabels',
        ],
        ...['CustomObject', 'CustomObjectTranslation', 'CustomPermission', 'CustomTab', 'Dashboard', 'DashboardFolder'],
        ...[
          'ExternalClientApplication',
          'ExtlClntAppOauthSettings',
          'FlexiPage',
          'Layout',
          'LightningComponentBundle',
          'ListView',
          'PermissionSet',
        ],
        ...['PlatformEventChannelMember', 'QuickAction', 'Report', 'ReportFolder', 'ReportType', 'Translations'],
        ...['ValidationRule'],
      ].sort(),
    );
  });

  it('converts it into the form that the Metadata API takes, with every field and rule in it', async () => {
    const converted = await convertPackage(PACKAGE_DIR, API_VERSION, path.join(temp, 'mdapi'));
    expect(converted).toBeGreaterThan(40);
    for (const object of SALESFORCE_OBJECTS) {
      const xml = readFileSync(path.join(temp, `mdapi/objects/${object}.object`), 'utf8');
      for (const { salesforce } of [...storedFieldsOn(object), ...formulaFieldsOn(object)])
        expect(xml).toContain(`<fullName>${salesforce}</fullName>`);
      for (const rule of Object.keys(RULE_WORDS[object] ?? {})) expect(xml).toContain(`<fullName>${rule}</fullName>`);
    }
    const spanish = readFileSync(path.join(temp, 'mdapi/objectTranslations/Account-es.objectTranslation'), 'utf8');
    expect(spanish).toContain('Protegida');
    expect(readFileSync(path.join(temp, 'mdapi/package.xml'), 'utf8')).toContain(`<version>${API_VERSION}</version>`);
  });

  it('fails on a file whose suffix is misspelt', async () => {
    const copy = copyWithMistake(temp, { file: 'tabs/Partner_Approvals.tabb-meta.xml', edit: () => '<CustomTab/>' });
    await expect(readShape(copy, API_VERSION)).rejects.toThrow(/Could not infer a metadata type/);
  });

  it('converts nothing when a comment stands before the root, which is why ours stand inside', async () => {
    const copy = copyWithMistake(temp, {
      file: 'objects/Account/fields/Partner_Id__c.field-meta.xml',
      edit: (xml) => xml.replace('<CustomField', '<!-- x --><CustomField'),
    });
    await expect(convertPackage(copy, API_VERSION, path.join(temp, 'broken'))).rejects.toThrow(
      /Component conversion failed/,
    );
  });
});

it('deploys the folders of sfdx-project.json at its API version, without a namespace', () => {
  const project: unknown = JSON.parse(readFileSync(path.join(PACKAGE_DIR, 'sfdx-project.json'), 'utf8'));
  expect(project).toMatchObject({
    namespace: '',
    sourceApiVersion: API_VERSION,
    packageDirectories: PACKAGE_FOLDERS.map((folder) => ({ path: folder })),
  });
});
