import { useEffect, useId, useRef, type ReactNode, type SyntheticEvent } from 'react';
import { createPortal } from 'react-dom';

interface DialogProps {
  readonly title?: string | undefined;
  readonly label?: string | undefined;
  readonly size?: string | undefined;
  /** A panel slides in at the right edge; a modal stands in the middle. */
  readonly shape?: 'modal' | 'panel';
  readonly isDanger?: boolean;
  readonly lang?: string;
  readonly testId?: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * The browser's own modal dialog: it keeps the focus inside, closes on Escape, hides the rest from screen readers and
 * gives the focus back to what opened it.
 */
export function Dialog({
  title,
  label,
  size = 'md',
  shape = 'modal',
  isDanger = false,
  lang,
  testId,
  onClose,
  children,
}: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  // React's events climb out of the portal to the trigger's ancestors: a form there must not see this form's submit.
  const stay = (event: SyntheticEvent) => event.stopPropagation();
  return createPortal(
    <dialog
      ref={element}
      lang={lang}
      className={`dialog ${shape} ${size}${isDanger ? ' danger' : ''}`}
      aria-labelledby={title === undefined ? undefined : titleId}
      aria-label={title === undefined ? (label ?? 'Dialog') : undefined}
      data-test-id={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onSubmit={stay}
      onClick={stay}
      onChange={stay}
      onKeyDown={stay}
      onBlur={stay}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title ?? label}</h2>
        <button type="button" className="close" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}
