import { hubspot, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { NotConfigured } from '@partnerlock/hubspot-kit/problems.tsx';
import { originOf } from '@partnerlock/hubspot-kit/reader.ts';
import { screenReaderOf } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { SYSTEM, type System } from '@partnerlock/hubspot-kit/system.ts';
import { Settings } from './Settings.tsx';

hubspot.extend<'settings'>(() => <SettingsPage system={SYSTEM} />);

/** Connection, rules of engagement, approvers, the form, and the partners of the program. */
export function SettingsPage({ system }: { system: System }) {
  const context = useExtensionContext<'settings'>();
  const actions = useExtensionActions<'settings'>();
  const reader = screenReaderOf(context);
  const origin = originOf(context);
  if (origin === null) return <NotConfigured reader={reader} />;
  return <Settings reader={reader} origin={origin} newId={system.newId} actions={actions} />;
}
