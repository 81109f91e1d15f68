import type { Express, Request } from 'express';
import { z } from 'zod';
import { REGISTRATION_OBJECT } from '../../../../../shared/catalog/salesforce-fields.ts';
import { notFound } from '../../../salesforce/errors.ts';
import { textParam } from '../../http.ts';
import type { LightningDeps } from '../deps.ts';
import { readLayout } from '../org/layouts.ts';
import { readListViews } from '../org/list-views.ts';
import { readPages } from '../org/pages.ts';
import { appView } from '../views/app-view.ts';
import { choices } from '../views/choices.ts';
import { listView } from '../views/list-view.ts';
import { formView, pageRegions, recordView } from '../views/record-view.ts';
import type { PageView } from '../wire.ts';

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const convertInput = z.object({
  leadId: z.string(),
  accountId: z.string().optional(),
  opportunityName: z.string().optional(),
  doNotCreateOpportunity: z.boolean().optional(),
});
const mergeInput = z.object({ masterId: z.string(), duplicateId: z.string() });

/** The org's own screens: app, lists, records, and what a person does in them under their own rights. */
export function serveScreens(app: Express, deps: LightningDeps): void {
  const { packageDir, componentsDir } = deps;
  const query = (request: Request, name: string): string | undefined => {
    const value = request.query[name];
    return typeof value === 'string' ? value : undefined;
  };

  app.get('/api/lightning/app', (request, response) => {
    response.json(appView(deps.screen(request), packageDir));
  });

  app.get('/api/lightning/page/:name', (request, response) => {
    const page = readPages(componentsDir).find(({ name }) => name === textParam(request, 'name'));
    if (page === undefined) throw notFound();
    const view: PageView = { label: page.label, regions: pageRegions(page) };
    response.json(view);
  });

  app.get('/api/lightning/list/:object', (request, response) => {
    const object = textParam(request, 'object');
    response.json(listView(deps.screen(request), object, readListViews(packageDir, object), query(request, 'view')));
  });

  app.get('/api/lightning/site', (request, response) => {
    const views = readListViews(packageDir, REGISTRATION_OBJECT);
    response.json(listView(deps.screen(request), REGISTRATION_OBJECT, views, 'Partner_All'));
  });

  app.get('/api/lightning/record/:id', (request, response) => {
    const pages = readPages(componentsDir);
    const view = recordView(deps.screen(request), textParam(request, 'id'), (object) => ({
      layout: readLayout(packageDir, object),
      page: pages.find((page) => page.object === object.name),
    }));
    response.json(view);
  });

  app.patch('/api/lightning/record/:id', async (request, response) => {
    const screen = deps.screen(request);
    const id = textParam(request, 'id');
    const object = screen.org.schema.objectOfId(id);
    if (object === undefined) throw notFound();
    screen.as.update(object.name, id, values.parse(request.body));
    await deps.afterAction();
    response.json({ id });
  });

  app.delete('/api/lightning/record/:id', async (request, response) => {
    const screen = deps.screen(request);
    const id = textParam(request, 'id');
    const object = screen.org.schema.objectOfId(id);
    if (object === undefined) throw notFound();
    screen.as.delete(object.name, id);
    await deps.afterAction();
    response.json({ id });
  });

  app.get('/api/lightning/form/:object', (request, response) => {
    const { preset } = request.query;
    const given = values.parse(typeof preset === 'string' ? JSON.parse(preset) : {});
    response.json(formView(deps.screen(request), textParam(request, 'object'), given));
  });

  app.post('/api/lightning/records/:object', async (request, response) => {
    const id = deps.screen(request).as.create(textParam(request, 'object'), values.parse(request.body));
    await deps.afterAction();
    response.json({ id });
  });

  app.get('/api/lightning/choices/:object', (request, response) => {
    response.json(choices(deps.screen(request), textParam(request, 'object'), query(request, 'query') ?? ''));
  });

  app.post('/api/lightning/convert', async (request, response) => {
    const result = deps.screen(request).as.convertLead(convertInput.parse(request.body));
    await deps.afterAction();
    response.json(result);
  });

  app.post('/api/lightning/merge', async (request, response) => {
    const { masterId, duplicateId } = mergeInput.parse(request.body);
    deps.screen(request).as.merge('Account', { masterId, duplicateIds: [duplicateId] });
    await deps.afterAction();
    response.json({ id: masterId });
  });
}
