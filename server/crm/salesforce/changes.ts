import { z } from 'zod';
import { salesforceName } from '../../../shared/catalog/salesforce-values.ts';
import type { CrmObject, RecordRef } from '../../../shared/crm/crm-port.ts';
import { epochMs, toInstant, type Instant } from '../../../shared/values/time.ts';
import type { SalesforceClient } from './client.ts';
import { REGISTRATION } from './rows.ts';
import { moment, names, soql } from './soql.ts';

const changed = z.object({ Id: z.string(), SystemModstamp: z.string() });

/** Which records concern us, and how to find those that changed. Any lead may carry a submission or compete. */
const CONCERNING: readonly { readonly object: CrmObject; readonly from: string; readonly only: string | null }[] = [
  { object: 'registration', from: REGISTRATION, only: null },
  { object: 'lead', from: 'Lead', only: null },
  { object: 'deal', from: 'Opportunity', only: null },
  { object: 'company', from: 'Account', only: salesforceName('Account', 'programCode') },
];

/** Records changed since, oldest first. Salesforce keeps whole seconds, so the second of the moment counts whole. */
export async function listChanges(client: SalesforceClient, since: Instant): Promise<readonly RecordRef[]> {
  const from = moment(toInstant(Math.floor(epochMs(since) / 1000) * 1000));
  const lists = await Promise.all(
    CONCERNING.map(async (concerning) => {
      const onlyThose = concerning.only === null ? soql`` : soql`AND ${names(concerning.only)} != null`;
      const query = soql`SELECT Id, SystemModstamp FROM ${names(concerning.from)}
        WHERE SystemModstamp >= ${from} ${onlyThose} ORDER BY SystemModstamp, Id`;
      const rows = await client.query(query, changed);
      return rows.map(({ Id, SystemModstamp }) => ({ ref: { object: concerning.object, id: Id }, at: SystemModstamp }));
    }),
  );
  return lists
    .flat()
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ ref }) => ref);
}
