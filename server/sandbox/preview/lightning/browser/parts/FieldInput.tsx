import { useId } from 'react';
import { useSession } from '../../../browser/session.tsx';
import type { FieldView } from '../../wire.ts';
import { fromLocalInput, toLocalInput } from './local-input.ts';
import { Lookup } from './Lookup.tsx';

export type FieldValue = string | number | boolean | null;

interface Props {
  readonly field: FieldView;
  readonly value: FieldValue;
  readonly problem: string | undefined;
  readonly onChange: (value: FieldValue) => void;
}

const INPUT_TYPES: Partial<Record<FieldView['kind'], string>> = {
  date: 'date',
  number: 'number',
  email: 'email',
  link: 'url',
};

/** One field of a form, by what it holds. */
export function FieldInput({ field, value, problem, onChange }: Props) {
  const id = useId();
  const { timeZone } = useSession();
  const errorId = `${id}-error`;
  const described = problem === undefined ? {} : { 'aria-describedby': errorId, 'aria-invalid': true };
  const shared = { id, required: field.isRequired, ...described };
  const text = value === null ? '' : String(value);
  const say = (typed: string) => onChange(typed === '' ? null : typed);
  const control = () => {
    switch (field.kind) {
      case 'yesno':
        return (
          <input
            {...shared}
            type="checkbox"
            required={false}
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
        );
      case 'choice':
        return (
          <div className="slds-select_container">
            <select {...shared} className="slds-select" value={text} onChange={(event) => say(event.target.value)}>
              <option value="">--None--</option>
              {field.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </div>
        );
      case 'long':
        return (
          <textarea {...shared} className="slds-textarea" value={text} onChange={(event) => say(event.target.value)} />
        );
      case 'lookup':
        return <Lookup {...shared} field={field} value={text} onChange={say} />;
      case 'number':
        return (
          <input
            {...shared}
            type="number"
            step="any"
            className="slds-input"
            value={text}
            onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
          />
        );
      case 'datetime':
        return (
          <input
            {...shared}
            type="datetime-local"
            className="slds-input"
            value={toLocalInput(text, timeZone)}
            onChange={(event) => onChange(fromLocalInput(event.target.value, timeZone))}
          />
        );
      default:
        return (
          <input
            {...shared}
            type={INPUT_TYPES[field.kind] === 'url' ? 'text' : (INPUT_TYPES[field.kind] ?? 'text')}
            className="slds-input"
            value={text}
            onChange={(event) => say(event.target.value)}
          />
        );
    }
  };
  return (
    <div className={`slds-form-element ${problem === undefined ? '' : 'slds-has-error'}`}>
      <label className="slds-form-element__label" htmlFor={id}>
        {field.isRequired && (
          <abbr className="slds-required" title="required">
            *
          </abbr>
        )}
        {field.label}
      </label>
      <div className="slds-form-element__control">{control()}</div>
      {problem !== undefined && (
        <div className="slds-form-element__help" id={errorId} role="alert">
          {problem}
        </div>
      )}
    </div>
  );
}
