import { Flex, Text, Toggle } from '@hubspot/ui-extensions';
import type { SwitchFieldName } from './draft.ts';
import type { FieldProps } from './field-props.ts';

interface SwitchFieldProps extends FieldProps {
  readonly field: SwitchFieldName;
  readonly help?: string;
}

/** A rule that holds or does not. HubSpot's switch has no place for a help text of its own. */
export const SwitchField = ({ field, help, reader, draft, change, isReadOnly }: SwitchFieldProps) => (
  <Flex direction="column" gap="flush">
    <Toggle
      name={field}
      testId={field}
      label={reader.say(`settings.${field}`)}
      labelDisplay="top"
      textChecked={reader.say('screen.yes')}
      textUnchecked={reader.say('screen.no')}
      readonly={isReadOnly}
      checked={draft[field]}
      onChange={(value) => change({ [field]: value })}
    />
    {help !== undefined && <Text variant="microcopy">{help}</Text>}
  </Flex>
);
