import { Alert, Button, ErrorState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Reader } from './reader.ts';

/** The upload was made without APP_ORIGIN, so there is no server to ask. */
export const NotConfigured = ({ reader }: { reader: Reader }) => (
  <ErrorState title={reader.say('screen.notConfigured')} testId="not-configured">
    <Text>{reader.say('screen.notConfiguredHow')}</Text>
  </ErrorState>
);

interface ProblemProps {
  readonly reader: Reader;
  readonly onRetry: () => void;
  readonly isBusy: boolean;
}

/** Nothing can be shown without the server. */
export const ServerAway = ({ reader, onRetry, isBusy }: ProblemProps) => (
  <ErrorState title={reader.say('screen.away')} testId="server-away">
    <Text>{reader.say('screen.awayHow')}</Text>
    <Button onClick={onRetry} disabled={isBusy} testId="retry">
      {reader.say('screen.retry')}
    </Button>
  </ErrorState>
);

/** What is shown stands, but it may be old. */
export const AwayBanner = ({ reader, onRetry, isBusy, text }: ProblemProps & { readonly text: string }) => (
  <Flex direction="column" gap="small">
    <Alert title={reader.say('screen.away')} variant="warning" testId="away-banner">
      {text}
    </Alert>
    <Button onClick={onRetry} disabled={isBusy} size="small" testId="retry">
      {reader.say('screen.retry')}
    </Button>
  </Flex>
);

/** The server answered that it will not show this; its sentence says what to do. */
export const Refused = ({ reader, message, onRetry, isBusy }: ProblemProps & { readonly message: string }) => (
  <Flex direction="column" gap="small">
    <Alert title={reader.say('screen.refused')} variant="warning" testId="refused">
      {message}
    </Alert>
    <Button onClick={onRetry} disabled={isBusy} size="small" testId="retry">
      {reader.say('screen.retry')}
    </Button>
  </Flex>
);

export const Loading = ({ reader }: { reader: Reader }) => (
  <LoadingSpinner label={reader.say('screen.loading')} showLabel layout="centered" testId="loading" />
);
