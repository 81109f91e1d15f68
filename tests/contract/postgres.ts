import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** An empty PostgreSQL database for one test file. */
export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** Whether this machine can run the PostgreSQL tests. Says so loudly when not; with REQUIRE_ALL=1 that is an error. */
export function hasPostgres(): boolean {
  if (process.env.DATABASE_URL_TEST !== undefined || findBinaries() !== null) return true;
  const sentence =
    'PostgreSQL tests did not run: set DATABASE_URL_TEST, or install PostgreSQL (Debian: apt-get install postgresql).';
  if (process.env.REQUIRE_ALL === '1') throw new Error(sentence);
  console.warn(`\n*** ${sentence} ***\n`);
  return false;
}

/** A new database on the server of DATABASE_URL_TEST, or on a temporary server of this machine's own PostgreSQL. */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.DATABASE_URL_TEST;
  const server = given === undefined ? await startCluster() : { url: given, stop: async () => undefined };
  const name = `partnerlock_test_${randomBytes(6).toString('hex')}`;
  await onServer(server.url, `create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    stop: async () => {
      await onServer(server.url, `drop database if exists ${name} with (force)`);
      await server.stop();
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A server on a socket in a temporary folder: no port, no password, gone with the test. */
async function startCluster(): Promise<TestPostgres> {
  const binaries = findBinaries();
  if (binaries === null) throw new Error('No PostgreSQL on this machine: ask hasPostgres() first.');
  const folder = mkdtempSync(path.join(tmpdir(), 'plpg-'));
  const owner = unprivilegedUser();
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  const as = { ...owner, cwd: folder };
  execFileSync(path.join(binaries, 'initdb'), ['-D', data, '-U', 'tests', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...as,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const options = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'];
  const server = spawn(path.join(binaries, 'postgres'), options, { ...as, stdio: 'ignore' });
  // A test run that is cut short must leave no server behind.
  const kill = () => void server.kill('SIGKILL');
  process.once('exit', kill);
  const url = `postgres://tests@localhost/postgres?host=${encodeURIComponent(folder)}`;
  await untilReady(url, server);
  return {
    url,
    stop: async () => {
      process.off('exit', kill);
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The temporary PostgreSQL ended with code ${server.exitCode}.`);
    try {
      return await onServer(url, 'select 1');
    } catch {
      await pause(50);
    }
  }
}

/** The newest installed PostgreSQL's folder of programs. */
function findBinaries(): string | null {
  const debian = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => versionIn(b) - versionIn(a));
  const folders = [...debian, ...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/bin'];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name)))) ?? null;
}

const versionIn = (folder: string): number => Number(/(\d+)\/bin$/.exec(folder)?.[1] ?? 0);

/** PostgreSQL refuses to run as root; then it runs as the postgres user, or as nobody. null keeps the present user. */
function unprivilegedUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(entry?.[1] ?? 65_534), gid: Number(entry?.[2] ?? 65_534) };
}
