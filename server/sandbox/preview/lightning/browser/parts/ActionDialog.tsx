import { useState, type ReactNode } from 'react';
import { Button, Dialog } from './Dialog.tsx';
import { problemOf } from './save.ts';

interface Props {
  readonly title: string;
  readonly verb: string;
  readonly variant?: 'brand' | 'destructive';
  readonly isReady?: boolean;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question with one thing to do; the org's refusal stays on screen. */
export function ActionDialog({ title, verb, variant = 'brand', isReady = true, onConfirm, onClose, children }: Props) {
  const [problem, setProblem] = useState('');
  const confirm = () => {
    onConfirm().catch((error: unknown) => {
      const { message, fields } = problemOf(error);
      setProblem(Object.values(fields).join(' ') || message);
    });
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant={variant} isDisabled={!isReady} onClick={confirm}>
            {verb}
          </Button>
        </>
      }
    >
      {problem !== '' && (
        <div className="slds-notify slds-notify_alert slds-alert_error slds-m-bottom_small" role="alert">
          <p>{problem}</p>
        </div>
      )}
      {children}
    </Dialog>
  );
}
