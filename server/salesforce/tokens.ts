import { CrmRefused } from '../../shared/crm/crm-port.ts';
import type { SalesforceSession } from '../crm/salesforce/client.ts';
import { GrantRevoked } from '../crm/wire-errors.ts';
import type { SalesforceGrant } from '../crm/salesforce/oauth.ts';
import type { Database } from '../store/database.ts';
import {
  findInstallation,
  markDisconnected,
  saveTokens,
  withRefreshLock,
  type Installation,
} from '../store/installations.ts';
import type { SecretBox } from '../store/secret-box.ts';
import { renewGrant, type SignInDeps } from './sign-in.ts';

export interface TokenDeps extends SignInDeps {
  readonly database: Database;
  readonly box: SecretBox;
}

type Connected = Installation & { readonly tokens: NonNullable<Installation['tokens']> };

/**
 * The session of one org. Salesforce does not say how long a session lasts, so it is kept until a call is refused,
 * and what refused it is then replaced.
 */
export function createTokens(deps: TokenDeps, orgId: string) {
  const { database, box } = deps;
  let held: SalesforceSession | null = null;

  async function connected(): Promise<Connected> {
    const installation = await findInstallation(database.db, box, 'salesforce', orgId);
    if (installation?.tokens) return { ...installation, tokens: installation.tokens };
    held = null;
    throw new CrmRefused(
      'disconnected',
      installation?.lastProblem ?? 'The org is not connected. Connect it in PartnerLock.',
    );
  }

  /** One renewal at a time over all replicas; whoever waited finds the new session stored. */
  const renew = (stale: SalesforceSession | null): Promise<SalesforceSession> =>
    withRefreshLock(database, 'salesforce', orgId, async () => {
      const installation = await connected();
      const stored = sessionIn(installation);
      if (stored !== null && stored.accessToken !== stale?.accessToken) return (held = stored);
      const grant = await granted(installation);
      const { accessToken, instanceUrl } = grant;
      // Salesforce may rotate refresh tokens: then the old one is worth nothing any more.
      const refreshToken = grant.refreshToken ?? installation.tokens.refreshToken;
      const tokens = { refreshToken, access: { token: accessToken, expiresAt: null } };
      await saveTokens(database.db, box, 'salesforce', orgId, tokens, instanceUrl);
      return (held = { accessToken, instanceUrl });
    });

  async function granted({ flow, tokens: { refreshToken } }: Connected): Promise<SalesforceGrant> {
    try {
      const grant = await renewGrant(deps, { flow, refreshToken });
      if (grant.orgId === orgId) return grant;
      throw new GrantRevoked(`The sign-in leads to another org (${grant.orgId}) than the one that is connected.`);
    } catch (error) {
      if (!(error instanceof GrantRevoked)) throw error;
      held = null;
      await markDisconnected(database.db, 'salesforce', orgId, `${error.message} Connect the org again.`);
      throw error;
    }
  }

  return {
    session: async (): Promise<SalesforceSession> => held ?? (held = sessionIn(await connected())) ?? renew(null),
    renewSession: async (stale: SalesforceSession): Promise<void> => {
      await renew(stale);
    },
  };
}
export type Tokens = ReturnType<typeof createTokens>;

function sessionIn({ instanceUrl, tokens }: Connected): SalesforceSession | null {
  return instanceUrl === null || tokens.access === null ? null : { instanceUrl, accessToken: tokens.access.token };
}
