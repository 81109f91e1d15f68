import { epochMs, toInstant, type Instant } from '../../shared/values/time.ts';
import { CrmUnavailable, type RecordRef } from '../../shared/crm/crm-port.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import type { Hint } from '../inbound/from-hubspot.ts';
import type { Flow } from './ports.ts';
import { followEach } from './unpack-inbox.ts';

/** HubSpot's search index lags behind the records, so each reading looks again at a stretch it has seen. */
const OVERLAP_MS = 10 * 60_000;

/** Finds again what webhooks lost: every record changed since is read as if its webhook had just come. */
export async function reconcile(flow: Flow, programId: ProgramId, since: Instant): Promise<number> {
  const crm = await flow.crmOf(programId);
  const changes = await crm.listChanges(toInstant(epochMs(since) - OVERLAP_MS));
  try {
    await followEach(flow, programId, changes.map(hintOf));
  } catch (error) {
    // One record that always fails must not keep the cursor where it is for ever; it was logged when it failed.
    if (error instanceof CrmUnavailable) throw error;
  }
  return changes.length;
}

function hintOf({ object, id }: RecordRef): Hint {
  return object === 'contact' ? { kind: 'submission', contactId: id, nonce: null } : { kind: object, id };
}
