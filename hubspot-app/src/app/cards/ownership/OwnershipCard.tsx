import { useState } from 'react';
import { Alert, Divider, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { ExtensionPointApiContext } from '@hubspot/ui-extensions';
import { toInstant, type FieldValues } from '@partnerlock/core';
import type { Decision, Outcome } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import { AwayBanner, Loading, NotConfigured, Refused, ServerAway } from '@partnerlock/hubspot-kit/problems.tsx';
import { originOf, readerOf } from '@partnerlock/hubspot-kit/reader.ts';
import { StateTag } from '@partnerlock/hubspot-kit/StateTag.tsx';
import type { System } from '@partnerlock/hubspot-kit/system.ts';
import { ProgramSection } from '../program/ProgramSection.tsx';
import { Conflicts } from './Conflicts.tsx';
import { Conversation } from './Conversation.tsx';
import { Decisions } from './Decisions.tsx';
import { Holder } from './Holder.tsx';
import { NextStep } from './NextStep.tsx';
import { shownOwnership, useOwnership } from './use-ownership.ts';
import { VerdictSection } from './VerdictSection.tsx';

/** What the card asks of HubSpot. */
export interface CardActions {
  readonly addAlert: (alert: { type: 'success' | 'danger'; message: string }) => void;
  readonly refreshObjectProperties: () => void;
  readonly closeOverlay: (id: string) => void;
  readonly copyTextToClipboard: (text: string) => Promise<void>;
}

export interface CardProps {
  readonly context: ExtensionPointApiContext<'crm.record.sidebar'>;
  readonly actions: CardActions;
  readonly system: System;
  readonly crm: { readonly isLoading: boolean; readonly error: Error | null };
  readonly fields: FieldValues;
}

/** Finds out where the server is before anything is asked of it. */
export const OwnershipCard = (props: CardProps) => {
  const origin = originOf(props.context);
  if (origin === null) return <NotConfigured reader={readerOf(props.context)} />;
  return <AskingCard {...props} origin={origin} />;
};

/** The record's own fields come first, so something true is on screen before our server has answered. */
function AskingCard({ context, actions, system, crm, fields, origin }: CardProps & { readonly origin: string }) {
  const objectTypeId = context.crm.objectTypeId;
  const objectId = String(context.crm.objectId);
  const { locale } = readerOf(context);
  const { view, isLoading, isAway, refusal, reload, decide } = useOwnership({
    origin,
    objectTypeId,
    objectId,
    locale,
    fields,
  });
  const [notice, setNotice] = useState<Outcome | null>(null);
  const reader = readerOf(context, view?.zone);
  const problem = { reader, onRetry: reload, isBusy: isLoading };

  if (view === null) {
    if (crm.isLoading) return <Loading reader={reader} />;
    if (crm.error !== null && isAway) return <ServerAway {...problem} />;
    if (crm.error !== null && refusal === null) return <Loading reader={reader} />;
  }
  const tell = (outcome: Outcome) => {
    setNotice(outcome);
    actions.addAlert({ type: outcome.ok ? 'success' : 'danger', message: outcome.message });
    if (outcome.ok) actions.refreshObjectProperties();
  };
  const decideAndTell = async (decision: Decision): Promise<Outcome> => {
    const { isAway: isUnknown, ...decided } = await decide(decision);
    const outcome = isUnknown ? { ok: false, message: reader.say('decide.away') } : decided;
    tell(outcome);
    return outcome;
  };
  const shown = shownOwnership(view, fields, toInstant(system.now()), reader.zone);
  return (
    <Flex direction="column" gap="small">
      {notice !== null && (
        <Alert
          title={reader.say(notice.ok ? 'decide.done' : 'decide.notDone')}
          variant={notice.ok ? 'success' : 'danger'}
          testId="notice"
        >
          {notice.message}
        </Alert>
      )}
      {isAway && <AwayBanner {...problem} text={reader.say('card.awayText')} />}
      {refusal !== null && <Refused {...problem} message={refusal} />}
      <StateTag reader={reader} state={shown.state} testId="state" />
      <Holder reader={reader} shown={shown} view={view} />
      {view === null && isLoading && <LoadingSpinner label={reader.say('card.asking')} showLabel testId="asking" />}
      {view !== null && (
        <>
          <NextStep reader={reader} view={view} />
          <Decisions
            id="card"
            reader={reader}
            view={view}
            isDisabled={isAway}
            newId={system.newId}
            decide={decideAndTell}
            close={actions.closeOverlay}
          />
          <VerdictSection reader={reader} view={view} />
        </>
      )}
      <Conflicts reader={reader} shown={shown} view={view} />
      {view !== null && <Conversation reader={reader} view={view} />}
      {view !== null && view.program !== null && (
        <>
          <Divider />
          <ProgramSection
            reader={reader}
            program={view.program}
            isApprover={view.viewerIsApprover}
            isDisabled={isAway}
            origin={origin}
            newId={system.newId}
            actions={actions}
            tell={(outcome) => {
              tell(outcome);
              reload();
            }}
          />
        </>
      )}
      {view === null && isAway && (
        <Text variant="microcopy" testId="decisions-off">
          {reader.say('card.decisionsOff')}
        </Text>
      )}
    </Flex>
  );
}
