import type { Express, Request } from 'express';
import { z } from 'zod';
import { fullName } from '../../hubspot/portal.ts';
import type { PreviewDeps } from '../http.ts';
import { languageOf, rememberWho, toUserView, userOf } from '../who.ts';
import type { SessionView } from '../wire.ts';
import { LANGUAGES } from '../wire.ts';

const DAY_MS = 86_400_000;
export const APP_NAME = 'PartnerLock';

const whoInput = z.object({ userId: z.string(), language: z.enum(LANGUAGES) });
const clockInput = z.object({ days: z.number().int().min(1).max(400) });

/** Who plays, in which language, and the demo portal's clock, which only goes forward. */
export function serveSession(app: Express, deps: PreviewDeps): void {
  const { standIn, afterAction } = deps;

  app.get('/api/session', (request, response) => {
    response.json(sessionView(deps, request));
  });

  app.post('/api/session', (request, response) => {
    const who = whoInput.parse(request.body);
    rememberWho(response, who);
    response.json({ ok: true });
  });

  app.post('/api/clock', async (request, response) => {
    standIn.clock.advance(clockInput.parse(request.body).days * DAY_MS);
    await afterAction();
    response.json({ nowMs: standIn.clock.now() });
  });
}

function sessionView({ standIn, appOrigin, bundles }: PreviewDeps, request: Request): SessionView {
  const { portal, clock, app } = standIn;
  return {
    me: toUserView(userOf(portal, request)),
    users: [...portal.users].sort((a, b) => fullName(a).localeCompare(fullName(b))).map(toUserView),
    language: languageOf(request),
    nowMs: clock.now(),
    portal: { id: Number(portal.portalId), name: portal.name, timezone: portal.timezone },
    app: { id: app.appId, name: APP_NAME, origin: appOrigin },
    bundles: bundles.map((bundle) => bundle.name),
  };
}
