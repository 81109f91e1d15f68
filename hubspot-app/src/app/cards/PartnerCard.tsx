import { hubspot, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useCrmProperties } from '@hubspot/ui-extensions/crm';
import type { FieldCode } from '@partnerlock/core';
import { SYSTEM, type System } from '@partnerlock/hubspot-kit/system.ts';
import { fieldsOf } from './ownership/fields-of.ts';
import { OwnershipCard } from './ownership/OwnershipCard.tsx';

// HubSpot's bundler reads the hooks' arguments without running the code, so that the platform can fetch these
// properties ahead. That works only for plain lists in this file; a test keeps them in step with the catalog.
const DEAL_PROPERTIES = [
  'prm_lock_status',
  'prm_lock_ends_at',
  'prm_partner_name',
  'prm_channel_conflict',
  'prm_conflict_text',
  'prm_registered_at',
  'prm_registration_reference',
  'prm_registration_status',
  'prm_rejection_reason',
];
const COMPANY_PROPERTIES = [
  'prm_lock_status',
  'prm_lock_ends_at',
  'prm_partner_name',
  'prm_channel_conflict',
  'prm_conflict_text',
  'prm_registered_at',
  'prm_registration_reference',
  'prm_program_status',
  'prm_program_tier',
];

/** The catalog codes of the properties above, in their order. */
export const DEAL_CODES: readonly FieldCode[] = [
  'lockStatus',
  'lockEndsAt',
  'partnerName',
  'channelConflict',
  'conflictText',
  'registeredAt',
  'registrationReference',
  'registrationStatus',
  'rejectionReason',
];
export const COMPANY_CODES: readonly FieldCode[] = [
  'lockStatus',
  'lockEndsAt',
  'partnerName',
  'channelConflict',
  'conflictText',
  'registeredAt',
  'registrationReference',
  'programStatus',
  'programTier',
];

hubspot.extend<'crm.record.sidebar'>(() => <PartnerCard system={SYSTEM} />);

/** Who holds this company, until when, and what to do next; on deals and companies. */
export const PartnerCard = ({ system }: { system: System }) => {
  const { crm } = useExtensionContext<'crm.record.sidebar'>();
  return crm.objectTypeId === '0-2' ? <CompanyCard system={system} /> : <DealCard system={system} />;
};

const DealCard = ({ system }: { system: System }) => {
  const context = useExtensionContext<'crm.record.sidebar'>();
  const actions = useExtensionActions<'crm.record.sidebar'>();
  const crm = useCrmProperties(DEAL_PROPERTIES);
  const fields = fieldsOf(DEAL_CODES, DEAL_PROPERTIES, crm.properties);
  return <OwnershipCard context={context} actions={actions} system={system} crm={crm} fields={fields} />;
};

const CompanyCard = ({ system }: { system: System }) => {
  const context = useExtensionContext<'crm.record.sidebar'>();
  const actions = useExtensionActions<'crm.record.sidebar'>();
  const crm = useCrmProperties(COMPANY_PROPERTIES);
  const fields = fieldsOf(COMPANY_CODES, COMPANY_PROPERTIES, crm.properties);
  return <OwnershipCard context={context} actions={actions} system={system} crm={crm} fields={fields} />;
};
