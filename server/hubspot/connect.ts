import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import { toInstant } from '../../shared/values/time.ts';
import { en } from '../../shared/words/en.ts';
import { beginConsent, isForPeople } from '../begin-consent.ts';
import { connectAccount } from '../connect-account.ts';
import { authorizeUrl, exchangeCode, introspect, SCOPES } from '../crm/hubspot/oauth.ts';
import { provision } from '../crm/hubspot/provision.ts';
import { readSettings, updateSettings } from '../flow/program-settings.ts';
import type { Log } from '../flow/ports.ts';
import type { CrmConnect } from '../http/deps.ts';
import type { ConnectLinks } from '../keys.ts';
import { takeOauthState } from '../store/oauth-states.ts';
import type { Portals } from './portals.ts';
import type { TokenDeps } from './tokens.ts';

export interface ConnectDeps extends TokenDeps {
  readonly portals: Portals;
  readonly log: Log;
  readonly publicOrigin: string;
  readonly authorizeBase: string;
  /** Where HubSpot hosts forms. */
  readonly formsUrl: string;
  readonly links: ConnectLinks;
  readonly randomBytes: (count: number) => Buffer;
  /** Gives a CRM that was just connected what the program has already. */
  readonly showEverything: (programId: ProgramId, crm: Crm) => Promise<void>;
}

/** Installing the app in a portal: consent, tokens, program, set-up. May be repeated at any time. */
export function createConnect(deps: ConnectDeps): CrmConnect {
  const { database, box, oauth, portals } = deps;
  const now = () => toInstant(deps.nowMs());

  return {
    async start(link) {
      const begun = await beginConsent(deps, 'hubspot', link, now());
      if (!begun.ok) return begun;
      const { state, challenge } = begun;
      const { clientId, redirectUri } = oauth;
      const { authorizeBase } = deps;
      return {
        ok: true,
        url: authorizeUrl({ authorizeBase, clientId, redirectUri, scopes: SCOPES, state, challenge }),
      };
    },

    async finish(code, state) {
      const begun = await takeOauthState(database.db, box, 'hubspot', state, now());
      if (begun === null)
        return {
          ok: false,
          reason:
            'This consent is not known, was used before, or is older than ten minutes. Start the installation again.',
        };
      try {
        const connected = await connect(code, begun.verifier, begun.programId);
        await setUp(connected);
        await deps.showEverything(connected.programId, 'hubspot');
        return { ok: true, ...connected, problem: null };
      } catch (error) {
        if (!isForPeople(error)) throw error;
        deps.log.warn({ problem: error.message }, 'installation not finished');
        return { ok: false, reason: `${error.message} Then start the installation again.` };
      }
    },
  };

  /** Stores the tokens and gives the portal its program. Whoever installs is the program's first approver. */
  async function connect(code: string, verifier: string, linkedTo: ProgramId | null): Promise<Connected> {
    const grant = await exchangeCode(oauth, code, verifier);
    const owner = await introspect(oauth, grant.accessToken);
    const accountId = owner.portalId;
    const access = { token: grant.accessToken, expiresAt: toInstant(deps.nowMs() + grant.expiresInMs) };
    const programId = await database.transaction((tx) =>
      connectAccount(tx, box, {
        crm: 'hubspot',
        accountId,
        accountName: owner.portalDomain ?? accountId,
        linkedTo,
        firstApproverId: owner.userId,
        tokens: { refreshToken: grant.refreshToken, access },
        scopes: owner.scopes,
        installedBy: owner.userId,
        connectedAt: now(),
        flow: 'web_server',
        instanceUrl: null,
      }),
    );
    portals.forget(accountId);
    return { accountId, programId };
  }

  /** Properties, pipeline and form: whatever is missing is made, what is there is kept. */
  async function setUp({ accountId, programId }: Connected): Promise<void> {
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

interface Connected {
  readonly accountId: string;
  readonly programId: ProgramId;
}

/** Labels of properties are English, as HubSpot's own API names are; whoever reads records reads the words. */
function wordOf(key: string): string {
  const words: Readonly<Record<string, string>> = en;
  const word = words[key];
  if (word === undefined) throw new Error(`There is no word ${key}. Add it to shared/words.`);
  return word;
}
