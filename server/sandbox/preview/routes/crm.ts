import type { Express } from 'express';
import { z } from 'zod';
import { OBJECT_TYPES } from '../../hubspot/entities.ts';
import type { HubSpotDeps } from '../http.ts';
import { textParam, typeParam } from '../http.ts';
import { Display } from '../views/display.ts';
import { guideView } from '../views/guide-view.ts';
import { listView } from '../views/list-view.ts';
import { recordView } from '../views/record-view.ts';
import { languageOf, userOf } from '../who.ts';
import { APP_NAME } from './session.ts';

const values = z.record(z.string(), z.string());
const newRecord = z.object({
  properties: values,
  associateWith: z.object({ type: z.enum(OBJECT_TYPES), id: z.string() }).optional(),
});

/** The CRM's own screens: lists, records, and what a user changes in them, under the name of whoever plays. */
export function serveCrm(app: Express, { standIn, afterAction, partnerLinks }: HubSpotDeps): void {
  const { portal } = standIn;

  app.get('/api/guide', async (request, response) => {
    response.json(guideView(new Display(portal, languageOf(request)), await partnerLinks()));
  });

  app.get('/api/records/:type', (request, response) => {
    const query = typeof request.query.query === 'string' ? request.query.query : '';
    response.json(listView(new Display(portal, languageOf(request)), typeParam(request), query));
  });

  app.get('/api/records/:type/:id', (request, response) => {
    const display = new Display(portal, languageOf(request));
    response.json(recordView(display, typeParam(request), textParam(request, 'id'), APP_NAME));
  });

  app.post('/api/records/:type', async (request, response) => {
    const { properties, associateWith } = newRecord.parse(request.body);
    const screen = portal.objects(typeParam(request));
    const { userId, ownerId } = userOf(portal, request);
    const { id } = screen.create({ hubspot_owner_id: ownerId, ...properties }, userId);
    if (associateWith !== undefined) screen.associate(id, associateWith, userId);
    await afterAction();
    response.json({ id });
  });

  app.patch('/api/records/:type/:id', async (request, response) => {
    const { userId } = userOf(portal, request);
    portal.objects(typeParam(request)).update(textParam(request, 'id'), values.parse(request.body), userId);
    await afterAction();
    response.json({ ok: true });
  });
}
