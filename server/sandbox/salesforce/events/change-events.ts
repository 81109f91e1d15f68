import type { FieldDefinition, Row, Value } from '../entities.ts';
import type { RecordChange } from '../org/core.ts';
import type { Schema } from '../schema/schema.ts';

export interface ChangeEventHeader {
  readonly entityName: string;
  readonly recordIds: readonly string[];
  readonly changeType: string;
  readonly changeOrigin: string;
  readonly transactionKey: string;
  readonly sequenceNumber: number;
  readonly commitTimestamp: number;
  readonly commitNumber: number;
  readonly commitUser: string;
  readonly changedFields: readonly string[];
  readonly nulledFields: readonly string[];
  readonly diffFields: readonly string[];
}

/** One event before a subscriber's field-level security is applied. */
export interface ChangeEvent {
  readonly header: ChangeEventHeader;
  /** By field name; date-times as Unix-free ISO text. */
  readonly fields: Readonly<Record<string, Value>>;
}

export interface CommitFacts {
  readonly userId: string;
  readonly transactionKey: string;
  readonly commitTimestamp: number;
  readonly commitNumber: number;
}

/** `Account` → `AccountChangeEvent`, `X__c` → `X__ChangeEvent`. */
export const changeEventName = (object: string): string =>
  object.endsWith('__c') ? object.replace(/c$/, 'ChangeEvent') : `${object}ChangeEvent`;

/** What one transaction tells of the captured objects: one event per record, equal changes of several merged into one. */
export function changeEventsOf(
  changes: readonly RecordChange[],
  commit: CommitFacts,
  schema: Schema,
  captures: (object: string) => boolean,
): ChangeEvent[] {
  const drafts: { object: string; kind: string; ids: string[]; fields: Record<string, Value>; signature: string }[] =
    [];
  for (const change of perRecord(changes.filter(({ object }) => captures(object)))) {
    const fields = payloadOf(change, schema);
    const signature = JSON.stringify([change.object, change.kind, fields]);
    const last = drafts.at(-1);
    // A creation or a deletion is told record by record unless everything in it is equal.
    if (last?.signature === signature) last.ids.push(change.id);
    else drafts.push({ object: change.object, kind: change.kind, ids: [change.id], fields, signature });
  }
  return drafts.map(({ object, kind, ids, fields }, index) => ({
    header: {
      entityName: object,
      recordIds: ids,
      changeType: kind,
      changeOrigin: 'com/salesforce/api/rest/67.0',
      transactionKey: commit.transactionKey,
      sequenceNumber: index + 1,
      commitTimestamp: commit.commitTimestamp,
      commitNumber: commit.commitNumber,
      commitUser: commit.userId,
      changedFields: kind === 'UPDATE' ? Object.keys(fields) : [],
      nulledFields: kind === 'UPDATE' ? Object.keys(fields).filter((name) => fields[name] === null) : [],
      diffFields: [],
    },
    fields,
  }));
}

/** Several saves of one record in one transaction are one event: what it was before against what it is now. */
function perRecord(changes: readonly RecordChange[]): RecordChange[] {
  const found = new Map<string, RecordChange>();
  for (const change of changes) {
    const known = found.get(change.id);
    if (known === undefined || change.kind !== 'UPDATE') found.set(change.id, change);
    else {
      const changedFields = [...new Set([...known.changedFields, ...change.changedFields])];
      found.set(change.id, { ...change, kind: known.kind, changedFields });
    }
  }
  return [...found.values()];
}

/** Never told: formula fields, which are not stored, and what the header says already. */
const UNTOLD = ['Id', 'IsDeleted', 'SystemModstamp'];

function payloadOf({ object, kind, row, changedFields }: RecordChange, schema: Schema): Record<string, Value> {
  if (kind === 'DELETE') return {};
  const wanted = new Set(kind === 'UPDATE' ? [...changedFields, 'LastModifiedDate'] : Object.keys(row));
  const fields = schema.object(object)?.fields ?? [];
  const told = fields.flatMap((field): [string, Value][] => {
    const value = row[field.name] ?? null;
    if (!wanted.has(field.name) || UNTOLD.includes(field.name) || field.formula !== undefined) return [];
    return kind !== 'UPDATE' && value === null ? [] : [[field.name, shown(field, value)]];
  });
  return Object.fromEntries(told);
}

const shown = (field: FieldDefinition, value: Row[string] | undefined): Value =>
  field.type === 'datetime' && typeof value === 'string' ? value.replace('+0000', 'Z') : (value ?? null);
