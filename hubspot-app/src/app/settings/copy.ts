import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import type { SettingsPageActions } from './Settings.tsx';

/** Copies and says so; when the browser refuses, the text is shown to be copied by hand. */
export const copy = (reader: ScreenReader, actions: SettingsPageActions, text: string): void =>
  void actions.copyTextToClipboard(text).then(
    () => actions.addAlert({ type: 'success', message: reader.say('screen.copied') }),
    () => actions.addAlert({ type: 'danger', message: reader.say('screen.notCopied', { text }) }),
  );
