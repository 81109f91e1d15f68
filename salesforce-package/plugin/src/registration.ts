import {
  REGISTRATION_OBJECT,
  SALESFORCE_FIELDS,
  type SalesforceObject,
} from '../../../shared/catalog/salesforce-fields.ts';
import { formulaFieldsOn, storedFieldsOn } from '../../../shared/catalog/salesforce-placement.ts';
import { nameOf, relationOf, type Code } from './names.ts';
import { momentAt, textAt, type Row } from './org-reader.ts';
import { quoted } from './soql.ts';

/** A field of a registration with what stands in it; null when it is empty. */
export interface ShownField {
  readonly code: Code;
  readonly label: string;
  readonly value: string | number | boolean | null;
}

/** Who has to act next, and since when. */
export interface Waiting {
  readonly for: 'manager' | 'partner' | 'partnerlock';
  readonly since: string | null;
  /** Who wrote the decision that PartnerLock has not carried out yet. */
  readonly decidedBy: string | null;
}

/** Which records of registrations somebody means by `PR-00001`, `PL-7K3M-Q2XA` or a record id; null when by none. */
export function conditionFor(given: string): string | null {
  const text = given.trim();
  if (/^PR-\d+$/i.test(text)) return `Name = ${quoted(text.toUpperCase())}`;
  if (/^PL-[0-9A-Z-]+$/i.test(text)) return `${nameOf('registrationReference')} = ${quoted(text.toUpperCase())}`;
  if (/^[a-z0-9]{15}([a-z0-9]{3})?$/i.test(text)) return `Id = ${quoted(text)}`;
  return null;
}

/** Asks for every field of ours that the user sees, and for the names behind the lookups. */
export function registrationQuery(condition: string, visible: ReadonlySet<string>): string {
  const fields = FIELDS.filter(({ salesforce }) => visible.has(salesforce));
  const related = LOOKUPS.filter((code) => visible.has(nameOf(code))).map((code) => `${relationOf(code)}.Name`);
  const columns = ['Id', 'Name', 'LastModifiedDate', ...fields.map(({ salesforce }) => salesforce), ...related];
  return `SELECT ${columns.join(', ')} FROM ${REGISTRATION_OBJECT} WHERE ${condition} ORDER BY Name`;
}

/** Records that carry the registration's stamp, by object. */
export const stampedQueries = (registrationId: string): readonly { object: SalesforceObject; soql: string }[] =>
  SALESFORCE_FIELDS.registrationRecord.on.map((object) => ({
    object,
    soql: `SELECT Id, Name FROM ${object} WHERE ${nameOf('registrationRecord')} = ${quoted(registrationId)} ORDER BY Name`,
  }));

/** Every field that the user sees, in the order of the catalog; lookups by the name of the record they point to. */
export const shownFields = (row: Row): readonly ShownField[] =>
  FIELDS.filter(({ salesforce }) => salesforce in row).map(({ code, salesforce, label, kind }) => ({
    code,
    label,
    value: shownValue(row, salesforce, kind),
  }));

/** Nobody has to act on a registration that is decided and whose decision is carried out. */
export function waitingOf(row: Row): Waiting | null {
  if (textAt(row, nameOf('decision')) !== null) {
    const decidedBy = textAt(row, `${relationOf('decisionBy')}.Name`);
    return { for: 'partnerlock', since: momentAt(row, 'LastModifiedDate'), decidedBy };
  }
  switch (textAt(row, nameOf('registrationStatus'))) {
    case null:
      return { for: 'partnerlock', since: momentAt(row, 'LastModifiedDate'), decidedBy: null };
    case 'submitted':
    case 'under_review':
      return { for: 'manager', since: momentAt(row, nameOf('registeredAt')), decidedBy: null };
    case 'action_required':
      return { for: 'partner', since: momentAt(row, 'LastModifiedDate'), decidedBy: null };
    default:
      return null;
  }
}

interface KnownField {
  readonly code: Code;
  readonly salesforce: string;
  readonly label: string;
  readonly kind: string;
}

const FIELDS: readonly KnownField[] = [
  ...storedFieldsOn(REGISTRATION_OBJECT).map(({ type, ...field }) => ({ ...field, kind: type })),
  ...formulaFieldsOn(REGISTRATION_OBJECT).map(({ returns, ...field }) => ({ ...field, kind: returns })),
];

const LOOKUPS = [
  'decisionBy',
  'prospectAccount',
  'partnerAccount',
  'lead',
  'opportunity',
  'channelManager',
] as const satisfies readonly Code[];

function shownValue(row: Row, salesforce: string, kind: string): ShownField['value'] {
  if (kind === 'lookup') return textAt(row, `${salesforce.replace(/__c$/, '__r')}.Name`) ?? textAt(row, salesforce);
  if (kind === 'instant') return momentAt(row, salesforce);
  const value = row[salesforce];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
