import { List, Text } from '@hubspot/ui-extensions';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { ApprovalResult } from './use-queue.ts';

/** What became of each registration that was selected. */
export function Results({ results }: { results: readonly ApprovalResult[] }) {
  if (results.length === 0) return null;
  return (
    <List variant="unordered-styled" testId="results">
      {results.map(({ id, name, ok, message }) => (
        <Text key={id}>{`${ok ? '✓' : '✗'} ${plainText(name, 200)}: ${plainText(message)}`}</Text>
      ))}
    </List>
  );
}
