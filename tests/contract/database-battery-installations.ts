import { describe, expect, it } from 'vitest';
import {
  findInstallation,
  installationOf,
  markDisconnected,
  noteProblem,
  programOfAccount,
  saveInstallation,
  saveTokens,
  withRefreshLock,
  type Tokens,
} from '../../server/store/installations.ts';
import { putOauthState, takeOauthState } from '../../server/store/oauth-states.ts';
import { createSecretBox } from '../../server/store/secret-box.ts';
import { AlreadyTaken } from '../../server/store/version-conflict.ts';
import { after, START } from '../builders/registration.ts';
import type { Subject } from './database-battery.ts';
import { OURS, THEIRS } from './database-fixtures.ts';

const OLD_KEY = 'an old key of at least thirty-two characters';
const NEW_KEY = 'a new key of at least thirty-two characters';

export function installationsBattery({ database, db, within }: Subject): void {
  const box = createSecretBox([OLD_KEY]);
  const tokens: Tokens = { refreshToken: 'refresh-1', access: { token: 'access-1', expiresAt: after(1) } };
  const connection = {
    crm: 'hubspot',
    accountId: '42',
    programId: OURS,
    scopes: ['crm.objects.deals.read', 'oauth'],
    installedBy: 'admin@vendor.example',
    connectedAt: START,
  } as const;
  const connect = (change: { accountId?: string; programId?: string; tokens?: Tokens } = {}) =>
    within((tx) => saveInstallation(tx, box, { ...connection, tokens, ...change }));
  const found = (using = box) => findInstallation(db(), using, 'hubspot', '42');

  describe('an installation', () => {
    it('comes back with its tokens, and names its program', async () => {
      expect(await found()).toBeNull();
      expect(await programOfAccount(db(), 'hubspot', '42')).toBeNull();
      await connect();
      const expected = { ...connection, tokens, status: 'connected', lastProblem: null };
      expect(await found()).toEqual(expected);
      expect(await installationOf(db(), box, OURS, 'hubspot')).toEqual(expected);
      expect(await installationOf(db(), box, THEIRS, 'hubspot')).toBeNull();
      expect(await programOfAccount(db(), 'hubspot', '42')).toBe(OURS);
      expect(await programOfAccount(db(), 'salesforce', '42')).toBeNull();
    });

    it('keeps no token in the clear', async () => {
      await connect();
      const stored = JSON.stringify(await db().selectFrom('installations').selectAll().execute());
      expect(stored).not.toContain('refresh-1');
      expect(stored).not.toContain('access-1');
    });

    it('cannot use the tokens of another account, even by copying their ciphertext', async () => {
      await connect();
      await connect({ accountId: '43', programId: THEIRS, tokens: { refreshToken: 'theirs', access: null } });
      const { refresh_token_encrypted: copied } = await db()
        .selectFrom('installations')
        .select('refresh_token_encrypted')
        .where('account_id', '=', '43')
        .executeTakeFirstOrThrow();
      await db()
        .updateTable('installations')
        .set({ refresh_token_encrypted: copied })
        .where('account_id', '=', '42')
        .execute();
      await expect(found()).rejects.toThrow();
    });

    it('moves to a new key with its next refresh', async () => {
      await connect();
      const both = createSecretBox([NEW_KEY, OLD_KEY]);
      const onlyNew = createSecretBox([NEW_KEY]);
      expect((await found(both))?.tokens).toEqual(tokens);
      await expect(found(onlyNew)).rejects.toThrow('add the key that was used before');
      const refreshed: Tokens = { refreshToken: 'refresh-2', access: { token: 'access-2', expiresAt: after(2) } };
      await saveTokens(db(), both, 'hubspot', '42', refreshed);
      expect((await found(onlyNew))?.tokens).toEqual(refreshed);
    });

    it('loses its tokens when it is disconnected, and no late refresh brings them back', async () => {
      await connect();
      await markDisconnected(db(), 'hubspot', '42', 'The app was uninstalled.');
      await saveTokens(db(), box, 'hubspot', '42', tokens);
      expect(await found()).toMatchObject({
        status: 'disconnected',
        tokens: null,
        lastProblem: 'The app was uninstalled.',
      });
      await connect();
      expect(await found()).toMatchObject({ status: 'connected', tokens, lastProblem: null });
    });

    it('notes a problem until it is over', async () => {
      await connect();
      await noteProblem(db(), 'hubspot', '42', 'A scope is missing: install again.');
      expect((await found())?.lastProblem).toBe('A scope is missing: install again.');
      await noteProblem(db(), 'hubspot', '42', null);
      expect((await found())?.lastProblem).toBeNull();
    });

    it('is the only connected one of its program and CRM; a disconnected one may be replaced', async () => {
      await connect();
      await expect(connect({ accountId: '43' })).rejects.toBeInstanceOf(AlreadyTaken);
      await markDisconnected(db(), 'hubspot', '42', 'The app was uninstalled.');
      await connect({ accountId: '43' });
      expect(await installationOf(db(), box, OURS, 'hubspot')).toMatchObject({ accountId: '43', status: 'connected' });
    });

    it('is refreshed once when ten want a new token at the same time', async () => {
      await connect({ tokens: { refreshToken: 'refresh-1', access: null } });
      let calls = 0;
      const refresh = () =>
        withRefreshLock(database(), 'hubspot', '42', async () => {
          if ((await found())?.tokens?.access) return;
          calls += 1;
          await saveTokens(db(), box, 'hubspot', '42', tokens);
        });
      await Promise.all(Array.from({ length: 10 }, refresh));
      expect(calls).toBe(1);
    });
  });

  describe('an installation that was begun', () => {
    const put = (state: string, now = START) => putOauthState(db(), box, { state, verifier: `v-${state}`, now });
    const take = (state: string, now = START) => takeOauthState(db(), box, state, now);

    it('can be finished once', async () => {
      await put('s1');
      expect(await take('s2')).toBeNull();
      const taken = await Promise.all([take('s1'), take('s1'), take('s1')]);
      expect(taken.filter((verifier) => verifier !== null)).toEqual(['v-s1']);
    });

    it.each([
      ['just before ten minutes', 10 * 60_000 - 1, 'v-s1'],
      ['after ten minutes', 10 * 60_000, null],
    ])('can be finished for ten minutes: %s', async (_when, ms, expected) => {
      await put('s1');
      expect(await take('s1', after(0, ms))).toBe(expected);
    });

    it('leaves no trace after a day', async () => {
      await put('s1');
      const state = 'a state that no hash and no cipher text spells by chance';
      await put(state, after(2));
      const rows = await db().selectFrom('oauth_states').select('created_at').execute();
      expect(rows).toEqual([{ created_at: after(2) }]);
      expect(JSON.stringify(await db().selectFrom('oauth_states').selectAll().execute())).not.toContain(state);
    });
  });
}
