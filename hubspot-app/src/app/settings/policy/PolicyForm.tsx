import { useState } from 'react';
import { Alert, Button, Flex, Heading, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { SettingsView } from '@partnerlock/core';
import type { SettingsPageActions } from '../Settings.tsx';
import { ApproverFields } from './ApproverFields.tsx';
import { changeOf, draftOf, type Draft } from './draft.ts';
import { PeriodFields } from './PeriodFields.tsx';
import { SalesFields } from './SalesFields.tsx';
import { ScopeFields } from './ScopeFields.tsx';
import { useSaving, type Saving, type SavingProps } from './use-saving.ts';

interface PolicyFormProps extends SavingProps {
  readonly settings: SettingsView;
  readonly isReadOnly: boolean;
  readonly actions: SettingsPageActions;
  readonly reload: () => void;
  /** Kept by the page, because a saved version starts this form anew. */
  readonly savedMessage: string | null;
}

/** The rules of engagement and who decides by them. A change that somebody else made meanwhile is never overwritten. */
export function PolicyForm(props: PolicyFormProps) {
  const { reader, settings, isReadOnly, actions, reload } = props;
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings));
  const { saving, save, fail } = useSaving({
    ...props,
    saved: (answer) => {
      actions.addAlert({ type: 'success', message: answer.message ?? reader.say('settings.saved') });
      props.saved(answer);
    },
  });
  const errors = saving.kind === 'failed' ? saving.fields : {};
  const fields = {
    reader,
    draft,
    errors,
    isReadOnly: isReadOnly || saving.kind === 'busy',
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
  };
  const submit = () => {
    const change = changeOf(draft);
    if ('missing' in change) {
      const message = reader.say('settings.wholeNumber');
      return fail(message, Object.fromEntries(change.missing.map((field) => [field, message])));
    }
    save({ ...change, policyVersion: settings.policy.version, approverIds: draft.approverIds });
  };
  return (
    <Flex direction="column" gap="medium">
      <Heading>{reader.say('settings.policy')}</Heading>
      <Text testId="policy-version">{reader.say('settings.policyVersion', { version: settings.policy.version })}</Text>
      <PeriodFields {...fields} />
      <ScopeFields {...fields} />
      <SalesFields {...fields} pipelines={settings.pipelines} />
      <ApproverFields {...fields} users={settings.users} approvers={settings.approvers} />
      <SavingNotice reader={reader} saving={saving} savedMessage={props.savedMessage} reload={reload} />
      {!isReadOnly && (
        <LoadingButton
          variant="primary"
          loading={saving.kind === 'busy'}
          disabled={saving.kind === 'busy'}
          onClick={submit}
          testId="save"
        >
          {reader.say('settings.save')}
        </LoadingButton>
      )}
    </Flex>
  );
}

interface SavingNoticeProps {
  readonly reader: SavingProps['reader'];
  readonly saving: Saving;
  readonly savedMessage: string | null;
  readonly reload: () => void;
}

/** A failure without fields is about the whole: the server was away, or the version shown is not the newest. */
function SavingNotice({ reader, saving, savedMessage, reload }: SavingNoticeProps) {
  if (saving.kind === 'idle' && savedMessage !== null) {
    return (
      <Alert title={reader.say('settings.saved')} variant="success" testId="saved">
        {savedMessage}
      </Alert>
    );
  }
  if (saving.kind !== 'failed') return null;
  return (
    <Flex direction="column" gap="small">
      <Alert title={reader.say('settings.notSaved')} variant="danger" testId="not-saved">
        {saving.message}
      </Alert>
      {Object.keys(saving.fields).length === 0 && (
        <Button size="small" onClick={reload} testId="reload">
          {reader.say('settings.reload')}
        </Button>
      )}
    </Flex>
  );
}
