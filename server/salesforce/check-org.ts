import { z } from 'zod';
import {
  SALESFORCE_OBJECTS,
  REGISTRATION_OBJECT,
  type SalesforceObject,
} from '../../shared/catalog/salesforce-fields.ts';
import { PERMISSION_SETS } from '../../shared/catalog/salesforce-access.ts';
import { formulaFieldsOn, storedFieldsOn } from '../../shared/catalog/salesforce-placement.ts';
import type { SalesforceClient } from '../crm/salesforce/client.ts';
import { SalesforceRefusal } from '../crm/salesforce/errors.ts';

const describeSchema = z.object({
  fields: z.array(z.object({ name: z.string(), updateable: z.boolean() })),
});
/** Which fields of an object the user sees, and which of them it may change; null when it does not see the object. */
type Seen = ReadonlyMap<string, boolean> | null;

const INTEGRATION = PERMISSION_SETS.find(({ name }) => name === 'Partner_Integration');

/**
 * What keeps the server from working in the org, as sentences for its administrator. Nothing is created here: the
 * package brings the fields, and an administrator deploys it.
 */
export async function checkOrg(client: SalesforceClient): Promise<readonly string[]> {
  const missing: string[] = [];
  const readOnly: string[] = [];
  const currencies: string[] = [];
  for (const object of SALESFORCE_OBJECTS) {
    const seen = await seenFields(client, object);
    if (seen === null && object === REGISTRATION_OBJECT) return [NOT_DEPLOYED];
    for (const { name, isStored } of neededFields(object)) {
      if (seen?.has(name) !== true) missing.push(`${object}.${name}`);
      else if (isStored && seen.get(name) !== true) readOnly.push(`${object}.${name}`);
    }
    if (object === 'Opportunity' && seen?.has('CurrencyIsoCode') === true) currencies.push(SEVERAL_CURRENCIES);
  }
  return [
    ...said('The integration user does not see', missing, 'Deploy the current package and assign'),
    ...said('The integration user may not change', readOnly, 'Assign'),
    ...currencies,
  ];
}

/** Only an org with several currencies has the field; the program has one, and amounts are written in it. */
const SEVERAL_CURRENCIES =
  'The org uses several currencies: amounts are read and written in the program’s own, whatever a record says.';

const NOT_DEPLOYED =
  'The org shows no partner registrations: deploy the PartnerLock package, and assign the permission set Partner ' +
  'Integration to the user that the server signs in as.';

function neededFields(object: SalesforceObject): readonly { readonly name: string; readonly isStored: boolean }[] {
  const stored = storedFieldsOn(object).map((field) => ({
    name: field.salesforce,
    isStored: INTEGRATION?.canEdit(object, field) === true,
  }));
  return [...stored, ...formulaFieldsOn(object).map((field) => ({ name: field.salesforce, isStored: false }))];
}

async function seenFields(client: SalesforceClient, object: SalesforceObject): Promise<Seen> {
  try {
    const { fields } = await client.read(`/sobjects/${object}/describe`, describeSchema);
    return new Map(fields.map(({ name, updateable }) => [name, updateable]));
  } catch (error) {
    if (error instanceof SalesforceRefusal) return null;
    throw error;
  }
}

const NAMED_MAX = 5;

function said(what: string, fields: readonly string[], then: string): readonly string[] {
  if (fields.length === 0) return [];
  const more = fields.length > NAMED_MAX ? ` and ${fields.length - NAMED_MAX} more` : '';
  return [`${what} ${fields.slice(0, NAMED_MAX).join(', ')}${more}. ${then} the permission set Partner Integration.`];
}
