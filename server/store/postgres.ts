import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { oneAtATime } from './one-at-a-time.ts';
import { StorableQueryCompiler } from './storable.ts';
import type { Storage } from './storage.ts';
import { VALUE_PARSERS } from './value-parsers.ts';

/** A PostgreSQL server, which any number of replicas may share. */
export async function postgresAt(url: string): Promise<Storage> {
  const pool = poolAt(url, { max: 10, connectionTimeoutMillis: 10_000, statement_timeout: 30_000 });
  // A pool of its own: a holder that waited here for a connection of the other pool could stop everybody.
  const holders = poolAt(url, { max: 4, connectionTimeoutMillis: 120_000 });
  const inThisProcess = oneAtATime();
  return {
    engine: 'postgres',
    dialect: new CleanPostgresDialect({ pool }),
    exclusive: (name, run) => inThisProcess(name, () => whileLocked(holders, name, run)),
    // Autovacuum and the checkpointer do it.
    maintain: async () => undefined,
    close: () => holders.end(),
  };
}

/**
 * Holds an advisory lock on a connection that does nothing else. Other connections can write and commit meanwhile,
 * and the lock is free when this process dies, or early when that connection is lost.
 */
async function whileLocked<T>(holders: pg.Pool, name: string, run: () => Promise<T>): Promise<T> {
  const holder = await holders.connect();
  try {
    await holder.query('begin');
    await holder.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
    return await run();
  } finally {
    const wasLost = await holder.query('commit').then(
      () => false,
      () => true,
    );
    holder.release(wasLost);
  }
}

function poolAt(url: string, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'partnerlock',
    types: { getTypeParser: parserOf },
    ...options,
  });
  // A connection that the server ended leaves the pool, and the query that used it fails. Without these listeners the
  // same news, as an event of the idle or of the busy connection, would end the whole process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function parserOf(type: number): (text: string) => unknown {
  const otherwise: unknown = pg.types.getTypeParser(type, 'text');
  return VALUE_PARSERS[type] ?? (isParser(otherwise) ? otherwise : String);
}

const isParser = (value: unknown): value is (text: string) => unknown => typeof value === 'function';

class CleanPostgresDialect extends PostgresDialect {
  override createQueryCompiler(): StorableQueryCompiler {
    return new StorableQueryCompiler();
  }
}
