import { MultiSelect } from '@hubspot/ui-extensions';
import type { SettingsView } from '@partnerlock/core';
import { inputOf, type FieldProps } from './field-props.ts';

type People = Pick<SettingsView, 'users' | 'approvers'>;

/** Who decides on registrations. Somebody who has left HubSpot stays in the list until they are taken out. */
export function ApproverFields({ users, approvers, ...props }: FieldProps & People) {
  const { reader, draft, change } = props;
  const left = approvers.filter(({ userId }) => !users.some((user) => user.userId === userId));
  return (
    <MultiSelect
      {...inputOf(props, 'approverIds')}
      label={reader.say('settings.approvers')}
      description={reader.say('settings.approversHelp')}
      required
      value={[...draft.approverIds]}
      options={[...users, ...left].map(({ userId, name, email }) => ({ value: userId, label: `${name} (${email})` }))}
      onChange={(values) => change({ approverIds: values.map(String) })}
    />
  );
}
