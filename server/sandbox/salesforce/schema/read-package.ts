import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { PackageMetadata, PackageObject, PermissionSet, PicklistValue, ValidationRule } from '../entities.ts';
import type { ValueSets } from './read-field.ts';
import { rawValue, readField, toPicklistValue } from './read-field.ts';
import { readLabels, readLabelTranslations } from './read-labels.ts';
import { filesIn, flag, many, parseRoot, readRoot } from './read-xml.ts';

/**
 * Reads a package folder in source format (`force-app`, or the `main/default` inside it), or a project of such folders.
 * What the stand-in has no use for (layouts, reports, Lightning pages, translated fields) is left alone.
 */
export function readPackage(packageDir: string): PackageMetadata {
  const roots = globSync('**/objects', { cwd: packageDir }).map((found) => path.dirname(path.join(packageDir, found)));
  const root = roots.sort()[0] ?? packageDir;
  const valueSets = readValueSets(root);
  const objects = filesIn(root, 'objects/*').map((folder) => readObject(folder, valueSets));
  const permissionSets = filesIn(root, 'permissionsets/*.permissionset-meta.xml').map(readPermissionSet);
  const customPermissions = filesIn(root, 'customPermissions/*.customPermission-meta.xml').map(nameOf);
  const members = filesIn(root, 'platformEventChannelMembers/*.platformEventChannelMember-meta.xml');
  const channelMembers = members.map((file) => ({
    name: nameOf(file),
    ...readRoot(file, 'PlatformEventChannelMember', rawMember),
  }));
  return {
    objects,
    permissionSets,
    customPermissions,
    channelMembers,
    capturedEntities: channelMembers.map(({ selectedEntity }) => selectedEntity),
    labels: filesIn(root, 'labels/*.labels-meta.xml').flatMap(readLabels),
    labelTranslations: filesIn(packageDir, '*/main/default/translations/*.translation-meta.xml').flatMap(
      readLabelTranslations,
    ),
  };
}

/** A `*.validationRule-meta.xml`. */
export function readValidationRule(xml: string, file = 'validation rule'): ValidationRule {
  const raw = parseRoot(xml, 'ValidationRule', rawRule, file);
  return {
    name: raw.fullName,
    active: raw.active,
    formula: raw.errorConditionFormula,
    errorMessage: raw.errorMessage,
    ...(raw.errorDisplayField === undefined ? {} : { errorDisplayField: raw.errorDisplayField }),
  };
}

const rawRule = z.object({
  fullName: z.string(),
  active: flag,
  errorConditionFormula: z.string(),
  errorMessage: z.string(),
  errorDisplayField: z.string().optional(),
});

const rawMember = z.object({ eventChannel: z.string(), selectedEntity: z.string() });

const rawObject = z.object({
  label: z.string().optional(),
  pluralLabel: z.string().optional(),
  nameField: z.object({ label: z.string(), type: z.string(), displayFormat: z.string().optional() }).optional(),
});

const rawPermissionSet = z.object({
  label: z.string(),
  customPermissions: many(z.object({ name: z.string(), enabled: flag })),
  fieldPermissions: many(z.object({ field: z.string(), readable: flag.default(false), editable: flag })),
  objectPermissions: many(
    z.object({
      object: z.string(),
      allowRead: flag,
      allowCreate: flag,
      allowEdit: flag,
      allowDelete: flag,
      viewAllRecords: flag,
      modifyAllRecords: flag,
    }),
  ),
});

function readObject(folder: string, valueSets: ValueSets): PackageObject {
  const [own] = filesIn(folder, '*.object-meta.xml');
  const raw = own === undefined ? {} : readRoot(own, 'CustomObject', rawObject);
  const name = path.basename(folder);
  const nameField = raw.nameField;
  return {
    name,
    ...(raw.label === undefined ? {} : { label: raw.label }),
    ...(raw.pluralLabel === undefined ? {} : { labelPlural: raw.pluralLabel }),
    ...(nameField === undefined
      ? {}
      : {
          nameField: {
            label: nameField.label,
            ...(nameField.type === 'AutoNumber' ? { autoNumber: nameField.displayFormat ?? '{0}' } : {}),
          },
        }),
    fields: filesIn(folder, 'fields/*.field-meta.xml').map((file) =>
      readField(readFileSync(file, 'utf8'), valueSets, file),
    ),
    validationRules: filesIn(folder, 'validationRules/*.validationRule-meta.xml').map((file) =>
      readValidationRule(readFileSync(file, 'utf8'), file),
    ),
  };
}

function readPermissionSet(file: string): PermissionSet {
  const raw = readRoot(file, 'PermissionSet', rawPermissionSet);
  return {
    name: nameOf(file),
    label: raw.label,
    customPermissions: raw.customPermissions.filter((each) => each.enabled).map((each) => each.name),
    fields: raw.fieldPermissions,
    objects: raw.objectPermissions.map((each) => ({
      object: each.object,
      read: each.allowRead,
      create: each.allowCreate,
      edit: each.allowEdit,
      delete: each.allowDelete,
      viewAllRecords: each.viewAllRecords,
      modifyAllRecords: each.modifyAllRecords,
    })),
  };
}

function readValueSets(root: string): ValueSets {
  const schema = z.object({ customValue: many(rawValue) });
  return new Map<string, readonly PicklistValue[]>(
    filesIn(root, 'globalValueSets/*.globalValueSet-meta.xml').map((file) => [
      nameOf(file),
      readRoot(file, 'GlobalValueSet', schema).customValue.map(toPicklistValue),
    ]),
  );
}

const nameOf = (file: string): string => path.basename(file).replace(/\.[A-Za-z]+-meta\.xml$/, '');
