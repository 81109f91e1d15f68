import { z } from 'zod';
import { REGISTRATION_OBJECT, type SalesforceObject } from '../../../shared/catalog/salesforce-fields.ts';
import { salesforceName, type SalesforceCode } from '../../../shared/catalog/salesforce-values.ts';

/** A record as a query gives it: our fields and Salesforce's own, parents as records within. */
export const row = z.looseObject({ Id: z.string() });
export type Row = z.infer<typeof row>;

/** The registration's own record. */
export const REGISTRATION = REGISTRATION_OBJECT;
/** Of every lead's id: with it a deal that competes is told from a lead that does. */
const LEAD_PREFIX = '00Q';

export const isLeadId = (id: string): boolean => id.startsWith(LEAD_PREFIX);

/** A query with anything else for an id is refused as a whole. */
export const isId = (id: string | null | undefined): id is string =>
  typeof id === 'string' && /^[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?$/.test(id) && isChecked(id);

/** The last three of eighteen characters say which letters of the others are capitals, five at a time. */
const isChecked = (id: string): boolean =>
  [...id.slice(15)].every((sign, block) => {
    const letters = [...id.slice(block * 5, block * 5 + 5)];
    const capitals = letters.reduce((sum, letter, bit) => sum + (/[A-Z]/.test(letter) ? 2 ** bit : 0), 0);
    return sign === CHECK_SIGNS[capitals];
  });
const CHECK_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Text at a path such as `Owner.Name`; null when it is empty, hidden, or the parent is not there. */
export function textAt(from: Row, path: string): string | null {
  let found: unknown = from;
  for (const step of path.split('.')) {
    found = typeof found === 'object' && found !== null ? Object.getOwnPropertyDescriptor(found, step)?.value : null;
  }
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found !== '' ? found : null;
}

export const isTrue = (from: Row, name: string): boolean => from[name] === true;

/** A field's text by its code. */
export const textOf = (object: SalesforceObject, from: Row, code: SalesforceCode): string | null =>
  textAt(from, salesforceName(object, code));

/** The way to a parent's fields: a lookup `X__c` is followed as `X__r`. */
export const parentName = (object: SalesforceObject, code: SalesforceCode): string =>
  salesforceName(object, code).replace(/__c$/, '__r');
