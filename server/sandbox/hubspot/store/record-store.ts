import { toHubSpotTime } from '../clock.ts';
import type { Actor, Change, CrmRecord, ObjectType, RecordRef } from '../entities.ts';
import { OBJECT_TYPES, SINGULAR } from '../entities.ts';
import { contactExists, notFound, validationError, valueTaken } from '../errors.ts';
import { mergeRecords } from './merge-records.ts';
import type { PropertyStore } from './property-store.ts';
import { coerceValue } from './property-values.ts';
import { isAlive, valueOf, valuesOf, writeVersion } from './record-values.ts';
import { lastModifiedName } from './standard-properties.ts';
import { UniqueIndex } from './unique-index.ts';
import type { Write } from './write-rules.ts';

export type ChangeBody<C = Change> = C extends Change ? Omit<C, 'portalId' | 'atMs' | 'actor'> : never;

export interface RecordStoreDeps {
  readonly portalId: string;
  readonly now: () => number;
  readonly nextId: () => string;
  readonly properties: PropertyStore;
  readonly check: (write: Write) => Map<string, string>;
  readonly emit: (change: ChangeBody, actor: Actor) => void;
  /** Associations follow the survivor of a merge. */
  readonly moveAssociations: (from: RecordRef, to: RecordRef, actor: Actor) => void;
}

/**
 * All records of one portal. Every write is one synchronous step that checks everything and then changes everything
 * or nothing, so of twenty simultaneous writers of one unique value exactly one wins.
 */
export class RecordStore {
  readonly #deps: RecordStoreDeps;
  readonly #records = new Map<ObjectType, Map<string, CrmRecord>>(OBJECT_TYPES.map((type) => [type, new Map()]));
  readonly #unique = new UniqueIndex();
  /**
   * Whether a record in the recycle bin still holds its unique values. Not known of HubSpot, so a test can try both.
   */
  archivedRecordsHoldUniqueValues = false;

  constructor(deps: RecordStoreDeps) {
    this.#deps = deps;
  }

