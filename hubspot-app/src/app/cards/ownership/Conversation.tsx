import { Accordion, Flex, Text } from '@hubspot/ui-extensions';
import type { OwnershipView } from '@partnerlock/core';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { Reader } from '@partnerlock/hubspot-kit/reader.ts';

/** What was asked of the partner and answered, oldest first. */
export function Conversation({ reader, view }: { reader: Reader; view: OwnershipView }) {
  if (view.conversation.length === 0) return null;
  return (
    <Accordion title={reader.say('card.conversation')} size="small" defaultOpen testId="conversation">
      <Flex direction="column" gap="small">
        {view.conversation.map(({ at, who, text }, index) => (
          <Flex direction="column" key={`${at}-${index}`}>
            <Text variant="microcopy">{`${reader.say(`who.${who}`)} · ${reader.instant(at)}`}</Text>
            <Text>{plainText(text)}</Text>
          </Flex>
        ))}
      </Flex>
    </Accordion>
  );
}
