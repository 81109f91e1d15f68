import { useState } from 'react';
import { Divider, Flex, LoadingSpinner, Text, type ExtensionPointApiContext } from '@hubspot/ui-extensions';
import { toInstant, type FieldValues, type OwnershipView } from '@partnerlock/core';
import type { Decision, Outcome } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import { Notice } from '@partnerlock/hubspot-kit/Notice.tsx';
import { AwayBanner, Loading, NotConfigured, Refused, ServerAway } from '@partnerlock/hubspot-kit/problems.tsx';
import { originOf, readerOf, type Reader } from '@partnerlock/hubspot-kit/reader.ts';
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
  const { objectTypeId, objectId } = context.crm;
  const { locale } = readerOf(context);
  const ownership = useOwnership({ origin, objectTypeId, objectId: String(objectId), locale, fields });
  const [notice, setNotice] = useState<Outcome | null>(null);
  const { view, isLoading, isAway, refusal, reload } = ownership;
  const reader = readerOf(context, view?.zone);
  const problem = { reader, onRetry: reload, isBusy: isLoading };

  const hasFields = !crm.isLoading && crm.error === null;
  if (view === null && !hasFields && refusal === null) {
    return isAway && !crm.isLoading ? <ServerAway {...problem} /> : <Loading reader={reader} />;
  }
  const tell = (outcome: Outcome) => {
    setNotice(outcome);
    actions.addAlert({ type: outcome.ok ? 'success' : 'danger', message: outcome.message });
    if (outcome.ok) actions.refreshObjectProperties();
    return outcome;
  };
  const decide = async (decision: Decision) => {
    const decided = await ownership.decide(decision);
    return tell(decided ?? { ok: false, message: reader.say('decide.away') });
  };
  const shown = shownOwnership(view, fields, toInstant(system.now()), reader.zone);
  return (
    <Flex direction="column" gap="small">
      <Notice reader={reader} outcome={notice} />
      {isAway && <AwayBanner {...problem} text={reader.say('card.awayText')} />}
      {refusal !== null && <Refused {...problem} message={refusal} />}
      <StateTag reader={reader} state={shown.state} testId="state" />
      <Holder reader={reader} shown={shown} view={view} />
      {view === null && <WithoutView reader={reader} isLoading={isLoading} />}
      {view !== null && (
        <>
          <NextStep reader={reader} view={view} />
          <Decisions
            id="card"
            reader={reader}
            view={view}
            isDisabled={isAway}
            newId={system.newId}
            decide={decide}
            close={actions.closeOverlay}
          />
          <VerdictSection reader={reader} view={view} />
        </>
      )}
      <Conflicts reader={reader} shown={shown} view={view} />
      {view !== null && <Conversation reader={reader} view={view} />}
      {hasProgram(view) && (
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
    </Flex>
  );
}

const WithoutView = ({ reader, isLoading }: { reader: Reader; isLoading: boolean }) =>
  isLoading ? (
    <LoadingSpinner label={reader.say('card.asking')} showLabel testId="asking" />
  ) : (
    <Text variant="microcopy" testId="decisions-off">
      {reader.say('card.decisionsOff')}
    </Text>
  );

const hasProgram = (
  view: OwnershipView | null,
): view is OwnershipView & { program: NonNullable<OwnershipView['program']> } =>
  view !== null && view.program !== null && view.program !== undefined;
