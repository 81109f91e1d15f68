import { useState } from 'react';
import { Button, Flex, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { PageLink, PageTitle } from '@hubspot/ui-extensions/pages';
import type { QueueItem } from '@partnerlock/core';
import type { Decision, Outcome } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import { Notice } from '@partnerlock/hubspot-kit/Notice.tsx';
import { AwayBanner, Loading, NotConfigured, Refused, ServerAway } from '@partnerlock/hubspot-kit/problems.tsx';
import { originOf } from '@partnerlock/hubspot-kit/reader.ts';
import { screenReaderOf, type ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import type { System } from '@partnerlock/hubspot-kit/system.ts';
import { ApproveSelected } from './ApproveSelected.tsx';
import { Filters } from './Filters.tsx';
import { NoItems } from './NoItems.tsx';
import { QueueTable } from './QueueTable.tsx';
import { Results } from './Results.tsx';
import { useQueue, type ApprovalResult } from './use-queue.ts';

/** Every registration, first those that wait for a decision. */
export function QueuePage({ system }: { system: System }) {
  const context = useExtensionContext<'pages'>();
  const reader = screenReaderOf(context);
  const origin = originOf(context);
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{reader.say('queue.title')}</PageTitle>
      <PageLink to="/rules">{reader.say('queue.rules')}</PageLink>
      {origin === null ? (
        <NotConfigured reader={reader} />
      ) : (
        <Queue origin={origin} reader={reader} system={system} portalId={context.portal.id} />
      )}
    </Flex>
  );
}

interface QueueProps {
  readonly origin: string;
  readonly reader: ScreenReader;
  readonly system: System;
  readonly portalId: number;
}

function Queue({ origin, reader, system, portalId }: QueueProps) {
  const actions = useExtensionActions<'pages'>();
  const queue = useQueue(origin, reader);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [notice, setNotice] = useState<Outcome | null>(null);
  const [results, setResults] = useState<readonly ApprovalResult[]>([]);

  const { answer, isAway, isLoading, refusal } = queue;
  const problem = { reader, onRetry: queue.reload, isBusy: isLoading };
  if (refusal !== null) return <Refused {...problem} message={refusal} />;
  if (answer === null) return isAway ? <ServerAway {...problem} /> : <Loading reader={reader} />;

  const tell = (outcome: Outcome) => {
    setNotice(outcome);
    actions.addAlert({ type: outcome.ok ? 'success' : 'danger', message: outcome.message });
    return outcome;
  };
  const decide = async (item: QueueItem, decision: Decision) => {
    setResults([]);
    return tell(await queue.decide(item, decision));
  };
  // Lines that left the page with the last answer are selected no more: nobody approves what they cannot see.
  const chosen = answer.items.filter((item) => selected.includes(item.registrationId) && mayApprove(item));
  const approveChosen = async (requestId: string) => {
    const approved = await queue.approveAll(
      requestId,
      chosen.map((item) => item.registrationId),
    );
    setResults(approved.results);
    if (approved.outcome.ok) setSelected([]);
    return tell(approved.outcome);
  };

  return (
    <Flex direction="column" gap="medium">
      <Filters reader={reader} filter={queue.filter} counts={answer.counts} show={queue.show} />
      {isAway && <AwayBanner {...problem} text={reader.say('screen.awayHow')} />}
      <Notice reader={reader} outcome={notice} />
      <Results results={results} />
      {answer.items.length === 0 ? (
        <NoItems reader={reader} filter={queue.filter} />
      ) : (
        <>
          {answer.items.some(mayApprove) && (
            <ApproveSelected
              reader={reader}
              count={chosen.length}
              isDisabled={isAway || isLoading}
              newId={system.newId}
              approve={approveChosen}
              close={actions.closeOverlay}
            />
          )}
          <QueueTable
            reader={reader}
            portalId={portalId}
            items={answer.items}
            selected={chosen.map((item) => item.registrationId)}
            select={setSelected}
            mayApprove={mayApprove}
            isDisabled={isAway || isLoading}
            newId={system.newId}
            decide={decide}
            close={actions.closeOverlay}
          />
        </>
      )}
      <Paging reader={reader} previous={queue.previous} next={queue.next} isBusy={isLoading} />
      {isLoading && <Loading reader={reader} />}
    </Flex>
  );
}

interface PagingProps {
  readonly reader: ScreenReader;
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
  readonly isBusy: boolean;
}

const Paging = ({ reader, previous, next, isBusy }: PagingProps) => (
  <Flex direction="row" gap="small">
    {previous !== null && (
      <Button onClick={previous} disabled={isBusy} testId="previous">
        {reader.say('queue.previous')}
      </Button>
    )}
    {next !== null && (
      <Button onClick={next} disabled={isBusy} testId="next-page">
        {reader.say('queue.next')}
      </Button>
    )}
  </Flex>
);

const mayApprove = (item: QueueItem): boolean => item.actions.includes('approve');
