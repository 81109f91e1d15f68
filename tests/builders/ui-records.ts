import type { SalesforceObject } from '../../shared/catalog/salesforce-fields.ts';
import { salesforceName, toSalesforce, type SalesforceFieldValues } from '../../shared/catalog/salesforce-values.ts';
import type { UiRecord } from '../../shared/catalog/ui-record.ts';

/** A record as UI API gives it, from values under our codes; `parents` are spanned records by their relation. */
export function uiRecord(
  object: SalesforceObject,
  values: SalesforceFieldValues & { readonly isCompeting?: boolean },
  parents: Readonly<Record<string, UiRecord | null>> = {},
): UiRecord {
  const { isCompeting, ...stored } = values;
  const shown = {
    ...toSalesforce(object, stored),
    ...(isCompeting !== undefined && { [salesforceName(object, 'isCompeting')]: isCompeting }),
    ...parents,
  };
  return { fields: Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, { value }])) };
}

/** The registration behind an account, as far as its ownership needs it. */
export const registrationBehind = (registrationStatus: string): Readonly<Record<string, UiRecord>> => ({
  [salesforceName('Account', 'registrationRecord').replace(/__c$/, '__r')]: uiRecord('Partner_Registration__c', {
    registrationStatus,
  }),
});
