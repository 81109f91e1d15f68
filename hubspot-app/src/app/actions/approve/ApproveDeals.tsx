import { Alert, Flex, LoadingButton, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { DealResults } from './DealResults.tsx';
import { useApproval } from './use-approval.ts';

interface ApproveDealsProps {
  readonly reader: ScreenReader;
  readonly origin: string;
  readonly dealIds: readonly string[];
  readonly newId: () => string;
}

/** Confirm, watch, read what became of each deal. */
export function ApproveDeals({ reader, origin, dealIds, newId }: ApproveDealsProps) {
  const { phase, results, refusal, doneCount, run } = useApproval(origin, reader.locale, dealIds, newId);
  if (dealIds.length === 0) return <Alert title={reader.say('bulk.none')} variant="info" testId="none" />;

  const count = reader.number(dealIds.length);
  const progress = reader.say('bulk.progress', { done: reader.number(doneCount), count });
  const approved = results.filter(({ ok }) => ok).length;
  return (
    <Flex direction="column" gap="medium">
      {phase === 'ready' && <Text testId="intro">{reader.say('bulk.intro', { count })}</Text>}
      {phase !== 'ready' && (
        <ProgressBar
          aria-label={progress}
          valueDescription={progress}
          value={doneCount}
          maxValue={dealIds.length}
          variant={phase === 'stopped' ? 'warning' : 'success'}
          testId="progress"
        />
      )}
      {phase === 'stopped' && (
        <Alert
          title={reader.say(refusal === null ? 'screen.away' : 'decide.notDone')}
          variant="warning"
          testId="stopped"
        >
          {refusal ?? reader.say('bulk.stopped')}
        </Alert>
      )}
      {phase === 'finished' && (
        <Alert
          title={reader.say('bulk.finished', { done: reader.number(approved), count })}
          variant={approved === dealIds.length ? 'success' : 'warning'}
          testId="finished"
        />
      )}
      {phase !== 'finished' && (
        <LoadingButton
          variant="primary"
          loading={phase === 'running'}
          disabled={phase === 'running'}
          onClick={run}
          testId="approve"
        >
          {phase === 'stopped' ? reader.say('bulk.again') : reader.say('bulk.approve', { count })}
        </LoadingButton>
      )}
      <DealResults reader={reader} results={results} />
    </Flex>
  );
}
