import path from 'node:path';
import jsforce from 'jsforce';
import { PACKAGE_DIR } from '../../../server/bin/salesforce/package-folders.ts';
import { frozenClock } from '../../../server/sandbox/hubspot/clock.ts';
import type { Org } from '../../../server/sandbox/salesforce/org/org.ts';
import {
  startSalesforceStandIn,
  type SalesforceOptions,
  type SalesforceStandIn,
} from '../../../server/sandbox/salesforce/start-stand-in.ts';
import { readerOf, type OrgReader } from '../../../salesforce-package/plugin/src/org-reader.ts';

export const R = 'Partner_Registration__c';
export const NOW = '2026-11-24T10:00:00.000Z';

/** An org with the whole package, and a clock that stands still. */
export const startPartnerOrg = (options: SalesforceOptions = {}): Promise<SalesforceStandIn> =>
  startSalesforceStandIn({ packageDir: PACKAGE_DIR, clock: frozenClock(Date.parse(NOW)), ...options });

export const FORCE_APP = path.join(PACKAGE_DIR, 'force-app');

/** Reads as the administrator does. */
export const readerFor = (standIn: SalesforceStandIn): OrgReader =>
  readerOf(
    new jsforce.Connection({
      version: '67.0',
      instanceUrl: standIn.baseUrl,
      accessToken: standIn.login(standIn.org.administrator.id),
    }),
  );

/** A company that a partner holds; demo data. */
export interface Held {
  readonly company: string;
  readonly domain: string;
  readonly partner: 'North' | 'South';
  readonly endsAt: string;
  readonly more?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A registration as PartnerLock writes it. */
export const registrationOf = (number: number, { company, domain, partner, endsAt, more = {} }: Held) => ({
  ...stampsOf(number, { domain, partner, endsAt }),
  Partner_Registration_Reference__c: `PL-7K3M-000${number}`,
  Partner_Registration_Status__c: 'approved',
  Partner_Registered_At__c: '2026-11-22T10:00:00.000+0000',
  Partner_Prospect_Name__c: company,
  Partner_Prospect_Website__c: domain,
  Partner_Active_Lock_Key__c: `program:dom:${domain}`,
  ...more,
});

const stampsOf = (number: number, { domain, partner, endsAt }: Pick<Held, 'domain' | 'partner' | 'endsAt'>) => ({
  Partner_Registration_Id__c: `r-${number}`,
  Partner_Id__c: partner.toLowerCase(),
  Partner_Name__c: `Demo Partner ${partner}`,
  Partner_Prospect_Key__c: `dom:${domain}`,
  Partner_Lock_Status__c: 'active',
  Partner_Lock_Ends_At__c: endsAt,
});

/** Writes a registration and stamps its account; answers the registration's id. */
export function register(org: Org, number: number, held: Held): string {
  const server = org.as(org.integrationUser.id);
  const account = server.create('Account', { Name: held.company, Website: held.domain });
  const registration = server.create(R, { ...registrationOf(number, held), Partner_Prospect_Account__c: account });
  server.update('Account', account, { ...stampsOf(number, held), Partner_Registration__c: registration });
  return registration;
}
