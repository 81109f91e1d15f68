import type { Row } from '../entities.ts';
import { noAccess, saveRefused } from '../errors.ts';
import type { Actor, Core } from './core.ts';
import { removeRow } from './deleting.ts';
import type { Input } from './prepare.ts';
import { prepare } from './prepare.ts';
import { updateRow } from './saving.ts';

export interface MergeRequest {
  /** The record that stays. */
  readonly masterId: string;
  /** One or two that end. */
  readonly duplicateIds: readonly string[];
  /** Values chosen for the master, saved under its rules. Without a choice the master keeps its own, blank or not. */
  readonly values?: Input;
}

/**
 * Merges accounts, contacts or leads as the merge screen does: what pointed at the duplicates points at the master,
 * the duplicates end with `MasterRecordId`, and their unique values are free.
 */
export function mergeRecords(
  core: Core,
  objectName: 'Account' | 'Contact' | 'Lead',
  request: MergeRequest,
  actor: Actor,
): void {
  const object = core.objectFor(objectName, actor.access);
  if (!actor.access.mayEdit(object.name) || !actor.access.mayDelete(object.name)) throw noAccess();
  const { masterId, duplicateIds } = request;
  if (duplicateIds.length < 1 || duplicateIds.length > 2 || duplicateIds.includes(masterId)) {
    throw saveRefused('INVALID_ARGUMENT_TYPE', 'A merge takes a master record and one or two others.');
  }
  core.transaction(actor.user.id, () => {
    core.rowFor(object.name, masterId);
    // The duplicates go first, so that the master may take their unique values.
    for (const id of duplicateIds) {
      removeRow(core, object.name, id, actor, masterId);
      reparent(core, object.name, id, masterId, actor);
    }
    updateRow(core, object, masterId, prepare(core, object, request.values ?? {}, 'update', actor), actor);
  });
}

function reparent(core: Core, object: string, fromId: string, toId: string, actor: Actor): void {
  for (const child of core.schema.childrenOf(object)) {
    if (child.field.name === 'MasterRecordId') continue;
    for (const row of core.tables.all(child.object.name)) {
      if (row['IsDeleted'] === true || row[child.field.name] !== fromId) continue;
      const stamp = core.stamp();
      const moved: Row = {
        ...row,
        [child.field.name]: toId,
        LastModifiedDate: stamp,
        LastModifiedById: actor.user.id,
        SystemModstamp: stamp,
      };
      core.tables.put(child.object.name, moved);
      const changedFields = [child.field.name, 'LastModifiedDate'];
      core.changed({ object: child.object.name, kind: 'UPDATE', id: String(row['Id']), changedFields, row: moved });
    }
  }
}
