import { useEffect, useState } from 'react';
import type { ChoiceView, FieldView } from '../../wire.ts';
import { ask } from '../../../browser/api.ts';

interface Props {
  readonly id: string;
  readonly field: Pick<FieldView, 'target' | 'display'>;
  readonly value: string;
  readonly required: boolean;
  readonly onChange: (id: string) => void;
}

/** A lookup as a plain choice among the first records: enough for a demo's handful, and easy by keyboard. */
export function Lookup({ id, field, value, required, onChange, ...described }: Props) {
  const [choices, setChoices] = useState<readonly ChoiceView[]>([]);
  const { target } = field;
  useEffect(() => {
    if (target === null) return;
    ask<readonly ChoiceView[]>(`/api/lightning/choices/${target}`)
      .then(setChoices)
      .catch(() => setChoices([]));
  }, [target]);
  const isUnlisted = value !== '' && !choices.some((choice) => choice.id === value);
  return (
    <div className="slds-select_container">
      <select
        {...described}
        id={id}
        required={required}
        className="slds-select"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">--None--</option>
        {isUnlisted && <option value={value}>{field.display || value}</option>}
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.detail === '' ? choice.title : `${choice.title} · ${choice.detail}`}
          </option>
        ))}
      </select>
    </div>
  );
}
