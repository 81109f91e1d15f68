import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../server/store/database.ts';
import { openDurablePglite } from '../../../server/store/durable-pglite.ts';

let folder: string;
let children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'partnerlock-'));
});
afterEach(async () => {
  await Promise.all(children.map(kill));
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

/** Each process opens PGlite, which takes seconds, and far longer while other tests keep both cores busy. */
describe('a database folder', { timeout: 300_000 }, () => {
  it('has lost no acknowledged row after each of six kills', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 6; round++) {
      const writer = start(`${round}`);
      // A different number each time, so that the kill hits different moments.
      acknowledged.push(...(await storedUntil(writer, 20 + round * 17)));
    }
    const database = await openDatabase({ kind: 'folder', folder });
    const commands = await database.db.selectFrom('handled_commands').select('command_id').execute();
    const deliveries = await database.db.selectFrom('inbox').select('body').execute();
    await database.close();
    expect(acknowledged.length).toBeGreaterThan(300);
    expect(acknowledged.filter((id) => !commands.some((row) => row.command_id === id))).toEqual([]);
    expect(acknowledged.filter((id) => !deliveries.some((row) => row.body === id))).toEqual([]);
  });

  it('belongs to one of four processes that start at once; the others are told what to do', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => firstLine(start('0', 'own'))));
    const refusals = answers.filter((answer) => answer !== 'owner');
    expect(refusals).toHaveLength(3);
    for (const refusal of refusals) {
      expect(refusal).toContain(`Another process already uses the data folder ${folder}`);
      expect(refusal).toContain('set DATABASE_URL to a PostgreSQL database');
    }
  });

  it('is free again once its owner was killed, or closed it', async () => {
    const owner = start('0', 'own');
    expect(await firstLine(owner)).toBe('owner');
    await expect(openDatabase({ kind: 'folder', folder })).rejects.toThrow('Another process already uses');
    await kill(owner);
    const first = await openDatabase({ kind: 'folder', folder });
    await expect(openDatabase({ kind: 'folder', folder })).rejects.toThrow('Another process already uses');
    await first.close();
    const second = await openDatabase({ kind: 'folder', folder });
    await second.close();
  });

  it('is free again when it could not be opened', async () => {
    const first = await openDatabase({ kind: 'folder', folder });
    await first.db
      .insertInto('schema_migrations' as 'quotas')
      .values({ version: 999, name: 'x' } as never)
      .execute();
    await first.close();
    const message = 'schema version 999';
    await expect(openDatabase({ kind: 'folder', folder })).rejects.toThrow(message);
    await expect(openDatabase({ kind: 'folder', folder })).rejects.toThrow(message);
  });
});

describe('PGlite with fsync', () => {
  it('reaches the disk with every commit, and not with a reading', async () => {
    const { pglite, fsyncCount } = await openDurablePglite(path.join(folder, 'pgdata'));
    await pglite.query('create table t (id integer)');
    const before = fsyncCount();
    for (let index = 0; index < 20; index++) await pglite.query('insert into t values ($1)', [index]);
    expect(fsyncCount() - before).toBeGreaterThanOrEqual(20);
    const afterWriting = fsyncCount();
    for (let index = 0; index < 20; index++) await pglite.query('select count(*) from t');
    expect(fsyncCount() - afterWriting).toBeLessThan(5);
    await pglite.close();
  });
});

function start(round: string, wish = 'write'): ChildProcess {
  const script = path.join(import.meta.dirname, 'folder-process.ts');
  const child = spawn(process.execPath, [script, folder, round, wish], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  if (!child.stdout) throw new Error('The child has no output');
  yield* createInterface({ input: child.stdout });
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of linesOf(child)) return line;
  throw new Error('The process ended without a word');
}

/** What the writer acknowledged until it was killed at the given count; lines that it had said already still count. */
async function storedUntil(child: ChildProcess, count: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const line of linesOf(child)) {
    if (line.startsWith('refused')) throw new Error(line);
    const [, id] = /^stored (.+)$/.exec(line) ?? [];
    if (id !== undefined) ids.push(id);
    if (ids.length === count) child.kill('SIGKILL');
  }
  await kill(child);
  return ids;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
