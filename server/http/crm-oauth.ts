import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { CRMS, type Crm } from '../../shared/values/ids.ts';
import type { AppDeps, ConnectLink, ConnectResult, CrmConnect } from './deps.ts';
import { messagePage } from './pages/page.ts';

const NAMES: Record<Crm, string> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };
const ACCOUNTS: Record<Crm, string> = { hubspot: 'Portal', salesforce: 'Org' };
const NEXT: Record<Crm, string> = {
  hubspot: 'Open the PartnerLock settings in HubSpot to set your rules and approvers.',
  salesforce: 'Channel managers decide in the PartnerLock app of Salesforce.',
};

const linkQuery = z.object({ program: z.string().max(100), link: z.string().max(200) });
const consentQuery = z.object({ code: z.string().max(500), state: z.string().max(200) });

/** Connecting an account of one CRM: out to its consent page and back with a code. */
export function crmOauth(deps: Pick<AppDeps, 'flow'>, crm: Crm, connect: CrmConnect): Router {
  const router = Router();
  router.get(`/${crm}/oauth/install`, async (request, response) => {
    const link = linkIn(request);
    const begun = link === 'broken' ? BROKEN_LINK : await connect.start(link);
    if (begun.ok) response.redirect(303, begun.url);
    else refuse(response, begun.reason);
  });
  router.get(`/${crm}/oauth/callback`, async (request, response) => {
    const query = consentQuery.safeParse(request.query);
    const result: ConnectResult = query.success
      ? await connect.finish(query.data.code, query.data.state)
      : {
          ok: false,
          reason: `${NAMES[crm]} sent no code: the consent was refused or broken off. Start the installation again.`,
        };
    if (!result.ok) return refuse(response, result.reason);
    // The page carries a link that connects another account: nothing may keep it.
    response.set('Cache-Control', 'no-store');
    response.send(await connectedPage(result));
  });
  return router;

  async function connectedPage({
    accountId,
    programId,
    problem,
  }: Extract<ConnectResult, { ok: true }>): Promise<string> {
    const state = problem === null ? 'is ready.' : `is connected, but something is left to do. ${problem}`;
    return messagePage(
      'en',
      'PartnerLock is connected',
      `${ACCOUNTS[crm]} ${accountId} ${state} ${NEXT[crm]}`,
      await otherCrm(programId),
    );
  }

  /** A program may own an account in each CRM, so the one that it lacks is offered. */
  async function otherCrm(programId: string) {
    const other = CRMS.find((one) => one !== crm);
    if (other === undefined || (await deps.flow.connectionOf(programId, other))?.status === 'connected') return null;
    const url = deps.flow.links.connectUrl(programId, other);
    return url === null ? null : { text: `Connect ${NAMES[other]} to the same program`, url };
  }
}

const BROKEN_LINK = { ok: false, reason: 'This link is not complete. Copy all of it.' } as const;

function linkIn({ query }: Request): ConnectLink | null | 'broken' {
  if (query['program'] === undefined && query['link'] === undefined) return null;
  const parsed = linkQuery.safeParse(query);
  return parsed.success ? { programId: parsed.data.program, token: parsed.data.link } : 'broken';
}

function refuse(response: Response, reason: string): void {
  response.status(400).send(messagePage('en', 'PartnerLock is not connected', reason));
}
