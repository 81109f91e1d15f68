import type { FieldDefinition, ObjectDefinition, Row, Value } from '../entities.ts';
import { notFound, refuse } from '../errors.ts';
import type { FormulaRecord } from '../formulas/engine.ts';
import { evaluateFormula } from '../formulas/engine.ts';
import { idCounter } from '../ids.ts';
import type { Schema } from '../schema/schema.ts';
import { toDateTime } from '../times.ts';
import type { Access } from './access.ts';
import { Tables } from './tables.ts';
import type { OrgUser } from './users.ts';

/** Who does something, with which rights. */
export interface Actor {
  readonly user: OrgUser;
  readonly access: Access;
}

/** One record's change, told when its transaction is over. */
export interface RecordChange {
  readonly object: string;
  readonly kind: 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE';
  readonly id: string;
  readonly changedFields: readonly string[];
  /** After the change. */
  readonly row: Row;
}

export interface CoreDeps {
  readonly schema: Schema;
  readonly now: () => number;
  readonly onCommit: (changes: readonly RecordChange[], userId: string) => void;
}

/** What saving, reading, conversion and merge share: rows, time, ids and transactions. */
export class Core {
  readonly schema: Schema;
  readonly tables: Tables;
  readonly now: () => number;
  readonly newId = idCounter();
  /** Rows somebody else holds, with how many attempts to write still fail. */
  readonly lockedRows = new Map<string, number>();
  readonly #onCommit: CoreDeps['onCommit'];
  #changes: RecordChange[] = [];
  #depth = 0;

  constructor({ schema, now, onCommit }: CoreDeps) {
    this.schema = schema;
    this.tables = new Tables(schema);
    this.now = now;
    this.#onCommit = onCommit;
  }

  /** The time as records carry it. */
  stamp(): string {
    return toDateTime(this.now());
  }

  changed(change: RecordChange): void {
    this.#changes.push(change);
  }

  /** Everything inside or nothing; changes are told when the outermost transaction is over. */
  transaction<T>(userId: string, work: () => T): T {
    const mark = this.tables.mark();
    const told = this.#changes.length;
    this.#depth += 1;
    try {
      const result = work();
      if (this.#depth === 1) this.#commit(userId);
      return result;
    } catch (error) {
      this.tables.rollback(mark);
      this.#changes.length = told;
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  #commit(userId: string): void {
    const changes = this.#changes;
    this.#changes = [];
    this.tables.commit();
    if (changes.length > 0) this.#onCommit(changes, userId);
  }

  /** The object, whatever the case of its name; 404 when it is absent or hidden. */
  objectFor(name: string, access: Access): ObjectDefinition {
    const object = this.schema.object(name);
    if (object === undefined || !access.mayRead(object.name)) throw notFound();
    return object;
  }

  /** A record that is there; 404 in the platform's words otherwise. */
  rowFor(object: string, id: string): Row {
    const row = this.tables.get(object, id);
    if (row === undefined) throw notFound();
    if (row['IsDeleted'] === true) throw refuse(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
    return row;
  }

  /** A field's value now, formula fields computed. */
  valueOf(object: string, row: Row, field: FieldDefinition, actor: Actor): Value {
    if (field.formula === undefined) return row[field.name] ?? (field.type === 'boolean' ? false : null);
    return evaluateFormula(field, { ...this.formulaFacts(actor), object, after: row });
  }

  formulaFacts({ user, access }: Actor) {
    return {
      schema: this.schema,
      now: this.now(),
      user: {
        id: user.id,
        username: user.username,
        email: user.email,
        profileName: user.profile.name,
        permissions: access.customPermissions,
      },
      parentOf: (object: string, id: string): FormulaRecord | undefined => this.tables.live(object, id),
    };
  }
}
