import { useState } from 'react';
import { Alert, Divider, Flex } from '@hubspot/ui-extensions';
import { UI_PATHS } from '@partnerlock/core';
import { isSettings } from '@partnerlock/hubspot-kit/answers.ts';
import { askServer } from '@partnerlock/hubspot-kit/ask-server.ts';
import { AwayBanner, Loading, Refused, ServerAway } from '@partnerlock/hubspot-kit/problems.tsx';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { useAnswer } from '@partnerlock/hubspot-kit/use-answer.ts';
import { Connection } from './connection/Connection.tsx';
import { FormLink } from './connection/FormLink.tsx';
import { SalesforceOrg } from './connection/SalesforceOrg.tsx';
import { ImportPartners } from './partners/ImportPartners.tsx';
import { PartnersTable } from './partners/PartnersTable.tsx';
import { PolicyForm } from './policy/PolicyForm.tsx';

/** What the page asks of HubSpot. */
export interface SettingsPageActions {
  readonly addAlert: (alert: { type: 'success' | 'danger'; message: string }) => void;
  readonly copyTextToClipboard: (text: string) => Promise<void>;
}

interface SettingsProps {
  readonly reader: ScreenReader;
  readonly origin: string;
  readonly newId: () => string;
  readonly actions: SettingsPageActions;
}

/** Asks for the settings and lays the sections out; each section saves for itself. */
export function Settings({ reader, origin, newId, actions }: SettingsProps) {
  const query = { locale: reader.locale };
  const asking = useAnswer(() => askServer({ origin, path: UI_PATHS.settings, query }, isSettings), reader.locale);
  const [savedMessage, setSavedMessage] = useState<string | null>(null);
  const problem = { reader, onRetry: asking.reload, isBusy: asking.isLoading };
  if (asking.refusal !== null) return <Refused {...problem} message={asking.refusal} />;
  if (asking.answer === null) return asking.isAway ? <ServerAway {...problem} /> : <Loading reader={reader} />;

  const { settings } = asking.answer;
  const mayChange = settings.viewerIsApprover;
  return (
    <Flex direction="column" gap="medium">
      {asking.isAway && <AwayBanner {...problem} text={reader.say('screen.awayHow')} />}
      {!mayChange && <Alert title={reader.say('settings.onlyApprovers')} variant="info" testId="only-approvers" />}
      <Connection reader={reader} connection={settings.connection} />
      <SalesforceOrg
        reader={reader}
        org={settings.salesforce}
        connectUrl={settings.connectSalesforceUrl}
        mayConnect={mayChange}
      />
      <Divider />
      <PolicyForm
        // A newer version starts the form anew; the same version keeps what is being typed.
        key={settings.policy.version}
        reader={reader}
        origin={origin}
        settings={settings}
        isReadOnly={!mayChange || asking.isAway}
        newId={newId}
        actions={actions}
        reload={() => {
          setSavedMessage(null);
          asking.reload();
        }}
        savedMessage={savedMessage}
        saved={(answer) => {
          setSavedMessage(answer.message ?? reader.say('settings.saved'));
          asking.replace(answer);
        }}
      />
      <Divider />
      <FormLink reader={reader} form={settings.form} actions={actions} />
      <Divider />
      <PartnersTable reader={reader} partners={settings.partners} actions={actions} />
      {mayChange && <ImportPartners reader={reader} origin={origin} newId={newId} imported={asking.reload} />}
    </Flex>
  );
}
