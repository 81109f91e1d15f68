import { useRef, useState } from 'react';
import { Select, TextArea } from '@hubspot/ui-extensions';
import { REJECTION_REASONS } from '@partnerlock/core';
import { NOTE_CHARACTERS_MAX, textOf } from './ApproveButton.tsx';
import { DecisionModal } from './DecisionModal.tsx';
import type { DecisionProps } from './outcome.ts';

/** Final, so the dialog says what it means before it can be confirmed. */
export function RejectButton(props: DecisionProps) {
  const { id, reader, decide } = props;
  const [chosen, setChosen] = useState('');
  const note = useRef('');
  const edit = (text: string) => void (note.current = text);
  const reason = REJECTION_REASONS.find((candidate) => candidate === chosen);
  return (
    <DecisionModal
      {...props}
      id={`${id}-reject`}
      label={reader.say('decide.reject')}
      title={reader.say('decide.rejectTitle')}
      intro={reader.say('decide.rejectIntro')}
      confirmLabel={reader.say('decide.rejectConfirm')}
      variant="destructive"
      isReady={reason !== undefined}
      confirm={(requestId) =>
        decide({
          requestId,
          action: 'reject',
          ...(reason === undefined ? {} : { reason }),
          ...textOf(note.current),
        })
      }
    >
      <Select
        name={`${id}-reject-reason`}
        label={reader.say('decide.reason')}
        required
        value={chosen}
        options={REJECTION_REASONS.map((value) => ({ value, label: reader.say(`rejection.${value}`) }))}
        onChange={(value) => setChosen(String(value))}
        testId={`${id}-reject-reason`}
      />
      <TextArea
        name={`${id}-reject-note`}
        label={reader.say('decide.noteOptional')}
        maxLength={NOTE_CHARACTERS_MAX}
        onInput={edit}
        onChange={edit}
        testId={`${id}-reject-note`}
      />
    </DecisionModal>
  );
}
