import { useId } from 'react';
import type {
  CheckboxProps,
  MultiSelectProps,
  RadioButtonProps,
  SelectProps,
  ToggleGroupProps,
  ToggleProps,
} from '@hubspot/ui-extensions';
import { Field, useDraft } from './field.tsx';
import { classes, send, testAttributes } from './host-kit.ts';

/** Values may be texts, numbers or booleans; the browser's own list knows texts only, so positions stand for them. */
export function Select({ name, value, options, placeholder, readOnly, onChange, onInput, ...props }: SelectProps) {
  const { draft, edit } = useDraft<NonNullable<SelectProps['value']>>(value, '');
  const at = options.findIndex((option) => option.value === draft);
  const choose = (index: string) => {
    const option = options[Number(index)];
    if (option === undefined) return;
    edit(option.value);
    send(onInput, String(option.value));
    send(onChange, option.value);
  };
  return (
    <Field {...props} label={props.label}>
      {(control) => (
        <select
          {...control}
          className={props.variant}
          disabled={readOnly}
          value={at < 0 ? '' : String(at)}
          data-name={name}
          data-value={String(draft)}
          onChange={(event) => choose(event.target.value)}
        >
          {at < 0 && <option value="">{placeholder ?? '—'}</option>}
          {options.map((option, index) => (
            <option key={String(option.value)} value={String(index)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A list of checkboxes behind a summary of what is chosen. */
export function MultiSelect({ name, value, options, placeholder, readOnly, onChange, ...props }: MultiSelectProps) {
  const { draft, edit } = useDraft(value, []);
  const chosen = options.filter((option) => draft.includes(option.value));
  const toggle = (option: (typeof options)[number]) => {
    const next = draft.includes(option.value)
      ? draft.filter((each) => each !== option.value)
      : [...draft, option.value];
    edit(next);
    send(onChange, next);
  };
  return (
    <Group {...props} label={props.label ?? ''}>
      <details className="multi-select">
        <summary
          data-name={name}
          aria-label={`${props.label ?? 'Choose'}: ${chosen.map((option) => option.label).join(', ')}`}
        >
          {chosen.length === 0 && <span className="placeholder">{placeholder ?? '—'}</span>}
          {chosen.map((option) => (
            <span key={String(option.value)} className="tag">
              {option.label}
            </span>
          ))}
        </summary>
        <div className="multi-options">
          {options.map((option) => (
            <label key={String(option.value)} className="check">
              <input
                type="checkbox"
                disabled={readOnly}
                checked={draft.includes(option.value)}
                onChange={() => toggle(option)}
              />
              {option.label}
            </label>
          ))}
        </div>
      </details>
    </Group>
  );
}

export function Checkbox({
  checked,
  initialIsChecked = false,
  onChange,
  name,
  value = '',
  children,
  ...props
}: CheckboxProps) {
  const { draft, edit } = useDraft(checked, initialIsChecked);
  return (
    <Ticked
      {...props}
      type="checkbox"
      name={name}
      value={value}
      label={children}
      checked={draft}
      onChange={(next) => {
        edit(next);
        send(onChange, next, value);
      }}
    />
  );
}

export function RadioButton({
  checked,
  initialIsChecked = false,
  onChange,
  name,
  value = '',
  children,
  ...props
}: RadioButtonProps) {
  const { draft, edit } = useDraft(checked, initialIsChecked);
  return (
    <Ticked
      {...props}
      type="radio"
      name={name}
      value={value}
      label={children}
      checked={draft}
      onChange={(next) => {
        edit(next);
        send(onChange, next, value);
      }}
    />
  );
}

export function Toggle({
  checked,
  initialIsChecked = false,
  onChange,
  label,
  labelDisplay = 'inline',
  name,
  textChecked,
  textUnchecked,
  ...props
}: ToggleProps) {
  const { draft, edit } = useDraft(checked, initialIsChecked);
  const state = draft ? textChecked : textUnchecked;
  return (
    <label className={classes('toggle', labelDisplay)} {...testAttributes(props.testId)}>
      <span className={labelDisplay === 'hidden' ? 'visually-hidden' : undefined}>{label}</span>
      <input
        type="checkbox"
        role="switch"
        name={name}
        checked={draft}
        disabled={props.readOnly ?? props.readonly}
        onChange={(event) => {
          edit(event.target.checked);
          send(onChange, event.target.checked);
        }}
      />
      <span className="track" aria-hidden="true" />
      {state !== undefined && <span aria-hidden="true">{state}</span>}
    </label>
  );
}

export function ToggleGroup(props: ToggleGroupProps) {
  const isRadio = props.toggleType === 'radioButtonList';
  const initial = props.options.filter((option) => option.initialIsChecked === true).map((option) => option.value);
  const { draft, edit } = useDraft(props.value === undefined ? undefined : [props.value].flat(), initial);
  const choose = (value: string, isOn: boolean) => {
    if (props.toggleType === 'radioButtonList') {
      edit([value]);
      send(props.onChange, value);
      return;
    }
    const next = isOn ? [...draft, value] : draft.filter((each) => each !== value);
    edit(next);
    send(props.onChange, next);
  };
  return (
    <Group {...props}>
      <div className={classes('toggle-group', props.inline === true && 'inline')}>
        {props.options.map((option) => (
          <Ticked
            key={option.value}
            type={isRadio ? 'radio' : 'checkbox'}
            name={props.name}
            value={option.value}
            label={option.label}
            description={option.description}
            readOnly={option.readOnly ?? option.readonly}
            checked={draft.includes(option.value)}
            onChange={(isOn) => choose(option.value, isOn)}
          />
        ))}
      </div>
    </Group>
  );
}

interface TickedProps {
  readonly type: 'checkbox' | 'radio';
  readonly label: React.ReactNode;
  readonly name?: string | undefined;
  readonly value: string;
  readonly checked: boolean;
  readonly description?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly readonly?: boolean | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly testId?: string | undefined;
  readonly onChange: (checked: boolean) => void;
}

function Ticked({
  type,
  label,
  name,
  value,
  checked,
  description,
  readOnly,
  readonly,
  testId,
  onChange,
  ...rest
}: TickedProps) {
  const id = useId();
  return (
    <div className="ticked" {...testAttributes(testId)}>
      <label className="check">
        <input
          type={type}
          name={name}
          value={value}
          checked={checked}
          disabled={readOnly ?? readonly}
          aria-label={rest['aria-label']}
          aria-describedby={description === undefined ? undefined : id}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      {description !== undefined && (
        <div id={id} className="field-help">
          {description}
        </div>
      )}
    </div>
  );
}

interface GroupProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly tooltip?: string | undefined;
  readonly required?: boolean | undefined;
  readonly error?: boolean | undefined;
  readonly validationMessage?: string | undefined;
  readonly testId?: string | undefined;
  readonly children?: React.ReactNode;
}

function Group({ label, description, tooltip, required, error, validationMessage, testId, children }: GroupProps) {
  const help = [description, tooltip].filter(Boolean).join(' ');
  return (
    <fieldset className={classes('field', error === true && 'invalid')} {...testAttributes(testId)}>
      <legend>
        {label}
        {required === true && <span className="required"> *</span>}
      </legend>
      {help !== '' && <div className="field-help">{help}</div>}
      {children}
      {validationMessage !== undefined && validationMessage !== '' && (
        <div role={error === true ? 'alert' : undefined} className={error === true ? 'field-error' : 'field-valid'}>
          {validationMessage}
        </div>
      )}
    </fieldset>
  );
}
