import { useRef, useState } from 'react';
import { TextArea } from '@hubspot/ui-extensions';
import { NOTE_CHARACTERS_MAX } from './ApproveButton.tsx';
import { DecisionModal } from './DecisionModal.tsx';
import type { DecisionProps } from './outcome.ts';

/** The question goes to the partner word for word. */
export function AskButton(props: DecisionProps) {
  const { id, reader, decide } = props;
  const question = useRef('');
  const [isReady, setReady] = useState(false);
  const edit = (text: string) => {
    question.current = text;
    setReady(text.trim() !== '');
  };
  return (
    <DecisionModal
      {...props}
      id={`${id}-ask`}
      label={reader.say('decide.ask')}
      title={reader.say('decide.askTitle')}
      intro={reader.say('decide.askIntro')}
      confirmLabel={reader.say('decide.askConfirm')}
      isReady={isReady}
      confirm={(requestId) => decide({ requestId, action: 'ask', text: question.current })}
    >
      <TextArea
        name={`${id}-ask-text`}
        label={reader.say('decide.question')}
        required
        maxLength={NOTE_CHARACTERS_MAX}
        onInput={edit}
        onChange={edit}
        testId={`${id}-ask-text`}
      />
    </DecisionModal>
  );
}
