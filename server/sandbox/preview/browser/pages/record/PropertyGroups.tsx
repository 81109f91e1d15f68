import { useState } from 'react';
import type { PropertyView, RecordPageView } from '../../../wire.ts';
import { ask, sentence } from '../../api.ts';
import { PropertyEditor } from './PropertyEditor.tsx';

interface Props {
  readonly record: RecordPageView;
  readonly onChanged: () => Promise<void>;
}

/** Every value a user may change in HubSpot can be changed here too, the app's own included: guarding them is its job. */
export function PropertyGroups({ record, onChanged }: Props) {
  const [editing, setEditing] = useState('');
  const [problem, setProblem] = useState('');
  const save = async (properties: Readonly<Record<string, string>>) => {
    try {
      await ask(`/api/records/${record.type}/${record.id}`, 'PATCH', properties);
      setEditing('');
      setProblem('');
      await onChanged();
    } catch (error) {
      setProblem(sentence(error));
    }
  };
  return record.groups.map((group) => (
    <div key={group.label} className="sheet">
      <h2>{group.label}</h2>
      <dl className="properties">
        {group.properties.map((property) =>
          editing === property.name ? (
            <PropertyEditor
              key={property.name}
              property={property}
              stages={record.stages}
              problem={problem}
              onSave={save}
              onCancel={() => {
                setEditing('');
                setProblem('');
              }}
            />
          ) : (
            <Shown key={property.name} property={property} onEdit={() => setEditing(property.name)} />
          ),
        )}
      </dl>
    </div>
  ));
}

function Shown({ property, onEdit }: { property: PropertyView; onEdit: () => void }) {
  return (
    <div className="property">
      <dt title={property.help}>{property.label}</dt>
      <dd>
        <span className="property-value">
          {property.value === '' && <span className="empty">–</span>}
          {property.kind === 'link' ? (
            <a href={property.value} target="_blank" rel="noreferrer">
              {property.display}
            </a>
          ) : (
            property.display
          )}
        </span>
        {property.canEdit && (
          <button type="button" className="edit" aria-label={`Edit ${property.label}`} onClick={onEdit}>
            ✎
          </button>
        )}
      </dd>
    </div>
  );
}
