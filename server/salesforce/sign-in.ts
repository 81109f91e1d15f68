import type { SalesforceConfig } from '../config-salesforce.ts';
import { CrmRefused } from '../../shared/crm/crm-port.ts';
import {
  clientCredentialsGrant,
  jwtGrant,
  refreshGrant,
  type SalesforceApp,
  type SalesforceGrant,
} from '../crm/salesforce/oauth.ts';
import type { SignInFlow } from '../store/installations.ts';

/** The app as configured, with a time limit for its questions. */
export interface SignInDeps {
  readonly config: SalesforceConfig;
  readonly timeoutMs: number;
  readonly nowMs: () => number;
}

export const appOf = ({ config, timeoutMs }: SignInDeps): SalesforceApp => {
  const { loginUrl, clientId } = config;
  return { loginUrl, clientId, timeoutMs };
};

/** Signs in by the server's own means, without a person. Throws GrantRevoked when the org does not let it in. */
export async function signInAlone(deps: SignInDeps): Promise<SalesforceGrant> {
  const { signIn } = deps.config;
  switch (signIn.flow) {
    case 'jwt_bearer': {
      const { username, privateKeyPem } = signIn;
      return jwtGrant(appOf(deps), { username, privateKeyPem, nowMs: deps.nowMs() });
    }
    case 'client_credentials':
      return clientCredentialsGrant({ ...appOf(deps), clientSecrets: signIn.clientSecrets });
    case 'web_server':
      throw new CrmRefused('disconnected', 'This sign-in needs a person. Connect the org in a browser.');
    default: {
      const unreachable: never = signIn;
      return unreachable;
    }
  }
}

/** The next session of an org that is connected already: by its refresh token, or by signing in anew. */
export async function renewGrant(
  deps: SignInDeps,
  connected: { readonly flow: SignInFlow; readonly refreshToken: string | null },
): Promise<SalesforceGrant> {
  const { signIn } = deps.config;
  if (signIn.flow !== connected.flow)
    throw new CrmRefused(
      'disconnected',
      `The org was connected by SALESFORCE_FLOW=${connected.flow}. Set that again, or connect the org once more.`,
    );
  if (signIn.flow !== 'web_server') return signInAlone(deps);
  if (connected.refreshToken === null)
    throw new CrmRefused('disconnected', 'The org gave no refresh token. Connect it again.');
  return refreshGrant({ ...appOf(deps), clientSecrets: signIn.clientSecrets }, connected.refreshToken);
}
