import { Button, Flex, Heading, Text } from '@hubspot/ui-extensions';
import type { SettingsView } from '@partnerlock/core';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { copy } from '../copy.ts';
import type { SettingsPageActions } from '../Settings.tsx';

interface FormLinkProps {
  readonly reader: ScreenReader;
  readonly form: SettingsView['form'];
  readonly actions: SettingsPageActions;
}

/** The hosted form that the app made at installation. */
export const FormLink = ({ reader, form, actions }: FormLinkProps) => (
  <Flex direction="column" gap="small">
    <Heading>{reader.say('settings.form')}</Heading>
    {form === null ? (
      <Text testId="no-form">{reader.say('settings.formNone')}</Text>
    ) : (
      <>
        <Text>{reader.say('settings.formHow')}</Text>
        <Button size="small" onClick={() => copy(reader, actions, form.url)} testId="copy-form">
          {reader.say('settings.copyForm')}
        </Button>
      </>
    )}
  </Flex>
);
