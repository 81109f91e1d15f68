import { CrmRefused, CrmUnavailable, type ProspectWrite } from '../../shared/crm/crm-port.ts';
import {
  companyFields,
  competingDealFields,
  registrationWrite,
  type RecordContext,
} from '../../shared/crm/record-of.ts';
import { replay } from '../../shared/registration/evolve.ts';
import type { ProspectState } from '../../shared/registration/registration.ts';
import type { Crm, PartnerId, ProgramId, RegistrationId } from '../../shared/values/ids.ts';
import { epochMs, toInstant } from '../../shared/values/time.ts';
import { loadStream } from '../store/event-store.ts';
import { flaggedDealsOf, markDealsShown } from '../store/flagged-deals.ts';
import { addToOutbox, claimOutbox, doneOutbox, retryOutbox, type ClaimedItem } from '../store/outbox.ts';
import { findPartner } from '../store/partners.ts';
import { partnerRecordIn } from '../store/partner-records.ts';
import { companyOf, markProspectShown } from '../store/prospect-records.ts';
import { closeDecision, markShown, recordsOfProspect, type RegistrationRecord } from '../store/registration-records.ts';
import { registrationsOfProspect } from '../store/registrations.ts';
import { showPartnerIn } from './enrol-partners.ts';
import type { Flow } from './ports.ts';
import { stateOf } from './show-again.ts';
import { partnerTopic, prospectTopic, showJobs } from './show-jobs.ts';
import { shownProspect } from './shown-prospect.ts';
import { backoffMs, problemOf } from './try-later.ts';

/**
 * A claim that nobody finishes within this time is given to somebody else. Longer than the slowest write takes with all
 * its retries, so that two workers never write one prospect at once; after a crash it is also the longest wait.
 */
const LEASE_MS = 180_000;
const JOBS_AT_ONCE = 8;
/** A person must act before a refused write can succeed, so it is not asked again every second. */
const REFUSED_RETRY_MS = 15 * 60_000;

/** Shows in one CRM what is waiting to be shown. Returns how many jobs it took, so that the caller can go on. */
export async function runEffects(flow: Flow, crm: Crm): Promise<number> {
  const atOnce = { limit: JOBS_AT_ONCE, leaseMs: LEASE_MS };
  const jobs = await claimOutbox(flow.database, [prospectTopic(crm), partnerTopic(crm)], flow.now(), atOnce);
  await Promise.all(jobs.map((job) => runJob(flow, crm, job)));
  return jobs.length;
}

async function runJob(flow: Flow, crm: Crm, job: ClaimedItem): Promise<void> {
  try {
    if (job.topic === partnerTopic(crm)) await showPartner(flow, job.programId, crm, job.subject);
    else await showProspect(flow, job.programId, crm, job.subject);
    await doneOutbox(flow.database.db, job, flow.now());
  } catch (error) {
    const waitMs = retryAfterMs(error, job.attempts);
    const problem = problemOf(error);
    flow.log.warn(
      { programId: job.programId, topic: job.topic, attempts: job.attempts, waitMs, problem },
      'CRM not written; will try again',
    );
    await retryOutbox(flow.database.db, job, toInstant(epochMs(flow.now()) + waitMs), problem);
  }
}

async function showPartner(flow: Flow, programId: ProgramId, crm: Crm, partnerId: PartnerId): Promise<void> {
  const partner = await findPartner(flow.database.db, programId, partnerId);
  if (partner) await showPartnerIn(flow, programId, crm, partner);
}

