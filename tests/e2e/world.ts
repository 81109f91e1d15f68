import { installDemo, sandboxConfig } from '../../server/bin/demo-world.ts';
import { createCrmUser, registerAsPartner, type FormValues } from '../../server/bin/story/people.ts';
import { readConfig } from '../../server/config.ts';
import { enrolFromCsv } from '../../server/flow/enrol-partners.ts';
import { reconcileDue, sweepAll } from '../../server/flow/worker.ts';
import { startServer } from '../../server/main.ts';
import { startControl } from '../../server/sandbox/demo/control.ts';
import { operatorOf } from '../../server/sandbox/demo/operator.ts';
import { seedDemo } from '../../server/sandbox/demo/seed.ts';
import { frozenClock } from '../../server/sandbox/hubspot/clock.ts';
import { startHubSpotStandIn, type StandInOptions } from '../../server/sandbox/hubspot/start-stand-in.ts';
import type { RecordView } from '../../server/sandbox/hubspot/crm-screen.ts';
import { openDatabase } from '../../server/store/database.ts';
import { listPartners } from '../../server/store/partners.ts';
import { FIELDS, type FieldCode } from '../../shared/catalog/fields.ts';
import { STAGING_FIELDS, type StagingCode } from '../../shared/catalog/staging-fields.ts';

const START_MS = Date.parse('2026-11-22T09:00:00.000Z');

/**
 * The whole product over the stand-in, with a clock that only tests and waiting move: what waits for a limit makes
 * time pass at once, so limits are enforced on both sides and nobody sits them out.
 */
export async function openWorld(
  options: StandInOptions = {},
  place: Parameters<typeof openDatabase>[0] = { kind: 'memory' },
) {
  const clock = frozenClock(START_MS);
  const standIn = await startHubSpotStandIn({ clock, seed: seedDemo, ...options });
  const control = await startControl({ clock, hubspot: standIn });
  const operator = operatorOf(control.url);
  const state = await operator.state();
  const sandbox = state.hubspot;
  if (sandbox === null) throw new Error('unreachable: the sandbox was started with HubSpot');
  const database = await openDatabase(place);
  const config = { ...readConfig({ PARTNERLOCK_LOG: 'silent' }), port: 0 };
  const server = await startServer({
    config: sandboxConfig(config, state),
    nowMs: () => clock.now(),
    sleep: async (ms) => clock.advance(Math.ceil(ms)),
    database,
    isWorking: false,
  });
  const programId = await installDemo(server, operator, state);
  const userNamed = (role: string) => {
    const user = sandbox.users.find(({ name }) => name.startsWith(role));
    if (user === undefined) throw new Error(`The sandbox has no ${role}.`);
    return createCrmUser(server.origin, sandbox, operator, user);
  };

  const world = {
    standIn,
    operator: operator.hubspot,
    sandbox,
    database,
    server,
    clock,
    programId,
    flow: server.flow,
    manager: userNamed('Channel Manager'),
    rep: userNamed('Sales Rep One'),
    /** Enrols demo partners and answers their links, in order. */
    async partners(count: number) {
      const names = Array.from(
        { length: count },
        (_, index) => `Demo Partner ${String(index + 1).padStart(2, '0')} (demo data)`,
      );
      await enrolFromCsv(server.flow, programId, ['name', ...names].join('\n'), 'en');
      const all = await listPartners(database.db, programId);
      return names.map((name) => {
        const partner = all.find((one) => one.name === name);
        if (partner === undefined) throw new Error(`${name} was not enrolled`);
        const { formUrl, statusUrl } = server.flow.links;
        return {
          ...partner,
          formUrl: formUrl(programId, partner.partnerId),
          statusUrl: statusUrl(programId, partner.partnerId),
        };
      });
    },
    register: (formUrl: string, values: FormValues) => registerAsPartner(formUrl, values),
    /** Submits the hosted form and closes the browser: no receipt page is opened, so only a webhook can tell us. */
    async submitAndLeave(formUrl: string, typed: Partial<Record<StagingCode, string>> & { readonly email: string }) {
      const visit = await fetch(formUrl, { redirect: 'manual' });
      const formPage = new URL(visit.headers.get('location') ?? '');
      const { email, ...staged } = typed;
      const consent = { stagingConsent: 'true', stagingSubmittedBy: 'registrations@demo-partner.example' };
      const named = Object.entries({ ...consent, ...staged }).map(
        ([code, value]) => [STAGING_FIELDS[code as StagingCode].hubspot, value] as const,
      );
      // What the browser prefilled from the link, unless the test says otherwise.
      const values = new Map<string, string>([...formPage.searchParams, ['email', email], ...named]);
      const fields = [...values].map(([name, value]) => ({ objectTypeId: '0-1', name, value }));
      const response = await fetch(
        `${standIn.baseUrl}/submissions/v3/integration/submit/${formPage.pathname.replace('/share/', '')}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ fields }),
        },
      );
      return { status: response.status, body: await response.text() };
    },
    /** Everything that is on its way arrives and is worked off. */
    async settle() {
      for (let round = 0; round < 3; round++) {
        await standIn.webhooks.flush();
        await server.worker.settle();
      }
    },
    reconcile: () => reconcileDue(server.flow, 0),
    sweep: () => sweepAll(server.flow),
    passDays: (days: number) => clock.advance(days * 86_400_000),
    deals: () => standIn.portal.objects('deals').list(),
    dealOf(reference: string): RecordView {
      const deals = standIn.portal.objects('deals').list();
      const deal = deals.find(
        (one) => shown(one, 'registrationReference') === reference && shown(one, 'registrationId') !== '',
      );
      if (deal === undefined) throw new Error(`No deal in the CRM shows ${reference}`);
      return deal;
    },
    async close() {
      await server.close();
      await control.close();
      await standIn.close();
      await database.close();
    },
  };
  return world;
}
export type World = Awaited<ReturnType<typeof openWorld>>;

/** What a record shows of one of our fields, by its catalog code. */
export const shown = (record: RecordView | undefined, code: FieldCode): string =>
  record?.properties[FIELDS[code].hubspot] ?? '';
