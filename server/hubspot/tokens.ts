import { CrmRefused } from '../../shared/crm/crm-port.ts';
import { epochMs, toInstant } from '../../shared/values/time.ts';
import { GrantRevoked } from '../crm/wire-errors.ts';
import { refreshTokens, type OAuthApp } from '../crm/hubspot/oauth.ts';
import type { Database } from '../store/database.ts';
import {
  findInstallation,
  markDisconnected,
  saveTokens,
  withRefreshLock,
  type Tokens,
} from '../store/installations.ts';
import type { SecretBox } from '../store/secret-box.ts';

/** A token is renewed this long before its end, so that none ends on its way. */
const EARLY_MS = 60_000;

export interface TokenDeps {
  readonly database: Database;
  readonly box: SecretBox;
  readonly oauth: OAuthApp;
  readonly nowMs: () => number;
}

type Access = NonNullable<Tokens['access']>;
type Renewable = Tokens & { readonly refreshToken: string };

/** The access token of one portal: read, renewed in time, and erased when the portal has removed the app. */
export function createTokens({ database, box, oauth, nowMs }: TokenDeps, accountId: string) {
  let held: Access | null = null;

  const isFresh = ({ expiresAt }: Access): boolean => expiresAt !== null && epochMs(expiresAt) - nowMs() > EARLY_MS;

  async function stored(): Promise<Renewable> {
    const tokens = (await findInstallation(database.db, box, 'hubspot', accountId))?.tokens;
    if (tokens?.refreshToken) return { ...tokens, refreshToken: tokens.refreshToken };
    throw new CrmRefused('disconnected', 'The portal is not connected. Install the app in HubSpot again.');
  }

  /** One refresh at a time over all replicas; whoever waited finds the new token stored. `stale` is the one to replace. */
  const refresh = (stale: string | null): Promise<string> =>
    withRefreshLock(database, 'hubspot', accountId, async () => {
      const tokens = await stored();
      if (tokens.access && isFresh(tokens.access) && tokens.access.token !== stale) return keep(tokens.access);
      const grant = await renewed(tokens.refreshToken);
      const access = { token: grant.accessToken, expiresAt: toInstant(nowMs() + grant.expiresInMs) };
      await saveTokens(database.db, box, 'hubspot', accountId, { refreshToken: grant.refreshToken, access });
      return keep(access);
    });

  async function renewed(refreshToken: string) {
    try {
      return await refreshTokens(oauth, refreshToken);
    } catch (error) {
      if (!(error instanceof GrantRevoked)) throw error;
      held = null;
      await markDisconnected(
        database.db,
        'hubspot',
        accountId,
        'HubSpot has ended the connection. Install the app again.',
      );
      throw error;
    }
  }

  function keep(access: Access): string {
    held = access;
    return access.token;
  }

  return {
    accessToken: async (): Promise<string> => {
      if (held && isFresh(held)) return held.token;
      const { access } = await stored();
      return access && isFresh(access) ? keep(access) : refresh(access?.token ?? null);
    },
    refreshNow: async (): Promise<void> => {
      await refresh(held?.token ?? null);
    },
  };
}
