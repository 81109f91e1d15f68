import { DecisionModal } from '@partnerlock/hubspot-kit/decisions/DecisionModal.tsx';
import type { DecisionProps } from '@partnerlock/hubspot-kit/decisions/outcome.ts';

/** Ends the protection at once, so the dialog says what that means. */
export function ReleaseButton(props: DecisionProps) {
  const { id, reader, decide } = props;
  return (
    <DecisionModal
      {...props}
      id={`${id}-release`}
      label={reader.say('decide.release')}
      title={reader.say('decide.releaseTitle')}
      intro={reader.say('decide.releaseIntro')}
      confirmLabel={reader.say('decide.releaseConfirm')}
      variant="destructive"
      confirm={(requestId) => decide({ requestId, action: 'release' })}
    />
  );
}
