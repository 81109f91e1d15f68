import { AutoGrid, Input, NumberInput } from '@hubspot/ui-extensions';
import type { NumberField } from './draft.ts';
import { inputOf, type FieldProps } from './field-props.ts';
import { SwitchField } from './SwitchField.tsx';

/** How long things last, where days are counted, and what needs a person. */
export function PeriodFields(props: FieldProps) {
  const { reader, draft, change } = props;
  const number = (field: NumberField, description?: string) => (
    <NumberInput
      {...inputOf(props, field)}
      label={reader.say(`settings.${field}`)}
      required
      precision={0}
      {...(description === undefined ? {} : { description })}
      {...(draft[field] === null ? {} : { value: draft[field] })}
      onChange={(value) => change({ [field]: numberOrNull(value) })}
    />
  );
  return (
    <AutoGrid columnWidth={260} flexible gap="medium">
      {number('lockDays', reader.say('settings.lockDaysHelp'))}
      {number('reservationDays', reader.say('settings.reservationDaysHelp'))}
      {number('extensionDaysMax')}
      {number('extensionsMax')}
      <Input
        {...inputOf(props, 'zone')}
        label={reader.say('settings.zone')}
        description={reader.say('settings.zoneHelp')}
        required
        value={draft.zone}
        onChange={(zone) => change({ zone })}
      />
      <Input
        {...inputOf(props, 'currency')}
        label={reader.say('settings.currency')}
        description={reader.say('settings.currencyHelp')}
        required
        value={draft.currency}
        onChange={(currency) => change({ currency })}
      />
      <SwitchField {...props} field="autoApprove" />
      <SwitchField {...props} field="consentRequired" />
    </AutoGrid>
  );
}

/** An emptied number input answers something that is no number. */
export const numberOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
