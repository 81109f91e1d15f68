/** A record as Salesforce's UI API gives it to Lightning components. What nobody may see is absent. */
export interface UiRecord {
  readonly fields: Readonly<Record<string, { readonly value: unknown } | undefined>>;
}

/** The record's values by field name, as `fromSalesforce` reads them. */
export const rowOf = (record: UiRecord): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record.fields).map(([name, field]) => [name, field?.value]));

/** The record behind a lookup, `Account` or `…__r`: null when there is none, undefined when it is hidden. */
export function parentOf(record: UiRecord, relation: string): UiRecord | null | undefined {
  const value = record.fields[relation]?.value;
  return isUiRecord(value) || value === null ? value : undefined;
}

const isUiRecord = (value: unknown): value is UiRecord =>
  typeof value === 'object' && value !== null && 'fields' in value;
