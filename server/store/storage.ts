import type { Dialect, Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** What an engine brings; `openDatabase` makes a `Database` of it. */
export interface Storage {
  readonly engine: 'pglite' | 'postgres';
  readonly dialect: Dialect;
  /** One at a time for this name, across every process that shares the storage. */
  exclusive<T>(name: string, run: () => Promise<T>): Promise<T>;
  maintain(db: Kysely<Schema>): Promise<void>;
  /** Called after the dialect was destroyed; frees whatever else is held. */
  close(): Promise<void>;
}
