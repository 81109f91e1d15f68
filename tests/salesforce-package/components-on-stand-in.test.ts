import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';
import { frozenClock } from '../../server/sandbox/hubspot/clock.ts';
import type { OrgUser } from '../../server/sandbox/salesforce/org/users.ts';
import { startSalesforceStandIn, type SalesforceStandIn } from '../../server/sandbox/salesforce/start-stand-in.ts';
import { REGISTRATION_OBJECT } from '../../shared/catalog/salesforce-fields.ts';
import { salesforceName, toSalesforce, type SalesforceFieldValues } from '../../shared/catalog/salesforce-values.ts';
import { QUEUE_TABS, queueOrder, queueWhere } from '../../shared/views/salesforce-queue.ts';
import { submissionValues } from '../../shared/views/typed-submission.ts';

const NOW = '2026-11-25T12:00:00.000Z';
const API = '/services/data/v67.0';
const LWC = path.join(PACKAGE_DIR, 'force-app/main/default/lwc');

let standIn: SalesforceStandIn;
beforeAll(async () => {
  standIn = await startSalesforceStandIn({ clock: frozenClock(Date.parse(NOW)) });
});
afterAll(() => standIn.close());

/** A call as a component of the person at the screen makes it. */
async function call(
  as: OrgUser,
  method: string,
  target: string,
  body: unknown,
): Promise<{ status: number; body: unknown }> {
  const authorization = `Bearer ${standIn.login(as.id)}`;
  const response = await fetch(`${standIn.baseUrl}${API}${target}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

/** Every GraphQL text of the components, by bundle and file. */
const QUERIES = new Map(
  readdirSync(LWC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) =>
      [...readFileSync(path.join(LWC, file), 'utf8').matchAll(/gql`([^`]+)`/g)].map(
        (match) => [file, match[1] ?? ''] as const,
      ),
    ),
);
const REGISTRATIONS = 'partnerQueue/registrations.js';
const ANSWERS = 'partnerDecisionResults/partnerDecisionResults.js';
const BY_NONCE = 'partnerForm/partnerForm.js';

const found = z.object({
  errors: z.array(z.unknown()).length(0),
  data: z.object({
    uiapi: z.object({
      query: z.object({
        Partner_Registration__c: z.object({
          edges: z.array(z.object({ node: z.looseObject({ Id: z.string() }) })),
          pageInfo: z.object({ hasNextPage: z.boolean() }).optional(),
          totalCount: z.number().optional(),
        }),
      }),
    }),
  }),
});

async function ask(as: OrgUser, file: string, variables: object) {
  const { body } = await call(as, 'POST', '/graphql', { query: QUERIES.get(file), variables });
  return found.parse(body).data.uiapi.query.Partner_Registration__c;
}

const registered = (values: SalesforceFieldValues): string =>
  standIn.org
    .as(standIn.org.integrationUser.id)
    .create(REGISTRATION_OBJECT, toSalesforce(REGISTRATION_OBJECT, { prospectName: 'Company (demo)', ...values }));

const held = { lockKey: 'prg:dom:a.example', lockStatus: 'active', registrationStatus: 'approved' } as const;

