import { useId, useState, type FormEvent } from 'react';
import type { PropertyView, StageView } from '../../../wire.ts';

interface Props {
  readonly property: PropertyView;
  readonly stages: readonly StageView[];
  readonly problem: string;
  readonly onSave: (properties: Readonly<Record<string, string>>) => Promise<void>;
  readonly onCancel: () => void;
}

export function PropertyEditor({ property, stages, problem, onSave, onCancel }: Props) {
  const [value, setValue] = useState(property.value);
  const id = useId();
  const save = (event: FormEvent) => {
    event.preventDefault();
    void onSave(changeOf(property, value, stages));
  };
  return (
    <div className="property editing">
      <dt>
        <label htmlFor={id}>{property.label}</label>
      </dt>
      <dd>
        <form onSubmit={save}>
          <Control id={id} property={property} stages={stages} value={value} onChange={setValue} />
          {problem !== '' && (
            <p role="alert" className="field-error">
              {problem}
            </p>
          )}
          <div className="button-row">
            <button type="submit" className="button primary sm">
              Save
            </button>
            <button type="button" className="button secondary sm" onClick={onCancel}>
              Cancel
            </button>
          </div>
        </form>
      </dd>
    </div>
  );
}

interface ControlProps {
  readonly id: string;
  readonly property: PropertyView;
  readonly stages: readonly StageView[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Control({ id, property, stages, value, onChange }: ControlProps) {
  const options = property.kind === 'yesno' ? YES_NO : property.options;
  if (property.name === 'dealstage') return <StageSelect id={id} stages={stages} value={value} onChange={onChange} />;
  if (options.length === 0) {
    const type = { number: 'number', date: 'date' }[String(property.kind)] ?? 'text';
    return (
      <input
        id={id}
        type={type}
        step="any"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoFocus
      />
    );
  }
  return (
    <select id={id} value={value} onChange={(event) => onChange(event.target.value)} autoFocus>
      <option value="">–</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

interface StageSelectProps {
  readonly id: string;
  readonly stages: readonly StageView[];
  readonly value: string;
  readonly onChange: (stageId: string) => void;
}

/** Stages under their pipelines, in the pipelines' order. */
export function StageSelect({ id, stages, value, onChange }: StageSelectProps) {
  const pipelines = [...new Map(stages.map((stage) => [stage.pipelineId, stage.pipelineLabel]))];
  return (
    <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
      {pipelines.map(([pipelineId, label]) => (
        <optgroup key={pipelineId} label={label}>
          {stages
            .filter((stage) => stage.pipelineId === pipelineId)
            .map((stage) => (
              <option key={stage.stageId} value={stage.stageId}>
                {stage.stageLabel}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}

/** A stage belongs to one pipeline, so moving a deal may move it to another pipeline too. */
function changeOf(
  property: PropertyView,
  value: string,
  stages: readonly StageView[],
): Readonly<Record<string, string>> {
  const stage = stages.find((each) => each.stageId === value);
  if (property.name !== 'dealstage' || stage === undefined) return { [property.name]: value };
  return { pipeline: stage.pipelineId, dealstage: stage.stageId };
}