/** Writes the prospect's whole present state, as far as the CRM does not show it yet. */
async function showProspect(flow: Flow, programId: ProgramId, crm: Crm, prospectKey: string): Promise<void> {
  const { db } = flow.database;
  const program = await flow.programOf(programId);
  const { version, events } = await loadStream(db, programId, prospectKey);
  const state = replay(prospectKey, events);
  const newest = [...state.registrations.values()].at(-1);
  if (newest === undefined) return;
  const rows = await registrationsOfProspect(db, programId, prospectKey);
  const records = await recordsOfProspect(db, programId, crm, prospectKey);
  const stale = rows.filter((row) => isStale(records.get(row.registrationId), row.version));
  const flagged = (await flaggedDealsOf(db, programId, crm, prospectKey)).filter((deal) => !deal.shown);
  const { policy, locale } = program;
  const context: RecordContext = { programId, crm, zone: policy.zone, locale, now: flow.now() };

  const companyId = await companyOf(db, programId, crm, prospectKey);
  const shownKey = companyId && (await shownProspect(flow, programId, crm, companyId));
  const shown = shownKey === null || shownKey === prospectKey ? state : await stateOf(flow, programId, shownKey);

  const write: ProspectWrite = {
    prospect: newest.submission.prospect,
    companyId,
    mayCreateCompany: policy.createCompanies,
    company: companyFields(shown, context),
    registrations: (
      await Promise.all(
        stale.map(({ registrationId: id }) => writeOf(flow, state, { id, record: records.get(id) }, context)),
      )
    ).flat(),
    flaggedDeals: flagged.map(({ dealId }) => ({ dealId, fields: competingDealFields(state, context) })),
  };
  const port = await flow.crmOf(programId, crm);
  const written = await port.writeProspect(write);
  for (const { registrationId, heldByRecordId } of written.fenced) {
    flow.log.error(
      { programId, crm, registrationId, heldByRecordId },
      'another record holds the lock key in the CRM; somebody must look',
    );
  }
  await flow.database.transaction(async (tx) => {
    await markProspectShown(tx, programId, crm, prospectKey, { version, companyId: written.companyId });
    for (const [registrationId, recordId] of written.recordIds) {
      const dealId = written.dealIds.get(registrationId) ?? null;
      await markShown(tx, programId, crm, registrationId, { version, recordId, dealId });
      const record = records.get(registrationId);
      if (record?.decisionAnswer) await closeDecision(tx, programId, crm, registrationId, record.decisionSeq);
    }
    await markDealsShown(tx, programId, flagged);
  });
  if (written.companyId === null || written.companyId === companyId) return;
  // A company that was only found now may be another prospect's already, which comes before this one.
  const first = await shownProspect(flow, programId, crm, written.companyId);
  if (first === null || first === prospectKey) return;
  await flow.database.transaction((tx) => addToOutbox(tx, programId, showJobs([crm], first), flow.now()));
}

const isStale = (record: RegistrationRecord | undefined, version: number): boolean =>
  record === undefined || record.shownVersion < version || record.decisionAnswer !== null;

async function writeOf(
  flow: Flow,
  state: ProspectState,
  { id, record }: { readonly id: RegistrationId; readonly record: RegistrationRecord | undefined },
  context: RecordContext,
) {
  const registration = state.registrations.get(id);
  if (registration === undefined) return [];
  const { partnerId } = registration.submission;
  const { programId, crm } = context;
  const partner = partnerId === null ? null : await partnerRecordIn(flow.database.db, programId, crm, partnerId);
  const write = registrationWrite(registration, state, context);
  const answer = record?.decisionAnswer ?? null;
  return [
    {
      ...write,
      recordId: record?.recordId ?? null,
      contactId: record === undefined ? write.contactId : record.contactId,
      dealId: record?.dealId ?? null,
      partnerCompanyId: partner?.companyId ?? null,
      channelManagerId: partner?.channelManagerId ?? null,
      ...(answer !== null && {
        details: { ...write.details, decisionAnswer: answer },
        clearsDecision: record?.decision ?? '',
      }),
    },
  ];
}

/** The CRM's own wish, else longer with every attempt. */
function retryAfterMs(error: unknown, attempts: number): number {
  if (error instanceof CrmRefused) return REFUSED_RETRY_MS;
  if (error instanceof CrmUnavailable && error.retryAfterMs !== null) return error.retryAfterMs;
  return backoffMs(attempts);
}
