import { EmptyState, Text } from '@hubspot/ui-extensions';
import type { QueueFilter } from '@partnerlock/core';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';

/** Nothing to show, and what to do about it. */
export function NoItems({ reader, filter }: { reader: ScreenReader; filter: QueueFilter }) {
  const isWaiting = filter === 'waiting';
  return (
    <EmptyState
      title={reader.say(isWaiting ? 'queue.emptyWaiting' : 'queue.empty')}
      layout="vertical"
      imageName="registration"
      testId="no-items"
    >
      <Text>{reader.say(isWaiting ? 'queue.emptyWaitingHow' : 'queue.emptyHow')}</Text>
    </EmptyState>
  );
}
