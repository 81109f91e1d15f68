import { z } from 'zod';
import { fitText } from '../../../shared/catalog/salesforce-text.ts';
import { salesforceName, toSalesforce } from '../../../shared/catalog/salesforce-values.ts';
import { CrmUnavailable, type PartnerWrite } from '../../../shared/crm/crm-port.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import { readAccount } from './accounts.ts';
import type { Change } from './batches.ts';
import type { SalesforceClient } from './client.ts';
import { isDuplicate, SalesforceRefusal } from './errors.ts';
import { names, soql } from './soql.ts';

const CODE = salesforceName('Account', 'programCode');
const account = z.object({ Id: z.string() });

/** Writes a partner's terms to its account, wherever it is by now: under its code, by id, or newly created. */
export async function writePartner(client: SalesforceClient, write: PartnerWrite): Promise<CrmId> {
  const [holder] = await client.query(soql`SELECT Id FROM Account WHERE ${names(CODE)} = ${write.code}`, account);
  const known = holder ?? (write.companyId === null ? null : await readAccount(client, write.companyId));
  const outcomes = await client.changeTogether([partnerChange(write, known?.Id ?? null)]);
  const { id = null, errors = [] } = outcomes.get(CHANGE) ?? {};
  if (isDuplicate(errors)) throw new CrmUnavailable('Somebody took the partner code this moment; it is written again.');
  if (errors.length > 0) throw new SalesforceRefusal('the partner’s account', errors);
  const writtenId = known?.Id ?? id;
  if (writtenId === null) throw new CrmUnavailable('Salesforce’s answer does not say which account it wrote.');
  return writtenId;
}

const CHANGE = 'partner';

/** A new account is found again under its code when the answer was lost. */
function partnerChange(write: PartnerWrite, id: CrmId | null): Change {
  const { [CODE]: code, ...terms } = toSalesforce('Account', {
    partnerId: write.partnerId,
    programCode: write.code,
    programStatus: write.status,
    programTier: write.tier,
  });
  if (id !== null) return { name: CHANGE, path: ['Account', id], values: { ...terms, [CODE]: code ?? null } };
  const initial = { Name: fitText(write.name, 255), ...(write.domain !== null && { Website: write.domain }) };
  return { name: CHANGE, path: ['Account', CODE, write.code], values: { ...initial, ...terms } };
}
