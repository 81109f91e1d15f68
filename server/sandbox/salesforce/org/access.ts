import type { FieldDefinition, ObjectPermission, PermissionSet } from '../entities.ts';
import { setupObjects, toolingObjects } from '../schema/setup-objects.ts';
import type { OrgUser } from './users.ts';

/** What one user may see and write. */
export interface Access {
  mayRead(object: string): boolean;
  mayCreate(object: string): boolean;
  mayEdit(object: string): boolean;
  mayDelete(object: string): boolean;
  viewsAll(object: string): boolean;
  canSee(object: string, field: FieldDefinition): boolean;
  canWrite(object: string, field: FieldDefinition): boolean;
  readonly customPermissions: readonly string[];
}

/** Field-level security as profile and permission sets add it up. */
export function accessOf(user: OrgUser, permissionSets: readonly PermissionSet[]): Access {
  const { profile } = user;
  const sets = permissionSets.filter((set) => user.permissionSets.includes(set.name));
  const granted = (object: string, right: keyof Omit<ObjectPermission, 'object'>) =>
    sets.some((set) => set.objects.some((each) => each.object === object && each[right]));
  const may = (object: string, right: 'read' | 'create' | 'edit' | 'delete') => {
    if (TOOLING_OBJECTS.includes(object)) return false;
    if (READ_ONLY_OBJECTS.includes(object)) return right === 'read';
    if (SETUP_OBJECTS.includes(object)) return right === 'read' && profile.viewSetup;
    return (
      profile.modifyAllData || (profile.standardObjects && SALES_OBJECTS.includes(object)) || granted(object, right)
    );
  };
  const fields = new Map<string, { readable: boolean; editable: boolean }>();
  for (const { field, readable, editable } of sets.flatMap((set) => set.fields)) {
    const known = fields.get(field);
    fields.set(field, {
      readable: readable || (known?.readable ?? false),
      editable: editable || (known?.editable ?? false),
    });
  }
  const fieldRight = (object: string, field: FieldDefinition, right: 'readable' | 'editable') =>
    profile.modifyAllData || alwaysVisible(field) || fields.get(`${object}.${field.name}`)?.[right] === true;
  return {
    mayRead: (object) => may(object, 'read'),
    mayCreate: (object) => may(object, 'create'),
    mayEdit: (object) => may(object, 'edit'),
    mayDelete: (object) => may(object, 'delete'),
    viewsAll: (object) =>
      profile.modifyAllData || granted(object, 'viewAllRecords') || granted(object, 'modifyAllRecords'),
    canSee: (object, field) => fieldRight(object, field, 'readable'),
    canWrite: (object, field) => fieldRight(object, field, 'editable'),
    customPermissions: sets.flatMap((set) => set.customPermissions),
  };
}

/** The platform itself, when it acts for somebody: conversion, merge, Web-to-Lead. No custom permission comes with it. */
export const SYSTEM_ACCESS: Access = {
  mayRead: () => true,
  mayCreate: () => true,
  mayEdit: () => true,
  mayDelete: () => true,
  viewsAll: () => true,
  canSee: () => true,
  canWrite: () => true,
  customPermissions: [],
};

/** Seen through the Tooling API and nowhere else. */
export const TOOLING_OBJECTS: readonly string[] = toolingObjects().map(({ name }) => name);
const SETUP_OBJECTS: readonly string[] = setupObjects().map(({ name }) => name);
const READ_ONLY_OBJECTS = ['User', 'Organization', 'OpportunityStage'];
const SALES_OBJECTS = ['Lead', 'Account', 'Contact', 'Opportunity', 'Task'];

/** Standard fields here, and custom fields nobody can be kept from: required ones and masters. */
const alwaysVisible = (field: FieldDefinition): boolean => !field.custom || field.required || field.masterDetail;
