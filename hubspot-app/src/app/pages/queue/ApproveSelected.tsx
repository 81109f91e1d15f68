import { DecisionModal } from '@partnerlock/hubspot-kit/decisions/DecisionModal.tsx';
import type { Outcome } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';

interface ApproveSelectedProps {
  readonly reader: ScreenReader;
  readonly count: number;
  readonly isDisabled: boolean;
  readonly newId: () => string;
  readonly approve: (requestId: string) => Promise<Outcome>;
  readonly close: (overlayId: string) => void;
}

/** Approves what is ticked, after saying what that means. */
export function ApproveSelected({ reader, count, isDisabled, newId, approve, close }: ApproveSelectedProps) {
  const label = reader.say('queue.approveSelected', { count: reader.number(count) });
  return (
    <DecisionModal
      id="approve-selected"
      reader={reader}
      label={label}
      title={label}
      intro={reader.say('queue.approveSelectedIntro')}
      confirmLabel={reader.say('decide.approve')}
      variant="primary"
      isDisabled={isDisabled || count === 0}
      newId={newId}
      confirm={approve}
      close={close}
    />
  );
}
