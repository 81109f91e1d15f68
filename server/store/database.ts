import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, type KyselyConfig, type Transaction, type TransactionBuilder } from 'kysely';
import { migrate } from './migrations.ts';
import { pgliteInFolder, pgliteInMemory } from './pglite.ts';
import { postgresAt } from './postgres.ts';
import type { Schema } from './schema.ts';
import type { Storage } from './storage.ts';
import { sqlState } from './version-conflict.ts';

export type Db = Kysely<Schema>;
/** A function that takes a `tx` must run inside a transaction. It may be handed on wherever a `Db` is wanted. */
export type Tx = Transaction<Schema>;

/** The one place that everything is stored in: PGlite inside this process, or a PostgreSQL server. */
export interface Database {
  readonly db: Db;
  readonly engine: 'pglite' | 'postgres';
  /** Runs it in one transaction. After a deadlock it runs again, so it may do nothing but talk to the database. */
  transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * One at a time for this name across every process that uses the database, without an open transaction around it:
   * for work that waits for a network. Never call it inside a transaction.
   */
  exclusive<T>(name: string, run: () => Promise<T>): Promise<T>;
  /** Vacuum and checkpoint, which an embedded PGlite never does by itself. Call it on a timer; harmless elsewhere. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}

export type DatabasePlace =
  | { readonly kind: 'memory' }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Opens the database, migrated and ready. A folder belongs to one process at a time; others are refused. */
export async function openDatabase(where: DatabasePlace): Promise<Database> {
  const storage = await storageOf(where);
  const inside = new AsyncLocalStorage<OpenTransaction>();
  const db = new GuardedKysely({ dialect: storage.dialect }, inside);
  const close = async (): Promise<void> => {
    await db.destroy();
    await storage.close();
  };
  try {
    await migrate(db);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    db,
    engine: storage.engine,
    transaction: (run) => transactionOn(db, inside, run),
    exclusive: (name, run) => {
      refuseInside(inside);
      return storage.exclusive(name, run);
    },
    maintain: () => storage.maintain(db),
    close,
  };
}

function storageOf(where: DatabasePlace): Promise<Storage> {
  switch (where.kind) {
    case 'memory':
      return pgliteInMemory();
    case 'folder':
      return pgliteInFolder(where.folder);
    case 'postgres':
      return postgresAt(where.url);
  }
}

/** Serialization failure and deadlock: the database undid everything and asks to try again. */
const TRY_AGAIN = ['40001', '40P01'];
const RETRY_DELAYS_MS = [5, 25, 125];

async function transactionOn<T>(db: Db, inside: Inside, run: (tx: Tx) => Promise<T>): Promise<T> {
  for (const delayMs of RETRY_DELAYS_MS) {
    try {
      return await runOnce(db, inside, run);
    } catch (error) {
      if (!TRY_AGAIN.includes(sqlState(error) ?? '')) throw error;
      await pause(delayMs);
    }
  }
  return runOnce(db, inside, run);
}

const runOnce = <T>(db: Db, inside: Inside, run: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute((tx) => {
    const open: OpenTransaction = { isOpen: true };
    // Without plugins the handle lacks the guard below, which must stop the outer handle only.
    return inside.run(open, () => run(tx.withoutPlugins())).finally(() => (open.isOpen = false));
  });

/** What the asynchronous context remembers. Closed at the end, so that work which outlives it is not refused. */
interface OpenTransaction {
  isOpen: boolean;
}
type Inside = AsyncLocalStorage<OpenTransaction>;

/**
 * PGlite has one connection: a query on the outer handle, awaited inside a transaction, would wait for ever. On
 * PostgreSQL it would silently run outside of the transaction. Both are refused at once.
 */
function refuseInside(inside: Inside): void {
  if (inside.getStore()?.isOpen !== true) return;
  throw new Error('The database was used inside an open transaction: pass the transaction (tx) down and query that.');
}

/** Kysely whose outer handle refuses to work inside a transaction of the same database. */
class GuardedKysely extends Kysely<Schema> {
  readonly #inside: Inside;

  constructor(config: KyselyConfig, inside: Inside) {
    const guard = {
      transformQuery: <Node>({ node }: { readonly node: Node }): Node => {
        refuseInside(inside);
        return node;
      },
      transformResult: async <Result>({ result }: { readonly result: Result }): Promise<Result> => result,
    };
    super({ ...config, plugins: [guard] });
    this.#inside = inside;
  }

  override transaction(): TransactionBuilder<Schema> {
    refuseInside(this.#inside);
    return super.transaction();
  }
}
