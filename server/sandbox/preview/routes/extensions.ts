import type { Express } from 'express';
import { z } from 'zod';
import type { ObjectType } from '../../hubspot/entities.ts';
import { objectTypeOf } from '../../hubspot/entities.ts';
import { notFound } from '../../hubspot/errors.ts';
import type { HubSpotDeps } from '../http.ts';
import { textParam, typeParam } from '../http.ts';
import { associationsFor, formatFor, propertiesFor, searchFor } from '../extension-data.ts';
import { proxyFetch } from '../ui-proxy.ts';
import { Display } from '../views/display.ts';
import { languageOf, userOf } from '../who.ts';

const fetchInput = z.object({
  url: z.string(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
  timeoutMs: z.number().positive().nullable(),
});
const names = z.union([z.array(z.string()), z.literal('*')]);
const propertiesInput = z.object({ names, format: names });
const associationsInput = z.object({
  toObjectType: z.string(),
  properties: z.array(z.string()).default([]),
  pageLength: z.number().int().positive().default(10),
  offset: z.number().int().min(0).default(0),
});
const formatInput = z.object({
  objectType: z.string(),
  propertiesList: z.array(z.record(z.string(), z.string().nullable())),
});

/** What stands behind an extension's hooks: HubSpot's signing proxy, and the CRM data of the record it is shown on. */
export function serveExtensions(app: Express, deps: HubSpotDeps): void {
  const { standIn, appOrigin, bundles, afterAction } = deps;
  const { portal, app: developerApp, clock } = standIn;

  app.get('/bundles/:name.js', (request, response) => {
    const bundle = bundles.find(({ name }) => name === textParam(request, 'name'));
    if (bundle === undefined) throw notFound('This extension has not been built.');
    response.set('Cache-Control', 'no-cache').sendFile(bundle.file, { dotfiles: 'allow' });
  });

  app.post('/api/extension/fetch', async (request, response) => {
    const proxy = { appOrigin, portalId: portal.portalId, app: developerApp, now: () => clock.now() };
    const answer = await proxyFetch(proxy, userOf(portal, request), fetchInput.parse(request.body));
    await afterAction();
    response.json(answer);
  });

  app.post('/api/extension/properties/:type/:id', (request, response) => {
    const { names, format } = propertiesInput.parse(request.body);
    const display = new Display(portal, languageOf(request));
    response.json(propertiesFor(display, { type: typeParam(request), id: textParam(request, 'id') }, names, format));
  });

  app.post('/api/extension/associations/:type/:id', (request, response) => {
    const from = { type: typeParam(request), id: textParam(request, 'id') };
    const { toObjectType, ...page } = associationsInput.parse(request.body);
    response.json(associationsFor(portal, from, { ...page, toType: knownType(toObjectType) }));
  });

  app.post('/api/extension/search', (request, response) => {
    response.json(searchFor(portal, request.body));
  });

  app.post('/api/extension/format', (request, response) => {
    const { objectType, propertiesList } = formatInput.parse(request.body);
    response.json(formatFor(new Display(portal, languageOf(request)), knownType(objectType), propertiesList));
  });
}

function knownType(nameOrId: string): ObjectType {
  const type = objectTypeOf(nameOrId);
  if (type === undefined) throw notFound(`This preview has no objects of type ${nameOrId}.`);
  return type;
}
