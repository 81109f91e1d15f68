import type { ObjectDefinition, Row } from '../entities.ts';
import { noAccess } from '../errors.ts';
import { toDate } from '../times.ts';
import type { Actor, Core } from './core.ts';
import { insertRow, updateRow } from './saving.ts';

export interface ConvertRequest {
  readonly leadId: string;
  /** Into an existing account, contact or opportunity; otherwise new ones are made. */
  readonly accountId?: string;
  readonly contactId?: string;
  readonly opportunityId?: string;
  readonly opportunityName?: string;
  readonly doNotCreateOpportunity?: boolean;
  /** Default: the lead's owner. */
  readonly ownerId?: string;
}

export interface ConvertResult {
  readonly accountId: string;
  readonly contactId: string;
  readonly opportunityId: string | null;
}

const CONVERTED_STATUS = 'Closed - Converted';
/** An opportunity made by a conversion closes at the end of the quarter on the platform; ninety days here. */
const CLOSE_AFTER_MS = 90 * 86_400_000;

/**
 * Converts a lead as the conversion screen does. Validation rules do not run unless the org requires them. Custom
 * fields stay behind: carrying them over takes a mapping (LeadConvertSettings), which no package may own.
 */
export function convertLead(
  core: Core,
  request: ConvertRequest,
  actor: Actor,
  requireValidation: boolean,
): ConvertResult {
  const { leadId } = request;
  const object = core.objectFor('Lead', actor.access);
  if (!actor.access.mayEdit('Lead')) throw noAccess();
  const lead = core.rowFor('Lead', leadId);
  const options = { skipRules: !requireValidation };
  const create = (name: string, values: Row) => insertRow(core, definition(core, name), values, actor, options);
  return core.transaction(actor.user.id, () => {
    const OwnerId = request.ownerId ?? lead['OwnerId'] ?? actor.user.id;
    const accountId = existing(core, 'Account', request.accountId) ?? create('Account', accountFrom(lead, OwnerId));
    const contactId =
      existing(core, 'Contact', request.contactId) ??
      create('Contact', { ...contactFrom(lead, OwnerId), AccountId: accountId });
    const opportunityId =
      existing(core, 'Opportunity', request.opportunityId) ??
      (request.doNotCreateOpportunity === true
        ? null
        : create('Opportunity', {
            Name: request.opportunityName ?? `${String(lead['Company'])}-`,
            AccountId: accountId,
            ContactId: contactId,
            StageName: 'Prospecting',
            CloseDate: toDate(core.now() + CLOSE_AFTER_MS),
            LeadSource: lead['LeadSource'] ?? null,
            OwnerId,
          }));
    const values = {
      IsConverted: true,
      Status: CONVERTED_STATUS,
      ConvertedDate: toDate(core.now()),
      ConvertedAccountId: accountId,
      ConvertedContactId: contactId,
      ConvertedOpportunityId: opportunityId,
    };
    updateRow(core, object, leadId, values, actor, options);
    return { accountId, contactId, opportunityId };
  });
}

function definition(core: Core, name: string): ObjectDefinition {
  const object = core.schema.object(name);
  if (object === undefined) throw new Error(`The org has no ${name}.`);
  return object;
}

function existing(core: Core, object: string, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  core.rowFor(object, id);
  return id;
}

const accountFrom = (lead: Row, OwnerId: Row[string]): Row => ({
  Name: lead['Company'] ?? null,
  Website: lead['Website'] ?? null,
  Phone: lead['Phone'] ?? null,
  Industry: lead['Industry'] ?? null,
  NumberOfEmployees: lead['NumberOfEmployees'] ?? null,
  AnnualRevenue: lead['AnnualRevenue'] ?? null,
  BillingStreet: lead['Street'] ?? null,
  BillingCity: lead['City'] ?? null,
  BillingState: lead['State'] ?? null,
  BillingPostalCode: lead['PostalCode'] ?? null,
  BillingCountry: lead['Country'] ?? null,
  OwnerId,
});

const contactFrom = (lead: Row, OwnerId: Row[string]): Row => ({
  FirstName: lead['FirstName'] ?? null,
  LastName: lead['LastName'] ?? null,
  Email: lead['Email'] ?? null,
  Phone: lead['Phone'] ?? null,
  MobilePhone: lead['MobilePhone'] ?? null,
  Title: lead['Title'] ?? null,
  LeadSource: lead['LeadSource'] ?? null,
  MailingCountry: lead['Country'] ?? null,
  OwnerId,
});
