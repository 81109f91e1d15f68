import type { TimelineEntry } from '../../../wire.ts';

const CHANGES_SHOWN = 6;

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <div className="sheet">
      <h2>Activity</h2>
      {entries.length === 0 && <p className="hint">Nothing has happened yet.</p>}
      <ol className="timeline">
        {entries.map((entry) => (
          <Entry key={entry.key} entry={entry} />
        ))}
      </ol>
    </div>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const shown = entry.changes.slice(0, CHANGES_SHOWN);
  const rest = entry.changes.slice(CHANGES_SHOWN);
  return (
    <li>
      <div className="timeline-head">
        <strong>{entry.who}</strong>
        <span className="detail">{entry.when}</span>
      </div>
      <Changes changes={shown} />
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more changes</summary>
          <Changes changes={rest} />
        </details>
      )}
    </li>
  );
}

const Changes = ({ changes }: { changes: TimelineEntry['changes'] }) => (
  <ul className="changes">
    {changes.map((change) => (
      <li key={change.label}>
        <span className="detail">{change.label}:</span> {change.value === '' ? <em>cleared</em> : change.value}
      </li>
    ))}
  </ul>
);
