import { describe, expect, it } from 'vitest';
import type { Crm } from '../../shared/values/ids.ts';
import {
  connectedAccounts,
  crmsOfProgram,
  findInstallation,
  installationOf,
  markDisconnected,
  noteProblem,
  programOfAccount,
  saveInstallation,
  saveTokens,
  withRefreshLock,
  type NewInstallation,
  type Tokens,
} from '../../server/store/installations.ts';
import { putOauthState, takeOauthState, type OauthState } from '../../server/store/oauth-states.ts';
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
    flow: 'web_server',
    instanceUrl: null,
  } as const;
  const connect = (change: Partial<NewInstallation> = {}) =>
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

    it('stands beside the other CRM’s of the same program, and only the connected ones are listened to', async () => {
      await connect();
      const org = { crm: 'salesforce', accountId: '00D1', instanceUrl: 'https://org.example' } as const;
      await connect(org);
      await connect({ ...org, accountId: '00D2', programId: THEIRS });
      const ours = { accountId: '00D1', programId: OURS };
      expect(await connectedAccounts(db(), 'salesforce')).toEqual([ours, { accountId: '00D2', programId: THEIRS }]);
      expect(await connectedAccounts(db(), 'hubspot')).toEqual([{ accountId: '42', programId: OURS }]);
      await markDisconnected(db(), 'salesforce', '00D2', 'Access was revoked.');
      expect(await connectedAccounts(db(), 'salesforce')).toEqual([ours]);
      expect(await crmsOfProgram(db(), OURS)).toEqual(['hubspot', 'salesforce']);
    });

    it('that is disconnected stays a CRM of its program, so that what waits for it keeps waiting', async () => {
      expect(await crmsOfProgram(db(), OURS)).toEqual([]);
      await connect();
      await markDisconnected(db(), 'hubspot', '42', 'The app was uninstalled.');
      await connect({ accountId: '43' });
      expect(await crmsOfProgram(db(), OURS)).toEqual(['hubspot']);
    });

    it('can sign in by itself without a refresh token; who consented in a browser cannot', async () => {
      const access = { token: 'access-1', expiresAt: null };
      const byItself: Tokens = { refreshToken: null, access };
      await connect({ crm: 'salesforce', flow: 'jwt_bearer', tokens: byItself, instanceUrl: 'https://old.example' });
      const org = () => findInstallation(db(), box, 'salesforce', '42');
      expect(await org()).toMatchObject({ flow: 'jwt_bearer', tokens: byItself, instanceUrl: 'https://old.example' });
      await saveTokens(db(), box, 'salesforce', '42', byItself);
      expect(await org()).toMatchObject({ instanceUrl: 'https://old.example' });
      await saveTokens(db(), box, 'salesforce', '42', byItself, 'https://new.example');
      expect(await org()).toMatchObject({ instanceUrl: 'https://new.example' });
      await markDisconnected(db(), 'salesforce', '42', 'Access was revoked.');
      expect(await org()).toMatchObject({ tokens: null });
      await expect(connect({ accountId: '44', programId: THEIRS, tokens: byItself })).rejects.toThrow(
        'installations_have_tokens',
      );
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
    const begun = { crm: 'hubspot', programId: null } as const;
    const put = (state: string, now = START, change: Partial<OauthState> = {}) =>
      putOauthState(db(), box, state, { ...begun, verifier: `v-${state}`, ...change }, now);
    const take = (state: string, now = START, crm: Crm = 'hubspot') => takeOauthState(db(), box, crm, state, now);

    it('can be finished once', async () => {
      await put('s1');
      expect(await take('s2')).toBeNull();
      const taken = await Promise.all([take('s1'), take('s1'), take('s1')]);
      expect(taken.filter((state) => state !== null)).toEqual([{ ...begun, verifier: 'v-s1' }]);
    });

    it('comes back for the program that it was begun for, from its own CRM only', async () => {
      await put('s1', START, { crm: 'salesforce', programId: OURS });
      expect(await take('s1', START, 'hubspot')).toBeNull();
      expect(await take('s1', START, 'salesforce')).toEqual({ crm: 'salesforce', programId: OURS, verifier: 'v-s1' });
    });

    it.each([
      ['just before ten minutes', 10 * 60_000 - 1, { ...begun, verifier: 'v-s1' }],
      ['after ten minutes', 10 * 60_000, null],
    ])('can be finished for ten minutes: %s', async (_when, ms, expected) => {
      await put('s1');
      expect(await take('s1', after(0, ms))).toEqual(expected);
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
