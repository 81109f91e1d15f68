import { useState } from 'react';
import { NumberInput } from '@hubspot/ui-extensions';
import type { OwnershipView } from '@partnerlock/core';
import { DecisionModal } from '@partnerlock/hubspot-kit/decisions/DecisionModal.tsx';
import type { DecisionProps } from '@partnerlock/hubspot-kit/decisions/outcome.ts';

type Extension = NonNullable<OwnershipView['extension']>;

/** Days are added to the end; the policy says how many at a time and how often. */
export function ExtendButton({ extension, ...props }: DecisionProps & { readonly extension: Extension }) {
  const { id, reader, decide } = props;
  const [days, setDays] = useState(extension.daysMax);
  const isReady = Number.isInteger(days) && days >= 1 && days <= extension.daysMax;
  const limits = { days: extension.daysMax, left: extension.left };
  return (
    <DecisionModal
      {...props}
      id={`${id}-extend`}
      label={reader.say('decide.extend')}
      title={reader.say('decide.extendTitle')}
      intro={reader.say('decide.extendIntro', limits)}
      confirmLabel={reader.say('decide.extend')}
      isReady={isReady}
      confirm={(requestId) => decide({ requestId, action: 'extend', days })}
    >
      <NumberInput
        name={`${id}-extend-days`}
        label={reader.say('decide.days')}
        description={reader.say('decide.daysMax', limits)}
        min={1}
        max={extension.daysMax}
        precision={0}
        defaultValue={extension.daysMax}
        error={!isReady}
        {...(isReady ? {} : { validationMessage: reader.say('decide.daysMax', limits) })}
        onInput={setDays}
        onChange={setDays}
        testId={`${id}-extend-days`}
      />
    </DecisionModal>
  );
}
