import express, { type Express } from 'express';
import helmet from 'helmet';
import { crmOauth } from './http/crm-oauth.ts';
import type { AppDeps } from './http/deps.ts';
import { hubSpotUi } from './http/hubspot-ui.ts';
import { hubSpotWebhooks } from './http/hubspot-webhooks.ts';
import { ops } from './http/ops.ts';
import { partnerPages } from './http/partner-pages.ts';
import { Problem, problemHandler, sendProblem } from './http/problem.ts';
import { createReplayGuard } from './http/replay-guard.ts';
import { SIGNATURE_AGE_MAX_MS } from './http/verify-hubspot-signature.ts';

/** The HTTP surface over everything that it was handed. It reads no clock, no environment, and keeps no rule. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  const replays = createReplayGuard(SIGNATURE_AGE_MAX_MS);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(
    helmet({
      // Partner pages run no script and talk to nobody else; forms go back to us alone.
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      // The links carry the partner's token.
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );
  app.use(ops(deps));
  if (deps.hubspot !== null) {
    const forHubSpot = { ...deps, hubspot: deps.hubspot };
    app.use(hubSpotWebhooks(forHubSpot, replays));
    app.use(hubSpotUi(forHubSpot, replays));
    app.use(crmOauth(deps, 'hubspot', deps.hubspot.connect));
  }
  if (deps.salesforce !== null) app.use(crmOauth(deps, 'salesforce', deps.salesforce.connect));
  app.use(partnerPages(deps));
  app.use((_request, response) =>
    sendProblem(response, new Problem(404, 'not_found', 'There is nothing at this address.')),
  );
  app.use(problemHandler(deps.flow.log));
  return app;
}
