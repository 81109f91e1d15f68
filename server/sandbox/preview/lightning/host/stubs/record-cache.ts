import { plainCopy } from './plain-copy.ts';

/** A record as the UI API answers it. */
export interface UiRecord {
  readonly id: string;
  readonly apiName: string;
  readonly fields: Readonly<Record<string, UiField>>;
}

export interface UiField {
  readonly value: unknown;
  readonly displayValue: string | null;
}

interface Entry {
  readonly record: UiRecord;
  /** Field paths that were asked for, whether or not the person may see them. */
  readonly known: ReadonlySet<string>;
  readonly readAtMs: number;
}

/** Lightning Data Service takes a record from its cache without asking for half a minute. */
const FRESH_MS = 30_000;

/**
 * One copy of each record for all components of a page, as Lightning Data Service keeps it. A write on the server is
 * not seen here until somebody refreshes the record or the copy has grown old.
 */
export class RecordCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get(recordId: string): UiRecord | undefined {
    return this.#entries.get(recordId)?.record;
  }

  /** Whether the copy answers for all of these fields. */
  answers(recordId: string, paths: readonly string[]): boolean {
    const entry = this.#entries.get(recordId);
    return (
      entry !== undefined && this.#now() - entry.readAtMs < FRESH_MS && paths.every((path) => entry.known.has(path))
    );
  }

  put(record: UiRecord, paths: readonly string[]): void {
    const before = this.#entries.get(record.id);
    this.#entries.set(record.id, {
      record: before === undefined ? record : { ...record, fields: mergeFields(before.record.fields, record.fields) },
      known: new Set([...(before?.known ?? []), ...paths]),
      readAtMs: this.#now(),
    });
  }
}

type Fields = UiRecord['fields'];

function mergeFields(before: Fields, after: Fields): Fields {
  const merged: Record<string, UiField> = { ...before };
  for (const [name, field] of Object.entries(after)) {
    const [old, next] = [nestedFields(merged[name]), nestedFields(field)];
    const isSameParent = idOf(merged[name]) === idOf(field);
    merged[name] =
      old === undefined || next === undefined || !isSameParent
        ? field
        : { ...field, value: { ...(field.value as object), fields: mergeFields(old, next) } };
  }
  return merged;
}

/** The fields of a related record, where a field holds one. */
export function nestedFields(field: UiField | undefined): Fields | undefined {
  const value = field?.value;
  return typeof value === 'object' && value !== null && 'fields' in value ? (value.fields as Fields) : undefined;
}

const idOf = (field: UiField | undefined): unknown =>
  typeof field?.value === 'object' && field.value !== null && 'id' in field.value ? field.value.id : undefined;

/** The record with nothing but the paths that were asked for; a path the person may not see is missing. */
export function select(record: UiRecord, paths: readonly string[]): UiRecord {
  return deepFreeze(plainCopy({ ...record, fields: pick(record.fields, paths) }));
}

function pick(fields: Fields, paths: readonly string[]): Fields {
  const picked: Record<string, UiField> = {};
  for (const name of new Set(paths.map((path) => path.split('.')[0] ?? path))) {
    const field = fields[name];
    if (field === undefined) continue;
    const rest = paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
    const nested = nestedFields(field);
    picked[name] =
      nested === undefined || rest.length === 0
        ? field
        : { ...field, value: { ...(field.value as object), fields: pick(nested, rest) } };
  }
  return picked;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const each of Object.values(value)) deepFreeze(each);
  return Object.freeze(value);
}
