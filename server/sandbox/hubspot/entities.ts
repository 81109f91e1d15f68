/** What is stored. How it looks on the wire is the business of `formatters.ts`, so a renamed field touches one file. */

export const OBJECT_TYPES = ['contacts', 'companies', 'deals'] as const;
export type ObjectType = (typeof OBJECT_TYPES)[number];

export const OBJECT_TYPE_IDS: Record<ObjectType, string> = { contacts: '0-1', companies: '0-2', deals: '0-3' };
export const SINGULAR: Record<ObjectType, 'contact' | 'company' | 'deal'> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
};

/** `deals`, `deal`, `DEAL` and `0-3` are the same type to HubSpot. */
export function objectTypeOf(nameOrId: string): ObjectType | undefined {
  const wanted = nameOrId.toLowerCase();
  return OBJECT_TYPES.find((type) => type === wanted || SINGULAR[type] === wanted || OBJECT_TYPE_IDS[type] === wanted);
}

/** Who changed something, in the words of HubSpot's history and webhooks. */
export interface Actor {
  readonly changeSource: 'CRM_UI' | 'INTEGRATION' | 'FORM' | 'AUTO_ASSOCIATE_BY_DOMAIN' | 'MERGE_OBJECTS';
  readonly sourceId: string;
}

export interface PropertyVersion {
  /** Canonical text; empty when the property was cleared. */
  readonly value: string;
  readonly atMs: number;
  readonly actor: Actor;
}

export interface CrmRecord {
  readonly id: string;
  readonly type: ObjectType;
  /** Oldest version first. */
  readonly history: Map<string, PropertyVersion[]>;
  /** When it came to life, was archived, was restored: the search index needs the past. */
  readonly lifecycle: { readonly atMs: number; readonly alive: boolean }[];
  readonly createdAtMs: number;
  updatedAtMs: number;
  /** The surviving record when this one was merged away. */
  mergedInto?: string;
}

export const PROPERTY_TYPES = ['string', 'number', 'date', 'datetime', 'enumeration', 'bool'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly displayOrder: number;
  readonly hidden: boolean;
}

export interface PropertyDefinition {
  readonly name: string;
  label: string;
  type: PropertyType;
  fieldType: string;
  groupName: string;
  description: string;
  options: readonly PropertyOption[];
  displayOrder: number;
  hidden: boolean;
  formField: boolean;
  readonly hasUniqueValue: boolean;
  readonly hubspotDefined: boolean;
  readonly readOnlyValue: boolean;
  /** Options live outside the definition: owners, pipelines, stages. */
  readonly externalOptions: boolean;
  archived: boolean;
  createdAtMs: number;
  updatedAtMs: number;
}

export interface PropertyGroup {
  readonly name: string;
  label: string;
  displayOrder: number;
  readonly hubspotDefined: boolean;
  archived: boolean;
}

export interface PipelineStage {
  readonly id: string;
  label: string;
  displayOrder: number;
  metadata: { readonly isClosed: string; readonly probability: string };
  readonly createdAtMs: number;
  updatedAtMs: number;
}

export interface Pipeline {
  readonly id: string;
  label: string;
  displayOrder: number;
  stages: PipelineStage[];
  readonly createdAtMs: number;
  updatedAtMs: number;
}

/** A person with a seat in the portal. Names are role names: the sandbox invents no people. */
export interface PortalUser {
  readonly userId: string;
  readonly ownerId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly superAdmin: boolean;
  readonly createdAtMs: number;
}

/** Something happened in a portal; the webhook sender turns it into events. */
export type Change = {
  readonly portalId: string;
  readonly atMs: number;
  readonly actor: Actor;
} & (
  | { readonly kind: 'creation' | 'deletion' | 'restore'; readonly type: ObjectType; readonly id: string }
  | {
      readonly kind: 'propertyChange';
      readonly type: ObjectType;
      readonly id: string;
      readonly name: string;
      readonly value: string;
    }
  | {
      readonly kind: 'merge';
      readonly type: ObjectType;
      readonly primaryId: string;
      readonly mergedIds: readonly string[];
      readonly newId: string;
      readonly propertiesMoved: number;
    }
  | {
      readonly kind: 'associationChange';
      readonly from: RecordRef;
      readonly to: RecordRef;
      readonly typeId: number;
      readonly typeName: string;
      readonly removed: boolean;
      readonly primary: boolean;
    }
  | { readonly kind: 'privacyDeletion'; readonly id: string }
);

export interface RecordRef {
  readonly type: ObjectType;
  readonly id: string;
}
