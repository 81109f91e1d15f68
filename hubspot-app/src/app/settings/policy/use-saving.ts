import { useRef, useState } from 'react';
import { UI_PATHS, type SettingsChange, type SettingsView } from '@partnerlock/core';
import { isSettings } from '@partnerlock/hubspot-kit/answers.ts';
import { askServer } from '@partnerlock/hubspot-kit/ask-server.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';

export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly message: string; readonly fields: Readonly<Record<string, string>> };

export interface SavingProps {
  readonly reader: ScreenReader;
  readonly origin: string;
  readonly newId: () => string;
  readonly saved: (answer: { ok: true; settings: SettingsView; message: string | null }) => void;
}

/** Sends a change. The request id stays the same until the change was answered, so a repeat saves once. */
export function useSaving({ reader, origin, newId, saved }: SavingProps) {
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const requestId = useRef<string | null>(null);

  const save = async (change: Omit<SettingsChange, 'requestId' | 'locale'>) => {
    if (saving.kind === 'busy') return;
    setSaving({ kind: 'busy' });
    requestId.current ??= newId();
    const body = { ...change, requestId: requestId.current, locale: reader.locale };
    const asked = await askServer({ origin, path: UI_PATHS.settings, body }, isSettings);
    if (asked.kind === 'away') {
      return setSaving({ kind: 'failed', message: reader.say('decide.away'), fields: {} });
    }
    requestId.current = null;
    if (asked.kind === 'refused') {
      return setSaving({ kind: 'failed', message: asked.message, fields: byField(asked.fields) });
    }
    setSaving({ kind: 'idle' });
    saved(asked.answer);
  };

  const fail = (message: string, fields: Readonly<Record<string, string>>) =>
    setSaving({ kind: 'failed', message, fields });

  return { saving, save: (change: Parameters<typeof save>[0]) => void save(change), fail };
}

/** `policy.countries.0` and `countries` are both the input of the countries. */
const byField = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [path.replace(/^policy\./, '').split('.')[0] ?? path, message]),
  );
