import { CrmRefused, CrmUnavailable, type ProspectWrite } from '../../shared/crm/crm-port.ts';
import {
  companyFields,
  competingDealFields,
  registrationWrite,
  type RecordContext,
} from '../../shared/crm/record-of.ts';
import { replay } from '../../shared/registration/evolve.ts';
import type { ProspectState } from '../../shared/registration/registration.ts';
import { epochMs, toInstant } from '../../shared/values/time.ts';
import { loadStream } from '../store/event-store.ts';
import { flaggedDealsOf, markDealsShown } from '../store/flagged-deals.ts';
import { claimOutbox, doneOutbox, retryOutbox, type ClaimedItem } from '../store/outbox.ts';
import { findProspect, markProspectShown } from '../store/prospects.ts';
import { markShown, registrationsOfProspect, type RegistrationRow } from '../store/registrations.ts';
import type { Flow } from './ports.ts';
import { backoffMs, problemOf } from './try-later.ts';

/**
 * A claim that nobody finishes within this time is given to somebody else. Longer than the slowest write takes with all
 * its retries, so that two workers never write one prospect at once; after a crash it is also the longest wait.
 */
const LEASE_MS = 180_000;
const JOBS_AT_ONCE = 8;
/** A person must act before a refused write can succeed, so it is not asked again every second. */
const REFUSED_RETRY_MS = 15 * 60_000;

/** Shows in the CRM what is waiting to be shown. Returns how many jobs it took, so that the caller can go on. */
export async function runEffects(flow: Flow): Promise<number> {
  const jobs = await claimOutbox(flow.database, flow.now(), JOBS_AT_ONCE, LEASE_MS);
  await Promise.all(jobs.map((job) => runJob(flow, job)));
  return jobs.length;
}

async function runJob(flow: Flow, job: ClaimedItem): Promise<void> {
  try {
    await showProspect(flow, job.programId, job.subject);
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

/** Writes the prospect's whole present state, as far as the CRM does not show it yet. */
async function showProspect(flow: Flow, programId: string, prospectKey: string): Promise<void> {
  const { db } = flow.database;
  const program = await flow.programOf(programId);
  const { version, events } = await loadStream(db, programId, prospectKey);
  const state = replay(prospectKey, events);
  const rows = await registrationsOfProspect(db, programId, prospectKey);
  const stale = rows.filter((row) => row.shownVersion < row.version);
  const flagged = (await flaggedDealsOf(db, programId, prospectKey)).filter((deal) => !deal.shown);
  const context: RecordContext = { programId, zone: program.policy.zone, locale: program.locale, now: flow.now() };
  const known = await findProspect(db, programId, prospectKey);
  const newest = [...state.registrations.values()].at(-1);
  if (newest === undefined) return;

  const write: ProspectWrite = {
    prospect: newest.submission.prospect,
    companyId: known?.companyId ?? null,
    company: companyFields(state, context),
    registrations: stale.flatMap((row) => writeOf(row, state, context)),
    flaggedDeals: flagged.map(({ dealId }) => ({ dealId, fields: competingDealFields(state, context) })),
    sales: { pipeline: program.policy.salesPipeline, stage: program.policy.salesStage },
  };
  const crm = await flow.crmOf(programId);
  const written = await crm.writeProspect(write);
  for (const { registrationId, heldByDealId } of written.fenced) {
    flow.log.error(
      { programId, registrationId, heldByDealId },
      'another deal holds the lock key in the CRM; somebody must look',
    );
  }
  await flow.database.transaction(async (tx) => {
    await markProspectShown(tx, programId, prospectKey, { version, companyId: written.companyId });
    for (const [registrationId, dealId] of written.dealIds)
      await markShown(tx, programId, registrationId, { version, dealId });
    await markDealsShown(tx, programId, flagged);
  });
}

function writeOf({ registrationId, dealId }: RegistrationRow, state: ProspectState, context: RecordContext) {
  const registration = state.registrations.get(registrationId);
  return registration ? [{ ...registrationWrite(registration, state, context), dealId }] : [];
}

/** The CRM's own wish, else longer with every attempt. */
function retryAfterMs(error: unknown, attempts: number): number {
  if (error instanceof CrmRefused) return REFUSED_RETRY_MS;
  if (error instanceof CrmUnavailable && error.retryAfterMs !== null) return error.retryAfterMs;
  return backoffMs(attempts);
}
