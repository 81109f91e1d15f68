import { Router } from 'express';
import { z } from 'zod';
import type { SalesforceStandIn } from '../salesforce/start-stand-in.ts';
import type { SalesforceState } from './operator.ts';

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const act = z.object({ as: z.string() });
const convertRequest = act.extend({
  leadId: z.string(),
  accountId: z.string().optional(),
  opportunityName: z.string().optional(),
});
const mergeRequest = act.extend({ masterId: z.string(), duplicateIds: z.array(z.string()) });

/** Who uses the org, and how an app signs in to it. */
export function salesforceState({ baseUrl, org, app }: SalesforceStandIn): SalesforceState {
  const users = org.users.map(({ id, firstName, lastName, email, permissionSets }) => ({
    userId: id,
    name: `${firstName} ${lastName}`,
    email,
    permissionSets,
  }));
  return { baseUrl, orgId: org.id, users, ...app };
}

/** What a person does in Salesforce's own screens, what its change events do, and whether it can be reached at all. */
export function salesforceControl(standIn: SalesforceStandIn): Router {
  const { org, events, faults } = standIn;
  const router = Router();
  // Whoever looks at the demo sees every field; who may change what is the org's own affair.
  const onlooker = () => org.as(org.administrator.id);

  router.get('/records/:object', (request, response) => {
    const { field, value } = z
      .object({ field: z.string().optional(), value: z.string().optional() })
      .parse(request.query);
    const rows = onlooker().list(request.params.object);
    response.json(rows.filter((row) => field === undefined || String(row[field] ?? '') === value));
  });
  router.get('/records/:object/:id', (request, response) => {
    response.json(onlooker().get(request.params.object, request.params.id) ?? null);
  });
  router.post('/records/:object', (request, response) => {
    const asked = act.extend({ values }).parse(request.body);
    response.json({ id: org.as(asked.as).create(request.params.object, asked.values) });
  });
  router.patch('/records/:object/:id', (request, response) => {
    const asked = act.extend({ values }).parse(request.body);
    org.as(asked.as).update(request.params.object, request.params.id, asked.values);
    response.json(null);
  });
  router.delete('/records/:object/:id', (request, response) => {
    org.as(act.parse(request.body).as).delete(request.params.object, request.params.id);
    response.json(null);
  });
  router.post('/records/:object/:id/undelete', (request, response) => {
    org.as(act.parse(request.body).as).undelete(request.params.object, request.params.id);
    response.json(null);
  });
  router.post('/convert', (request, response) => {
    const { as, leadId, accountId, opportunityName } = convertRequest.parse(request.body);
    const chosen = {
      ...(accountId !== undefined && { accountId }),
      ...(opportunityName !== undefined && { opportunityName }),
    };
    response.json(org.as(as).convertLead({ leadId, ...chosen }));
  });
  router.post('/merge', (request, response) => {
    const { as, masterId, duplicateIds } = mergeRequest.parse(request.body);
    org.as(as).merge('Account', { masterId, duplicateIds });
    response.json(null);
  });
  router.post('/login', (request, response) => {
    response.json({ token: standIn.login(act.parse(request.body).as) });
  });
  router.post('/events', (request, response) => {
    const { trouble } = z
      .object({ trouble: z.object({ loseNext: z.number().optional(), duplicate: z.boolean().optional() }).optional() })
      .parse(request.body);
    if (trouble !== undefined)
      events.trouble = {
        ...(trouble.loseNext !== undefined && { loseNext: trouble.loseNext }),
        ...(trouble.duplicate !== undefined && { duplicate: trouble.duplicate }),
      };
    events.flush();
    response.json({ last: Object.fromEntries(events.published.map(({ channel, replayId }) => [channel, replayId])) });
  });
  router.get('/web-to-lead', (_request, response) => void response.json(standIn.webToLead));
  router.post('/away', (request, response) => {
    faults.clear();
    if (z.object({ isAway: z.boolean() }).parse(request.body).isAway) {
      faults.add({ times: Infinity, answer: 'drop' });
      standIn.dropConnections();
    }
    response.json(null);
  });
  return router;
}
