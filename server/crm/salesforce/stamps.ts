import type { FieldValues } from '../../../shared/catalog/field.ts';
import { salesforceName, toSalesforce } from '../../../shared/catalog/salesforce-values.ts';
import { CrmUnavailable, type ProspectWrite, type RegistrationWrite } from '../../../shared/crm/crm-port.ts';
import type { CrmId, RegistrationId } from '../../../shared/values/ids.ts';
import type { RowUpdate } from './batches.ts';
import type { SalesforceClient } from './client.ts';
import { isDuplicate, isGone, SalesforceRefusal, type ApiError } from './errors.ts';
import type { Found } from './registration-records.ts';
import { isId, isLeadId } from './rows.ts';

export interface StampsWrite {
  readonly write: ProspectWrite;
  readonly companyId: CrmId | null;
  readonly found: readonly Found[];
  readonly recordIds: ReadonlyMap<RegistrationId, CrmId>;
}

/**
 * Shows on the account, the deals and leads of registrations and on competing ones who holds the company. Each stands
 * alone: one that a rule of the org refuses keeps no other from being shown.
 */
export async function stamp(client: SalesforceClient, stamps: StampsWrite): Promise<readonly SalesforceRefusal[]> {
  // Records of one object stand together: Salesforce works off a collection in runs of one object.
  const rows = [
    ...accountStamp(stamps),
    ...dealStamps(stamps),
    ...leadStamps(stamps),
    ...competingStamps(stamps.write),
  ];
  const inRuns = rows.toSorted((a, b) => a.object.localeCompare(b.object));
  const outcomes = await client.updateEach(inRuns);
  return inRuns.flatMap((row, index) => judge(row, outcomes[index]?.errors ?? []));
}

interface Stamp extends RowUpdate {
  /** Whether a record that is gone may be forgotten; else it is made again with the next attempt. */
  readonly mayBeGone: boolean;
}

function judge({ object, mayBeGone }: Stamp, errors: readonly ApiError[]): readonly SalesforceRefusal[] {
  if (errors.length === 0) return [];
  const isConverted = errors.some(({ errorCode }) => errorCode === 'CANNOT_UPDATE_CONVERTED_LEAD');
  if (mayBeGone && (isGone(errors) || isConverted)) return [];
  if (isGone(errors) || isDuplicate(errors))
    throw new CrmUnavailable('A record was deleted or taken this moment; the prospect is written again.');
  return [new SalesforceRefusal(`the partner fields of a record (${object})`, errors)];
}

function accountStamp({ write, companyId, recordIds }: StampsWrite): readonly Stamp[] {
  if (companyId === null) return [];
  const { registrationId } = write.company;
  const shown = typeof registrationId === 'string' ? (recordIds.get(registrationId) ?? null) : null;
  const values = {
    ...toSalesforce('Account', { prospectKey: write.prospect.key, ...write.company }),
    ...(registrationId !== undefined && { [salesforceName('Account', 'registrationRecord')]: shown }),
  };
  return [{ object: 'Account', id: companyId, values, mayBeGone: false }];
}

/** Deals that were there before; a new one is created with its stamp. */
const dealStamps = ({ companyId, found, recordIds }: StampsWrite): readonly Stamp[] =>
  found.flatMap(({ write, deal }) =>
    deal === null
      ? []
      : {
          object: 'Opportunity',
          id: deal.id,
          values: {
            ...stampOf('Opportunity', write.fields, recordIds.get(write.registrationId)),
            ...(companyId !== null && !deal.hasCompany && { AccountId: companyId }),
          },
          mayBeGone: false,
        },
  );

/** The lead that carried the submission says that it was taken, and no longer holds the token of the form's link. */
const leadStamps = ({ found, recordIds }: StampsWrite): readonly Stamp[] =>
  found.flatMap(({ write, lead }) => {
    if (lead === null || lead.isConverted || !showsOn(lead.id, write, found)) return [];
    const { stagingNonce: _named, ...fields } = write.fields;
    const taken = { ...fields, stagingStatus: 'taken', stagingToken: null };
    const values = stampOf('Lead', taken, recordIds.get(write.registrationId));
    return { object: 'Lead', id: lead.id, values, mayBeGone: true };
  });

/** Of several registrations whose leads were merged into one, the holder shows on it, else the last. */
function showsOn(leadId: CrmId, write: RegistrationWrite, found: readonly Found[]): boolean {
  const sharing = found.filter(({ lead }) => lead?.id === leadId).map((each) => each.write);
  return write === (sharing.find(({ fields }) => fields.lockKey) ?? sharing.at(-1));
}

const competingStamps = ({ flaggedDeals }: ProspectWrite): readonly Stamp[] =>
  flaggedDeals
    .filter(({ dealId }) => isId(dealId))
    .map(({ dealId, fields }) => {
      const object = isLeadId(dealId) ? 'Lead' : 'Opportunity';
      return { object, id: dealId, values: toSalesforce(object, fields), mayBeGone: true };
    });

const stampOf = (object: 'Lead' | 'Opportunity', fields: FieldValues, recordId: CrmId | undefined) => ({
  ...toSalesforce(object, fields),
  ...(recordId !== undefined && { [salesforceName(object, 'registrationRecord')]: recordId }),
});
