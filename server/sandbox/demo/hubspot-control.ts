import { Router } from 'express';
import { z } from 'zod';
import type { HubSpotStandIn } from '../hubspot/start-stand-in.ts';
import { subscriptionDraft } from '../hubspot/webhook-events.ts';
import type { HubSpotState } from './operator.ts';

const objectType = z.enum(['contacts', 'companies', 'deals']);
const properties = z.record(z.string(), z.string());

/** Who uses the portal, and how an app signs in to it. */
export function hubSpotState({ baseUrl, portal, app }: HubSpotStandIn): HubSpotState {
  const users = portal.users.map(({ userId, ownerId, firstName, lastName, email }) => ({
    userId,
    ownerId,
    name: `${firstName} ${lastName}`,
    email,
  }));
  return { baseUrl, portalId: portal.portalId, users, ...app };
}

/** What a person does in HubSpot's own screens, and what its webhooks do. */
export function hubSpotControl({ portal, webhooks }: HubSpotStandIn): Router {
  const router = Router();
  router.post('/webhooks', async (request, response) => {
    const asked = z
      .object({
        target: z.url().optional(),
        auto: z.boolean().optional(),
        subscriptions: z.array(subscriptionDraft).optional(),
        trouble: z
          .object({
            loseNext: z.number().optional(),
            duplicate: z.boolean().optional(),
            reorder: z.boolean().optional(),
          })
          .optional(),
      })
      .parse(request.body);
    if (asked.target !== undefined) webhooks.target = asked.target;
    if (asked.subscriptions !== undefined) webhooks.subscribe(asked.subscriptions);
    if (asked.trouble !== undefined) webhooks.trouble = asked.trouble;
    if (asked.auto !== undefined) webhooks.auto = asked.auto;
    await webhooks.flush();
    response.json({
      delivered: webhooks.delivered.length,
      pending: webhooks.pending.length,
      lost: webhooks.lost.length,
    });
  });
  router.get('/records/:type', (request, response) => {
    const screen = portal.objects(objectType.parse(request.params.type));
    const { property, value } = z
      .object({ property: z.string().optional(), value: z.string().optional() })
      .parse(request.query);
    response.json(screen.list().filter((record) => property === undefined || record.properties[property] === value));
  });
  router.get('/records/:type/:id', (request, response) => {
    response.json(portal.objects(objectType.parse(request.params.type)).get(request.params.id) ?? null);
  });
  router.post('/records/:type', (request, response) => {
    const asked = z.object({ properties, as: z.string(), companyId: z.string().optional() }).parse(request.body);
    const screen = portal.objects(objectType.parse(request.params.type));
    const record = screen.create(asked.properties, asked.as);
    if (asked.companyId !== undefined)
      screen.associate(record.id, { type: 'companies', id: asked.companyId }, asked.as);
    response.json(screen.get(record.id));
  });
  router.patch('/records/:type/:id', (request, response) => {
    const asked = z.object({ properties, as: z.string() }).parse(request.body);
    response.json(
      portal.objects(objectType.parse(request.params.type)).update(request.params.id, asked.properties, asked.as),
    );
  });
  return router;
}
