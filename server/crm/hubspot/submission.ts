import { STAGING_FIELDS } from '../../../shared/catalog/staging-fields.ts';
import { hubspotName } from '../../../shared/catalog/fields.ts';
import type { StagedSubmission, SubmissionRef } from '../../../shared/crm/crm-port.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import { epochMs, toInstant } from '../../../shared/values/time.ts';
import type { HubSpotClient } from './client.ts';
import { isBadRequest, isNotFound } from './errors.ts';
import { propertyNames } from './mapping.ts';
import { again } from './outcomes.ts';
import { chunks, findRecord, getRecord, updateBatch, type PropertyHistory } from './records.ts';

const NONCE = hubspotName('stagingNonce');
const STATUS = hubspotName('stagingStatus');
const EMAIL = 'email';
/** How a submission is named that brought no name of its own, or one that was used before. */
const OWN_NAME = 'contact:';

/**
 * Reads a submission from the contact's history, because a second submission of the same contact overwrites the
 * first before anybody has read it: the values that stood when a nonce arrived are that nonce's submission.
 */
export async function readSubmission(client: HubSpotClient, ref: SubmissionRef): Promise<StagedSubmission | null> {
  const reading = { properties: [NONCE], history: [...propertyNames('contact'), EMAIL] };
  if (ref.record !== null && ref.record.object !== 'contact') return null;
  const contact =
    ref.record === null
      ? await findRecord(client, 'contacts', { idProperty: NONCE, value: ref.nonce }, reading)
      : await getRecord(client, 'contacts', ref.record.id, reading);
  return contact && submissionOf(contact.id, contact.propertiesWithHistory ?? {}, ref.nonce);
}

/**
 * Says on the contacts that submissions are ours now, and empties their staging fields, so that the next submission
 * inherits nothing. Found by the nonce: a newer submission that has overwritten one of these stays untaken.
 */
export async function markTaken(client: HubSpotClient, submissions: readonly Taken[]): Promise<void> {
  const emptied = Object.fromEntries(propertyNames('contact').map((name) => [name, '']));
  // The nonce stays where it was used: another submission with the same one must not pass for it.
  const { [NONCE]: _kept, ...staged } = emptied;
  const inputs = submissions.map(({ contactId, nonce }) =>
    nonce.startsWith(OWN_NAME) && contactId !== null
      ? { id: contactId, properties: { ...staged, [STATUS]: 'taken' } }
      : { id: nonce, idProperty: NONCE, properties: { ...staged, [STATUS]: 'taken' } },
  );
  // One request takes one way of naming records only.
  for (const some of [
    inputs.filter((input) => 'idProperty' in input),
    inputs.filter((input) => !('idProperty' in input)),
  ]) {
    for (const chunk of chunks(some)) await markSome(client, chunk);
  }
}

interface Taken {
  readonly contactId: CrmId | null;
  readonly nonce: string;
}

async function markSome(client: HubSpotClient, inputs: Parameters<typeof updateBatch>[2]): Promise<void> {
  try {
    await again(() => updateBatch(client, 'contacts', inputs));
  } catch (error) {
    // A nonce comes from a browser. One that HubSpot does not accept here must not keep its deal from being shown;
    // an untaken submission is only read once more.
    if (!isNotFound(error) && !isBadRequest(error)) throw error;
  }
}

/** The submission under a nonce, or under the newest one; null when there is none or it was dealt with. */
export function submissionOf(
  contactId: CrmId,
  history: PropertyHistory,
  wantedNonce: string | null,
): StagedSubmission | null {
  const own = wantedNonce === null ? stayOfItsOwn(contactId, history) : null;
  const stay = own ?? stayOf(history, wantedNonce);
  if (stay === null || wasDealtWith(history, stay)) return null;
  const values = Object.entries(STAGING_FIELDS).flatMap(([code, { hubspot }]) => {
    const value = valueDuring(history[hubspot], stay);
    return value === '' ? [] : [[code, value] as const];
  });
  return {
    record: { object: 'contact', id: contactId },
    nonce: stay.nonce,
    submittedAt: toInstant(stay.fromMs),
    contactEmail: valueDuring(history[EMAIL], stay) || null,
    values: Object.fromEntries(values),
    // Whoever opens the public form says by its token who the partner is.
    partnerCompanyId: null,
  };
}

/** How long a nonce stood on the contact: `[fromMs, untilMs)`. */
interface Stay {
  readonly nonce: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

function stayOf(history: PropertyHistory, wantedNonce: string | null): Stay | null {
  const versions = history[NONCE] ?? [];
  const index = wantedNonce === null ? 0 : versions.findIndex(({ value }) => value === wantedNonce);
  const version = versions[index];
  if (!version?.value) return null;
  const next = versions[index - 1];
  return {
    nonce: version.value,
    fromMs: epochMs(version.timestamp),
    untilMs: next ? epochMs(next.timestamp) : Number.POSITIVE_INFINITY,
  };
}

/**
 * A submission without a name of its own: the form was opened without a partner's link, or sent a second time with
 * the nonce of one that was taken. It is named after its contact and moment; the partner's token, if there is one,
 * still says who sent it.
 */
function stayOfItsOwn(contactId: CrmId, history: PropertyHistory): Stay | null {
  const [status, before] = history[STATUS] ?? [];
  if (status?.value !== 'new') return null;
  const fromMs = epochMs(status.timestamp);
  const nonce = history[NONCE]?.[0];
  const isNamed = Boolean(nonce?.value) && (before?.value !== 'taken' || epochMs(nonce?.timestamp ?? '') >= fromMs);
  return isNamed ? null : { nonce: `${OWN_NAME}${contactId}:${fromMs}`, fromMs, untilMs: Number.POSITIVE_INFINITY };
}

/** The newest nonce is judged by the status of now, an older one by what happened while it stood. */
function wasDealtWith(history: PropertyHistory, stay: Stay): boolean {
  const statuses = history[STATUS] ?? [];
  const concerned = stay.untilMs === Number.POSITIVE_INFINITY ? statuses.slice(0, 1) : statuses;
  return concerned.some(
    ({ value, timestamp }) => (value === 'taken' || value === 'failed') && isDuring(stay, epochMs(timestamp)),
  );
}

const isDuring = (stay: Stay, atMs: number): boolean => stay.fromMs <= atMs && atMs < stay.untilMs;

/** A form's values are stored together, but not promised to be stored in the same millisecond. */
const SAME_WRITE_MS = 1_000;

function valueDuring(versions: PropertyHistory[string] | undefined, stay: Stay): string {
  const untilMs = Math.min(stay.fromMs + SAME_WRITE_MS, stay.untilMs - 1);
  const lastMs = Math.max(untilMs, stay.fromMs);
  return versions?.find(({ timestamp }) => epochMs(timestamp) <= lastMs)?.value ?? '';
}
