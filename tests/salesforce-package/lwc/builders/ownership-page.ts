import type { SalesforceFieldValues } from '../../../../shared/catalog/salesforce-values.ts';
import type { UiRecord } from '../../../../shared/catalog/ui-record.ts';
import { find, findAll, mount, settle, textOf, uiRecordApi, type Mounted } from '../bench/bench.ts';

export const NOW = '2026-11-22T15:00:00.000Z';
export const REGISTRATION = 'a00000000000001AAA';

/** New York's 20 February is the last of the 90 days. */
export const LOCKED = {
  registrationId: 'reg_1',
  registrationReference: 'PL-7KQ2',
  registrationRecord: REGISTRATION,
  registeredAt: '2026-11-20T14:30:00.000Z',
  partnerName: 'Demo Partner North',
  lockStatus: 'active',
  lockEndsAt: '2027-02-21T05:00:00.000Z',
  channelConflict: 'none',
  conflictText: null,
} as const satisfies SalesforceFieldValues;
export const NOTHING = { lockStatus: null, registrationId: null } as const satisfies SalesforceFieldValues;

/** The banner on an object's record page, before the record has come. */
export const mounted = (objectApiName: string): Promise<Mounted> =>
  mount('partnerOwnership', { recordId: '001000000000001AAA', objectApiName });

/** The banner once Lightning Data Service has given it the record. */
export async function showing(objectApiName: string, record: UiRecord): Promise<Mounted> {
  const element = await mounted(objectApiName);
  (await uiRecordApi()).getRecord.emit(record);
  await settle();
  return element;
}

/** What stands in the part of the banner that is marked so. */
export const text = (element: Mounted, id: string): string => textOf(find(element, `[data-id=${id}]`));
export const has = (element: Mounted, id: string): boolean => findAll(element, `[data-id=${id}]`).length > 0;
