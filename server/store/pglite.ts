import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect, sql, type Kysely } from 'kysely';
import { openDurablePglite } from './durable-pglite.ts';
import { ownFolder } from './folder-owner.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Schema } from './schema.ts';
import { StorableQueryCompiler } from './storable.ts';
import type { Storage } from './storage.ts';
import { VALUE_PARSERS } from './value-parsers.ts';

/** A database that lives as long as this process: for tests, the sandbox and the preview. */
export async function pgliteInMemory(): Promise<Storage> {
  return storageOn(await PGlite.create({ parsers: VALUE_PARSERS }), () => undefined);
}

/** A database in a folder that this process owns alone until it closes it or dies. */
export async function pgliteInFolder(folder: string): Promise<Storage> {
  const absolute = path.resolve(folder);
  mkdirSync(absolute, { recursive: true, mode: 0o700 });
  const release = ownFolder(absolute);
  try {
    const { pglite } = await openDurablePglite(path.join(absolute, 'pgdata'));
    return storageOn(pglite, release);
  } catch (error) {
    release();
    throw error;
  }
}

const storageOn = (pglite: PGlite, release: () => void): Storage => ({
  engine: 'pglite',
  dialect: new CleanPgliteDialect({ pglite }),
  // The process is the only one on this database, so the process's own queue is enough.
  exclusive: oneAtATime(),
  maintain,
  close: async () => {
    if (!pglite.closed) await pglite.close();
    release();
  },
});

/** Unchecked, 700 MB of write-ahead log once made reopening take 6.5 seconds. */
async function maintain(db: Kysely<Schema>): Promise<void> {
  await sql`vacuum (analyze)`.execute(db);
  await sql`checkpoint`.execute(db);
}

class CleanPgliteDialect extends PGliteDialect {
  override createQueryCompiler(): StorableQueryCompiler {
    return new StorableQueryCompiler();
  }
}
