import { Router } from 'express';
import { z } from 'zod';
import type { AppDeps } from './deps.ts';
import { messagePage } from './pages/page.ts';

/** Installing the app: out to HubSpot's consent page and back with a code. */
export function hubSpotOauth(deps: Pick<AppDeps, 'hubspot'>): Router {
  const router = Router();
  router.get('/hubspot/oauth/install', async (_request, response) =>
    response.redirect(303, await deps.hubspot.connect.start()),
  );
  router.get('/hubspot/oauth/callback', async (request, response) => {
    const query = z.object({ code: z.string().max(500), state: z.string().max(200) }).safeParse(request.query);
    const result = query.success
      ? await deps.hubspot.connect.finish(query.data.code, query.data.state)
      : {
          ok: false as const,
          reason: 'HubSpot sent no code: the consent was refused or broken off. Start the installation again.',
        };
    if (!result.ok)
      return void response.status(400).send(messagePage('en', 'PartnerLock is not connected', result.reason));
    response.send(
      messagePage(
        'en',
        'PartnerLock is connected',
        `Portal ${result.accountId} is ready. Open the PartnerLock settings in HubSpot to set your rules and approvers.`,
      ),
    );
  });
  return router;
}