  all(type: ObjectType): readonly CrmRecord[] {
    return [...(this.#records.get(type)?.values() ?? [])];
  }

  list(type: ObjectType, archived = false): readonly CrmRecord[] {
    return this.all(type).filter((record) => record.mergedInto === undefined && isAlive(record) !== archived);
  }

  /** The record under the id; the id of a merged-away record leads to its survivor, as in HubSpot. */
  find({ type, id }: RecordRef, archived = false): CrmRecord | undefined {
    const record = this.#records.get(type)?.get(id);
    if (record?.mergedInto !== undefined) return this.find({ type, id: record.mergedInto }, archived);
    return record !== undefined && isAlive(record) !== archived ? record : undefined;
  }

  require(ref: RecordRef): CrmRecord {
    const record = this.find(ref);
    if (record === undefined) throw notFound();
    return record;
  }

  /** The id of the record that holds a unique value. Throws 400 when the property does not identify records. */
  idByUnique(type: ObjectType, idProperty: string, value: string): string | undefined {
    if (idProperty === 'hs_object_id') return value;
    const definition = this.#deps.properties.get(type, idProperty);
    if (definition === undefined || !definition.hasUniqueValue) {
      throw validationError(`idProperty '${idProperty}' is not a unique property of ${type}.`, {
        context: { idProperty: [idProperty] },
      });
    }
    const coerced = coerceValue(definition, value);
    const holderId = coerced.ok ? this.#unique.holder(type, idProperty, coerced.value) : undefined;
    return holderId !== undefined && this.find({ type, id: holderId }) !== undefined ? holderId : undefined;
  }

  create(type: ObjectType, sent: Readonly<Record<string, string>>, actor: Actor): CrmRecord {
    const values = this.#deps.check({ type, sent, current: undefined });
    const id = this.#deps.nextId();
    const email = type === 'contacts' ? values.get('email') : undefined;
    const existingId = email ? this.#unique.holder('contacts', 'email', email) : undefined;
    if (existingId !== undefined) throw contactExists(existingId);
    this.#checkUnique(type, id, values);

    const atMs = this.#deps.now();
    const lifecycle = [{ atMs, alive: true }];
    const record: CrmRecord = { id, type, history: new Map(), lifecycle, createdAtMs: atMs, updatedAtMs: atMs };
    this.#records.get(type)?.set(id, record);
    writeVersion(record, 'hs_object_id', { value: id, atMs, actor });
    if (!values.has('createdate')) writeVersion(record, 'createdate', { value: toHubSpotTime(atMs), atMs, actor });
    this.#deps.emit({ kind: 'creation', type, id }, actor);
    this.#apply(record, values, actor);
    return record;
  }

  update(ref: RecordRef, sent: Readonly<Record<string, string>>, actor: Actor): CrmRecord {
    const record = this.require(ref);
    const values = this.#deps.check({ type: record.type, sent, current: valuesOf(record) });
    this.#checkUnique(record.type, record.id, values);
    this.#apply(record, values, actor);
    return record;
  }

  /** Values HubSpot computes itself: not checked, not refused for being read-only. */
  derive(ref: RecordRef, values: Readonly<Record<string, string>>, actor: Actor): void {
    const record = this.find(ref);
    if (record !== undefined) this.#apply(record, new Map(Object.entries(values)), actor);
  }

  /** Deleting what is not there is fine, as in HubSpot. */
  archive({ type, id }: RecordRef, actor: Actor): void {
    const record = this.#records.get(type)?.get(id);
    if (record === undefined || record.mergedInto !== undefined || !isAlive(record)) return;
    record.lifecycle.push({ atMs: this.#deps.now(), alive: false });
    if (!this.archivedRecordsHoldUniqueValues) this.#unique.releaseAll(type, id);
    this.#deps.emit({ kind: 'deletion', type, id }, actor);
  }

  /** A restored record loses the unique values that somebody else took meanwhile. */
  restore(ref: RecordRef, actor: Actor): CrmRecord {
    const record = this.find(ref, true);
    if (record === undefined) throw notFound();
    record.lifecycle.push({ atMs: this.#deps.now(), alive: true });
    this.#deps.emit({ kind: 'restore', type: record.type, id: record.id }, actor);
    for (const name of this.#uniqueNames(record.type)) {
      const value = valueOf(record, name);
      if (value === undefined) continue;
      const holderId = this.#unique.holder(record.type, name, value);
      if (holderId === undefined || holderId === record.id) this.#unique.take(record.type, name, value, record.id);
      else this.#apply(record, new Map([[name, '']]), actor);
    }
    return record;
  }

  merge(type: ObjectType, primaryId: string, otherId: string, actor: Actor): CrmRecord {
    const primary = this.require({ type, id: primaryId });
    const other = this.require({ type, id: otherId });
    if (primary === other) throw validationError('Cannot merge an object with itself.');
    return mergeRecords({
      primary,
      other,
      actor,
      nowMs: this.#deps.now(),
      nextId: this.#deps.nextId,
      readOnly: (name) => this.#deps.properties.get(type, name)?.readOnlyValue ?? true,
      add: (record) => this.#records.get(type)?.set(record.id, record),
      release: (record) => this.#unique.releaseAll(type, record.id),
      apply: (record, values) => this.#apply(record, values, actor),
      moveAssociations: (from, to) => this.#deps.moveAssociations(from, to, actor),
      emit: (change) => this.#deps.emit(change, actor),
    });
  }

  /** A privacy deletion leaves nothing behind. */
  purge({ id }: { id: string }, actor: Actor): void {
    this.require({ type: 'contacts', id });
    this.#records.get('contacts')?.delete(id);
    this.#unique.releaseAll('contacts', id);
    this.#deps.emit({ kind: 'deletion', type: 'contacts', id }, actor);
    this.#deps.emit({ kind: 'privacyDeletion', id }, actor);
  }

  #uniqueNames(type: ObjectType): readonly string[] {
    return this.#deps.properties.list(type).flatMap((each) => (each.hasUniqueValue ? [each.name] : []));
  }

  #checkUnique(type: ObjectType, recordId: string, values: ReadonlyMap<string, string>): void {
    for (const name of this.#uniqueNames(type)) {
      const value = values.get(name);
      const holderId = value ? this.#unique.holder(type, name, value) : undefined;
      if (value === undefined || holderId === undefined || holderId === recordId) continue;
      const legacyObjectType = SINGULAR[type].toUpperCase();
      throw valueTaken({ portalId: this.#deps.portalId, legacyObjectType, name, value, recordId, holderId });
    }
  }

  #apply(record: CrmRecord, values: ReadonlyMap<string, string>, actor: Actor): void {
    const atMs = this.#deps.now();
    const { type, id } = record;
    for (const [name, value] of values) {
      const before = valueOf(record, name);
      // Writing the value that is already there is no change: no history entry, no webhook.
      if (value === (before ?? '')) continue;
      if (this.#deps.properties.get(type, name)?.hasUniqueValue === true) {
        if (before !== undefined) this.#unique.release(type, name, before, id);
        if (value !== '') this.#unique.take(type, name, value, id);
      }
      writeVersion(record, name, { value, atMs, actor });
      this.#deps.emit({ kind: 'propertyChange', type, id, name, value }, actor);
    }
    record.updatedAtMs = atMs;
    writeVersion(record, lastModifiedName(type), { value: toHubSpotTime(atMs), atMs, actor });
  }
}
