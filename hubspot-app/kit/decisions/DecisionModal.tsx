import { useRef, useState, type ReactNode } from 'react';
import { Alert, Button, Flex, LoadingButton, Modal, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import type { Reader } from '../reader.ts';
import type { Outcome } from './outcome.ts';

export interface DecisionModalProps {
  readonly id: string;
  readonly reader: Reader;
  readonly label: string;
  readonly title: string;
  readonly intro: string;
  readonly confirmLabel: string;
  readonly variant?: 'primary' | 'secondary' | 'destructive';
  readonly isDisabled: boolean;
  /** Whether the inputs suffice to confirm. */
  readonly isReady?: boolean;
  readonly newId: () => string;
  readonly confirm: (requestId: string) => Promise<Outcome>;
  readonly close: (overlayId: string) => void;
  readonly children?: ReactNode;
}

/**
 * A button that opens a dialog, and the dialog that sends. The request id is made when the dialog opens and kept
 * through retries, so that an answer lost on the way never makes a decision happen twice.
 */
export function DecisionModal(props: DecisionModalProps) {
  const { id, reader, variant = 'secondary' } = props;
  const sending = useSending(props);
  return (
    <Button
      variant={variant}
      size="small"
      disabled={props.isDisabled}
      testId={`${id}-open`}
      overlay={
        <Modal
          id={id}
          title={props.title}
          variant={variant === 'destructive' ? 'danger' : 'default'}
          onOpen={sending.begin}
        >
          <ModalBody>
            <Flex direction="column" gap="small">
              <Text>{props.intro}</Text>
              {props.children}
              {sending.problem !== null && (
                <Alert title={reader.say('decide.notDone')} variant="danger" testId={`${id}-problem`}>
                  {sending.problem}
                </Alert>
              )}
            </Flex>
          </ModalBody>
          <ModalFooter>
            <LoadingButton
              variant={variant === 'destructive' ? 'destructive' : 'primary'}
              loading={sending.isBusy}
              disabled={sending.isBusy || props.isReady === false}
              onClick={sending.send}
              testId={`${id}-confirm`}
            >
              {props.confirmLabel}
            </LoadingButton>
            <Button disabled={sending.isBusy} onClick={() => props.close(id)} testId={`${id}-cancel`}>
              {reader.say('decide.cancel')}
            </Button>
          </ModalFooter>
        </Modal>
      }
    >
      {props.label}
    </Button>
  );
}

function useSending({ id, newId, confirm, close }: DecisionModalProps) {
  const requestId = useRef<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const begin = () => {
    requestId.current = newId();
    setProblem(null);
  };
  const send = async () => {
    if (isBusy) return;
    setBusy(true);
    requestId.current ??= newId();
    const outcome = await confirm(requestId.current);
    setBusy(false);
    setProblem(outcome.ok ? null : outcome.message);
    if (!outcome.ok) return;
    requestId.current = null;
    close(id);
  };
  return { isBusy, problem, begin, send: () => void send() };
}