describe('the components’ own requests, answered by the stand-in with the package’s rules and rights', () => {
  it('are all known here', () => {
    expect([...QUERIES.keys()].sort()).toEqual([ANSWERS, BY_NONCE, REGISTRATIONS].sort());
  });

  it('the queue finds on each tab what belongs there, oldest first', async () => {
    const ids = {
      newest: registered({ registrationStatus: 'under_review', registeredAt: '2026-11-25T11:00:00.000Z' }),
      oldest: registered({ registrationStatus: 'submitted', registeredAt: '2026-11-20T11:00:00.000Z' }),
      notLookedAt: registered({}),
      asked: registered({ registrationStatus: 'action_required', registeredAt: NOW }),
      conflict: registered({ ...held, lockEndsAt: '2027-02-01T00:00:00.000Z', channelConflict: 'partner_vs_direct' }),
      soon: registered({ ...held, lockKey: 'prg:dom:b.example', lockEndsAt: '2026-12-01T00:00:00.000Z' }),
      over: registered({
        ...held,
        lockKey: 'prg:dom:c.example',
        lockEndsAt: '2026-11-25T11:59:59.000Z',
        channelConflict: 'partner_vs_partner',
      }),
    };
    const nameOf = (id: string) => Object.entries(ids).find(([, candidate]) => candidate === id)?.[0];
    const shown: Record<string, unknown> = {};
    for (const tab of QUEUE_TABS) {
      const variables = { where: queueWhere(tab, NOW), orderBy: queueOrder('registeredAt', 'asc'), after: null };
      const { edges } = await ask(standIn.org.channelManager, REGISTRATIONS, variables);
      shown[tab] = edges.map(({ node }) => nameOf(node.Id));
    }
    expect(shown).toEqual({
      waiting: ['oldest', 'newest', 'notLookedAt'],
      conflict: ['conflict'],
      asked: ['asked'],
      soon: ['soon'],
    });
  });

  it('a sales rep reads the same queue', async () => {
    const variables = { where: queueWhere('waiting', NOW), orderBy: queueOrder('prospectName', 'desc'), after: null };
    const { totalCount, pageInfo } = await ask(standIn.org.salesRep, REGISTRATIONS, variables);
    expect([totalCount, pageInfo]).toEqual([3, expect.objectContaining({ hasNextPage: false })]);
  });

  it('a decision is saved by a manager in one request, and its answer found by its id', async () => {
    const { channelManager, integrationUser, salesRep } = standIn.org;
    const id = registered({ registrationStatus: 'under_review', registeredAt: NOW });
    const fields = toSalesforce(REGISTRATION_OBJECT, {
      decision: 'reject',
      decisionReason: 'other',
      decisionNote: null,
      decisionDays: null,
      decisionBy: channelManager.id,
    });
    expect(await call(salesRep, 'PATCH', `/ui-api/records/${id}`, { fields })).toMatchObject({ status: 403 });
    const withoutReason = { ...fields, [salesforceName(REGISTRATION_OBJECT, 'decisionReason')]: null };
    const refused = await call(channelManager, 'PATCH', `/ui-api/records/${id}`, { fields: withoutReason });
    expect(JSON.stringify(refused.body)).toContain('Choose a decision reason: the partner is told why.');
    expect(await call(channelManager, 'PATCH', `/ui-api/records/${id}`, { fields })).toMatchObject({ status: 200 });

    const node = async () => (await ask(channelManager, ANSWERS, { ids: [id] })).edges.map((edge) => edge.node);
    const decision = salesforceName(REGISTRATION_OBJECT, 'decision');
    expect(await node()).toMatchObject([{ Id: id, [decision]: { value: 'reject' } }]);
    const answer = toSalesforce(REGISTRATION_OBJECT, { decision: null, decisionAnswer: 'Rejected.' });
    standIn.org.as(integrationUser.id).update(REGISTRATION_OBJECT, id, answer);
    expect(await node()).toMatchObject([{ Id: id, [decision]: { value: null } }]);
  });

  it('a partner user registers a company; sent twice it is a duplicate that can be found again', async () => {
    const { partnerUser } = standIn.org;
    const typed = {
      ...{ prospectName: 'Siemens AG', prospectWebsite: 'siemens.com', prospectCountry: 'DE', industry: 'Industrial' },
      ...{ contactName: 'Contact (demo)', contactEmail: 'buyer@siemens.com', contactPhone: '', employees: '300000' },
      ...{ estimatedAmount: '48000.50', estimatedCloseOn: '2027-03-31', notes: 'A platform.', consent: true },
    };
    const fields = toSalesforce(REGISTRATION_OBJECT, submissionValues(typed, 'nonce-1', 'USD'));
    const request = { apiName: REGISTRATION_OBJECT, fields };
    const first = await call(partnerUser, 'POST', '/ui-api/records', request);
    expect(first.status).toBe(201);
    const { id } = z.object({ id: z.string() }).parse(first.body);

    const second = await call(partnerUser, 'POST', '/ui-api/records', request);
    const entry = z.object({ errorCode: z.string() });
    const output = z.object({ fieldErrors: z.record(z.string(), z.array(entry)), errors: z.array(entry) });
    const { fieldErrors, errors } = z.object({ output }).parse(second.body).output;
    expect([...Object.values(fieldErrors).flat(), ...errors].map(({ errorCode }) => errorCode)).toEqual([
      'DUPLICATE_VALUE',
    ]);
    const { edges } = await ask(partnerUser, BY_NONCE, { nonce: 'nonce-1' });
    expect(edges.map(({ node }) => node.Id)).toEqual([id]);
  });
});
