import type { RecordPageView } from '../../../wire.ts';
import { Go } from '../../router.tsx';

const TYPE_IDS = { deals: '0-3', companies: '0-2', contacts: '0-1' } as const;

export function Associations({ record }: { record: RecordPageView }) {
  const filled = record.associations.filter((group) => group.records.length > 0);
  return (
    <div className="sheet">
      <h2>Associations</h2>
      {filled.length === 0 && <p className="hint">No associated records.</p>}
      {filled.map((group) => (
        <div key={group.type}>
          <h3 className="small-title">
            {group.label} ({group.records.length})
          </h3>
          <ul className="plain-links">
            {group.records.map((other) => (
              <li key={other.id}>
                <Go to={`/record/${TYPE_IDS[group.type]}/${other.id}`}>{other.title}</Go>{' '}
                <span className="detail">{other.detail}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
