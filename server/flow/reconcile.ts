import { CrmRefused, CrmUnavailable, type RecordRef } from '../../shared/crm/crm-port.ts';
import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import { epochMs, toInstant, type Instant } from '../../shared/values/time.ts';
import type { Hint } from '../inbound/hint.ts';
import { findCursor, saveCursor } from '../store/crm-cursors.ts';
import type { Flow } from './ports.ts';
import { reconciledIn } from './reconciled-stream.ts';
import { followEach } from './unpack-inbox.ts';

/** A CRM's index lags behind its records and rows commit out of order, so each reading overlaps the one before. */
const OVERLAP_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
/** A CRM that is away is not asked again every second. */
const RETRY_MS = 60_000;

/** Whether it is time to read again what changed: after a while, or at once when the CRM said that it lost changes. */
export async function isReconcileDue(flow: Flow, programId: ProgramId, crm: Crm, everyMs: number): Promise<boolean> {
  const last = await findCursor(flow.database.db, reconciledIn(programId, crm));
  const sinceMs = (moment: Instant) => epochMs(flow.now()) - epochMs(moment);
  return last === null || (sinceMs(last.cursor) >= everyMs && sinceMs(last.savedAt) >= Math.min(everyMs, RETRY_MS));
}

/** Reads again what changed in a CRM since the last time. False when it is away: then the next goes on from there. */
export async function reconcile(flow: Flow, programId: ProgramId, crm: Crm): Promise<boolean> {
  const startedAt = flow.now();
  const stream = reconciledIn(programId, crm);
  const last = await findCursor(flow.database.db, stream);
  const since = last?.cursor ?? toInstant(epochMs(startedAt) - DAY_MS);
  try {
    const found = await readChanges(flow, programId, crm, since);
    await flow.database.transaction(async (tx) => {
      const now = await findCursor(tx, stream);
      // Set back meanwhile, because the CRM lost changes: the next reading begins there.
      if (now !== null && now.cursor < since) return;
      await saveCursor(tx, stream, startedAt, flow.now());
    });
    flow.log.info({ programId, crm, found }, 'reconciled with the CRM');
    return true;
  } catch (error) {
    // A CRM that is not connected or not set up yet is no surprise; who has to act is told where it was refused.
    const told = { programId, crm, problem: String(error) };
    flow.log[error instanceof CrmRefused ? 'info' : 'warn'](told, 'not reconciled; will go on from the same place');
    await flow.database.transaction(async (tx) => {
      const now = await findCursor(tx, stream);
      await saveCursor(tx, stream, now?.cursor ?? since, flow.now());
    });
    return false;
  }
}

/** Finds again what got lost on its way: every record changed since is read as if its change had just come. */
async function readChanges(flow: Flow, programId: ProgramId, crm: Crm, since: Instant): Promise<number> {
  const port = await flow.crmOf(programId, crm);
  const changes = await port.listChanges(toInstant(epochMs(since) - OVERLAP_MS));
  try {
    await followEach(flow, programId, crm, changes.map(hintOf));
  } catch (error) {
    // One record that always fails must not keep the cursor where it is for ever; it was logged when it failed.
    if (error instanceof CrmUnavailable) throw error;
  }
  return changes.length;
}

function hintOf(record: RecordRef): Hint {
  const { object, id } = record;
  return object === 'contact' ? { kind: 'submission', record, nonce: null } : { kind: object, id };
}
