import { useRef } from 'react';
import { TextArea } from '@hubspot/ui-extensions';
import { DecisionModal } from './DecisionModal.tsx';
import type { DecisionProps } from './outcome.ts';

/** Longest note that the server takes. */
export const NOTE_CHARACTERS_MAX = 2_000;

export function ApproveButton(props: DecisionProps) {
  const { id, reader, decide } = props;
  // Kept beside React's state: a click may follow the last letter faster than the screen is drawn again.
  const note = useRef('');
  const edit = (text: string) => void (note.current = text);
  return (
    <DecisionModal
      {...props}
      id={`${id}-approve`}
      label={reader.say('decide.approve')}
      title={reader.say('decide.approveTitle')}
      intro={reader.say('decide.approveIntro')}
      confirmLabel={reader.say('decide.approve')}
      variant="primary"
      confirm={(requestId) => decide({ requestId, action: 'approve', ...textOf(note.current) })}
    >
      <TextArea
        name={`${id}-approve-note`}
        label={reader.say('decide.noteOptional')}
        maxLength={NOTE_CHARACTERS_MAX}
        onInput={edit}
        onChange={edit}
        testId={`${id}-approve-note`}
      />
    </DecisionModal>
  );
}

/** An empty note is no note. */
export const textOf = (note: string): { text?: string } => (note === '' ? {} : { text: note });
