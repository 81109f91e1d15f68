import type { FieldDefinition, Row, Value } from '../entities.ts';
import type { Schema } from '../schema/schema.ts';

/** All rows of all objects, deleted ones included, with the unique indexes and a journal to take writes back. */
export class Tables {
  readonly #schema: Schema;
  readonly #rows = new Map<string, Map<string, Row>>();
  /** `Object.Field` → folded value → id of the record that holds it. */
  readonly #unique = new Map<string, Map<string, string>>();
  #journal: (() => void)[] = [];

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  /** The row, deleted or not. */
  get(object: string, id: string): Row | undefined {
    return this.#rows.get(object)?.get(id);
  }

  /** Undefined too when it is in the recycle bin. */
  live(object: string, id: string): Row | undefined {
    const row = this.get(object, id);
    return row?.['IsDeleted'] === true ? undefined : row;
  }

  /** In the order of creation. */
  all(object: string): Row[] {
    return [...(this.#rows.get(object)?.values() ?? [])];
  }

  /** The record that holds this value of a unique field; recycle-bin records hold none. */
  holderOf(object: string, field: FieldDefinition, value: Value | undefined): string | undefined {
    if (value === null || value === undefined || value === '') return undefined;
    return this.#unique.get(`${object}.${field.name}`)?.get(fold(value, field));
  }

  put(object: string, row: Row): void {
    const id = String(row['Id']);
    const before = this.get(object, id);
    this.#write(object, id, row);
    this.#journal.push(() => this.#write(object, id, before));
  }

  /** Where the journal stands, for `rollback`. */
  mark(): number {
    return this.#journal.length;
  }

  /** Takes back everything written since the mark. */
  rollback(mark: number): void {
    for (const undo of this.#journal.splice(mark).reverse()) undo();
  }

  /** Nothing before this moment can be taken back any more. */
  commit(): void {
    this.#journal = [];
  }

  #write(object: string, id: string, row: Row | undefined): void {
    const rows = this.#rows.get(object) ?? new Map<string, Row>();
    this.#rows.set(object, rows);
    const before = rows.get(id);
    for (const field of this.#schema.object(object)?.fields ?? []) {
      if (!field.unique) continue;
      const index = this.#unique.get(`${object}.${field.name}`) ?? new Map<string, string>();
      this.#unique.set(`${object}.${field.name}`, index);
      const old = keyOf(before, field);
      const next = keyOf(row, field);
      if (old !== undefined && index.get(old) === id) index.delete(old);
      if (next !== undefined) index.set(next, id);
    }
    if (row === undefined) rows.delete(id);
    else rows.set(id, row);
  }
}

/** Whether two values of a unique or external id field are the same to the platform. */
export const isSameKey = (one: Value | undefined, other: Value, field: FieldDefinition): boolean =>
  one !== null && one !== undefined && fold(one, field) === fold(other, field);

const fold = (value: Value, field: FieldDefinition): string =>
  field.caseSensitive ? String(value) : String(value).toLowerCase();

function keyOf(row: Row | undefined, field: FieldDefinition): string | undefined {
  const value = row?.['IsDeleted'] === true ? undefined : row?.[field.name];
  return value === null || value === undefined || value === '' ? undefined : fold(value, field);
}
