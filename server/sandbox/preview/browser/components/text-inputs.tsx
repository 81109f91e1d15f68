import { useRef, type ChangeEvent, type FocusEvent, type KeyboardEvent } from 'react';
import type { InputProps, SearchInputProps, TextAreaProps } from '@hubspot/ui-extensions';
import { Field, useDraft } from './field.tsx';
import { send } from './host-kit.ts';

type Typed = Pick<InputProps, 'value' | 'defaultValue' | 'onInput' | 'onChange' | 'onBlur' | 'onFocus'>;

/** HubSpot calls `onInput` with every key, and `onChange` once what was typed is final: on leaving, or on Enter. */
function useTyping({ value, defaultValue = '', onInput, onChange, onBlur, onFocus }: Typed) {
  const { draft, edit } = useDraft(value, defaultValue);
  const final = useRef(draft);
  const finish = (text: string) => {
    if (text !== final.current) send(onChange, text);
    final.current = text;
  };
  const attributes = {
    value: draft,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      edit(event.target.value);
      send(onInput, event.target.value);
    },
    onBlur: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      finish(event.target.value);
      send(onBlur, event.target.value);
    },
    onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => send(onFocus, event.target.value),
  };
  const finishOnEnter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') finish(event.currentTarget.value);
  };
  return { attributes, finishOnEnter, clear: () => (edit(''), send(onInput, ''), finish('')) };
}

export function Input({ name, type = 'text', placeholder, readOnly, ...props }: InputProps) {
  const { attributes, finishOnEnter } = useTyping(props);
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          {...attributes}
          name={name}
          type={type}
          placeholder={placeholder}
          readOnly={readOnly}
          autoComplete="off"
          onKeyDown={finishOnEnter}
        />
      )}
    </Field>
  );
}

export function TextArea({
  name,
  placeholder,
  readOnly,
  rows = 3,
  cols,
  maxLength,
  resize = 'vertical',
  ...props
}: TextAreaProps) {
  const { attributes } = useTyping(props);
  return (
    <Field {...props}>
      {(control) => (
        <textarea
          {...control}
          {...attributes}
          name={name}
          placeholder={placeholder}
          readOnly={readOnly}
          rows={rows}
          cols={cols}
          maxLength={maxLength}
          style={{ resize }}
        />
      )}
    </Field>
  );
}

export function SearchInput({ name, placeholder, readOnly, clearable = true, ...props }: SearchInputProps) {
  const { attributes, finishOnEnter, clear } = useTyping(props);
  return (
    <Field {...props}>
      {(control) => (
        <span className="search-input">
          <input
            {...control}
            {...attributes}
            name={name}
            type="text"
            role="searchbox"
            placeholder={placeholder}
            readOnly={readOnly}
            onKeyDown={finishOnEnter}
          />
          {clearable && attributes.value !== '' && (
            <button type="button" className="close" aria-label="Clear search" onClick={clear}>
              ×
            </button>
          )}
        </span>
      )}
    </Field>
  );
}
