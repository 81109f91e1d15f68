import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { FieldView, SaveProblem } from '../../wire.ts';
import { Button, Dialog } from './Dialog.tsx';
import { FieldInput, type FieldValue } from './FieldInput.tsx';
import { problemOf } from './save.ts';

export interface FieldGroup {
  readonly label: string;
  readonly fields: readonly FieldView[];
}

interface Props {
  readonly title: string;
  readonly groups: readonly FieldGroup[];
  /** Sends what was changed, or everything that has a value. */
  readonly send: 'changes' | 'all';
  readonly onSave: (values: Readonly<Record<string, FieldValue>>) => Promise<void>;
  readonly onClose: () => void;
}

/** The dialog of a new or changed record. What was typed survives a refusal, which stands where it belongs. */
export function RecordForm({ title, groups, send, onSave, onClose }: Props) {
  const formId = useId();
  const fields = groups.flatMap((group) => group.fields);
  const [values, setValues] = useState<Readonly<Record<string, FieldValue>>>(() =>
    Object.fromEntries(fields.map(({ name, value }) => [name, value])),
  );
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = fields.filter(({ name, value, canEdit }) =>
      send === 'changes' ? canEdit && values[name] !== value : (values[name] ?? null) !== null,
    );
    setSaving(true);
    try {
      await onSave(Object.fromEntries(wanted.map(({ name }) => [name, values[name] ?? null])));
    } catch (error) {
      setProblem(problemOf(error));
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="brand" type="submit" form={formId} isDisabled={isSaving}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void save(event)}>
        {problem !== null && <FormProblem problem={problem} fields={fields} />}
        {groups.map((group) => (
          <fieldset key={group.label} className="record-form-group">
            <legend className="slds-section__title slds-theme_shade">{group.label}</legend>
            <div className="record-form-grid">
              {group.fields
                .filter((field) => field.canEdit)
                .map((field) => (
                  <FieldInput
                    key={field.name}
                    field={field}
                    value={values[field.name] ?? null}
                    problem={problem?.fields[field.name]}
                    onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
                  />
                ))}
            </div>
          </fieldset>
        ))}
      </form>
    </Dialog>
  );
}

/** What names no field of this form stands on top, so that nothing is lost. */
function FormProblem({ problem, fields }: { problem: SaveProblem; fields: readonly FieldView[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [problem]);
  const elsewhere = Object.entries(problem.fields)
    .filter(([name]) => !fields.some((field) => field.name === name && field.canEdit))
    .map(([, message]) => message);
  return (
    <div
      ref={place}
      tabIndex={-1}
      className="slds-notify slds-notify_alert slds-alert_error slds-m-bottom_small"
      role="alert"
    >
      <p>{[problem.message, ...elsewhere].filter(Boolean).join(' ')}</p>
    </div>
  );
}
