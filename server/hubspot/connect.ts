import { DEFAULT_POLICY } from '../../shared/program/policy.ts';
import { CrmRefused, CrmUnavailable } from '../../shared/crm/crm-port.ts';
import { toInstant } from '../../shared/values/time.ts';
import { en } from '../../shared/words/en.ts';
import { GrantRevoked } from '../crm/hubspot/errors.ts';
import { authorizeUrl, exchangeCode, introspect, pkceOf, SCOPES } from '../crm/hubspot/oauth.ts';
import { provision } from '../crm/hubspot/provision.ts';
import { readSettings, updateSettings } from '../flow/program-settings.ts';
import type { Log } from '../flow/ports.ts';
import type { HubSpotConnect } from '../http/deps.ts';
import { saveInstallation } from '../store/installations.ts';
import { putOauthState, takeOauthState } from '../store/oauth-states.ts';
import { savePolicy } from '../store/policies.ts';
import { createProgram } from '../store/programs.ts';
import type { Portals } from './portals.ts';
import type { TokenDeps } from './tokens.ts';

export interface ConnectDeps extends TokenDeps {
  readonly portals: Portals;
  readonly log: Log;
  readonly publicOrigin: string;
  readonly authorizeBase: string;
  /** Where HubSpot hosts forms. */
  readonly formsUrl: string;
  readonly randomBytes: (count: number) => Buffer;
}

/** Installing the app in a portal: consent, tokens, program, set-up. May be repeated at any time. */
export function createConnect(deps: ConnectDeps): HubSpotConnect {
  const { database, box, oauth, portals } = deps;
  const now = () => toInstant(deps.nowMs());

  return {
    async start() {
      const state = deps.randomBytes(24).toString('base64url');
      const { verifier, challenge } = pkceOf(deps.randomBytes(48));
      await putOauthState(database.db, box, { state, verifier, now: now() });
      const { clientId, redirectUri } = oauth;
      return authorizeUrl({
        authorizeBase: deps.authorizeBase,
        clientId,
        redirectUri,
        scopes: SCOPES,
        state,
        challenge,
      });
    },

    async finish(code, state) {
      const verifier = await takeOauthState(database.db, box, state, now());
      if (verifier === null)
        return {
          ok: false,
          reason:
            'This consent is not known, was used before, or is older than ten minutes. Start the installation again.',
        };
      try {
        const accountId = await connect(code, verifier);
        await setUp(accountId);
        return { ok: true, accountId };
      } catch (error) {
        if (!(error instanceof GrantRevoked || error instanceof CrmRefused || error instanceof CrmUnavailable))
          throw error;
        deps.log.warn({ problem: error.message }, 'installation not finished');
        return { ok: false, reason: `${error.message} Then start the installation again.` };
      }
    },
  };

  /** Stores the tokens and makes the program. Whoever installs is its first approver. */
  async function connect(code: string, verifier: string): Promise<string> {
    const grant = await exchangeCode(oauth, code, verifier);
    const owner = await introspect(oauth, grant.accessToken);
    const accountId = owner.portalId;
    const programId = programIdOf(accountId);
    const access = { token: grant.accessToken, expiresAt: toInstant(deps.nowMs() + grant.expiresInMs) };
    await database.transaction(async (tx) => {
      const settings = { approverIds: [owner.userId] };
      const isNew = await createProgram(tx, {
        programId,
        name: owner.portalDomain ?? accountId,
        settings,
        createdAt: now(),
      });
      if (isNew) await savePolicy(tx, programId, DEFAULT_POLICY, now(), owner.userId, 0);
      await saveInstallation(tx, box, {
        crm: 'hubspot',
        accountId,
        programId,
        tokens: { refreshToken: grant.refreshToken, access },
        scopes: owner.scopes,
        installedBy: owner.userId,
        connectedAt: now(),
      });
    });
    portals.forget(accountId);
    return accountId;
  }

  /** Properties, pipeline and form: whatever is missing is made, what is there is kept. */
  async function setUp(accountId: string): Promise<void> {
    const programId = programIdOf(accountId);
    const { locale } = await readSettings(database.db, programId);
    const { pipelineId, stages, formId, formUrl, findings } = await provision(portals.clientOf(accountId), {
      words: (key) => wordOf(key),
      language: locale,
      publicOrigin: deps.publicOrigin,
      now: deps.nowMs,
      formUrl: (id) => `${deps.formsUrl}/share/${accountId}/${id}`,
    });
    for (const finding of findings)
      deps.log.warn({ programId, ...finding }, 'the portal differs from what PartnerLock needs');
    await database.transaction((tx) =>
      updateSettings(tx, programId, { form: { id: formId, url: formUrl }, place: { pipelineId, stages } }),
    );
    deps.log.info({ programId, accountId, pipelineId }, 'portal connected and set up');
  }
}

/** One program per HubSpot account. */
export const programIdOf = (accountId: string): string => `prg_${accountId}`;

/** Labels of properties are English, as HubSpot's own API names are; whoever reads records reads the words. */
function wordOf(key: string): string {
  const words: Readonly<Record<string, string>> = en;
  const word = words[key];
  if (word === undefined) throw new Error(`There is no word ${key}. Add it to shared/words.`);
  return word;
}
