import type { RegistrationId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';

/** One page of a list. `after` asks for the next page; null when this is the last. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly after: string | null;
}

/** The last line that a page showed. Lists continue behind it, so lines that come or go meanwhile skip nothing. */
export interface Place {
  readonly submittedAt: Instant;
  readonly registrationId: RegistrationId;
}

/** Cuts `limit + 1` rows that were read to one page. */
export function pageOf<Row extends Place>(rows: readonly Row[], limit: number): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, after: last && rows.length > limit ? `${last.submittedAt} ${last.registrationId}` : null };
}

/** Where a page continues; null for the first page. Throws RangeError for text that no page ever gave. */
export function placeOf(after: string | null): Place | null {
  if (after === null) return null;
  const [submittedAt, registrationId] = after.split(' ', 2);
  if (!submittedAt || !registrationId || !/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(submittedAt)) {
    throw new RangeError('The list cannot continue there: load it again from its beginning.');
  }
  return { submittedAt, registrationId };
}
