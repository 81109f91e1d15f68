import { toHubSpotTime } from './clock.ts';
import type {
  CrmRecord,
  Pipeline,
  PipelineStage,
  PortalUser,
  PropertyDefinition,
  PropertyGroup,
  PropertyVersion,
} from './entities.ts';
import type { AssociatedRecord } from './store/association-store.ts';
import { isAlive } from './store/record-values.ts';
import { DEFAULT_READ, lastModifiedName } from './store/standard-properties.ts';

export interface ObjectAnswer {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
}

/** A record with the values of the named properties; HubSpot answers null for empty ones and always adds three. */
export function toObject(
  record: CrmRecord,
  values: ReadonlyMap<string, string>,
  names: readonly string[] | undefined,
  exists: (name: string) => boolean,
): ObjectAnswer {
  const { type } = record;
  const wanted = names === undefined ? DEFAULT_READ[type] : [...names, ...ALWAYS, lastModifiedName(type)];
  const properties = Object.fromEntries(
    [...new Set(wanted)].filter(exists).map((name) => [name, values.get(name) ?? null]),
  );
  return {
    id: record.id,
    properties,
    createdAt: toHubSpotTime(record.createdAtMs),
    updatedAt: toHubSpotTime(record.updatedAtMs),
    archived: !isAlive(record),
  };
}

const ALWAYS = ['createdate', 'hs_object_id'];

/** Newest first. */
export const toHistory = (versions: readonly PropertyVersion[]) =>
  versions.toReversed().map(({ value, atMs, actor }) => ({
    value,
    timestamp: toHubSpotTime(atMs),
    sourceType: actor.changeSource,
    sourceId: actor.sourceId,
    ...(actor.sourceId.startsWith('userId:') ? { updatedByUserId: Number(actor.sourceId.slice(7)) } : {}),
  }));

/** The objects API's flat list: one entry per record and association type. */
export const toAssociationResults = (associated: readonly AssociatedRecord[]) => ({
  results: associated.flatMap(({ id, types }) => types.map((type) => ({ id, type: type.name }))),
});

/** The associations API's list: one entry per record, ids as numbers. */
export const toAssociatedRecords = (associated: readonly AssociatedRecord[]) =>
  associated.map(({ id, types }) => ({
    toObjectId: Number(id),
    associationTypes: types.map(({ typeId, label }) => ({ category: 'HUBSPOT_DEFINED', typeId, label })),
  }));

export const toProperty = (definition: PropertyDefinition) => ({
  createdAt: toHubSpotTime(definition.createdAtMs),
  updatedAt: toHubSpotTime(definition.updatedAtMs),
  name: definition.name,
  label: definition.label,
  type: definition.type,
  fieldType: definition.fieldType,
  groupName: definition.groupName,
  description: definition.description,
  options: definition.options.map((option) => ({ ...option, description: option.description ?? '' })),
  displayOrder: definition.displayOrder,
  calculated: false,
  externalOptions: definition.externalOptions,
  archived: definition.archived,
  hasUniqueValue: definition.hasUniqueValue,
  hidden: definition.hidden,
  hubspotDefined: definition.hubspotDefined,
  formField: definition.formField,
  modificationMetadata: {
    archivable: !definition.hubspotDefined,
    readOnlyDefinition: definition.hubspotDefined,
    readOnlyOptions: definition.hubspotDefined,
    readOnlyValue: definition.readOnlyValue,
  },
});

export const toGroup = ({ name, label, displayOrder, archived }: PropertyGroup) => ({
  name,
  label,
  displayOrder,
  archived,
});

export const toStage = (stage: PipelineStage) => ({
  id: stage.id,
  label: stage.label,
  displayOrder: stage.displayOrder,
  metadata: stage.metadata,
  createdAt: toHubSpotTime(stage.createdAtMs),
  updatedAt: toHubSpotTime(stage.updatedAtMs),
  archived: false,
});

export const toPipeline = (pipeline: Pipeline) => ({
  id: pipeline.id,
  label: pipeline.label,
  displayOrder: pipeline.displayOrder,
  stages: pipeline.stages.map(toStage),
  createdAt: toHubSpotTime(pipeline.createdAtMs),
  updatedAt: toHubSpotTime(pipeline.updatedAtMs),
  archived: false,
});

export const toOwner = (user: PortalUser) => ({
  id: user.ownerId,
  email: user.email,
  type: 'PERSON',
  firstName: user.firstName,
  lastName: user.lastName,
  userId: Number(user.userId),
  userIdIncludingInactive: Number(user.userId),
  createdAt: toHubSpotTime(user.createdAtMs),
  updatedAt: toHubSpotTime(user.createdAtMs),
  archived: false,
});

/** HubSpot pages with an opaque `after`; here it is an offset. */
export function toPage<T>(items: readonly T[], after: number, limit: number) {
  const end = after + limit;
  const paging = end < items.length ? { paging: { next: { after: String(end) } } } : {};
  return { results: items.slice(after, end), ...paging };
}
