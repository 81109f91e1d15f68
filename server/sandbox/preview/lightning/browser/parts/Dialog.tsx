import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer: ReactNode;
}

/** A modal in SLDS's shape; the browser keeps focus inside it and gives it back afterwards. */
export function Dialog({ title, onClose, children, footer }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="lightning-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="slds-modal__header">
        <h2 id={titleId} className="slds-modal__title slds-hyphenate">
          {title}
        </h2>
      </div>
      <div className="slds-modal__content slds-p-around_medium">{children}</div>
      <div className="slds-modal__footer">{footer}</div>
    </dialog>
  );
}

interface ButtonProps {
  readonly children: ReactNode;
  readonly variant?: 'neutral' | 'brand' | 'destructive';
  readonly isDisabled?: boolean;
  readonly onClick?: () => void;
  readonly type?: 'button' | 'submit';
  readonly form?: string;
}

export function Button({
  children,
  variant = 'neutral',
  isDisabled = false,
  onClick,
  type = 'button',
  form,
}: ButtonProps) {
  return (
    <button
      type={type}
      form={form}
      disabled={isDisabled}
      className={`slds-button slds-button_${variant}`}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
