import {
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import type { SettingsView } from '@partnerlock/core';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';

interface SalesforceOrgProps {
  readonly reader: ScreenReader;
  readonly org: SettingsView['salesforce'];
  /** null for those who may not connect an org, and where the server has no app at Salesforce. */
  readonly connectUrl: string | null;
  readonly mayConnect: boolean;
}

/** The Salesforce org of the same program: whether it is reached, and what to do when it is not. */
export function SalesforceOrg({ reader, org, connectUrl, mayConnect }: SalesforceOrgProps) {
  const isConnected = org?.status === 'connected';
  const isWell = isConnected && org.lastProblem === null;
  return (
    <Flex direction="column" gap="small">
      <Heading>Salesforce</Heading>
      <StatusTag variant={isConnected ? 'success' : org === null ? 'default' : 'danger'} testId="salesforce">
        {reader.say(isConnected ? 'settings.connected' : 'settings.disconnected')}
      </StatusTag>
      {org !== null && !isWell && <OrgProblem reader={reader} org={org} />}
      {org !== null && <OrgFacts reader={reader} org={org} />}
      {org === null && <Text testId="no-org">{reader.say('settings.orgNone')}</Text>}
      {!isWell && <ConnectOrg reader={reader} connectUrl={connectUrl} mayConnect={mayConnect} />}
    </Flex>
  );
}

type OrgProps = { readonly reader: ScreenReader; readonly org: NonNullable<SettingsView['salesforce']> };

/** What the org or our sign-in said last, and what is to be done about it. */
function OrgProblem({ reader, org: { status, lastProblem } }: OrgProps) {
  const isConnected = status === 'connected';
  const how = reader.say(isConnected ? 'settings.orgProblemHow' : 'settings.orgDisconnectedHow');
  return (
    <Alert
      title={reader.say(isConnected ? 'settings.lastProblem' : 'settings.disconnected')}
      variant={isConnected ? 'warning' : 'danger'}
      testId="org-problem"
    >
      {lastProblem === null ? how : `${plainText(lastProblem)} ${how}`}
    </Alert>
  );
}

const OrgFacts = ({ reader, org: { accountId, since } }: OrgProps) => (
  <DescriptionList direction="column">
    <DescriptionListItem label={reader.say('settings.orgId')} testId="org-id">
      <Text>{accountId}</Text>
    </DescriptionListItem>
    <DescriptionListItem label={reader.say('settings.since')} testId="org-since">
      <Text>{reader.instant(since)}</Text>
    </DescriptionListItem>
  </DescriptionList>
);

/** The address is signed and good for an hour; it leads to Salesforce's own consent page. */
function ConnectOrg({ reader, connectUrl, mayConnect }: Omit<SalesforceOrgProps, 'org'>) {
  if (!mayConnect) return <Text testId="connect-by-approver">{reader.say('settings.connectByApprover')}</Text>;
  if (connectUrl === null) return <Text testId="no-salesforce-app">{reader.say('settings.connectNoApp')}</Text>;
  return (
    <Button size="small" href={{ url: connectUrl, external: true }} testId="connect-salesforce">
      {reader.say('settings.connectSalesforce')}
    </Button>
  );
}
