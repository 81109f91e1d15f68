import { afterEach } from 'vitest';
import type { SalesforceObject } from '../../../../shared/catalog/salesforce-fields.ts';
import { salesforceName, type SalesforceCode } from '../../../../shared/catalog/salesforce-values.ts';
import type { CrmPort } from '../../../../shared/crm/crm-port.ts';
import { createSalesforceCrm } from '../../../../server/crm/salesforce/adapter.ts';
import type { SalesforceClientOptions } from '../../../../server/crm/salesforce/client.ts';
import type { SalesforceOptions } from '../../../../server/sandbox/salesforce/start-stand-in.ts';
import { connectOrg, type ConnectedOrg } from './connected-org.ts';

export const REGISTRATION = 'Partner_Registration__c';
/** The org of the running test and the port over it, once the test has started it. */
export let org: ConnectedOrg;
export let crm: CrmPort;
afterEach(() => org.close());

export async function start(
  options: SalesforceOptions = {},
  change: Partial<SalesforceClientOptions> = {},
): Promise<void> {
  org = await connectOrg(options, change);
  crm = crmWith(null);
}

export const crmWith = (stage: string | null): CrmPort =>
  createSalesforceCrm({ client: org.client, currency: 'EUR', stage, now: () => org.standIn.clock.now() });

/** What an administrator sees in a field of ours. */
export const shown = (object: SalesforceObject, id: string, code: SalesforceCode): unknown =>
  org.admin.get(object, id)?.[salesforceName(object, code)];

export const account = (values: Record<string, unknown>): string => org.admin.create('Account', values);
export const ids = (object: string): string[] => org.admin.list(object).map((record) => String(record['Id']));
