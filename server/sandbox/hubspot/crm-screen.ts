import { toHubSpotTime } from './clock.ts';
import type { Actor, CrmRecord, ObjectType, PropertyVersion, RecordRef } from './entities.ts';
import type { Portal } from './portal.ts';
import { isAlive, valuesOf } from './store/record-values.ts';

/** A record as a screen shows it. Empty properties are absent. */
export interface RecordView {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
}

export interface ObjectScreen {
  list(options?: { archived?: boolean }): readonly RecordView[];
  get(id: string): RecordView | undefined;
  find(property: string, value: string): RecordView | undefined;
  history(id: string, property: string): readonly PropertyVersion[];
  create(properties: Readonly<Record<string, string>>, as?: string): RecordView;
  update(id: string, properties: Readonly<Record<string, string>>, as?: string): RecordView;
  archive(id: string, as?: string): void;
  restore(id: string, as?: string): RecordView;
  merge(primaryId: string, otherId: string, as?: string): RecordView;
  /** A privacy deletion; contacts only. */
  purge(id: string, as?: string): void;
  associate(id: string, to: RecordRef, as?: string): void;
  dissociate(id: string, to: RecordRef, as?: string): void;
  associated(id: string, toType: ObjectType): readonly string[];
}

/** What a user does with records in the CRM's own screens. `as` is a user id; without one it is the channel manager. */
export function crmScreen(portal: Portal, type: ObjectType): ObjectScreen {
  const { records, associations } = portal;
  const actorOf = (as?: string): Actor => ({
    changeSource: 'CRM_UI',
    sourceId: `userId:${as ?? portal.user('Channel Manager').userId}`,
  });
  const at = (id: string): RecordRef => ({ type, id });
  return {
    list: (options) => records.list(type, options?.archived).map(toView),
    get: (id) => {
      const record = records.find(at(id));
      return record && toView(record);
    },
    find: (property, value) =>
      records
        .list(type)
        .map(toView)
        .find((view) => view.properties[property] === value),
    history: (id, property) => records.require(at(id)).history.get(property) ?? [],
    create: (properties, as) => toView(records.create(type, properties, actorOf(as))),
    update: (id, properties, as) => toView(records.update(at(id), properties, actorOf(as))),
    archive: (id, as) => records.archive(at(id), actorOf(as)),
    restore: (id, as) => toView(records.restore(at(id), actorOf(as))),
    merge: (primaryId, otherId, as) => toView(records.merge(type, primaryId, otherId, actorOf(as))),
    purge: (id, as) => records.purge({ id }, actorOf(as)),
    associate: (id, to, as) => associations.associate(at(id), to, [], actorOf(as)),
    dissociate: (id, to, as) => associations.dissociate(at(id), to, actorOf(as)),
    associated: (id, toType) => associations.list(at(id), toType).map((each) => each.id),
  };
}

const toView = (record: CrmRecord): RecordView => ({
  id: record.id,
  properties: Object.fromEntries(valuesOf(record)),
  createdAt: toHubSpotTime(record.createdAtMs),
  updatedAt: toHubSpotTime(record.updatedAtMs),
  archived: !isAlive(record),
});
