import type { ReactNode } from 'react';
import type { CurrencyInputProps, NumberInputProps, StepperInputProps } from '@hubspot/ui-extensions';
import type { ControlAttributes } from './field.tsx';
import { Field, useDraft } from './field.tsx';
import { send } from './host-kit.ts';

type Numeric = Omit<NumberInputProps, 'formatStyle' | 'textAlign'> & {
  readonly step?: number;
  readonly around?: (input: ReactNode, api: { value: number; set: (value: number) => void }) => ReactNode;
};

/** Numbers are sent as numbers; what is not one yet is kept on screen and not sent. */
function Numbers({ name, placeholder, readOnly, min, max, precision, step, around, ...props }: Numeric) {
  const given = props.value ?? props.defaultValue;
  const { draft, edit } = useDraft(given === undefined ? undefined : String(given), '');
  const typed = (text: string) => {
    edit(text);
    const value = toNumber(text);
    if (value !== undefined) send(props.onInput, value);
  };
  const finish = (text: string) => {
    const value = toNumber(text, precision);
    if (value === undefined) return;
    if (String(value) !== text) edit(String(value));
    if (value !== given) send(props.onChange, value);
    send(props.onBlur, value);
  };
  const set = (value: number) => {
    const inside = Math.min(Math.max(value, min ?? -Infinity), max ?? Infinity);
    edit(String(inside));
    send(props.onChange, inside);
  };
  const input = (control: ControlAttributes) => (
    <input
      {...control}
      name={name}
      type="number"
      data-kind="number"
      inputMode="decimal"
      placeholder={placeholder}
      readOnly={readOnly}
      min={min}
      max={max}
      step={step ?? (precision === undefined ? 'any' : 10 ** -precision)}
      value={draft}
      onChange={(event) => typed(event.target.value)}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && finish(event.currentTarget.value)}
    />
  );
  return (
    <Field {...props}>
      {(control) => around?.(input(control), { value: Number(draft) || 0, set }) ?? input(control)}
    </Field>
  );
}

export const NumberInput = ({ formatStyle, textAlign, ...props }: NumberInputProps) => (
  <Numbers
    {...props}
    around={(input) => (
      <span className={`affixed ${textAlign === 'right' ? 'right' : ''}`}>
        {input}
        {formatStyle === 'percentage' && <span className="affix">%</span>}
      </span>
    )}
  />
);

export const CurrencyInput = ({ currency = 'USD', ...props }: CurrencyInputProps) => (
  <Numbers
    {...props}
    around={(input) => (
      <span className="affixed">
        <span className="affix">{symbolOf(currency)}</span>
        {input}
      </span>
    )}
  />
);

export const StepperInput = ({
  stepSize = 1,
  formatStyle: _style,
  minValueReachedTooltip,
  maxValueReachedTooltip,
  ...props
}: StepperInputProps) => (
  <Numbers
    {...props}
    step={stepSize}
    around={(input, { value, set }) => (
      <span className="affixed stepper">
        <button
          type="button"
          aria-label="Less"
          title={minValueReachedTooltip}
          disabled={props.min !== undefined && value <= props.min}
          onClick={() => set(value - stepSize)}
        >
          −
        </button>
        {input}
        <button
          type="button"
          aria-label="More"
          title={maxValueReachedTooltip}
          disabled={props.max !== undefined && value >= props.max}
          onClick={() => set(value + stepSize)}
        >
          +
        </button>
      </span>
    )}
  />
);

function toNumber(text: string, precision?: number): number | undefined {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return undefined;
  return precision === undefined ? value : Number(value.toFixed(precision));
}

function symbolOf(currency: string): string {
  try {
    const parts = new Intl.NumberFormat('en', { style: 'currency', currency }).formatToParts(0);
    return parts.find((part) => part.type === 'currency')?.value ?? currency;
  } catch {
    return currency;
  }
}
