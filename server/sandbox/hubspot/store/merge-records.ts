import { toHubSpotTime } from '../clock.ts';
import type { Actor, CrmRecord, RecordRef } from '../entities.ts';
import type { ChangeBody } from './record-store.ts';
import { valueOf, valuesOf, writeVersion } from './record-values.ts';

export interface Merge {
  readonly primary: CrmRecord;
  readonly other: CrmRecord;
  readonly actor: Actor;
  readonly nowMs: number;
  readonly nextId: () => string;
  readonly readOnly: (name: string) => boolean;
  readonly add: (record: CrmRecord) => void;
  readonly release: (record: CrmRecord) => void;
  readonly apply: (record: CrmRecord, values: ReadonlyMap<string, string>) => void;
  readonly moveAssociations: (from: RecordRef, to: RecordRef) => void;
  readonly emit: (change: ChangeBody) => void;
}

/** The primary's values win, the other record fills the blanks. Contacts continue under a NEW id. */
export function mergeRecords(merge: Merge): CrmRecord {
  const { primary, other, emit } = merge;
  const blanks = [...valuesOf(other)].filter(([name]) => !merge.readOnly(name) && valueOf(primary, name) === undefined);
  const survivor = primary.type === 'contacts' ? continueAsNew(merge) : primary;
  // The primary goes first, so that its company stays the primary company of a merged contact.
  if (survivor !== primary) retire(merge, primary, survivor);
  retire(merge, other, survivor);

  const mergedIds = new Set(valueOf(survivor, 'hs_merged_object_ids')?.split(';'));
  mergedIds.add(other.id);
  if (survivor !== primary) mergedIds.add(primary.id);
  // For a contact, the survivor is empty so far: it takes the primary's values before the blanks are filled.
  const inherited = survivor === primary ? [] : [...valuesOf(primary)].filter(([name]) => !merge.readOnly(name));
  merge.apply(survivor, new Map([...inherited, ...blanks, ['hs_merged_object_ids', [...mergedIds].join(';')]]));
  emit({
    kind: 'merge',
    type: primary.type,
    primaryId: primary.id,
    mergedIds: [other.id],
    newId: survivor.id,
    propertiesMoved: blanks.length,
  });
  return survivor;
}

function continueAsNew({ primary, nextId, nowMs, actor, add }: Merge): CrmRecord {
  const survivor: CrmRecord = {
    id: nextId(),
    type: primary.type,
    history: new Map(),
    lifecycle: [{ atMs: nowMs, alive: true }],
    createdAtMs: primary.createdAtMs,
    updatedAtMs: nowMs,
  };
  add(survivor);
  writeVersion(survivor, 'hs_object_id', { value: survivor.id, atMs: nowMs, actor });
  const createdate = valueOf(primary, 'createdate') ?? toHubSpotTime(primary.createdAtMs);
  writeVersion(survivor, 'createdate', { value: createdate, atMs: nowMs, actor });
  return survivor;
}

function retire({ nowMs, release, moveAssociations }: Merge, gone: CrmRecord, survivor: CrmRecord): void {
  release(gone);
  moveAssociations(gone, survivor);
  gone.mergedInto = survivor.id;
  gone.lifecycle.push({ atMs: nowMs, alive: false });
}
