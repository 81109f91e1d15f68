import { z } from 'zod';
import { STAGING_FIELDS, type StagingCode } from '../../shared/catalog/staging-fields.ts';
import { storedFieldsOn } from '../../shared/catalog/salesforce-placement.ts';
import type { SalesforceClient } from '../crm/salesforce/client.ts';
import { SalesforceRefusal } from '../crm/salesforce/errors.ts';
import { soql } from '../crm/salesforce/soql.ts';
import type { LeadForm } from '../http/pages/lead-form-page.ts';

const customFields = z.object({ records: z.array(z.object({ Id: z.string().min(15), DeveloperName: z.string() })) });

/** null when the org does not let the user look up ids of fields, or lacks one of them. */
export async function findLeadForm(
  client: SalesforceClient,
  org: { readonly orgId: string; readonly instanceUrl: string },
): Promise<LeadForm | null> {
  const ids = await idsByName(client);
  const fields = Object.fromEntries(
    storedFieldsOn('Lead').flatMap(({ code, salesforce }) => {
      const id = isStaging(code) ? ids.get(salesforce.replace(/__c$/, '')) : undefined;
      return id === undefined ? [] : [[code, id.slice(0, ID_LENGTH)]];
    }),
  );
  const isWhole = Object.keys(fields).length === storedFieldsOn('Lead').filter(({ code }) => isStaging(code)).length;
  if (!isWhole) return null;
  const oid = org.orgId.slice(0, ID_LENGTH);
  return { action: `${org.instanceUrl}/servlet/servlet.WebToLead?encoding=UTF-8&orgId=${oid}`, oid, fields };
}

/** Web-to-Lead takes the ids as Setup prints them. */
const ID_LENGTH = 15;

const isStaging = (code: string): code is StagingCode => Object.hasOwn(STAGING_FIELDS, code);

async function idsByName(client: SalesforceClient): Promise<ReadonlyMap<string, string>> {
  const query = soql`SELECT Id, DeveloperName FROM CustomField WHERE TableEnumOrId = 'Lead' AND NamespacePrefix = null`;
  try {
    const { records } = await client.read(`/tooling/query?q=${encodeURIComponent(query.text)}`, customFields);
    return new Map(records.map(({ Id, DeveloperName }) => [DeveloperName, Id]));
  } catch (error) {
    if (error instanceof SalesforceRefusal) return new Map();
    throw error;
  }
}
