import { z } from 'zod';
import { REGISTRATION_OBJECT } from '../../shared/catalog/salesforce-fields.ts';
import { epochMs, toInstant, type Instant } from '../../shared/values/time.ts';
import type { Hint, ReceivedHint } from './hint.ts';

/** What a change event says of itself. The values that changed are not kept: records are read again. */
const changeHeader = z.object({
  entityName: z.string(),
  recordIds: z.array(z.string()),
  changeType: z.string(),
  changedFields: z.array(z.string()).default([]),
  commitUser: z.string(),
  commitTimestamp: z.number(),
  transactionKey: z.string(),
  sequenceNumber: z.number(),
});
type ChangeHeader = z.infer<typeof changeHeader>;

/** One entry of a delivery that our own change feed stored: an event, or that events may be missing since a moment. */
const entrySchema = z.union([
  z.object({ header: changeHeader }),
  z.object({ lost: z.object({ channel: z.string(), since: z.string(), notedAt: z.string() }) }),
]);
type ReadEntry = z.infer<typeof entrySchema>;
/** The same as it is written: an event's header is stored as it came, and read later. */
export type FeedEntry = { readonly header: unknown } | Extract<ReadEntry, { lost: object }>;

/**
 * A delivery as it is stored. `ourUserId` recognises our own writes; null when a person's user signs in for us, whose
 * changes by hand would look the same.
 */
const bodySchema = z.object({ ourUserId: z.string().nullable(), entries: z.array(z.unknown()) });

/** The text that a delivery is stored as. */
export const feedBody = (ourUserId: string | null, entries: readonly FeedEntry[]): string =>
  JSON.stringify({ ourUserId, entries });

/** Objects whose changes matter, and what their records are to us. */
const KINDS: ReadonlyMap<string, 'registration' | 'lead' | 'company' | 'deal'> = new Map([
  [REGISTRATION_OBJECT, 'registration'],
  ['Lead', 'lead'],
  ['Account', 'company'],
  ['Opportunity', 'deal'],
]);

/** Objects whose changes the server listens to. */
export const CAPTURED_OBJECTS: readonly string[] = [...KINDS.keys()];

/**
 * Standard fields that a rule or a screen of ours reads. In a busy org most changes touch none of them, and reading
 * each of those records again would use up the org's daily calls.
 */
const READ_BY_US: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'Lead',
    ['Company', 'Website', 'Email', 'Country', 'Address', 'Status', 'OwnerId', 'IsConverted', 'ConvertedOpportunityId'],
  ],
  ['Account', ['Name', 'Website', 'BillingAddress', 'BillingCountry', 'Type', 'OwnerId', 'MasterRecordId']],
  ['Opportunity', ['Name', 'AccountId', 'StageName', 'IsClosed', 'IsWon', 'OwnerId', 'Amount', 'CloseDate']],
]);

/** An overflow event is written at the end of its transaction, which may have run for minutes before. */
const OVERFLOW_OVERLAP_MS = 15 * 60_000;

/** The hints in a stored delivery, and how many entries nobody could read. */
export function hintsFromSalesforce(
  body: string,
  accountId: string,
): { readonly hints: readonly ReceivedHint[]; readonly unreadable: number } {
  const delivery = parseBody(body);
  if (delivery === null) return { hints: [], unreadable: 1 };
  const { ourUserId, entries } = delivery;
  const parsed = entries.map((entry) => entrySchema.safeParse(entry));
  const readable = parsed.flatMap((entry) => (entry.success ? [entry.data] : []));
  return {
    hints: readable.flatMap((entry) => hintsOf(entry, accountId, ourUserId)),
    unreadable: parsed.length - readable.length,
  };
}

function hintsOf(entry: ReadEntry, accountId: string, ourUserId: string | null): readonly ReceivedHint[] {
  if ('lost' in entry) {
    const { channel, since, notedAt } = entry.lost;
    return [lostHint({ accountId, key: `lost|${channel}|${notedAt}`, at: notedAt, since })];
  }
  const { header } = entry;
  const at = toInstant(header.commitTimestamp);
  const key = `${header.transactionKey}|${header.sequenceNumber}|${header.entityName}`;
  if (header.changeType === 'GAP_OVERFLOW') {
    const since = toInstant(epochMs(at) - OVERFLOW_OVERLAP_MS);
    return [lostHint({ accountId, key: `${key}|overflow`, at, since })];
  }
  const kind = KINDS.get(header.entityName);
  if (kind === undefined || header.commitUser === ourUserId || !mattersToUs(header)) return [];
  // A company that was merged away is deleted: reading it again finds the one that it went into.
  return header.recordIds.map((id) => ({
    accountId,
    eventKey: `${key}|${id}`,
    occurredAt: at,
    hint: { kind, id } satisfies Hint,
  }));
}

function lostHint(lost: { accountId: string; key: string; at: Instant; since: Instant }): ReceivedHint {
  const { accountId, key: eventKey, at: occurredAt, since } = lost;
  return { accountId, eventKey, occurredAt, hint: { kind: 'changes_lost', since } };
}

/** Whether an update touched a field of ours or one that we read. What is not sure counts as yes. */
function mattersToUs({ entityName, changeType, changedFields }: ChangeHeader): boolean {
  const read = READ_BY_US.get(entityName);
  if (changeType !== 'UPDATE' || read === undefined || changedFields.length === 0) return true;
  return changedFields.some((field) => field.startsWith('Partner_') || read.includes(field.split('.')[0] ?? field));
}

function parseBody(body: string): z.infer<typeof bodySchema> | null {
  try {
    return bodySchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
