import { installDemo, sandboxConfig } from '../../server/bin/demo-world.ts';
import { createCrmUser, registerAsPartner, type FormValues } from '../../server/bin/story/people.ts';
import { readConfig } from '../../server/config.ts';
import { enrolFromCsv } from '../../server/flow/enrol-partners.ts';
import { readSettings } from '../../server/flow/program-settings.ts';
import { reconcileDue, sweepAll } from '../../server/flow/worker.ts';
import { startServer } from '../../server/main.ts';
import { consentTo } from '../../server/sandbox/demo/consent.ts';
import { operatorOf } from '../../server/sandbox/demo/operator.ts';
import { startSandbox } from '../../server/sandbox/demo/start-sandbox.ts';
import { frozenClock } from '../../server/sandbox/hubspot/clock.ts';
import { findCursor } from '../../server/store/crm-cursors.ts';
import { openDatabase } from '../../server/store/database.ts';
import { findByNonce } from '../../server/store/registrations.ts';
import { listPartners } from '../../server/store/partners.ts';
import { FIELDS, type FieldCode } from '../../shared/catalog/fields.ts';
import { SALESFORCE_FIELDS } from '../../shared/catalog/salesforce-fields.ts';
import type { StagingCode } from '../../shared/catalog/staging-fields.ts';
import type { Action } from '../../shared/views/ownership-view.ts';

/** Standard fields of a lead, by the names that Web-to-Lead forms use. */
interface LeadValues {
  readonly company: string;
  readonly email: string;
  readonly URL?: string;
}

const START_MS = Date.parse('2026-11-23T09:00:00.000Z');

