import type { ObjectType, PropertyDefinition, PropertyGroup } from '../entities.ts';
import { OBJECT_TYPES } from '../entities.ts';
import { HubSpotError, notFound, validationError } from '../errors.ts';
import type { PropertyDraft, PropertyPatch } from './property-draft.ts';
import { checkDraft, checkOptions, toOptions } from './property-draft.ts';
import { STANDARD_GROUPS, standardProperties } from './standard-properties.ts';

/** HubSpot's limit of unique properties per object type. */
const UNIQUE_MAX = 10;

/** The schema of one portal: the standard properties and groups, and whatever was created since. */
export class PropertyStore {
  readonly #now: () => number;
  readonly #definitions = new Map<ObjectType, Map<string, PropertyDefinition>>();
  readonly #groups = new Map<ObjectType, Map<string, PropertyGroup>>();

  constructor(now: () => number) {
    this.#now = now;
    for (const type of OBJECT_TYPES) {
      this.#definitions.set(type, new Map(standardProperties(type, now()).map((each) => [each.name, each])));
      const group = { ...STANDARD_GROUPS[type], displayOrder: 0, hubspotDefined: true, archived: false };
      this.#groups.set(type, new Map([[group.name, group]]));
    }
  }

  list(type: ObjectType, archived = false): readonly PropertyDefinition[] {
    return [...this.#of(type).values()].filter((definition) => definition.archived === archived);
  }

  get(type: ObjectType, name: string): PropertyDefinition | undefined {
    const definition = this.#of(type).get(name);
    return definition?.archived === false ? definition : undefined;
  }

  /** Like `get`, and 404 in HubSpot's words when there is none. */
  require(type: ObjectType, name: string): PropertyDefinition {
    const definition = this.get(type, name);
    if (definition === undefined) {
      throw notFound(`Property '${name}' does not exist`, { subCategory: 'Properties.PROPERTY_NOT_FOUND' });
    }
    return definition;
  }

  /** Re-creating an archived name brings the property back, as HubSpot does. */
  create(type: ObjectType, draft: PropertyDraft): PropertyDefinition {
    checkDraft(draft);
    if (this.get(type, draft.name) !== undefined) {
      throw new HubSpotError(409, {
        message: `A property named '${draft.name}' already exists.`,
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
        context: { name: [draft.name] },
      });
    }
    this.#requireGroup(type, draft.groupName);
    if (draft.hasUniqueValue === true) this.#checkUniqueLimit(type);
    const definition = toDefinition(draft, this.#now());
    this.#of(type).set(definition.name, definition);
    return definition;
  }

  /** `options` replaces the whole list; `hasUniqueValue` and `name` are ignored, as HubSpot does. */
  update(type: ObjectType, name: string, patch: PropertyPatch): PropertyDefinition {
    const definition = this.require(type, name);
    if (definition.hubspotDefined && (patch.type !== undefined || patch.options !== undefined)) {
      throw validationError(`Property '${name}' is defined by HubSpot and its type and options cannot be changed.`);
    }
    if (patch.groupName !== undefined) this.#requireGroup(type, patch.groupName);
    const { options, hasUniqueValue: _ignored, ...rest } = patch;
    checkDraft({ ...definition, ...rest, options: options ?? definition.options }, definition.hubspotDefined);
    Object.assign(definition, rest, { updatedAtMs: this.#now() });
    if (options !== undefined) {
      checkOptions(definition.type, options);
      definition.options = toOptions(options);
    }
    return definition;
  }

  archive(type: ObjectType, name: string, usedByForm: string | undefined): void {
    const definition = this.require(type, name);
    if (definition.hubspotDefined)
      throw validationError(`Property '${name}' is defined by HubSpot and cannot be archived.`);
    if (usedByForm !== undefined) {
      throw validationError(`Property '${name}' is used by form '${usedByForm}' and cannot be archived.`, {
        subCategory: 'Properties.PROPERTY_IN_USE',
      });
    }
    definition.archived = true;
    definition.updatedAtMs = this.#now();
  }

  listGroups(type: ObjectType): readonly PropertyGroup[] {
    return [...this.#groupsOf(type).values()].filter((group) => !group.archived);
  }

  group(type: ObjectType, name: string): PropertyGroup {
    const group = this.#groupsOf(type).get(name);
    if (group === undefined || group.archived) throw notFound(`Property group '${name}' does not exist`);
    return group;
  }

  createGroup(
    type: ObjectType,
    draft: { name: string; label: string; displayOrder?: number | undefined },
  ): PropertyGroup {
    if (!NAME.test(draft.name)) throw validationError(`Property group name '${draft.name}' is not valid.`);
    if (this.#groupsOf(type).get(draft.name)?.archived === false) {
      throw new HubSpotError(409, {
        message: `A property group named '${draft.name}' already exists.`,
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'Properties.GROUP_WITH_NAME_EXISTS',
      });
    }
    const group = { ...draft, displayOrder: draft.displayOrder ?? -1, hubspotDefined: false, archived: false };
    this.#groupsOf(type).set(group.name, group);
    return group;
  }

  updateGroup(type: ObjectType, name: string, patch: { label?: string; displayOrder?: number }): PropertyGroup {
    return Object.assign(this.group(type, name), patch);
  }

  archiveGroup(type: ObjectType, name: string): void {
    const group = this.group(type, name);
    const inUse = this.list(type).some((definition) => definition.groupName === name);
    if (group.hubspotDefined || inUse) {
      throw validationError(`Property group '${name}' still holds properties and cannot be archived.`);
    }
    group.archived = true;
  }

  #of(type: ObjectType): Map<string, PropertyDefinition> {
    return this.#definitions.get(type) ?? new Map<string, PropertyDefinition>();
  }

  #groupsOf(type: ObjectType): Map<string, PropertyGroup> {
    return this.#groups.get(type) ?? new Map<string, PropertyGroup>();
  }

  #requireGroup(type: ObjectType, name: string): void {
    if (this.#groupsOf(type).get(name)?.archived === false) return;
    throw validationError(`Property group '${name}' does not exist.`, {
      subCategory: 'Properties.GROUP_NOT_FOUND',
      context: { groupName: [name] },
    });
  }

  #checkUniqueLimit(type: ObjectType): void {
    const unique = this.list(type).filter((definition) => definition.hasUniqueValue && !definition.hubspotDefined);
    if (unique.length < UNIQUE_MAX) return;
    throw validationError(`The limit of ${UNIQUE_MAX} properties with unique values per object is reached.`, {
      subCategory: 'Properties.UNIQUE_PROPERTY_LIMIT_EXCEEDED',
    });
  }
}

const NAME = /^[a-z][a-z0-9_]{0,99}$/;

const toDefinition = (draft: PropertyDraft, atMs: number): PropertyDefinition => ({
  name: draft.name,
  label: draft.label,
  type: draft.type,
  fieldType: draft.fieldType,
  groupName: draft.groupName,
  description: draft.description ?? '',
  options: toOptions(draft.options ?? []),
  displayOrder: draft.displayOrder ?? -1,
  hidden: draft.hidden ?? false,
  formField: draft.formField ?? false,
  hasUniqueValue: draft.hasUniqueValue ?? false,
  hubspotDefined: false,
  readOnlyValue: false,
  externalOptions: false,
  archived: false,
  createdAtMs: atMs,
  updatedAtMs: atMs,
});
