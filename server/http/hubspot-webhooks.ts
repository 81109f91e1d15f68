import { Router } from 'express';
import { toInstant } from '../../shared/values/time.ts';
import type { HubSpotDeps } from './deps.ts';
import { bodyText, hubSpotOnly, rawBody } from './hubspot-gate.ts';
import type { ReplayGuard } from './replay-guard.ts';

/**
 * HubSpot gives five seconds and repeats what got no 2xx for a day. So: verify, store, answer; the work comes after.
 * What is acknowledged here is on disk.
 */
export function hubSpotWebhooks(deps: HubSpotDeps, replays: ReplayGuard): Router {
  const router = Router();
  router.post('/hubspot/webhooks', rawBody, hubSpotOnly(deps, replays), async (request, response) => {
    await deps.storeWebhook(bodyText(request), toInstant(deps.nowMs()));
    deps.wake();
    response.status(204).end();
  });
  return router;
}
