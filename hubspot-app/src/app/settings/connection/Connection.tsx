import { Alert, DescriptionList, DescriptionListItem, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import type { SettingsView } from '@partnerlock/core';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';

type ConnectionView = SettingsView['connection'];

/** Whether HubSpot and PartnerLock reach each other, and what to do when they do not. */
export function Connection({ reader, connection }: { reader: ScreenReader; connection: ConnectionView }) {
  const isConnected = connection.status === 'connected';
  return (
    <Flex direction="column" gap="small">
      <Heading>{reader.say('settings.connection')}</Heading>
      <StatusTag variant={isConnected ? 'success' : 'danger'} testId="connection">
        {reader.say(isConnected ? 'settings.connected' : 'settings.disconnected')}
      </StatusTag>
      {!isConnected && (
        <Alert title={reader.say('settings.disconnected')} variant="danger" testId="disconnected">
          {reader.say('settings.disconnectedHow')}
        </Alert>
      )}
      <DescriptionList direction="column">
        {factsOf(reader, connection).map(({ id, label, text }) => (
          <DescriptionListItem key={id} label={label} testId={id}>
            <Text>{text}</Text>
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Flex>
  );
}

function factsOf(
  reader: ScreenReader,
  { accountId, since, lastWebhookAt, waitingWrites, lastProblem }: ConnectionView,
) {
  const lastMessage = lastWebhookAt === null ? reader.say('settings.never') : reader.instant(lastWebhookAt);
  const facts = [
    { id: 'account', label: reader.say('settings.account'), text: accountId },
    { id: 'since', label: reader.say('settings.since'), text: reader.instant(since) },
    { id: 'last-webhook', label: reader.say('settings.lastWebhook'), text: lastMessage },
    { id: 'waiting-writes', label: reader.say('settings.waitingWrites'), text: reader.number(waitingWrites) },
  ];
  if (lastProblem === null) return facts;
  return [...facts, { id: 'last-problem', label: reader.say('settings.lastProblem'), text: plainText(lastProblem) }];
}
