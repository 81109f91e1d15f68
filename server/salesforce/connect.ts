import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import { toInstant } from '../../shared/values/time.ts';
import { beginConsent, isForPeople } from '../begin-consent.ts';
import { connectAccount, ConnectionRefused } from '../connect-account.ts';
import { authorizeUrl, exchangeCode, type SalesforceGrant } from '../crm/salesforce/oauth.ts';
import type { Log } from '../flow/ports.ts';
import { updateSettings } from '../flow/program-settings.ts';
import type { ConnectResult, CrmConnect } from '../http/deps.ts';
import type { ConnectLinks } from '../keys.ts';
import { findInstallation, noteProblem } from '../store/installations.ts';
import { takeOauthState } from '../store/oauth-states.ts';
import { listProgramIds } from '../store/programs.ts';
import { checkOrg } from './check-org.ts';
import type { OrgClients } from './clients.ts';
import { findLeadForm } from './find-lead-form.ts';
import { appOf, signInAlone } from './sign-in.ts';
import type { TokenDeps } from './tokens.ts';

export interface ConnectDeps extends TokenDeps {
  readonly clients: OrgClients;
  readonly log: Log;
  readonly redirectUri: string;
  readonly links: ConnectLinks;
  readonly randomBytes: (count: number) => Buffer;
  /** Gives a CRM that was just connected what the program has already. */
  readonly showEverything: (programId: ProgramId, crm: Crm) => Promise<void>;
  readonly onConnected: () => void;
}

export interface SalesforceConnect extends CrmConnect {
  /** Connects the org that a server-to-server flow signs in to. null when people connect orgs in a browser. */
  readonly connectConfigured: () => Promise<ConnectResult | null>;
}

/** Connecting an org: consent or sign-in, tokens, program, check of what the package brought. May be repeated. */
export function createConnect(deps: ConnectDeps): SalesforceConnect {
  const { database, box, clients } = deps;
  const { signIn } = deps.config;
  const now = () => toInstant(deps.nowMs());

  return {
    async start(link) {
      if (signIn.flow !== 'web_server')
        return { ok: false, reason: `This server signs in to its org by itself (SALESFORCE_FLOW=${signIn.flow}).` };
      const begun = await beginConsent(deps, 'salesforce', link, now());
      if (!begun.ok) return begun;
      const { state, challenge } = begun;
      return { ok: true, url: authorizeUrl(appOf(deps), { redirectUri: deps.redirectUri, state, challenge }) };
    },

    async finish(code, state) {
      const begun = await takeOauthState(database.db, box, 'salesforce', state, now());
      if (begun === null || signIn.flow !== 'web_server')
        return {
          ok: false,
          reason: 'This consent is not known, was used before, or is older than ten minutes. Connect the org again.',
        };
      const app = { ...appOf(deps), clientSecrets: signIn.clientSecrets };
      const given = { code, verifier: begun.verifier, redirectUri: deps.redirectUri };
      return saying(async () => {
        const grant = await exchangeCode(app, given);
        if (grant.refreshToken === null)
          throw new ConnectionRefused('The org gave no refresh token: add the scope refresh_token to the app.');
        return connect(grant, begun.programId);
      });
    },

    connectConfigured: async () =>
      signIn.flow === 'web_server'
        ? null
        : saying(async () => {
            const grant = await signInAlone(deps);
            return connect(grant, await configuredProgram(grant.orgId));
          }),
  };

  /** What a person can act on becomes a sentence; anything else is a bug. */
  async function saying(run: () => Promise<ConnectResult>): Promise<ConnectResult> {
    try {
      return await run();
    } catch (error) {
      if (!isForPeople(error)) throw error;
      deps.log.warn({ problem: error.message }, 'Salesforce not connected');
      return { ok: false, reason: `${error.message} Then connect the org again.` };
    }
  }

  async function connect(grant: SalesforceGrant, linkedTo: ProgramId | null): Promise<ConnectResult> {
    const { orgId, userId, instanceUrl, accessToken, refreshToken, scopes } = grant;
    const isKnown =
      signIn.flow !== 'web_server' &&
      (await findInstallation(database.db, box, 'salesforce', orgId))?.status === 'connected';
    const programId = await database.transaction((tx) =>
      connectAccount(tx, box, {
        crm: 'salesforce',
        accountId: orgId,
        accountName: orgId,
        linkedTo,
        // Permission sets say who may decide in Salesforce.
        firstApproverId: null,
        tokens: { refreshToken, access: { token: accessToken, expiresAt: null } },
        scopes,
        installedBy: userId,
        connectedAt: now(),
        flow: signIn.flow,
        instanceUrl,
      }),
    );
    clients.forget(orgId);
    deps.onConnected();
    // A server that signs in by itself does so at every start, and everything is there already.
    if (!isKnown) await deps.showEverything(programId, 'salesforce');
    const problem = await setUp(programId, { orgId, instanceUrl });
    return { ok: true, accountId: orgId, programId, problem };
  }

  /** Looks whether the package is there. What is missing does not undo the connection: an administrator adds it. */
  async function setUp(programId: ProgramId, org: { orgId: string; instanceUrl: string }): Promise<string | null> {
    const client = clients.clientOf(org.orgId);
    const findings = await checkOrg(client);
    const leadForm = await findLeadForm(client, org);
    await database.transaction((tx) => updateSettings(tx, programId, { leadForm }));
    const problem = findings.length === 0 ? null : findings.join(' ');
    await noteProblem(database.db, 'salesforce', org.orgId, problem);
    const facts = { programId, orgId: org.orgId, problem, hasLeadForm: leadForm !== null };
    if (problem === null) deps.log.info(facts, 'org connected and ready');
    else deps.log.warn(facts, 'org connected, but it lacks what PartnerLock needs');
    return problem;
  }

  /** The operator's choice, else the org's own from before, else the only program there is. */
  async function configuredProgram(orgId: string): Promise<ProgramId | null> {
    if (deps.config.programId !== null) return deps.config.programId;
    if ((await findInstallation(database.db, box, 'salesforce', orgId)) !== null) return null;
    const [only, ...others] = await listProgramIds(database.db);
    return others.length === 0 ? (only ?? null) : null;
  }
}
