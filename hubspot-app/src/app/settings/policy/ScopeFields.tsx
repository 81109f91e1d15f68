import { AutoGrid, NumberInput, TextArea } from '@hubspot/ui-extensions';
import type { ListField } from './draft.ts';
import { inputOf, type FieldProps } from './field-props.ts';
import { numberOrNull } from './PeriodFields.tsx';

/** Whom the program serves, and whom only direct sales works on. */
export function ScopeFields(props: FieldProps) {
  const { reader, draft, change } = props;
  const list = (field: ListField, description: string) => (
    <TextArea
      {...inputOf(props, field)}
      label={reader.say(`settings.${field}`)}
      description={description}
      rows={4}
      value={draft[field]}
      onChange={(text) => change({ [field]: text })}
    />
  );
  return (
    <AutoGrid columnWidth={260} flexible gap="medium">
      <NumberInput
        {...inputOf(props, 'employeesMin')}
        label={reader.say('settings.employeesMin')}
        description={reader.say('settings.employeesMinHelp')}
        precision={0}
        {...(draft.employeesMin === null ? {} : { value: draft.employeesMin })}
        onChange={(value) => change({ employeesMin: numberOrNull(value) })}
      />
      {list('industries', reader.say('settings.listHelp'))}
      {list('countries', reader.say('settings.countriesHelp'))}
      {list('namedAccounts', reader.say('settings.namedAccountsHelp'))}
    </AutoGrid>
  );
}
