import { z } from 'zod';
import { HubSpotError } from '../errors.ts';
import { toGroup, toProperty } from '../formatters.ts';
import type { HttpServer } from '../http.ts';
import { created, noContent, ok } from '../http.ts';
import { readsSchemas, typeIn, writesSchemas } from '../scopes.ts';
import { propertyDraft, propertyPatch } from '../store/property-draft.ts';
import { complete } from './batches.ts';

const PROPERTIES = '/crm/properties/2026-09/:type';

const groupDraft = z.object({ name: z.string(), label: z.string(), displayOrder: z.number().int().optional() });
const groupPatch = z.object({ label: z.string(), displayOrder: z.number().int() }).partial();
const names = z.object({ inputs: z.array(z.object({ name: z.string() })).max(100) });

/** Property groups first: `groups` would otherwise be taken for a property's name. */
export function serveProperties(http: HttpServer): void {
  serveGroups(http);
  serveBatchProperties(http);
  http.api('get', PROPERTIES, readsSchemas, (call) => {
    const archived = call.query.get('archived') === 'true';
    return ok({ results: call.portal.properties.list(typeIn(call), archived).map(toProperty) });
  });
  http.api('post', PROPERTIES, writesSchemas, (call) =>
    created(toProperty(call.portal.properties.create(typeIn(call), call.body(propertyDraft)))),
  );
  http.api('get', `${PROPERTIES}/:name`, readsSchemas, (call) =>
    ok(toProperty(call.portal.properties.require(typeIn(call), call.param('name')))),
  );
  http.api('patch', `${PROPERTIES}/:name`, writesSchemas, (call) =>
    ok(toProperty(call.portal.properties.update(typeIn(call), call.param('name'), call.body(propertyPatch)))),
  );
  http.api('delete', `${PROPERTIES}/:name`, writesSchemas, (call) => {
    const [type, name] = [typeIn(call), call.param('name')];
    call.portal.properties.archive(type, name, call.portal.forms.usedBy(type, name));
    return noContent;
  });
}

function serveGroups(http: HttpServer): void {
  http.api('get', `${PROPERTIES}/groups`, readsSchemas, (call) =>
    ok({ results: call.portal.properties.listGroups(typeIn(call)).map(toGroup) }),
  );
  http.api('post', `${PROPERTIES}/groups`, writesSchemas, (call) =>
    created(toGroup(call.portal.properties.createGroup(typeIn(call), call.body(groupDraft)))),
  );
  http.api('get', `${PROPERTIES}/groups/:name`, readsSchemas, (call) =>
    ok(toGroup(call.portal.properties.group(typeIn(call), call.param('name')))),
  );
  http.api('patch', `${PROPERTIES}/groups/:name`, writesSchemas, (call) =>
    ok(toGroup(call.portal.properties.updateGroup(typeIn(call), call.param('name'), call.body(groupPatch)))),
  );
  http.api('delete', `${PROPERTIES}/groups/:name`, writesSchemas, (call) => {
    call.portal.properties.archiveGroup(typeIn(call), call.param('name'));
    return noContent;
  });
}

function serveBatchProperties(http: HttpServer): void {
  http.api('post', `${PROPERTIES}/batch/create`, writesSchemas, (call) => {
    const { inputs } = call.body(z.object({ inputs: z.array(propertyDraft).max(100) }));
    const results: unknown[] = [];
    const errors: unknown[] = [];
    for (const draft of inputs) {
      try {
        results.push(toProperty(call.portal.properties.create(typeIn(call), draft)));
      } catch (error) {
        if (!(error instanceof HubSpotError)) throw error;
        errors.push({ ...error.body, context: { name: [draft.name] } });
      }
    }
    return complete(call, 201, results, errors);
  });
  http.api('post', `${PROPERTIES}/batch/read`, readsSchemas, (call) => {
    const wanted = call.body(names).inputs.map((input) => input.name);
    const found = wanted.flatMap((name) => call.portal.properties.get(typeIn(call), name) ?? []);
    const missing = wanted.filter((name) => call.portal.properties.get(typeIn(call), name) === undefined);
    const message = 'Some properties do not exist.';
    const error = { status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { name: missing } };
    return complete(call, 200, found.map(toProperty), missing.length === 0 ? [] : [error]);
  });
  http.api('post', `${PROPERTIES}/batch/archive`, writesSchemas, (call) => {
    const type = typeIn(call);
    for (const { name } of call.body(names).inputs) {
      call.portal.properties.archive(type, name, call.portal.forms.usedBy(type, name));
    }
    return noContent;
  });
}