/** One program that owns a portal and an org, both stand-ins on one clock that only tests move. */
export async function openBothWorld(
  place: Parameters<typeof openDatabase>[0] = { kind: 'memory' },
  { isOrgConnected = true } = {},
) {
  const clock = frozenClock(START_MS);
  const sandbox = await startSandbox({ crms: ['hubspot', 'salesforce'], clock });
  const { hubspot, salesforce } = sandbox;
  if (!hubspot || !salesforce) throw new Error('unreachable: both stand-ins were asked for');
  const operator = operatorOf(sandbox.controlUrl);
  const state = await operator.state();
  if (!state.hubspot || !state.salesforce) throw new Error('unreachable: both stand-ins run');
  const database = await openDatabase(place);
  const config = { ...readConfig({ PARTNERLOCK_LOG: 'silent' }), port: 0 };
  const server = await startServer({
    config: sandboxConfig(config, state),
    nowMs: () => clock.now(),
    sleep: async (ms) => clock.advance(Math.ceil(ms)),
    database,
    isWorking: false,
  });
  const programId = await installDemo(server, operator, isOrgConnected ? state : { ...state, salesforce: null });
  const person = (role: string): string => {
    const user = state.salesforce?.users.find(({ name }) => name.startsWith(role));
    if (user === undefined) throw new Error(`The org has no ${role}.`);
    return user.userId;
  };
  const hubspotUser = (role: string) => {
    const user = state.hubspot?.users.find(({ name }) => name.startsWith(role));
    if (user === undefined || !state.hubspot) throw new Error(`The portal has no ${role}.`);
    return createCrmUser(server.origin, state.hubspot, operator, user);
  };

  let leadForms = 0;
  /** Events that a test made the org lose: nobody has to wait for them. */
  let lost: Readonly<Record<string, number>> = {};
  const world = {
    clock,
    hubspot,
    salesforce,
    operator,
    database,
    server,
    programId,
    flow: server.flow,
    manager: hubspotUser('Channel Manager'),
    /** The org's people, as whom screens act. */
    as: (role: string) => salesforce.org.as(person(role)),
    userId: person,
    async partners(count: number) {
      const names = Array.from(
        { length: count },
        (_, index) => `Demo Partner ${String(index + 1).padStart(2, '0')} (demo data)`,
      );
      await enrolFromCsv(server.flow, programId, ['name', ...names].join('\n'), 'en');
      const all = await listPartners(database.db, programId);
      const { formUrl, statusUrl } = server.flow.links;
      return names.map((name) => {
        const partner = all.find((one) => one.name === name);
        if (partner === undefined) throw new Error(`${name} was not enrolled`);
        return {
          ...partner,
          formUrl: formUrl(programId, partner.partnerId),
          leadFormUrl: `${formUrl(programId, partner.partnerId)}&crm=salesforce`,
          statusUrl: statusUrl(programId, partner.partnerId),
        };
      });
    },
    /** A partner sends Salesforce's Web-to-Lead form and closes the browser. Answers the form's nonce. */
    async submitLead(formUrl: string, typed: LeadValues): Promise<string> {
      const { leadForm } = await readSettings(database.db, programId);
      if (leadForm === null) throw new Error('The org has no lead form.');
      const nonce = `lead-form-${String(++leadForms).padStart(12, '0')}`;
      const staged = {
        stagingNonce: nonce,
        stagingToken: new URL(formUrl).searchParams.get('token') ?? '',
        stagingStatus: 'new',
        stagingSubmittedBy: 'registrations@demo-partner.example',
        stagingConsent: '1',
      };
      const named = Object.entries(staged).map(([code, value]) => [
        leadForm.fields[code as StagingCode] ?? code,
        value,
      ]);
      const standard = { oid: leadForm.oid, last_name: 'Procurement', ...typed };
      const body = new URLSearchParams([...Object.entries(standard), ...named] as [string, string][]);
      const response = await fetch(leadForm.action, { method: 'POST', body, redirect: 'manual' });
      if (response.status >= 400) throw new Error(`Web-to-Lead answered ${response.status}: ${await response.text()}`);
      return nonce;
    },
    /** The registration behind a nonce, as our own tables have it. */
    async registrationOf(nonce: string) {
      const row = await findByNonce(database.db, programId, nonce);
      if (row === null) throw new Error(`No registration came of ${nonce}`);
      return row;
    },
    /** A manager decides in the org, by writing the fields. */
    decide(recordId: unknown, action: Action, more: Readonly<Record<string, unknown>> = {}) {
      salesforce.org.as(person('Channel Manager')).update('Partner_Registration__c', String(recordId), {
        [SALESFORCE_FIELDS.decision.salesforce]: action,
        [SALESFORCE_FIELDS.decisionBy.salesforce]: person('Channel Manager'),
        ...more,
      });
    },
    register: (formUrl: string, values: FormValues) => registerAsPartner(formUrl, values),
    /** Everything that is on its way in either direction arrives and is worked off, until nothing moves any more. */
    async settle() {
      for (let round = 0; round < 4; round++) {
        await hubspot.webhooks.flush();
        await changeEventsStored();
        await server.worker.settle();
      }
    },
    /** The same while the org is away, from where no event comes. */
    async settleWithoutOrg() {
      for (let round = 0; round < 2; round++) {
        await hubspot.webhooks.flush();
        await server.worker.settle();
      }
    },
    reconcile: () => reconcileDue(server.flow, 0),
    reconcileWhenDue: () => reconcileDue(server.flow, 300_000),
    sweep: () => sweepAll(server.flow),
    /** The session ends meanwhile and the org keeps changes for three days: the feed begins anew. */
    async passDays(days: number) {
      clock.advance(days * 86_400_000);
      salesforce.dropConnections();
      await feedOpensAgain(clock.now());
    },
    /** An approver follows the signed link of the settings page and lets the server into the org. */
    async connectOrg() {
      const url = server.flow.links.connectUrl(programId, 'salesforce');
      const page = await consentTo(url ?? '', { userId: person('Partner Integration') });
      await feedOpensAgain(0);
      return page;
    },
    /** The org answers again, after a while. */
    async orgIsBack() {
      clock.advance(10 * 60_000);
      const since = clock.now();
      await operator.salesforce.away(false);
      await feedOpensAgain(since);
    },
    deals: () => hubspot.portal.objects('deals').list(),
    records: (object: string) => salesforce.org.as(person('Org Administrator')).list(object),
    async close() {
      await server.close();
      await sandbox.close();
      await database.close();
    },
  };
  return world;

  /** What changed before the feed listens again is found by the reconcile; nobody has to wait for its events. */
  async function feedOpensAgain(since: number): Promise<void> {
    const isOpen = () =>
      server.feeds().every(({ openSince, channels }) => {
        const isNew = Date.parse(openSince ?? '') >= since;
        return isNew && Object.values(channels).every((channel) => channel === 'open');
      });
    for (let look = 0; look < 3_000 && !isOpen(); look++) await new Promise((resolve) => setTimeout(resolve, 20));
    lost = (await operator.salesforce.events({})).last;
  }

  /** The change feed runs beside the test: this waits until it has stored the last event of every channel. */
  async function changeEventsStored(): Promise<void> {
    const { last } = await operator.salesforce.events({});
    const isStored = async ([stream, replayId]: [string, number]) => {
      const cursor = await findCursor(database.db, { programId, crm: 'salesforce', stream });
      return replayId <= (lost[stream] ?? -1) || Number(cursor?.cursor ?? -1) >= replayId;
    };
    const isLosing = (salesforce?.events.trouble.loseNext ?? 0) > 0;
    for (let look = 0; look < (isLosing ? 10 : 500); look++) {
      const stored = await Promise.all(Object.entries(last).map(isStored));
      if (stored.every(Boolean)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (isLosing) return void (lost = last);
    throw new Error(`The change feed did not store ${JSON.stringify(last)}: ${JSON.stringify(server.feeds())}`);
  }
}
export type BothWorld = Awaited<ReturnType<typeof openBothWorld>>;

/** What a record of the org shows of a field of ours. */
export const inOrg = (row: Readonly<Record<string, unknown>> | undefined, code: FieldCode): unknown =>
  row?.[FIELDS[code].salesforce] ?? null;

/** The same for the fields that only Salesforce has. */
export const ofRegistration = (
  row: Readonly<Record<string, unknown>> | undefined,
  code: keyof typeof SALESFORCE_FIELDS,
): unknown => row?.[SALESFORCE_FIELDS[code].salesforce] ?? null;
