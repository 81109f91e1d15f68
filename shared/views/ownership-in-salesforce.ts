import { REGISTRATION_OBJECT, type SalesforceObject } from '../catalog/salesforce-fields.ts';
import { fromSalesforce, salesforceName, type SalesforceReading } from '../catalog/salesforce-values.ts';
import { parentOf, rowOf, type UiRecord } from '../catalog/ui-record.ts';
import type { Instant } from '../values/time.ts';
import { nextStepOf } from './next-step.ts';
import { ownershipFromFields } from './ownership-from-fields.ts';
import type { NextStep, Ownership } from './ownership-view.ts';

/** What a Salesforce record page shows of who owns the company. */
export interface SalesforceOwnership extends Ownership {
  readonly next: NextStep;
  /** Salesforce's id of the registration that is shown; null when there is none. */
  readonly registrationRecordId: string | null;
}

/** Who looks, and when. */
export interface SalesforceViewing {
  readonly now: Instant;
  readonly viewerIsApprover: boolean;
}

/**
 * Ownership on the page of a lead, account, contact or opportunity, from the record's fields; null when field-level
 * security hides them. A contact shows its account, and so does an opportunity that no registration stands behind:
 * on a company that a partner holds it competes.
 */
export function ownershipInSalesforce(
  object: SalesforceObject,
  record: UiRecord,
  viewing: SalesforceViewing,
): SalesforceOwnership | null {
  const own = readStamps(object, record);
  if (object === 'Account' || object === 'Lead') return own && shownOf(own, viewing);
  const parent = parentOf(record, 'Account');
  const account = parent ? readStamps('Account', parent) : parent === null ? {} : null;
  if (object === 'Contact') return account && shownOf(account, viewing);
  return opportunityOf(own, account, viewing);
}

function opportunityOf(
  own: SalesforceReading | null,
  account: SalesforceReading | null,
  viewing: SalesforceViewing,
): SalesforceOwnership | null {
  if (!own || !account) return shownOrNull(own ?? account, viewing);
  const company = shownOf(account, viewing);
  if (own.registrationId) {
    const isHeldByOther = isHeld(company) && own.registrationId !== account.registrationId;
    return { ...shownOf(own, viewing), ...(isHeldByOther && { next: 'held_by_other' }) };
  }
  // Salesforce computed this when the record was loaded; whether the lock still holds is computed now.
  if (own.isCompeting !== true) return company;
  return shownOf({ ...account, channelConflict: 'partner_vs_direct', conflictText: own.conflictText ?? null }, viewing);
}

const shownOrNull = (stamps: SalesforceReading | null, viewing: SalesforceViewing) =>
  stamps && shownOf(stamps, viewing);

function shownOf(stamps: SalesforceReading, { now, viewerIsApprover }: SalesforceViewing): SalesforceOwnership {
  // No field carries the program's zone; the formula field beside it counts in 24 hours as well.
  const ownership = ownershipFromFields(stamps, now, null);
  const { registrationRecord } = stamps;
  return {
    ...ownership,
    next: nextStepOf({ state: ownership.state, status: ownership.registrationStatus }, viewerIsApprover),
    registrationRecordId: typeof registrationRecord === 'string' ? registrationRecord : null,
  };
}

const isHeld = ({ state }: Ownership): boolean => state === 'pending' || state === 'locked' || state === 'conflict';

/** The stamps of a record; an account has no status of its own, so it is read from the registration behind it. */
function readStamps(object: SalesforceObject, record: UiRecord): SalesforceReading | null {
  const stamps = fromSalesforce(object, rowOf(record), NO_AMOUNTS);
  if (stamps.lockStatus === undefined) return null;
  const registration = parentOf(record, REGISTRATION_RELATION);
  return registration ? { ...fromSalesforce(REGISTRATION_OBJECT, rowOf(registration), NO_AMOUNTS), ...stamps } : stamps;
}

const REGISTRATION_RELATION = salesforceName('Account', 'registrationRecord').replace(/__c$/, '__r');
/** ISO 4217's "no currency": a stamp carries no amount. */
const NO_AMOUNTS = 'XXX';
