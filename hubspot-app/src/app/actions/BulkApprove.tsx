import { hubspot, useExtensionContext } from '@hubspot/ui-extensions';
import { NotConfigured } from '@partnerlock/hubspot-kit/problems.tsx';
import { originOf } from '@partnerlock/hubspot-kit/reader.ts';
import { screenReaderOf } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { SYSTEM, type System } from '@partnerlock/hubspot-kit/system.ts';
import { ApproveDeals } from './approve/ApproveDeals.tsx';

hubspot.extend<'crm.bulkActions'>(() => <BulkApprove system={SYSTEM} />);

/** Approves the registrations on the deals that are selected in a list. */
export function BulkApprove({ system }: { system: System }) {
  const context = useExtensionContext<'crm.bulkActions'>();
  const reader = screenReaderOf(context);
  const origin = originOf(context);
  if (origin === null) return <NotConfigured reader={reader} />;
  const dealIds = context.crm.objectIds.map(String);
  return <ApproveDeals reader={reader} origin={origin} dealIds={dealIds} newId={system.newId} />;
}
