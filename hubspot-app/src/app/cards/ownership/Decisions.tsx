import { Flex } from '@hubspot/ui-extensions';
import type { OwnershipView } from '@partnerlock/core';
import { ApproveButton } from '@partnerlock/hubspot-kit/decisions/ApproveButton.tsx';
import { AskButton } from '@partnerlock/hubspot-kit/decisions/AskButton.tsx';
import type { DecisionProps } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import { RejectButton } from '@partnerlock/hubspot-kit/decisions/RejectButton.tsx';
import { ExtendButton } from './ExtendButton.tsx';
import { ReleaseButton } from './ReleaseButton.tsx';

/** A button for each thing that the server says this viewer may do now. */
export function Decisions({ view, ...props }: DecisionProps & { readonly view: OwnershipView }) {
  const may = (action: OwnershipView['actions'][number]) => view.actions.includes(action);
  if (view.registrationId === null || view.actions.length === 0) return null;
  return (
    <Flex direction="row" gap="small" wrap="wrap">
      {may('approve') && <ApproveButton {...props} />}
      {may('reject') && <RejectButton {...props} />}
      {may('ask') && <AskButton {...props} />}
      {may('extend') && view.extension !== null && <ExtendButton {...props} extension={view.extension} />}
      {may('release') && <ReleaseButton {...props} />}
    </Flex>
  );
}
