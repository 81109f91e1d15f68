import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate, MIGRATIONS, type Migration } from '../../../server/store/migrations.ts';
import type { Schema } from '../../../server/store/schema.ts';

let db: Kysely<Schema>;
beforeAll(() => {
  db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: () => PGlite.create() }) });
});
afterAll(() => db.destroy());

const next = (MIGRATIONS.at(-1)?.version ?? 0) + 1;
const later = (...statements: string[]): readonly Migration[] => [
  ...MIGRATIONS,
  { version: next, name: 'later', statements },
];
const recorded = async (): Promise<number[]> => {
  const { rows } = await sql<{ version: number }>`select version from schema_migrations order by version`.execute(db);
  return rows.map(({ version }) => version);
};
const known = MIGRATIONS.map(({ version }) => version);

it('numbers its migrations one by one', () => {
  expect(known).toEqual(known.map((_, index) => index + 1));
});

it('runs each migration once, in order', async () => {
  await migrate(db);
  await migrate(db);
  expect(await recorded()).toEqual(known);
});

it('leaves nothing of a migration that failed halfway, and can try again', async () => {
  const broken = later('create table half (id integer)', 'create table half (id integer)');
  await expect(migrate(db, broken)).rejects.toThrow('already exists');
  expect(await recorded()).toEqual(known);
  await expect(sql`select * from half`.execute(db)).rejects.toThrow('does not exist');

  await migrate(db, later('create table half (id integer)'));
  expect(await recorded()).toEqual([...known, next]);
});

it('refuses a database that a newer program has written, and says what to do', async () => {
  await expect(migrate(db)).rejects.toThrow(
    `The database is at schema version ${next}, but this program knows only ${next - 1}. Start the newer program`,
  );
});
