import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { classes, testAttributes } from './host-kit.ts';

interface FieldProps {
  readonly label: string | undefined;
  readonly description?: string | undefined;
  readonly tooltip?: string | undefined;
  readonly required?: boolean | undefined;
  readonly error?: boolean | undefined;
  readonly validationMessage?: string | undefined;
  readonly testId?: string | undefined;
  /** Draws the control with what ties it to its label, its help and its error. */
  readonly children: (control: ControlAttributes) => ReactNode;
}

export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-label'?: string;
  readonly required: boolean | undefined;
}

/** Label, help and error around one control. A validation message counts as an error only when `error` says so. */
export function Field({
  label,
  description,
  tooltip,
  required,
  error,
  validationMessage,
  testId,
  children,
}: FieldProps) {
  const id = useId();
  const help = [description, tooltip].filter(Boolean).join(' ');
  const describedBy = [help !== '' && `${id}-help`, validationMessage && `${id}-message`].filter(Boolean).join(' ');
  return (
    <div className={classes('field', error === true && 'invalid')} {...testAttributes(testId)}>
      {label !== undefined && (
        <label htmlFor={id}>
          {label}
          {required === true && (
            <span className="required" aria-hidden="true">
              {' '}
              *
            </span>
          )}
        </label>
      )}
      {help !== '' && (
        <div id={`${id}-help`} className="field-help">
          {help}
        </div>
      )}
      {children({
        id,
        required,
        'aria-invalid': error === true ? true : undefined,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        ...(label === undefined && { 'aria-label': 'Choose' }),
      })}
      {validationMessage !== undefined && validationMessage !== '' && (
        <div
          id={`${id}-message`}
          role={error === true ? 'alert' : undefined}
          className={error === true ? 'field-error' : 'field-valid'}
        >
          {validationMessage}
        </div>
      )}
    </div>
  );
}

/**
 * What a person types is on screen at once; the extension's word arrives later, from its worker. A value that this
 * control itself sent is an echo and must not overwrite what was typed since.
 */
export function useDraft<T>(value: T | undefined, initial: T): { draft: T; edit: (value: T) => void } {
  const [draft, setDraft] = useState(value ?? initial);
  const sent = useRef<unknown[]>([]);
  const known = JSON.stringify(value);
  useEffect(() => {
    if (value === undefined) return;
    const echo = sent.current.indexOf(known);
    if (echo >= 0) sent.current.splice(0, echo + 1);
    else setDraft(value);
  }, [known]);
  const edit = (next: T) => {
    sent.current.push(JSON.stringify(next));
    setDraft(next);
  };
  return { draft, edit };
}
