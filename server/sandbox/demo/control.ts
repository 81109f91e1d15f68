import type { Server } from 'node:http';
import express from 'express';
import { z } from 'zod';
import type { HubSpotStandIn } from '../hubspot/start-stand-in.ts';
import { subscriptionDraft } from '../hubspot/webhook-events.ts';

const objectType = z.enum(['contacts', 'companies', 'deals']);
const properties = z.record(z.string(), z.string());

/**
 * What a person does around the CRM, over HTTP, so that a story can be told against a stand-in in another process:
 * move the clock, act in the CRM's own screens, read what a record shows, make webhooks misbehave. No vendor has this.
 */
export async function startControl(standIn: HubSpotStandIn): Promise<{ readonly url: string; close(): Promise<void> }> {
  const app = express();
  app.use(express.json({ limit: '5mb' }));
  const { portal, clock, webhooks } = standIn;

  app.get('/state', (_request, response) => {
    const users = portal.users.map(({ userId, ownerId, firstName, lastName, email }) => ({
      userId,
      ownerId,
      name: `${firstName} ${lastName}`,
      email,
    }));
    response.json({ nowMs: clock.now(), portalId: portal.portalId, users, ...standIn.app });
  });
  app.post('/clock', (request, response) => {
    const { advanceMs } = z.object({ advanceMs: z.number().min(0) }).parse(request.body);
    clock.advance(advanceMs);
    response.json({ nowMs: clock.now() });
  });
  app.post('/webhooks', async (request, response) => {
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
  app.get('/records/:type', (request, response) => {
    const screen = portal.objects(objectType.parse(request.params.type));
    const { property, value } = z
      .object({ property: z.string().optional(), value: z.string().optional() })
      .parse(request.query);
    response.json(screen.list().filter((record) => property === undefined || record.properties[property] === value));
  });
  app.get('/records/:type/:id', (request, response) => {
    response.json(portal.objects(objectType.parse(request.params.type)).get(request.params.id) ?? null);
  });
  app.post('/records/:type', (request, response) => {
    const asked = z.object({ properties, as: z.string(), companyId: z.string().optional() }).parse(request.body);
    const screen = portal.objects(objectType.parse(request.params.type));
    const record = screen.create(asked.properties, asked.as);
    if (asked.companyId !== undefined)
      screen.associate(record.id, { type: 'companies', id: asked.companyId }, asked.as);
    response.json(screen.get(record.id));
  });
  app.patch('/records/:type/:id', (request, response) => {
    const asked = z.object({ properties, as: z.string() }).parse(request.body);
    response.json(
      portal.objects(objectType.parse(request.params.type)).update(request.params.id, asked.properties, asked.as),
    );
  });
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    response.status(400).json({ message: error instanceof Error ? error.message : String(error) });
  });

  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(0, '127.0.0.1', (error) => (error ? reject(error) : resolve(listening)));
  });
  server.keepAliveTimeout = 75_000;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
