import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import type { Draft } from './draft.ts';

export interface FieldProps {
  readonly reader: ScreenReader;
  readonly draft: Draft;
  /** What is wrong, by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly isReadOnly: boolean;
  readonly change: (part: Partial<Draft>) => void;
}

/** What every input of the form has in common, with its error under it. */
export function inputOf({ errors, isReadOnly }: FieldProps, field: keyof Draft) {
  const error = errors[field];
  return {
    name: field,
    testId: field,
    readOnly: isReadOnly,
    error: error !== undefined,
    ...(error === undefined ? {} : { validationMessage: error }),
  };
}
