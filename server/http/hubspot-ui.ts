import { Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { CrmRefused, CrmUnavailable, type RecordRef } from '../../shared/crm/crm-port.ts';
import { PARTNER_STATUSES, PARTNER_TIERS } from '../../shared/program/partner.ts';
import { REJECTION_REASONS } from '../../shared/registration/reasons.ts';
import { ACTIONS } from '../../shared/views/ownership-view.ts';
import {
  QUEUE_FILTERS,
  UI_PATHS,
  type Answer,
  type BulkApproveAnswer,
  type PartnerRequest,
} from '../../shared/views/ui-api.ts';
import { localeOf } from '../../shared/words/locale.ts';
import { say, type WordKey } from '../../shared/words/say.ts';
import { approveMany } from '../flow/approve-many.ts';
import { decideFromCrm } from '../flow/decide-from-crm.ts';
import { enrolCompany, enrolFromCsv } from '../flow/enrol-partners.ts';
import { changeSettings, settingsChangeSchema, showSettings } from '../flow/settings.ts';
import { showOwnership } from '../flow/show-ownership.ts';
import { showQueue } from '../flow/show-queue.ts';
import { viewerOf, type Viewer } from '../flow/viewer.ts';
import type { HubSpotDeps } from './deps.ts';
import { bodyText, claimsIn, hubSpotOnly, rawBody } from './hubspot-gate.ts';
import type { ReplayGuard } from './replay-guard.ts';

const OBJECTS: Readonly<Record<string, RecordRef['object']>> = { '0-2': 'company', '0-3': 'deal' };
const id = z.union([z.string(), z.number()]).transform(String);
const requestId = z.string().min(8).max(100);
const locale = z.string().max(35).default('en');

const decideSchema = z.object({
  requestId,
  locale,
  registrationId: z.string(),
  action: z.enum(ACTIONS),
  reason: z.enum(REJECTION_REASONS).optional(),
  text: z.string().max(5_000).optional(),
  days: z.number().optional(),
  objectTypeId: z.string(),
  objectId: id,
});
/** A question must ask something, and a rejection must say why. */
const completeDecision = decideSchema.refine(
  ({ action, text, reason }) =>
    (action !== 'ask' || Boolean(text?.trim())) && (action !== 'reject' || reason !== undefined),
);
const bulkSchema = z.object({
  requestId,
  locale,
  dealIds: z.array(id).max(200).default([]),
  registrationIds: z.array(z.string()).max(200).default([]),
});
const partnerSchema: z.ZodType<PartnerRequest> = z.union([
  z.object({ requestId, locale, companyId: id, status: z.enum(PARTNER_STATUSES), tier: z.enum(PARTNER_TIERS) }),
  z.object({ requestId, locale, csv: z.string().max(900_000) }),
]);

/** What the card, the pages and the bulk action ask. Who asks is HubSpot's word in the verified query, never the body's. */
export function hubSpotUi(deps: HubSpotDeps, replays: ReplayGuard): Router {
  const { flow } = deps;
  const router = Router();
  router.use('/hubspot/ui', rawBody, hubSpotOnly(deps, replays));

  router.get(
    UI_PATHS.ownership,
    answering(async (request, viewer) => {
      const query = z.object({ objectTypeId: z.string(), objectId: id }).parse(request.query);
      return { ok: true, view: await showOwnership(flow, viewer.programId, refOf(query), viewer.isApprover) };
    }),
  );

  router.post(
    UI_PATHS.decide,
    answering(
      approversOnly(async (request, viewer) => {
        const asked = completeDecision.parse(jsonOf(request));
        const decision = await decideFromCrm(flow, viewer.programId, viewer.actor, asked);
        deps.wake();
        if (!decision.ok) return decision;
        return { ...decision, view: await showOwnership(flow, viewer.programId, refOf(asked), viewer.isApprover) };
      }),
    ),
  );

  router.get(
    UI_PATHS.queue,
    answering(async (request, viewer) => {
      const query = z
        .object({ filter: z.enum(QUEUE_FILTERS).default('waiting'), after: z.string().max(200).optional() })
        .parse(request.query);
      return showQueue(flow, viewer.programId, { filter: query.filter, after: query.after ?? null }, viewer.isApprover);
    }),
  );

  router.post(
    UI_PATHS.bulkApprove,
    answering(
      approversOnly(async (request, viewer): Promise<BulkApproveAnswer> => {
        const results = await approveMany(flow, viewer.programId, viewer.actor, bulkSchema.parse(jsonOf(request)));
        deps.wake();
        return { ok: true, results };
      }),
    ),
  );

  router.get(
    UI_PATHS.settings,
    answering(async (_request, viewer) => ({ ok: true, settings: await showSettings(flow, viewer), message: null })),
  );

  router.post(
    UI_PATHS.settings,
    answering(
      approversOnly(async (request, viewer) => {
        const parsed = settingsChangeSchema.safeParse(jsonOf(request));
        const language = localeOf(localeIn(request));
        if (!parsed.success) {
          const fields = Object.fromEntries(
            parsed.error.issues.map((issue) => [
              issue.path.filter((part) => part !== 'policy').join('.'),
              issue.message,
            ]),
          );
          return { ok: false, code: 'invalid', message: say(language, 'settings.invalid'), fields };
        }
        return changeSettings(flow, viewer, parsed.data);
      }),
    ),
  );

  router.post(
    UI_PATHS.partner,
    answering(
      approversOnly(async (request, viewer) => {
        const asked = partnerSchema.parse(jsonOf(request));
        const results =
          'csv' in asked
            ? await enrolFromCsv(flow, viewer.programId, asked.csv, asked.locale)
            : [await enrolCompany(flow, viewer.programId, 'hubspot', asked)];
        const [first] = results;
        return {
          ok: true,
          results,
          message:
            results.length === 1 && first
              ? first.message
              : say(localeOf(asked.locale), 'partner.imported', {
                  done: results.filter((one) => one.ok).length,
                  all: results.length,
                }),
        };
      }),
    ),
  );
  return router;

  type Handle<T> = (request: Request, viewer: Viewer) => Promise<T>;

  /** Business answers go out as 200 with `ok`, because HubSpot wraps any other status; the card shows the message. */
  function answering<T>(handle: Handle<T>): RequestHandler {
    return async (request, response) => {
      const claims = claimsIn(deps.publicOrigin, request);
      const language = localeOf(localeIn(request));
      const refuse = (code: string, word: WordKey): void =>
        void response.json({ ok: false, code, message: say(language, word) } satisfies Answer<object>);
      const viewer = await viewerOf(flow, claims);
      if (viewer === null) return refuse('not_installed', 'ui.not_installed');
      try {
        response.json(await handle(request, viewer));
      } catch (error) {
        if (error instanceof z.ZodError || error instanceof RangeError) return refuse('unreadable', 'ui.unreadable');
        if (error instanceof NotApprover) return refuse('not_approver', 'ui.not_approver');
        if (error instanceof CrmUnavailable || error instanceof CrmRefused) return refuse('crm_away', 'ui.crm_away');
        throw error;
      }
    };
  }

  function approversOnly<T>(handle: Handle<T>): Handle<T> {
    return (request, viewer) => {
      if (!viewer.isApprover) throw new NotApprover();
      return handle(request, viewer);
    };
  }
}

class NotApprover extends Error {}

/** Parsed only here, after the signature; text that is no JSON reads as nothing and is refused by the schema. */
function jsonOf(request: Request): unknown {
  try {
    return JSON.parse(bodyText(request));
  } catch {
    return null;
  }
}

function localeIn(request: Request): string {
  const json = request.method === 'GET' ? request.query : jsonOf(request);
  const parsed = z.object({ locale }).safeParse(json);
  return parsed.success ? parsed.data.locale : 'en';
}

function refOf({ objectTypeId, objectId }: { readonly objectTypeId: string; readonly objectId: string }): RecordRef {
  const object = OBJECTS[objectTypeId];
  if (object === undefined)
    throw new z.ZodError([{ code: 'custom', path: ['objectTypeId'], message: 'Use 0-2 or 0-3', input: objectTypeId }]);
  return { object, id: objectId };
}
