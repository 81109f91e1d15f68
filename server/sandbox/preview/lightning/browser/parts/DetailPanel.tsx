import { Go } from '../../../browser/router.tsx';
import type { FieldView, RecordView } from '../../wire.ts';

interface Props {
  readonly record: RecordView;
  readonly onEdit: () => void;
}

/** The record's fields in sections, as far as this person may see them. */
export function DetailPanel({ record, onEdit }: Props) {
  const canEdit = record.actions.includes('edit');
  return (
    <section className="slds-card detail-card" aria-label="Details">
      {record.sections.map(({ label, fields }) => (
        <details key={label} open>
          <summary className="slds-section__title slds-theme_shade">{label}</summary>
          <dl className="detail-grid">
            {fields.map((field) => (
              <div key={field.name} className="detail-field">
                <dt>{field.label}</dt>
                <dd data-field={field.name}>
                  <Value field={field} />
                  {canEdit && field.canEdit && (
                    <button type="button" className="edit-field" aria-label={`Edit ${field.label}`} onClick={onEdit}>
                      ✎
                    </button>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </section>
  );
}

function Value({ field }: { field: FieldView }) {
  if (field.to !== null) return <Go to={field.to}>{field.display}</Go>;
  if (field.kind === 'yesno') return <span>{field.display}</span>;
  return <span className={field.kind === 'long' ? 'long-text' : ''}>{field.display}</span>;
}
