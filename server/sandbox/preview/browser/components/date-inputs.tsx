import type { BaseDate, BaseTime, DateInputProps, TimeInputProps } from '@hubspot/ui-extensions';
import { Field, useDraft } from './field.tsx';
import { send } from './host-kit.ts';

/** HubSpot's dates are `{ year, month, date }` with January as 0. */
export function DateInput({
  name,
  readOnly,
  min,
  max,
  value,
  defaultValue,
  onChange,
  onBlur,
  onFocus: _onFocus,
  ...props
}: DateInputProps) {
  const { draft, edit } = useDraft(textOf(value ?? defaultValue), '');
  const change = (text: string) => {
    edit(text);
    const date = dateOf(text);
    if (date !== undefined) send(onChange, { ...date, formattedDate: text });
  };
  const leave = (text: string) => {
    const date = dateOf(text);
    if (date !== undefined) send(onBlur, { ...date, formattedDate: text });
  };
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          type="date"
          name={name}
          readOnly={readOnly}
          min={textOf(min)}
          max={textOf(max)}
          value={draft}
          onChange={(event) => change(event.target.value)}
          onBlur={(event) => leave(event.target.value)}
        />
      )}
    </Field>
  );
}

export function TimeInput({
  name,
  readOnly,
  min,
  max,
  interval = 30,
  value,
  defaultValue,
  onChange,
  onBlur,
  onFocus: _onFocus,
  ...props
}: TimeInputProps) {
  const { draft, edit } = useDraft(timeText(value ?? defaultValue ?? undefined), '');
  const change = (text: string) => {
    edit(text);
    const time = timeOf(text);
    if (time !== undefined) send(onChange, time);
  };
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          type="time"
          name={name}
          readOnly={readOnly}
          min={timeText(min)}
          max={timeText(max)}
          step={interval * 60}
          value={draft}
          onChange={(event) => change(event.target.value)}
          onBlur={(event) => {
            const time = timeOf(event.target.value);
            if (time !== undefined) send(onBlur, time);
          }}
        />
      )}
    </Field>
  );
}

const two = (value: number): string => String(value).padStart(2, '0');

const textOf = (date: BaseDate | undefined): string | undefined =>
  date && `${String(date.year).padStart(4, '0')}-${two(date.month + 1)}-${two(date.date)}`;

function dateOf(text: string): BaseDate | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return parts === null ? undefined : { year: Number(parts[1]), month: Number(parts[2]) - 1, date: Number(parts[3]) };
}

const timeText = (time: BaseTime | undefined): string | undefined => time && `${two(time.hours)}:${two(time.minutes)}`;

function timeOf(text: string): BaseTime | undefined {
  const parts = /^(\d\d):(\d\d)/.exec(text);
  return parts === null ? undefined : { hours: Number(parts[1]), minutes: Number(parts[2]) };
}
