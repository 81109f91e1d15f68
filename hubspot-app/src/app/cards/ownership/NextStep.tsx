import { Flex, Text } from '@hubspot/ui-extensions';
import type { OwnershipView } from '@partnerlock/core';
import type { Reader } from '@partnerlock/hubspot-kit/reader.ts';

/** One sentence on what to do, and for those who cannot decide, who can. */
export function NextStep({ reader, view }: { reader: Reader; view: OwnershipView }) {
  const isOpen = view.state === 'pending' || view.state === 'locked' || view.state === 'conflict';
  return (
    <Flex direction="column" gap="extra-small">
      <Text format={{ fontWeight: 'demibold' }} testId="next">
        {reader.say(`next.${view.next}`)}
      </Text>
      {!view.viewerIsApprover && isOpen && (
        <Text variant="microcopy" testId="who-decides">
          {reader.say('card.whoDecides')}
        </Text>
      )}
    </Flex>
  );
}
