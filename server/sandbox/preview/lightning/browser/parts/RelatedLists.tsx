import { Go } from '../../../browser/router.tsx';
import type { RelatedListView } from '../../wire.ts';

/** What points at the record: contacts, opportunities, registrations. */
export function RelatedLists({ lists }: { lists: readonly RelatedListView[] }) {
  return (
    <>
      {lists.map((list) => (
        <section key={list.label} className="slds-card related-card" aria-label={list.label}>
          <div className="slds-card__header">
            <h2 className="slds-card__header-title">
              {list.label} ({list.rows.length})
            </h2>
          </div>
          {list.rows.map((row) => (
            <dl key={row.id} className="related-row">
              {row.cells.map((cell, index) => (
                <div key={list.columns[index]}>
                  <dt>{list.columns[index]}</dt>
                  <dd>{cell.to === null ? cell.text : <Go to={cell.to}>{cell.text}</Go>}</dd>
                </div>
              ))}
            </dl>
          ))}
        </section>
      ))}
    </>
  );
}
