import type { Express, Request } from 'express';
import { z } from 'zod';
import type { SandboxClock } from '../../hubspot/clock.ts';
import type { Org } from '../../salesforce/org/org.ts';
import { fullName as fullOrgName } from '../../salesforce/org/users.ts';
import { fullName } from '../../hubspot/portal.ts';
import type { HubSpotDeps } from '../http.ts';
import { languageOf, orgUserOf, peopleOf, rememberWho, toUserView, userOf } from '../who.ts';
import type { HubSpotSessionView, SessionView } from '../wire.ts';
import { LANGUAGES } from '../wire.ts';

const DAY_MS = 86_400_000;
export const APP_NAME = 'PartnerLock';

export interface SessionDeps {
  readonly hubspot: Pick<HubSpotDeps, 'standIn' | 'appOrigin' | 'bundles'> | undefined;
  readonly org: Org | undefined;
  /** The clocks of all stand-ins; each moves once. */
  readonly clocks: ReadonlySet<SandboxClock>;
  readonly timeZone: string;
  readonly afterAction: () => Promise<void>;
}

const whoInput = z.object({ person: z.string(), language: z.enum(LANGUAGES) });
const clockInput = z.object({ days: z.number().int().min(1).max(400) });

/** Who plays, in which language, and the demo's clock, which only goes forward. */
export function serveSession(app: Express, deps: SessionDeps): void {
  app.get('/api/session', (request, response) => {
    response.json(sessionView(deps, request));
  });

  app.post('/api/session', (request, response) => {
    rememberWho(response, whoInput.parse(request.body));
    response.json({ ok: true });
  });

  app.post('/api/clock', async (request, response) => {
    const { days } = clockInput.parse(request.body);
    for (const clock of deps.clocks) clock.advance(days * DAY_MS);
    await deps.afterAction();
    response.json({ nowMs: nowOf(deps) });
  });
}

function nowOf({ clocks }: SessionDeps): number {
  const [clock] = clocks;
  if (clock === undefined) throw new Error('A preview needs a stand-in.');
  return clock.now();
}

function sessionView(deps: SessionDeps, request: Request): SessionView {
  const { hubspot, org, timeZone } = deps;
  const portalUser = hubspot && userOf(hubspot.standIn.portal, request);
  const orgUser = org && orgUserOf(org, request);
  const names = [portalUser && fullName(portalUser), orgUser && fullOrgName(orgUser)];
  return {
    person: names.find((name) => name !== undefined) ?? '',
    people: peopleOf(hubspot?.standIn.portal, org),
    language: languageOf(request),
    nowMs: nowOf(deps),
    timeZone,
    hubspot: hubspot === undefined ? null : hubSpotSession(hubspot, request),
    salesforce: org === undefined || orgUser === undefined ? null : { person: fullOrgName(orgUser), orgName: org.name },
  };
}

function hubSpotSession(
  { standIn, appOrigin, bundles }: NonNullable<SessionDeps['hubspot']>,
  request: Request,
): HubSpotSessionView {
  const { portal, app } = standIn;
  return {
    me: toUserView(userOf(portal, request)),
    portal: { id: Number(portal.portalId), name: portal.name, timezone: portal.timezone },
    app: { id: app.appId, name: APP_NAME, origin: appOrigin },
    bundles: bundles.map((bundle) => bundle.name),
  };
}
