import { Alert } from '@hubspot/ui-extensions';
import type { Outcome } from './decisions/outcome.ts';
import type { Reader } from './reader.ts';

/** What came of the last click. It stays on screen, because a toast is gone before it is read. */
export function Notice({ reader, outcome }: { reader: Reader; outcome: Outcome | null }) {
  if (outcome === null) return null;
  return (
    <Alert
      title={reader.say(outcome.ok ? 'decide.done' : 'decide.notDone')}
      variant={outcome.ok ? 'success' : 'danger'}
      testId="notice"
    >
      {outcome.message}
    </Alert>
  );
}
