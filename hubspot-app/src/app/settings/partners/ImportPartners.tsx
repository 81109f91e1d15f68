import { useRef, useState } from 'react';
import { Alert, Flex, Heading, List, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { UI_PATHS } from '@partnerlock/core';
import { isPartner } from '@partnerlock/hubspot-kit/answers.ts';
import { askServer } from '@partnerlock/hubspot-kit/ask-server.ts';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';

interface ImportProps {
  readonly reader: ScreenReader;
  readonly origin: string;
  readonly newId: () => string;
  /** Told when partners came in, so that the table shows them. */
  readonly imported: () => void;
}

interface Imported {
  readonly ok: boolean;
  readonly message: string;
  readonly results: readonly {
    readonly line: number;
    readonly name: string;
    readonly ok: boolean;
    readonly message: string;
  }[];
}

/** Many partners at once from CSV text, with what became of every line. */
export function ImportPartners({ reader, origin, newId, imported }: ImportProps) {
  const [csv, setCsv] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Imported | null>(null);
  const requestId = useRef<string | null>(null);

  const edit = (text: string) => {
    // Other text is another intent; the same text sent again is the same one.
    if (text !== csv) requestId.current = null;
    setCsv(text);
  };
  const send = async () => {
    setBusy(true);
    requestId.current ??= newId();
    const body = { requestId: requestId.current, csv, locale: reader.locale };
    const asked = await askServer({ origin, path: UI_PATHS.partner, body }, isPartner);
    setBusy(false);
    if (asked.kind === 'away') return setOutcome({ ok: false, message: reader.say('decide.away'), results: [] });
    requestId.current = null;
    if (asked.kind === 'refused') return setOutcome({ ok: false, message: asked.message, results: [] });
    setOutcome(asked.answer);
    imported();
  };

  return (
    <Flex direction="column" gap="small">
      <Heading>{reader.say('settings.import')}</Heading>
      <TextArea
        name="csv"
        label={reader.say('settings.import')}
        description={reader.say('settings.importHelp')}
        rows={6}
        onInput={edit}
        onChange={edit}
        testId="csv"
      />
      <LoadingButton
        loading={isBusy}
        disabled={isBusy || csv.trim() === ''}
        onClick={() => void send()}
        testId="import"
      >
        {reader.say('settings.importButton')}
      </LoadingButton>
      {outcome !== null && (
        <Alert
          title={reader.say(outcome.ok ? 'decide.done' : 'decide.notDone')}
          variant={outcome.ok ? 'success' : 'danger'}
          testId="import-outcome"
        >
          {outcome.message}
        </Alert>
      )}
      {outcome !== null && outcome.results.length > 0 && (
        <List variant="unordered-styled" testId="import-results">
          {outcome.results.map(({ line, name, ok, message }) => (
            <Text key={line}>{`${ok ? '✓' : '✗'} ${lineText(reader, line, name, message)}`}</Text>
          ))}
        </List>
      )}
    </Flex>
  );
}

const lineText = (reader: ScreenReader, line: number, name: string, message: string): string =>
  reader.say('settings.importLine', { line, name: plainText(name, 200), message: plainText(message) });
