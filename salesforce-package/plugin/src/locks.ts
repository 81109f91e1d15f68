import { Temporal } from 'temporal-polyfill';
import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import { nameOf } from './names.ts';
import { momentAt, numberAt, textAt, type Row } from './org-reader.ts';
import { containing } from './soql.ts';

/** One company that a partner holds now. */
export interface Lock {
  readonly id: string;
  /** `PR-00001`. */
  readonly number: string;
  /** The number on the partner's receipt. */
  readonly reference: string | null;
  readonly company: string | null;
  readonly prospectKey: string | null;
  readonly partner: string | null;
  readonly partnerId: string | null;
  /** `pending` is a reservation that waits for a decision. */
  readonly status: string | null;
  readonly endsAt: string | null;
  /** Whole days after today, as Salesforce computes them. */
  readonly daysLeft: number | null;
}

export interface LockFilter {
  readonly partner?: string | undefined;
  readonly company?: string | undefined;
  /** Only locks that end before this moment. */
  readonly endsBefore?: string | undefined;
}

/** Everything that holds at this moment by the org's own clock, soonest end first. */
export function lockQuery({ partner, company, endsBefore }: LockFilter): string {
  const conditions = [
    `${nameOf('isLocked')} = true`,
    ...(partner === undefined ? [] : [anyOf([nameOf('partnerName'), nameOf('partnerId')], partner)]),
    ...(company === undefined ? [] : [anyOf(COMPANY_FIELDS, company)]),
    ...(endsBefore === undefined ? [] : [`${nameOf('lockEndsAt')} < ${endsBefore}`]),
  ];
  return (
    `SELECT Id, Name, ${SHOWN.map(nameOf).join(', ')} FROM ${REGISTRATION_OBJECT} ` +
    `WHERE ${conditions.join(' AND ')} ORDER BY ${nameOf('lockEndsAt')}, Name`
  );
}

/** A row of the query as a lock. */
export const toLock = (row: Row): Lock => ({
  id: textAt(row, 'Id') ?? '',
  number: textAt(row, 'Name') ?? '',
  reference: textAt(row, nameOf('registrationReference')),
  company: textAt(row, nameOf('prospectName')),
  prospectKey: textAt(row, nameOf('prospectKey')),
  partner: textAt(row, nameOf('partnerName')),
  partnerId: textAt(row, nameOf('partnerId')),
  status: textAt(row, nameOf('lockStatus')),
  endsAt: momentAt(row, nameOf('lockEndsAt')),
  daysLeft: numberAt(row, nameOf('daysLeft')),
});

/** The first moment of a day such as `2027-03-31` in a zone; null when there is no such day. */
export function startOfDay(day: string, zone: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  try {
    const midnight = Temporal.PlainDate.from(day, { overflow: 'reject' }).toZonedDateTime({ timeZone: zone });
    return new Date(midnight.epochMilliseconds).toISOString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const SHOWN = [
  'registrationReference',
  'prospectName',
  'prospectKey',
  'partnerName',
  'partnerId',
  'lockStatus',
  'lockEndsAt',
  'daysLeft',
] as const;
const COMPANY_FIELDS = [nameOf('prospectName'), nameOf('prospectWebsite'), nameOf('prospectKey')];

const anyOf = (fields: readonly string[], text: string): string =>
  `(${fields.map((field) => `${field} LIKE ${containing(text)}`).join(' OR ')})`;
