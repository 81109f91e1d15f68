import type { Row } from '../entities.ts';
import { noAccess, saveRefused } from '../errors.ts';
import type { Actor, Core } from './core.ts';
import { checkUnique, takeRow } from './saving.ts';

/** Into the recycle bin, details and an account's contacts and opportunities with it; other lookups become blank. */
export function deleteRecord(core: Core, objectName: string, id: string, actor: Actor): void {
  const object = core.objectFor(objectName, actor.access);
  core.rowFor(object.name, id);
  if (!actor.access.mayDelete(object.name)) throw noAccess();
  core.transaction(actor.user.id, () => removeRow(core, object.name, id, actor));
}

/** Out of the recycle bin; refused when another record took a unique value meanwhile. */
export function undeleteRecord(core: Core, objectName: string, id: string, actor: Actor): void {
  const object = core.objectFor(objectName, actor.access);
  const row = core.tables.get(object.name, id);
  if (row?.['IsDeleted'] !== true || row['MasterRecordId']) {
    throw saveRefused('UNDELETE_FAILED', 'Entity is not in the recycle bin');
  }
  core.transaction(actor.user.id, () => {
    checkUnique(core, object, row, id);
    const restored: Row = { ...row, IsDeleted: false, SystemModstamp: core.stamp() };
    core.tables.put(object.name, restored);
    const changedFields = Object.keys(restored).filter((name) => restored[name] !== null);
    core.changed({ object: object.name, kind: 'UNDELETE', id, changedFields, row: restored });
  });
}

/** Inside a transaction. `masterId` marks the loser of a merge, which is gone for good. */
export function removeRow(core: Core, object: string, id: string, actor: Actor, masterId?: string): void {
  const row = core.rowFor(object, id);
  takeRow(core, id);
  if (masterId === undefined) letGoOfChildren(core, object, id, actor);
  const stamp = core.stamp();
  const deleted: Row = {
    ...row,
    IsDeleted: true,
    LastModifiedDate: stamp,
    LastModifiedById: actor.user.id,
    SystemModstamp: stamp,
    ...(masterId === undefined ? {} : { MasterRecordId: masterId }),
  };
  core.tables.put(object, deleted);
  core.changed({ object, kind: 'DELETE', id, changedFields: [], row: deleted });
}

const CASCADING = ['Account.Contact.AccountId', 'Account.Opportunity.AccountId'];

function letGoOfChildren(core: Core, object: string, id: string, actor: Actor): void {
  for (const child of core.schema.childrenOf(object)) {
    const falls = child.field.masterDetail || CASCADING.includes(`${object}.${child.object.name}.${child.field.name}`);
    for (const row of core.tables.all(child.object.name)) {
      if (row['IsDeleted'] === true || row[child.field.name] !== id) continue;
      if (falls) removeRow(core, child.object.name, String(row['Id']), actor);
      // The platform blanks a lookup without a save: no rules, no new modification date.
      else core.tables.put(child.object.name, { ...row, [child.field.name]: null });
    }
  }
}
