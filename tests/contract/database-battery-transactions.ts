import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { addToOutbox, outboxState } from '../../server/store/outbox.ts';
import { createProgram, findProgram } from '../../server/store/programs.ts';
import { START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { OURS } from './database-fixtures.ts';

export function transactionsBattery({ database, db, within }: Subject): void {
  describe('a transaction', () => {
    it('leaves nothing behind when it fails', async () => {
      const failing = within(async (tx) => {
        await createProgram(tx, { programId: 'pro_half', name: 'Half', settings: {}, createdAt: START });
        await addToOutbox(tx, OURS, [{ topic: 'show_prospect', subject: 'dom:acme.com' }], START);
        throw new Error('the power of veto');
      });
      await expect(failing).rejects.toThrow('the power of veto');
      expect(await findProgram(db(), 'pro_half')).toBeNull();
      expect((await outboxState(db(), OURS)).waiting).toBe(0);
    });

    it('does not commit when a failed statement was swallowed', async () => {
      const swallowing = within(async (tx) => {
        await createProgram(tx, { programId: 'pro_half', name: 'Half', settings: {}, createdAt: START });
        await sql`select 1 / 0`.execute(tx).catch(() => undefined);
      });
      await expect(swallowing).rejects.toThrow();
      expect(await findProgram(db(), 'pro_half')).toBeNull();
    });

    it('refuses the outer handle at once, instead of waiting for ever', async () => {
      const nested = 'pass the transaction (tx) down';
      await expect(within(() => db().selectFrom('programs').selectAll().execute())).rejects.toThrow(nested);
      await expect(within(() => sql`select 1`.execute(db()))).rejects.toThrow(nested);
      await expect(within(() => within(async () => 1))).rejects.toThrow(nested);
      await expect(
        within(() =>
          db()
            .transaction()
            .execute(async () => 1),
        ),
      ).rejects.toThrow(nested);
      await expect(within(() => database().exclusive('x', async () => 1))).rejects.toThrow(nested);
    });

    it('does not refuse work that it started and that outlives it', async () => {
      let later: Promise<unknown> = Promise.resolve();
      let commit = (): void => undefined;
      const committed = new Promise<void>((resolve) => (commit = resolve));
      await within(async () => {
        later = committed.then(() => findProgram(db(), OURS));
      });
      commit();
      expect(await later).toMatchObject({ programId: OURS });
    });

    it('runs again after a deadlock, and passes on every other error', async () => {
      let runs = 0;
      const deadlocked = await within(async (tx) => {
        runs += 1;
        if (runs < 3) await sql`do $$ begin raise sqlstate '40P01'; end $$`.execute(tx);
        return 'through';
      });
      expect([deadlocked, runs]).toEqual(['through', 3]);
      await expect(within((tx) => sql`select 1 / 0`.execute(tx))).rejects.toThrow('division by zero');
    });
  });

  describe('values', () => {
    it('become the same JavaScript types on every engine', async () => {
      const { rows } = await sql`
        select count(*) as count, 9007199254740991::int8 as big, 7::int4 as small, 1.10::numeric as numeric,
          true as yes, null::text as nothing, '{"a":[1,null,"x"]}'::jsonb as jsonb, '[1]'::json as json,
          '2026-11-22'::date as date, 0.5::float8 as float from programs`.execute(db());
      expect(rows).toEqual([
        {
          count: 2,
          big: 9007199254740991,
          small: 7,
          numeric: '1.10',
          yes: true,
          nothing: null,
          jsonb: { a: [1, null, 'x'] },
          json: [1],
          date: '2026-11-22',
          float: 0.5,
        },
      ]);
    });

    it('refuse an integer whose last digits JavaScript would lose', async () => {
      await expect(sql`select 9007199254740993::int8 as big`.execute(db())).rejects.toThrow('beyond 2^53');
    });

    it('store what PostgreSQL cannot: U+0000 and half surrogate pairs are replaced, not refused', async () => {
      const hostile = { text: 'a\0b\ud800c', nested: ['\0'], escaped: '\\u0000' };
      await within((tx) =>
        createProgram(tx, { programId: 'pro_hostile', name: 'x\0y', settings: hostile, createdAt: START }),
      );
      expect(await findProgram(db(), 'pro_hostile')).toMatchObject({
        name: 'x\ufffdy',
        settings: { text: 'a\ufffdb\ufffdc', nested: ['\ufffd'], escaped: '\\u0000' },
      });
    });

    it.each(['2026-11-22', '2026-11-22T09:00:00Z', '2026-11-22T09:00:00.000+01:00', ''])(
      'refuse %j as an instant',
      async (createdAt) => {
        const program = { programId: 'pro_x', name: 'X', settings: {}, createdAt };
        await expect(within((tx) => createProgram(tx, program))).rejects.toThrow('instant');
      },
    );
  });

  describe('exclusive', () => {
    it('runs one at a time per name, also after a failure, and lets others query meanwhile', async () => {
      let inside = 0;
      let most = 0;
      const work = async (): Promise<void> => {
        most = Math.max(most, ++inside);
        await findProgram(db(), OURS);
        inside -= 1;
      };
      const failing = database().exclusive('refresh', () => Promise.reject(new Error('no')));
      const all = Array.from({ length: 12 }, () => database().exclusive('refresh', work));
      await expect(failing).rejects.toThrow('no');
      await Promise.all(all);
      expect(most).toBe(1);
    });

    it('keeps different names apart', async () => {
      const order: string[] = [];
      await database().exclusive('a', async () => {
        await database().exclusive('b', async () => order.push('b'));
        order.push('a');
      });
      expect(order).toEqual(['b', 'a']);
    });
  });

  it('maintain does no harm', async () => {
    await database().maintain();
    expect(await findProgram(db(), OURS)).not.toBeNull();
  });
}
